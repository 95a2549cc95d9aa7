// A server under test, opened: what it is, what is known of it, how it is reached.
import type { TargetSummary } from '../result.js'
import type { Policy } from '../wire/policy.js'
import type { Transport } from '../wire/transport.js'
import type { Metadata } from './metadata.js'
import type { Need } from './needs.js'
import type { Settings } from './settings.js'

/** Ways to sign a person in, best first. */
export type SignInMethod = 'form' | 'session-token' | 'browser-state' | 'chromium'

export interface Target {
  readonly summary: TargetSummary
  readonly metadata: Metadata
  readonly settings: Settings
  readonly policy: Policy
  readonly transport: Transport
  readonly signInBy: readonly SignInMethod[]
  /** It is gone after the run, so nothing has to be given back. */
  readonly ephemeral: boolean
  /** Why the target does not offer it, naming the setting that would change that; undefined where it does. */
  missing(need: Need): string | undefined
  /** An org of the same kind that nobody else uses, where that can be had. */
  own?(): Promise<Target>
  /** Moves the target's clock forward for good. Where the target has the need `clock`. */
  advance?(seconds: number): Promise<void>
  close(): Promise<void>
}
