// A call of the controls that makes no sense: not Okta's shape, this is our own interface.
import type { Answer } from '../exchange.js'
import { Refusal } from '../refusal.js'

/** Answered with what is wrong; several problems are listed, too. */
export class AdminRefusal extends Refusal {
  readonly rule = 'admin'
  readonly source = 'S-604'

  constructor(
    message: string,
    readonly status = 400,
    readonly problems?: readonly string[],
  ) {
    super(message, message)
  }

  answer(): Answer {
    const json = { error: this.message, ...(this.problems && { problems: this.problems }) }
    return { status: this.status, json }
  }
}
