// Everything that is said in a run of a client, in order and check by check: by browser and kit, and by an adapter.
import { Blocked } from '../outcome.js'
import { createRunWire, keepResponse } from '../wire/create-wire.js'
import type { Exchange, Party } from '../wire/exchange.js'
import type { Policy } from '../wire/policy.js'
import { createRedactor } from '../wire/redact/redactor.js'
import type { Rule } from '../wire/rules/rule.js'
import type { Transport } from '../wire/transport.js'
import { RuleBroken, Unreachable, type Wire } from '../wire/wire.js'
import type { Pass } from './mitm/relay.js'
import type { Seen } from './org-side.js'

/** What was said. Secrets are replaced before anything is kept. */
export interface Recorder {
  /** Plays the browser. */
  readonly wire: Wire
  /** A message to an adapter, and its answer; undefined: none came. */
  message(op: string, request: object, reply: object | undefined, durationMs: number): void
  /** The client's requests to its second issuer, which were just made. */
  elsewhere(seen: readonly Seen[]): void
  /** What the client asks of a real org through the kit. The record has what the client was given. */
  readonly relay: Pass
  /** The mock, or the kit in front of a real org, was told to misbehave. */
  fault(id: string, where: 'admin' | 'proxy'): void
  /** What was said since the last time. @param seen what the org was asked meanwhile, the browser's requests among it */
  take(seen: readonly Seen[]): readonly Exchange[]
  /** Takes out of a text whatever is secret by now. */
  redact(text: string): string
  /** Requests sent so far. */
  count(): number
  /** Safety rules that forbade something. */
  broken(): readonly RuleBroken[]
  /** Aborted when a rule ended the whole run. */
  readonly stopped: AbortSignal
}

interface Options {
  readonly issuer: string
  readonly secondIssuer?: string
  readonly transport: Transport
  readonly policy: Policy
  readonly rules: readonly Rule[]
  /** For what the client asks of the org through the kit. */
  readonly relayRules?: readonly Rule[]
  readonly secrets: readonly string[]
  readonly signal: AbortSignal
  /** Milliseconds, any origin. */
  readonly clock: () => number
}

type Unnumbered = Omit<Exchange, 'number'>

const isSame = (exchange: Unnumbered, { method, path }: Seen): boolean =>
  exchange.request.method === method && new URL(exchange.request.url).pathname === path

/**
 * The client's own requests among the browser's. The org saw both, in order; what it saw between two requests of the browser
 * was asked while the client was busy with the one that went to it then.
 */
const woven = (
  said: readonly Unnumbered[],
  seen: readonly Seen[],
  { isToOrg, own }: { readonly isToOrg: (said: Unnumbered) => boolean; readonly own: (seen: Seen) => Unnumbered },
) => {
  const result: Unnumbered[] = []
  const rest = [...seen]
  for (const [index, exchange] of said.entries()) {
    if (isToOrg(exchange)) {
      const at = rest.findIndex((candidate) => isSame(exchange, candidate))
      if (at >= 0)
        result.push(
          ...rest
            .splice(0, at + 1)
            .slice(0, -1)
            .map(own),
        )
      result.push(exchange)
      continue
    }
    result.push(exchange)
    const next = said.slice(index + 1).find(isToOrg)
    const until = next === undefined ? rest.length : rest.findIndex((candidate) => isSame(next, candidate))
    if (until > 0) result.push(...rest.splice(0, until).map(own))
  }
  return [...result, ...rest.map(own)]
}

export const createRecorder = ({ issuer, secondIssuer, secrets, relayRules = [], ...options }: Options): Recorder => {
  const redactor = createRedactor()
  for (const secret of secrets) redactor.learn(secret)
  const run = createRunWire({ ...options, redactor })
  const hostOf = (url: string): string => new URL(url).host
  const orgHosts = [issuer, secondIssuer].flatMap((url) => (url === undefined ? [] : hostOf(url)))
  let current = run.forCheck()
  /** What one check learns is one check's, whichever way it came. */
  const relayed = createRunWire({
    ...options,
    rules: relayRules,
    redactor: { ...redactor, child: () => current.redactor },
  })
  let said: (Unnumbered & { readonly startedAt: number })[] = []
  const broken: RuleBroken[] = []
  const stopped = new AbortController()

  /** What a rule forbids was not sent: the check cannot go on. */
  const forbid = (error: RuleBroken): never => {
    broken.push(error)
    if (error.stop === 'run') stopped.abort()
    throw new Blocked(`safety rule ${error.rule}: ${error.message}`)
  }

  const keep = (exchange: Exchange | undefined, startedAt: number, from: Party = 'browser'): void => {
    if (exchange === undefined) return
    const to: Party = orgHosts.includes(hostOf(exchange.request.url)) ? 'org' : 'client'
    said.push({ ...exchange, between: [from, to], startedAt })
  }

  /** A form as the journal has it: its parameters, decoded. */
  const ownAt =
    (at: string) =>
    ({ method, path, status, parameters, notes = [] }: Seen): Unnumbered => {
      const shown = current.redactor.value(parameters) as Readonly<Record<string, string>>
      const body = Object.entries(shown)
        .map(([name, value]) => `${name}=${value}`)
        .join('&')
      return {
        purpose: 'check',
        between: ['client', 'org'],
        durationMs: 0,
        request: { method, url: `${at}${path}`, headers: {}, ...(body !== '' && { body }) },
        response: { status, headers: [], body: notes.join('\n') },
      }
    }

  /** By the browser, at the issuer whose journal is woven in. */
  const isToOrg = ({ between, request }: Unnumbered): boolean =>
    between?.[0] === 'browser' && between[1] === 'org' && hostOf(request.url) === hostOf(issuer)

  return {
    wire: {
      send: async (request, purpose) => {
        const { wire } = current
        const startedAt = performance.now()
        try {
          const response = await wire.send(request, purpose)
          keep(response.exchange, startedAt)
          return response
        } catch (error) {
          if (error instanceof RuleBroken) return forbid(error)
          if (error instanceof Unreachable) keep(wire.transcript.at(-1), startedAt)
          throw error
        }
      },
      get transcript() {
        return current.wire.transcript
      },
    },
    message: (op, request, reply, durationMs) => {
      const text = (value: object): string => current.redactor.body(JSON.stringify(value), 'application/json')
      said.push({
        startedAt: performance.now() - durationMs,
        purpose: 'check',
        between: ['browser', 'client'],
        durationMs: Math.round(durationMs),
        request: { method: 'POST', url: `adapter:/${op}`, headers: {}, body: text(request) },
        ...(reply ? { response: { status: 200, headers: [], body: text(reply) } } : { failure: 'no answer' }),
      })
    },
    elsewhere: (seen) => {
      if (secondIssuer === undefined) return
      const startedAt = performance.now()
      said.push(...seen.map(ownAt(secondIssuer)).map((exchange) => ({ ...exchange, startedAt })))
    },
    relay: async (request, give) => {
      const { wire } = relayed.forCheck()
      const { redactor: own } = current
      const startedAt = performance.now()
      try {
        const { exchange, status, headers, text } = await wire.send(request)
        const { answer, notes } = await give({ status, headers, text })
        const { body, ...response } = keepResponse(answer, own)
        keep({ ...exchange, response: { ...response, body: [...notes, body].join('\n') } }, startedAt, 'client')
        return answer
      } catch (error) {
        if (error instanceof RuleBroken) return forbid(error)
        if (error instanceof Unreachable) keep(wire.transcript.at(-1), startedAt, 'client')
        throw error
      }
    },
    fault: (id, where) => {
      said.push({
        startedAt: performance.now(),
        purpose: 'setup',
        between: ['browser', 'org'],
        durationMs: 0,
        request: { method: 'POST', url: `${where}:/faults/${id}`, headers: {} },
        response: { status: 200, headers: [], body: '' },
      })
    },
    take: (seen) => {
      // What the client asks while it is asked something stands after it.
      const inOrder = said
        .toSorted((left, right) => left.startedAt - right.startedAt)
        .map(({ startedAt: _, ...exchange }) => exchange)
      const trace = woven(inOrder, seen, { isToOrg, own: ownAt(issuer) }).map((exchange, index) => ({
        ...exchange,
        number: index + 1,
      }))
      said = []
      current = run.forCheck()
      return trace
    },
    redact: (text) => current.redactor.text(text),
    count: () => run.count() + relayed.count(),
    broken: () => broken,
    stopped: stopped.signal,
  }
}
