// Everything an endpoint may use, as an argument: nothing below reads the clock, the environment or a file.
import type { Faults } from './faults/faults.js'
import type { Journal } from './journal.js'
import type { KeyRing } from './keys/key-ring.js'
import type { RemoteKeySets } from './keys/remote-key-sets.js'
import type { ReadApp } from './org/app-entry.js'
import type { Org } from './org/org.js'
import type { Random } from './random.js'
import type { Store } from './store/store.js'

/** What one running org consists of. Two orgs share nothing. */
export interface Deps {
  /** The org's URL without a trailing slash: issuer, links, redirects. Never taken from a request. */
  readonly url: string
  readonly org: Org
  /** Makes apps at run time by the rules of the configuration. */
  readonly readApp: ReadApp
  readonly store: Store
  readonly keys: KeyRing
  /** The keys that apps publish at a jwks_uri. */
  readonly keySets: RemoteKeySets
  readonly random: Random
  readonly journal: Journal
  readonly faults: Faults
  /** The org's time in whole epoch seconds; the admin clock moves it. */
  readonly now: () => number
}
