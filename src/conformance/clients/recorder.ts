// Everything that is said in a run of a client, in order and check by check: by browser and kit, and by an adapter.
import { Blocked } from '../outcome.js'
import { createRunWire } from '../wire/create-wire.js'
import type { Exchange, Party } from '../wire/exchange.js'
import type { Policy } from '../wire/policy.js'
import { createRedactor } from '../wire/redact/redactor.js'
import type { Rule } from '../wire/rules/rule.js'
import type { Transport } from '../wire/transport.js'
import { RuleBroken, Unreachable, type Wire } from '../wire/wire.js'
import type { Seen } from './org-side.js'

/** What was said. Secrets are replaced before anything is kept. */
export interface Recorder {
  /** Plays the browser. */
  readonly wire: Wire
  /** A message to an adapter, and its answer; undefined: none came. */
  message(op: string, request: object, reply: object | undefined, durationMs: number): void
  /** The client's requests to its second issuer, which were just made. */
  elsewhere(seen: readonly Seen[]): void
  /** The mock was told to misbehave. */
  fault(id: string): void
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

export const createRecorder = ({ issuer, secondIssuer, secrets, ...options }: Options): Recorder => {
  const redactor = createRedactor()
  for (const secret of secrets) redactor.learn(secret)
  const run = createRunWire({ ...options, redactor })
  const hostOf = (url: string): string => new URL(url).host
  const orgHosts = [issuer, secondIssuer].flatMap((url) => (url === undefined ? [] : hostOf(url)))
  let current = run.forCheck()
  let said: Unnumbered[] = []
  const broken: RuleBroken[] = []
  const stopped = new AbortController()

  /** What a rule forbids was not sent: the check cannot go on. */
  const forbid = (error: RuleBroken): never => {
    broken.push(error)
    if (error.stop === 'run') stopped.abort()
    throw new Blocked(`safety rule ${error.rule}: ${error.message}`)
  }

  const keep = (exchange: Exchange | undefined): void => {
    if (exchange === undefined) return
    const to: Party = orgHosts.includes(hostOf(exchange.request.url)) ? 'org' : 'client'
    said.push({ ...exchange, between: ['browser', to] })
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
        try {
          const response = await wire.send(request, purpose)
          keep(response.exchange)
          return response
        } catch (error) {
          if (error instanceof RuleBroken) return forbid(error)
          if (error instanceof Unreachable) keep(wire.transcript.at(-1))
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
        purpose: 'check',
        between: ['browser', 'client'],
        durationMs: Math.round(durationMs),
        request: { method: 'POST', url: `adapter:/${op}`, headers: {}, body: text(request) },
        ...(reply ? { response: { status: 200, headers: [], body: text(reply) } } : { failure: 'no answer' }),
      })
    },
    elsewhere: (seen) => {
      if (secondIssuer !== undefined) said.push(...seen.map(ownAt(secondIssuer)))
    },
    fault: (id) => {
      said.push({
        purpose: 'setup',
        between: ['browser', 'org'],
        durationMs: 0,
        request: { method: 'POST', url: `admin:/faults/${id}`, headers: {} },
        response: { status: 200, headers: [], body: '' },
      })
    },
    take: (seen) => {
      const trace = woven(said, seen, { isToOrg, own: ownAt(issuer) }).map((exchange, index) => ({
        ...exchange,
        number: index + 1,
      }))
      said = []
      current = run.forCheck()
      return trace
    },
    redact: (text) => current.redactor.text(text),
    count: () => run.count(),
    broken: () => broken,
    stopped: stopped.signal,
  }
}
