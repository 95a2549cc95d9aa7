// Every refusal is thrown where the problem is seen and becomes an answer at the edge.
import type { Answer, Explanation } from './exchange.js'
import type { Random } from './random.js'

/** A request that Okta would refuse too. Each catalogue has a subclass that knows its wire shape. */
export abstract class Refusal extends Error implements Explanation {
  /** The catalogue's name of the rule that was broken. */
  abstract readonly rule: string
  /** Where the rule is known from: an entry of docs/sources.md. */
  abstract readonly source: string

  /** @param reason one line for people, in the log and on pages: what was refused and what to change. No program gets it. */
  constructor(
    message: string,
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }

  /** The answer as the client sees it. */
  abstract answer(random: Random): Answer
}
