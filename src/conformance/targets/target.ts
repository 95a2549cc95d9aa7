// A server under test, opened: what it is, what is known of it, how it is reached.
import type { CookieJar } from 'tough-cookie'
import type { GivenBack } from '../provision/provision.js'
import type { TargetSummary } from '../result.js'
import type { Policy } from '../wire/policy.js'
import type { Transport } from '../wire/transport.js'
import type { LazyChromium } from './chromium.js'
import type { Metadata } from './metadata.js'
import type { Need } from './needs.js'
import type { Settings } from './settings.js'

/**
 * How people sign in: by the page as plain HTTP shows it, by a session token of the authentication API, or with the cookies of a
 * person who signed in before. Where a page cannot be filled, Chromium is the last resort.
 */
export type SignIn =
  | { readonly by: 'page' }
  | { readonly by: 'session-token' }
  | { readonly by: 'kept-cookies'; readonly jar: CookieJar }

export interface Target {
  readonly summary: TargetSummary
  readonly metadata: Metadata
  readonly settings: Settings
  readonly policy: Policy
  readonly transport: Transport
  readonly signIn: SignIn
  /** For pages that need scripts; undefined where no browser may be started. */
  readonly chromium?: LazyChromium
  /** It is gone after the run, so nothing has to be given back. */
  readonly ephemeral: boolean
  /** Why the target does not offer it, naming the setting that would change that; undefined where it does. */
  missing(need: Need): string | undefined
  /** An org of the same kind that nobody else uses, where that can be had. */
  own?(): Promise<Target>
  /** Moves the target's clock forward for good. Where the target has the need `clock`. */
  advance?(seconds: number): Promise<void>
  /** Seconds that the target's clock is ahead of this machine's, as far as is known. */
  clockAhead?(): number
  /** Removes what was made for this run. */
  giveBack?(): Promise<GivenBack>
  close(): Promise<void>
}
