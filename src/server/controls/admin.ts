// What the admin listener and the library can do to a running org: the same calls, once.

import { decodeProtectedHeader } from 'jose/decode/protected_header'
import { decodeJwt } from 'jose/jwt/decode'
import type { Clock } from '../clock.js'
import { describeOrg } from '../config/describe.js'
import type { OrgPatch } from '../config/merge.js'
import type { ResolvedSettings } from '../config/shape.js'
import type { Deps } from '../deps.js'
import type { Arming, FaultState } from '../faults/faults.js'
import type { Entry } from '../journal.js'
import type { KeyRingState } from '../keys/key-ring.js'
import { longestTokenSeconds } from '../org/refresh-token-limits.js'
import type { RateLimiter } from '../rate-limits/rate-limiter.js'
import type { MadeSession, SessionWish } from './create-session.js'
import { AdminRefusal } from './refusal.js'
import type { TokenWish } from './token-wish.js'

/** Something that left the org, with its content where it is a JWT. */
export interface Issued {
  readonly kind: string
  readonly value: string
  readonly header?: Readonly<Record<string, unknown>>
  readonly payload?: Readonly<Record<string, unknown>>
}

/** A journal entry with its tokens decoded. */
export interface JournalEntry extends Omit<Entry, 'issued'> {
  readonly issued: readonly Issued[]
}

/** The org's time. */
export interface ClockState {
  /** ISO 8601. */
  readonly now: string
  readonly offsetSeconds: number
}

/** One of the two. */
export type ClockChange = { readonly offsetSeconds: number } | { readonly now: string }

/** The controls of one running org. */
export interface Admin {
  /** The configuration as it stands now, in the file's own shape. */
  org(): ResolvedSettings
  /**
   * Merges users, groups, apps and settings into the org; `null` removes a member. All of it, or nothing.
   *
   * @returns the configuration as it stands then
   * @throws AdminRefusal with one line for each problem
   */
  patchOrg(patch: OrgPatch): Promise<ResolvedSettings>
  /** Everything back to the start: users, apps, tokens, sessions, keys, clock, faults, journal. */
  reset(): Promise<void>
  /**
   * An access token without the way to it.
   *
   * @throws AdminRefusal if Okta would never issue such a token
   */
  mintToken(wish: TokenWish): Promise<string>
  /**
   * Ends every token that the client was issued so far; what it is issued later is good.
   *
   * @throws AdminRefusal if there is no such client
   */
  revokeTokens(of: { readonly clientId: string }): Promise<void>
  /**
   * A signed-in user without the sign-in page: the session's cookie, and a sessionToken.
   *
   * @throws AdminRefusal if there is no such user, or they may not sign in
   */
  createSession(wish: SessionWish): Promise<MadeSession>
  /** The next key signs from now on. `forget`: tokens of the keys before are worth nothing any more. */
  rotateKeys(options?: { readonly forget?: boolean }): Promise<KeyRingState>
  /** Oldest first; `since` is the id of the last entry already seen. */
  journal(filter?: { readonly since?: number; readonly clientId?: string }): readonly JournalEntry[]
  clearJournal(): void
  clock(): ClockState
  /** @throws AdminRefusal if the change is not a number of seconds or a date */
  setClock(change: ClockChange): ClockState
  /** Every fault, with whether it is on and how often it fired. */
  faults(): Promise<readonly FaultState[]>
  /** @throws AdminRefusal if there is no such fault, or the arming makes no sense */
  armFault(id: string, arming?: Arming): Promise<void>
  disarmFault(id: string): void
  clearFaults(): void
}

const decode = ({ kind, value }: Entry['issued'][number]): Issued =>
  kind.endsWith('_token') && value.split('.').length === 3
    ? { kind, value, header: { ...decodeProtectedHeader(value) }, payload: decodeJwt(value) }
    : { kind, value }

const readOffset = (change: ClockChange, clock: Clock): number => {
  const offset =
    'offsetSeconds' in change
      ? change.offsetSeconds
      : Math.round(Date.parse(change.now) / 1000) - (clock.now() - clock.offsetSeconds)
  // A hundred years either way is what dates in tokens and headers bear.
  if (Number.isInteger(offset) && Math.abs(offset) < 3_155_760_000) return offset
  throw new AdminRefusal('clock takes { "offsetSeconds": whole seconds } or { "now": "2026-01-01T00:00:00Z" }')
}

const checkArming = ({ count, probability, seed, clientId }: Arming): void => {
  const sound =
    (count === undefined || (Number.isInteger(count) && count > 0)) &&
    (probability === undefined || (probability >= 0 && probability <= 1)) &&
    (seed === undefined || Number.isInteger(seed)) &&
    (clientId === undefined || typeof clientId === 'string')
  if (sound) return
  throw new AdminRefusal(
    'a fault takes { "count": times, "clientId": "0oa…", "probability": 0 to 1, "seed": whole number }, each optional',
  )
}

/** What the controls act on. */
export interface Controlled {
  readonly deps: Deps
  readonly clock: Clock
  readonly limiter: Pick<RateLimiter, 'clear'>
  /** What identifiers are made from. */
  readonly seed?: string
}

/** The controls of one org. What few runs need is loaded by the first call. */
export const createAdmin = ({ deps, clock, limiter, seed }: Controlled): Admin => {
  const state = (): ClockState => ({
    now: new Date(clock.now() * 1000).toISOString(),
    offsetSeconds: clock.offsetSeconds,
  })
  return {
    org: () => describeOrg(deps.org),
    patchOrg: async (patch) => (await import('./patch-org.js')).patchOrg(patch, deps, seed),
    mintToken: async (wish) => (await import('./mint-token.js')).mintToken(wish, deps),
    revokeTokens: async ({ clientId }) => {
      if (deps.org.findApp(clientId) === undefined) throw new AdminRefusal(`there is no client "${clientId}"`)
      await deps.store.revoke(clientId, longestTokenSeconds)
    },
    createSession: async (wish) => (await import('./create-session.js')).createSession(wish, deps),
    rotateKeys: ({ forget = false } = {}) => deps.keys.rotate({ forget }),
    reset: async () => {
      clock.setOffset(0)
      deps.keys.reset()
      deps.org.reset()
      deps.journal.clear()
      deps.faults.clear()
      limiter.clear()
      await deps.store.clear()
    },
    journal: (filter) => deps.journal.read(filter).map((entry) => ({ ...entry, issued: entry.issued.map(decode) })),
    clearJournal: () => deps.journal.clear(),
    clock: state,
    setClock: (change) => {
      clock.setOffset(readOffset(change, clock))
      return state()
    },
    faults: () => deps.faults.list(),
    armFault: async (id, arming = {}) => {
      checkArming(arming)
      if (await deps.faults.arm(id, arming)) return
      throw new AdminRefusal(`there is no fault "${id}": GET /faults lists them`)
    },
    disarmFault: (id) => {
      deps.faults.disarm(id)
    },
    clearFaults: () => deps.faults.clear(),
  }
}
