// Expectations: each one is judged at once, kept with what was expected and got, and never ends the check by itself.
import { isDeepStrictEqual } from 'node:util'
import type { Finding } from './result.js'
import type { AuthorizeResult } from './toolkit/authorize-result.js'
import { type Exchange, textMember, type WireResponse } from './wire/exchange.js'

/** How Okta or a specification refuses: `oktaText` is the exact description and is compared on an Okta org only. */
export interface Refusal {
  readonly status?: number | readonly number[]
  readonly error: string | readonly string[]
  readonly oktaText?: string | RegExp
}

/** Every method returns whether the expectation was met. Argument order: got, expected, what it is. */
export interface Expect {
  /** Deep equality. */
  equal(got: unknown, expected: unknown, what: string): boolean
  notEqual(got: unknown, other: unknown, what: string): boolean
  oneOf(got: unknown, expected: readonly unknown[], what: string): boolean
  match(got: unknown, pattern: RegExp, what: string): boolean
  /** Neither undefined, null nor empty. */
  present(got: unknown, what: string): boolean
  absent(got: unknown, what: string): boolean
  /** For what the others cannot say; `expected` and `got` are what the report shows. */
  that(met: boolean, what: string, shown: { readonly expected: unknown; readonly got: unknown }): boolean
  status(response: WireResponse, expected: number | readonly number[]): boolean
  /** A text compares the whole value. */
  header(response: WireResponse, name: string, expected: string | RegExp | undefined): boolean
  /** A JSON body `{ error, error_description }`. */
  refused(response: WireResponse, refusal: Refusal): boolean
  /** An error that came by redirect (or form) to the app. */
  refusedByRedirect(result: AuthorizeResult, refusal: Omit<Refusal, 'status'>): boolean
  /** An error page, that is: nothing reached the app. */
  errorPage(result: AuthorizeResult, status?: number): boolean
  /** The same expectations, each broken one a warning only. */
  readonly should: Omit<Expect, 'should'>
}

/** What was judged. */
export interface Judged {
  readonly expect: Expect
  readonly findings: readonly Finding[]
  /** How many expectations were judged, met or not. */
  count(): number
}

const inspect = (value: unknown): string => {
  if (value instanceof RegExp) return String(value)
  return value === undefined ? 'nothing' : (JSON.stringify(value) ?? String(value))
}

const list = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T])
const anyOf = (values: readonly unknown[]): string => values.map(inspect).join(' or ')

interface Options {
  readonly dialect: 'okta' | 'openid'
  /** The last exchange, shown where an expectation names none. */
  readonly last: () => Exchange | undefined
  readonly redact: (text: string) => string
}

/** Expectations of one check. */
export const createExpect = ({ dialect, last, redact }: Options): Judged => {
  const findings: Finding[] = []
  let judged = 0

  const judge = (
    severity: Finding['severity'],
    met: boolean,
    what: string,
    expected: string,
    got: unknown,
    exchange = last(),
  ): boolean => {
    judged += 1
    if (!met) {
      const shown = { expected: redact(expected), got: redact(inspect(got)) }
      findings.push({ severity, what, ...shown, ...(exchange && { exchange: exchange.number }) })
    }
    return met
  }

  const create = (severity: Finding['severity']): Omit<Expect, 'should'> => {
    const check = (met: boolean, what: string, expected: string, got: unknown, exchange?: Exchange): boolean =>
      judge(severity, met, what, expected, got, exchange)

    const text = (got: string | undefined, expected: string | RegExp | undefined, what: string, at?: Exchange) => {
      if (dialect !== 'okta' || expected === undefined) return true
      const met = typeof expected === 'string' ? got === expected : expected.test(got ?? '')
      // Wording is Okta's to change: a different text is worth a warning.
      return judge('should', met, what, inspect(expected), got, at)
    }

    return {
      equal: (got, expected, what) => check(isDeepStrictEqual(got, expected), what, inspect(expected), got),
      notEqual: (got, other, what) => check(!isDeepStrictEqual(got, other), what, `not ${inspect(other)}`, got),
      oneOf: (got, expected, what) =>
        check(
          expected.some((one) => isDeepStrictEqual(got, one)),
          what,
          anyOf(expected),
          got,
        ),
      match: (got, pattern, what) => check(typeof got === 'string' && pattern.test(got), what, inspect(pattern), got),
      present: (got, what) => check(got !== undefined && got !== null && got !== '', what, 'a value', got),
      absent: (got, what) => check(got === undefined || got === null, what, 'nothing', got),
      that: (met, what, { expected, got }) =>
        check(met, what, typeof expected === 'string' ? expected : inspect(expected), got),
      status: ({ status, exchange }, expected) =>
        check(list(expected).includes(status), 'status', anyOf(list(expected)), status, exchange),
      header: (response, name, expected) => {
        const got = response.header(name)
        const met = expected instanceof RegExp ? expected.test(got ?? '') : got === expected
        return check(met, `header ${name}`, inspect(expected), got, response.exchange)
      },
      refused: (response, { status, error, oktaText }) => {
        const { exchange } = response
        const met = [
          status === undefined ||
            check(list(status).includes(response.status), 'status', anyOf(list(status)), response.status, exchange),
          check(
            list(error).some((one) => one === textMember(response, 'error')),
            'error',
            anyOf(list(error)),
            textMember(response, 'error') ?? response.json,
            exchange,
          ),
          text(textMember(response, 'error_description'), oktaText, 'error_description', exchange),
        ]
        return met.every(Boolean)
      },
      refusedByRedirect: (result, { error, oktaText }) => {
        const { exchange } = result.response
        if (result.kind !== 'answer') {
          return check(false, 'answer', `${anyOf(list(error))} by redirect to the app`, result.kind, exchange)
        }
        const got = result.params.get('error')
        const met = [
          check(
            list(error).some((one) => one === got),
            'error',
            anyOf(list(error)),
            got ?? [...result.params.keys()],
            exchange,
          ),
          check(!result.params.has('code'), 'code', 'nothing beside an error', 'a code', exchange),
          text(result.params.get('error_description'), oktaText, 'error_description', exchange),
        ]
        return met.every(Boolean)
      },
      errorPage: (result, status) => {
        const { exchange } = result.response
        const shown = result.kind === 'answer' ? `redirect with ${[...result.params.keys()].join(', ')}` : result.kind
        const met = [
          check(result.kind === 'error-page', 'answer', 'an error page, and no redirect', shown, exchange),
          status === undefined ||
            check(result.response.status === status, 'status', String(status), result.response.status, exchange),
        ]
        return met.every(Boolean)
      },
    }
  }

  return { expect: { ...create('must'), should: create('should') }, findings, count: () => judged }
}
