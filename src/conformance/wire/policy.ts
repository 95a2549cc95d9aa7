// How careful a run must be with its target.

/** The safety rules' figures; undefined: no limit. */
export interface Policy {
  /** Host and port (`localhost:6582`) that may be spoken to. */
  readonly hosts: readonly string[]
  /** Whether objects of the org may be read and changed through its API. */
  readonly api: 'none' | 'read' | 'write'
  /** Wrong passwords for one user. */
  readonly wrongPasswordsPerUser?: number
  /** Wrong client secrets for one client. */
  readonly wrongSecretsPerClient?: number
  /** Requests in the whole run. */
  readonly requests?: number
  /** Seconds for the whole run. */
  readonly durationSeconds?: number
  /** Whether requests are spaced out and the run stops before the org's rate limits are reached. */
  readonly careful: boolean
  /** Milliseconds for one request. */
  readonly timeoutMs: number
}

/** For a server that is there to be tested: nothing can be broken. */
export const freely = (hosts: readonly string[]): Policy => ({ hosts, api: 'write', careful: false, timeoutMs: 10_000 })

/** For an org that somebody needs: read-only, slow, bounded. */
export const carefully = (hosts: readonly string[]): Policy => ({
  hosts,
  api: 'none',
  wrongPasswordsPerUser: 0,
  wrongSecretsPerClient: 10,
  requests: 300,
  durationSeconds: 900,
  careful: true,
  timeoutMs: 30_000,
})
