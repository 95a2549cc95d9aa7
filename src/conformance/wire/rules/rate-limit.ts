// Rule 4, second half: the run ends before it uses up what others of the org need too.
import type { Pace } from '../limiter.js'
import type { RawResponse } from '../transport.js'
import { RuleBroken } from '../wire.js'
import type { Rule } from './rule.js'

/** Of the limit, that must be left. */
const leftOver = 0.2

/** No org's window is longer than a minute. */
const longestWaitSeconds = 90

const numberIn = ({ headers }: RawResponse, name: string): number | undefined => {
  const text = headers.find(([key]) => key === name)?.[1]
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined
}

/** Milliseconds until the window of this answer's limit is over; the longest there is where it does not say. */
const untilReset = (response: RawResponse, now: () => number): number => {
  const reset = numberIn(response, 'x-rate-limit-reset')
  const seconds = numberIn(response, 'retry-after') ?? (reset === undefined ? longestWaitSeconds : reset - now() + 1)
  return Math.min(Math.max(seconds, 1), longestWaitSeconds) * 1000
}

const isNearlyUsed = (response: RawResponse): boolean => {
  const limit = numberIn(response, 'x-rate-limit-limit')
  const remaining = numberIn(response, 'x-rate-limit-remaining')
  return limit !== undefined && remaining !== undefined && remaining < limit * leftOver
}

/** How often in a run a request may be answered 429 before it is given up. */
const mostRefusals = 10

/** Where stopping half way would leave things behind: the run waits for the next window instead. */
export const waitingForRateLimit = ({ sleep }: Pick<Pace, 'sleep'>, now: () => number): Rule => {
  let refusals = 0
  return {
    after: async ({ url }, response, signal) => {
      const refused = response.status === 429
      if (refused) refusals += 1
      if (refusals > mostRefusals) {
        throw new RuleBroken('rate', `${new URL(url).pathname} answers 429 over and over`, 'run')
      }
      if (refused || isNearlyUsed(response)) await sleep(untilReset(response, now), signal)
      return refused ? 'again' : undefined
    },
  }
}

/** @param now epoch seconds, to compare with `x-rate-limit-reset` */
export const belowRateLimit = ({ sleep }: Pick<Pace, 'sleep'>, now: () => number): Rule => {
  let waited = false
  return {
    after: async ({ url }, response, signal) => {
      const { pathname } = new URL(url)
      if (response.status === 429) {
        const reset = numberIn(response, 'x-rate-limit-reset')
        const seconds =
          numberIn(response, 'retry-after') ?? (reset === undefined ? longestWaitSeconds : reset - now() + 1)
        if (waited || seconds > longestWaitSeconds) {
          throw new RuleBroken('rate', `${pathname} answers 429 ${waited ? 'again' : `for ${seconds} s more`}`, 'run')
        }
        waited = true
        await sleep(Math.max(seconds, 1) * 1000, signal)
        return 'again'
      }
      const limit = numberIn(response, 'x-rate-limit-limit')
      const remaining = numberIn(response, 'x-rate-limit-remaining')
      if (limit !== undefined && remaining !== undefined && remaining < limit * leftOver) {
        throw new RuleBroken('rate', `${pathname} has ${remaining} of ${limit} requests left, less than 20 %`, 'run')
      }
      return undefined
    },
  }
}
