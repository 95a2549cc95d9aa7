// What a safety rule is: it sees every request before it is sent and every answer before a check does.
import type { WireRequest } from '../exchange.js'
import type { RawResponse } from '../transport.js'

/** State that a rule keeps is that of one run. */
export interface Rule {
  /**
   * May wait.
   * @throws RuleBroken or QuotaUsed
   */
  before?(request: WireRequest, signal: AbortSignal): void | Promise<void>
  /** However the request ended. */
  settled?(request: WireRequest): void
  /**
   * `again`: the request is sent once more.
   * @throws RuleBroken
   */
  after?(
    request: WireRequest,
    response: RawResponse,
    signal: AbortSignal,
  ): 'again' | undefined | Promise<'again' | undefined>
}
