// What one check of a client came to.
import type { ClientCheck, ClientLevel, Judged } from '../client-checks/client-check.js'
import type { Verdict } from '../result.js'

/** The severity is that of a failure in this context, with its reason. */
export interface ClientResult extends Judged {
  readonly check: ClientCheck
  readonly verdict: Verdict
  /** What was seen, in a sentence. `reason` of a severity is `severityReason` in reports. */
  readonly outcome: string
  /** The level at which it was run. */
  readonly level?: ClientLevel
}
