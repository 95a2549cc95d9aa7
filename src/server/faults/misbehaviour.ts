// What can go wrong with the answer of any endpoint.
import { setTimeout } from 'node:timers/promises'
import { type Answer, noStore } from '../exchange.js'
import type { Surroundings } from './fault.js'

const page = '<!doctype html><html lang="en"><title>500</title><h1>Internal Server Error</h1></html>'

/** As a proxy in front of Okta would answer. */
export const htmlError = (): Answer => ({ status: 500, headers: { 'cache-control': 'no-store' }, html: page })

/** The members of an answer in JSON; undefined for any other. */
export const jsonOf = (answer: Answer): Readonly<Record<string, unknown>> | undefined => {
  const value: unknown =
    'json' in answer ? answer.json : 'jsonText' in answer ? (JSON.parse(answer.jsonText) as unknown) : undefined
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined
}

/** The first half of the answer's JSON. */
export const truncated = (answer: Answer): Answer | undefined => {
  const text = 'json' in answer ? JSON.stringify(answer.json) : 'jsonText' in answer ? answer.jsonText : undefined
  if (text === undefined) return undefined
  return { status: answer.status, headers: answer.headers ?? {}, jsonText: text.slice(0, text.length / 2) }
}

/** The 429 of Okta's catalogue, with headers that say when the limit is over (S-660). */
const tooMany = (headers: NonNullable<Answer['headers']>, { ask }: Surroundings): Answer => ({
  status: 429,
  headers: { ...noStore, ...headers },
  json: {
    errorCode: 'E0000047',
    errorSummary: 'API call exceeded rate limit due to too many requests.',
    errorLink: 'E0000047',
    errorId: `oae${ask.requestId.slice(0, 22)}`,
    errorCauses: [],
  },
})

/** A limit that is over in so many seconds. */
const limitedFor =
  (seconds: number) =>
  (_answer: Answer, surroundings: Surroundings): Answer =>
    tooMany(
      {
        'x-rate-limit-limit': '600',
        'x-rate-limit-remaining': '0',
        'x-rate-limit-reset': String(surroundings.now + seconds),
      },
      surroundings,
    )

export const rateLimited = limitedFor(2)
export const rateLimitedForAnHour = limitedFor(3600)

const noRateLimit = { 'x-rate-limit-limit': [], 'x-rate-limit-remaining': [], 'x-rate-limit-reset': [] }

/** As a gateway in front of the org says it (RFC 9110 10.2.3), which knows nothing of the org's own limits. */
export const retryLater = (_answer: Answer, surroundings: Surroundings): Answer =>
  tooMany({ ...noRateLimit, 'retry-after': '2' }, surroundings)

const minuteMs = 60_000

/** A minute of silence by the machine's clock; it does not keep the process alive. */
export const hang = async (answer: Answer): Promise<Answer> => {
  await setTimeout(minuteMs, undefined, { ref: false })
  return answer
}
