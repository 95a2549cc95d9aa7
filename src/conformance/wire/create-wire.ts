// Builds the guarded wire of a run, and from it the wire of each check.
import type { Exchange, WireRequest, WireResponse } from './exchange.js'
import type { Policy } from './policy.js'
import type { Redactor } from './redact/redactor.js'
import type { Rule } from './rules/rule.js'
import type { RawResponse, Transport } from './transport.js'
import { Unreachable, type Wire } from './wire.js'

/** The wire of a whole run. */
export interface RunWire {
  /** A wire with a transcript of its own, under the same rules. */
  forCheck(): { readonly wire: Wire; readonly redactor: Redactor }
  /** Requests sent so far. */
  count(): number
}

interface Options {
  readonly transport: Transport
  readonly policy: Policy
  /** Asked in this order before anything is sent. */
  readonly rules: readonly Rule[]
  readonly redactor: Redactor
  readonly signal: AbortSignal
  /** Milliseconds, any origin. */
  readonly clock: () => number
}

const parse = (text: string): unknown => {
  if (!/^\s*[{["]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Everything a check sends goes through here. */
export const createRunWire = ({ transport, policy, rules, redactor, signal, clock }: Options): RunWire => {
  let sent = 0

  const guarded = async (request: WireRequest): Promise<RawResponse> => {
    for (const rule of rules) await rule.before?.(request, signal)
    sent += 1
    let response: RawResponse | undefined
    try {
      response = await transport.send(request, { timeoutMs: policy.timeoutMs, signal })
    } finally {
      for (const rule of rules) rule.settled?.(request)
    }
    let again = false
    for (const rule of rules) if ((await rule.after?.(request, response, signal)) === 'again') again = true
    return again ? guarded({ ...request }) : response
  }

  const forCheck: RunWire['forCheck'] = () => {
    const own = redactor.child()
    const transcript: Exchange[] = []

    const send: Wire['send'] = async (request, purpose = 'check') => {
      const startedAt = clock()
      const keep = (outcome: Pick<Exchange, 'response' | 'failure'>): Exchange => {
        const exchange: Exchange = {
          number: transcript.length + 1,
          purpose,
          durationMs: Math.round(clock() - startedAt),
          request: keepRequest(request, own),
          ...outcome,
        }
        transcript.push(exchange)
        return exchange
      }
      try {
        const raw = await guarded(request)
        return answer(raw, request, keep({ response: keepResponse(raw, own) }))
      } catch (error) {
        if (error instanceof Unreachable) keep({ failure: own.text(error.message) })
        throw error
      }
    }
    return { wire: { send, transcript }, redactor: own }
  }

  return { forCheck, count: () => sent }
}

const answer = (raw: RawResponse, request: WireRequest, exchange: Exchange): WireResponse => ({
  ...raw,
  json: parse(raw.text),
  request,
  exchange,
  header: (name) => raw.headers.find(([key]) => key === name.toLowerCase())?.[1],
})

const keepRequest = ({ method, url, headers = {}, body }: WireRequest, redactor: Redactor): Exchange['request'] => ({
  method,
  headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, redactor.header(name, value)])),
  url: redactor.text(url),
  ...(body !== undefined && { body: redactor.body(body, headers['content-type']) }),
})

/** Pages are cut: what they show is told by the check. JSON is kept whole, so that it can be compared. */
const longestPage = 4000

/** An answer as the transcript keeps it. */
export const keepResponse = (
  { status, headers, text }: RawResponse,
  redactor: Redactor,
): NonNullable<Exchange['response']> => {
  const kept = headers.map(([name, value]) => [name, redactor.header(name, value)] as const)
  const contentType = headers.find(([name]) => name === 'content-type')?.[1]
  const body = redactor.body(text, contentType)
  const cut = body.length > longestPage && !contentType?.includes('json')
  return { status, headers: kept, body: cut ? `${body.slice(0, longestPage)}…` : body }
}
