// How careful a run must be with its target.
import type { Made } from './rules/read-only.js'

/** The safety rules' figures; undefined: no limit. */
export interface Policy {
  /** Host and port (`localhost:6582`) that may be spoken to. */
  readonly hosts: readonly string[]
  /** The org's API: not at all, only for objects that this run made, or as a check likes. */
  readonly api: 'none' | 'provision' | 'free'
  readonly made: Made
  /** Wrong passwords for one user. */
  readonly wrongPasswordsPerUser?: number
  /** Wrong client secrets for one client. */
  readonly wrongSecretsPerClient?: number
  /** Requests in the whole run. */
  readonly requests?: number
  /** Seconds for the whole run. */
  readonly durationSeconds?: number
  /** Whether the browser state of a person is in use, whose session must outlive the run. */
  readonly lentSession: boolean
  /** Whether requests are spaced out and the run stops before the org's rate limits are reached. */
  readonly careful: boolean
  /** Milliseconds for one request. */
  readonly timeoutMs: number
}

const nothingMade: Made = { tag: 'conformance-', ids: new Set() }

/** For a server that is there to be tested: nothing can be broken. */
export const freely = (hosts: readonly string[]): Policy => ({
  hosts,
  api: 'free',
  made: nothingMade,
  lentSession: false,
  careful: false,
  timeoutMs: 10_000,
})

/** For an org that somebody needs: read-only, slow, bounded. */
export const carefully = (hosts: readonly string[]): Policy => ({
  hosts,
  api: 'none',
  made: nothingMade,
  wrongPasswordsPerUser: 0,
  wrongSecretsPerClient: 10,
  requests: 300,
  durationSeconds: 900,
  lentSession: false,
  careful: true,
  timeoutMs: 30_000,
})
