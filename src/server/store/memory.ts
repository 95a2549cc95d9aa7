// The store of a single process. One thread and no await between reading and removing: `take…` is atomic.
import type { Random } from '../random.js'
import { createExpiringMap } from './expiring-map.js'
import type { Code, Proof, Session, Store, Transaction } from './store.js'

/** Bytes of a token id that name the generation it belongs to: nothing need be kept for tokens that are not revoked. */
const generationBytes = 6

/** @param now the org's clock, epoch seconds */
export const createMemoryStore = (now: () => number, random: Random): Store => {
  const codes = createExpiringMap<Code>(now)
  const sessions = createExpiringMap<Session>(now)
  const sessionTokens = createExpiringMap<Proof>(now)
  const transactions = createExpiringMap<Transaction>(now)
  const revoked = createExpiringMap<true>(now)
  let generation = random.bytes(generationBytes)

  const generationOf = (jti: string): Buffer =>
    Buffer.from(jti.slice(jti.lastIndexOf('.') + 1), 'base64url').subarray(0, generationBytes)

  return {
    putCode: async (code, value, lifetimeSeconds) => codes.put(code, value, now() + lifetimeSeconds),
    takeCode: async (code) => codes.take(code),
    putSession: async (value) => sessions.put(value.id, value, value.expiresAt),
    findSession: async (id) => sessions.find(id),
    takeSession: async (id) => sessions.take(id),
    putSessionToken: async (token, value, lifetimeSeconds) => sessionTokens.put(token, value, now() + lifetimeSeconds),
    takeSessionToken: async (token) => sessionTokens.take(token),
    putTransaction: async (stateToken, value, lifetimeSeconds) =>
      transactions.put(stateToken, value, now() + lifetimeSeconds),
    findTransaction: async (stateToken) => transactions.find(stateToken),
    takeTransaction: async (stateToken) => transactions.take(stateToken),
    revokeToken: async (jti, expiresAt) => revoked.put(jti, true, expiresAt),
    newTokenId: async () => Buffer.concat([generation, random.bytes(32 - generationBytes)]).toString('base64url'),
    isRevoked: async (jti) => revoked.find(jti) === true || !generation.equals(generationOf(jti)),
    clear: async () => {
      generation = random.bytes(generationBytes)
      for (const map of [codes, sessions, sessionTokens, transactions, revoked]) map.clear()
    },
  }
}
