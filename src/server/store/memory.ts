// The store of a single process. One thread and no await between reading and writing: every step is atomic.
import type { Random } from '../random.js'
import type { Collection } from './collection.js'
import { createExpiringMap } from './expiring-map.js'
import type {
  AuthnTransaction,
  Code,
  DeviceCode,
  Proof,
  PushedRequest,
  RefreshToken,
  Session,
  Store,
  Transaction,
} from './store.js'

// A token id tells when it was made: the generation it belongs to (a new one at each `clear`) and its place in it.
// So nothing need be kept for tokens that are alive, and one number ends everything a user or an app has got so far.
const generationBytes = 6
const sequenceBytes = 6
const idBytes = 32

/** @param now the org's clock, epoch seconds */
export const createMemoryStore = (now: () => number, random: Random): Store => {
  const clears: (() => void)[] = []
  const collection = <T>(): Collection<T> => {
    const held = createExpiringMap<T>(now)
    clears.push(held.clear)
    return {
      put: async (key, value, lifetimeSeconds) => held.put(key, value, now() + lifetimeSeconds),
      add: async (key, value, lifetimeSeconds) => {
        if (held.find(key) !== undefined) return false
        held.put(key, value, now() + lifetimeSeconds)
        return true
      },
      find: async (key) => held.find(key),
      take: async (key) => held.take(key),
      change: async (key, update, lifetimeSeconds) =>
        held.change(key, update, lifetimeSeconds === undefined ? undefined : now() + lifetimeSeconds),
    }
  }
  const revocations = createExpiringMap<number>(now)
  clears.push(revocations.clear)
  let generation = random.bytes(generationBytes)
  let sequence = 0

  return {
    codes: collection<Code>(),
    deviceCodes: collection<DeviceCode>(),
    userCodes: collection<string>(),
    refreshTokens: collection<RefreshToken>(),
    sessions: collection<Session>(),
    sessionTokens: collection<Proof>(),
    transactions: collection<Transaction>(),
    authnTransactions: collection<AuthnTransaction>(),
    usedIds: collection<true>(),
    consents: collection<readonly string[]>(),
    passwordFailures: collection<number>(),
    pushedRequests: collection<PushedRequest>(),
    nonces: collection<string>(),
    newTokenId: async () => {
      const id = Buffer.concat([generation, random.bytes(idBytes - generationBytes)])
      sequence += 1
      id.writeUIntBE(sequence, generationBytes, sequenceBytes)
      return id.toString('base64url')
    },
    revoke: async (key, lifetimeSeconds) => revocations.put(key, sequence, now() + lifetimeSeconds),
    end: async (key, lifetimeSeconds) => revocations.put(key, Number.POSITIVE_INFINITY, now() + lifetimeSeconds),
    isRevoked: async (tokenId, keys) => {
      const id = Buffer.from(tokenId, 'base64url')
      if (id.length !== idBytes || !generation.equals(id.subarray(0, generationBytes))) return true
      const madeAs = id.readUIntBE(generationBytes, sequenceBytes)
      return keys.some((key) => madeAs <= (revocations.find(key) ?? 0))
    },
    clear: async () => {
      generation = random.bytes(generationBytes)
      for (const clear of clears) clear()
    },
  }
}
