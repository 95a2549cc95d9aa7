// Rule 5: a run has so many requests and so much time.
import { RuleBroken } from '../wire.js'
import type { Rule } from './rule.js'

interface Budget {
  /** Undefined: no limit. */
  readonly requests: number | undefined
  readonly durationSeconds: number | undefined
  /** Milliseconds, any origin. */
  readonly clock: () => number
}

export const withinBudget = ({ requests, durationSeconds, clock }: Budget): Rule => {
  const startedAt = clock()
  let sent = 0
  return {
    before: () => {
      if (requests !== undefined && sent >= requests) {
        throw new RuleBroken('budget', `${requests} requests are used up: --budget allows more`, 'run')
      }
      if (durationSeconds !== undefined && clock() - startedAt > durationSeconds * 1000) {
        throw new RuleBroken('budget', `${durationSeconds / 60} minutes are over`, 'run')
      }
      sent += 1
    },
  }
}
