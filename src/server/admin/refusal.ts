// A call of the admin listener that makes no sense: not Okta's shape, this is our own interface.
import type { Answer } from '../exchange.js'
import { Refusal } from '../refusal.js'

/** Answered with one sentence. */
export class AdminRefusal extends Refusal {
  readonly rule = 'admin'
  readonly source = 'S-604'

  constructor(
    message: string,
    readonly status = 400,
  ) {
    super(message, message)
  }

  answer(): Answer {
    return { status: this.status, json: { error: this.message } }
  }
}
