// The one way out: everything the kit sends goes through a Wire, which asks every safety rule first.
import type { Exchange, Purpose, WireRequest, WireResponse } from './exchange.js'

/** The guarded HTTP layer as one check has it. Redirects are never followed. */
export interface Wire {
  /**
   * @throws RuleBroken or QuotaUsed before anything is sent
   * @throws Unreachable if there was no answer
   */
  send(request: WireRequest, purpose?: Purpose): Promise<WireResponse>
  /** What this check has sent so far, redacted. */
  readonly transcript: readonly Exchange[]
}

/** The safety rules by name, as reports show them. */
export type RuleName =
  | 'hosts'
  | 'read-only'
  | 'passwords'
  | 'client-secrets'
  | 'rate'
  | 'budget'
  | 'own-tokens'
  | 'production'
  | 'locked-account'

/** A safety rule forbids what a check wanted to send; nothing was sent. `stop` ends the whole run. */
export class RuleBroken extends Error {
  override readonly name = 'RuleBroken'
  constructor(
    readonly rule: RuleName,
    message: string,
    readonly stop: 'check' | 'run' = 'check',
  ) {
    super(message)
  }
}

/** The check asks for more than a careful run may do; it is skipped, which is no incident. */
export class QuotaUsed extends Error {
  override readonly name = 'QuotaUsed'
}

/** No answer: refused, cut, timed out, or not HTTP. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}
