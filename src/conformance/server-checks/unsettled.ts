// What nobody has written down about Okta: each check does one thing and notes what the org answers (docs/differences.md).
import type { Check } from '../check.js'
import type { Authorized, Context } from '../context.js'
import { document } from '../sources.js'
import type { Need } from '../targets/needs.js'
import { members, type WireResponse } from '../wire/exchange.js'

/** One open question. */
export interface Question {
  /** After `unsettled/`. */
  readonly name: string
  /** What is noted: completes "… is noted". */
  readonly what: string
  /** Beside `okta`. */
  readonly needs: readonly Need[]
  readonly isolation?: 'own'
  readonly ask: (context: Context) => Promise<unknown>
}

/** What a response says, without what differs from run to run. */
export const answerOf = (response: WireResponse): unknown => {
  const { error, error_description, errorCode, errorSummary, active } = members(response)
  const said = { error: error ?? errorCode, text: error_description ?? errorSummary, active }
  const challenge = response.header('www-authenticate')?.replace(/error_description="[^"]*"/, '')
  return { status: response.status, ...said, ...(challenge !== undefined && { challenge }) }
}

/** How an authorization request ended. */
export const outcomeOf = (result: Authorized): unknown =>
  result.kind === 'answer'
    ? {
        channel: result.channel,
        members: result.order,
        error: result.params.get('error'),
        text: result.params.get('error_description'),
      }
    : { page: result.kind, status: result.response.status }

/** The answer is noted, and compared between runs; nobody is judged but a server that breaks. */
export const asChecks = (questions: readonly Question[]): readonly Check[] =>
  questions.map(({ name, what, needs, isolation, ask }) => ({
    id: `unsettled/${name}`,
    title: `${what} is noted`,
    level: 'may',
    profiles: ['okta'],
    sources: [document('docs/differences.md: nobody has written down what Okta does')],
    needs: ['okta', ...needs],
    ...(isolation && { isolation }),
    run: async (context) => {
      const noted = await ask(context)
      context.record(what, noted)
      const { status } = Object(noted) as { readonly status?: unknown }
      if (typeof status === 'number') {
        context.expect.that(status < 500, 'status', { expected: 'below 500', got: status })
      }
    },
  }))
