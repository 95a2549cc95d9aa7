// Between a client and a real org: passes requests on, changes answers as the mock would misbehave, and remembers both.
import { type AnotherOrg, misbehaveAs } from '../../../server/faults/on-another-org.js'
import { Skipped } from '../../outcome.js'
import type { WireRequest } from '../../wire/exchange.js'
import type { RawResponse } from '../../wire/transport.js'
import type { FaultSide, JournalSide, KeySide, Seen, TokenSide } from '../org-side.js'
import { toSeen } from './seen-at-proxy.js'

/** What the client was given, with notes on what was changed. */
export interface Given {
  readonly answer: RawResponse
  readonly notes: readonly string[]
}

/** Sends a request on, and keeps what `give` makes of the answer. @throws Blocked, Unreachable */
export type Pass = (request: WireRequest, give: (answer: RawResponse) => Promise<Given>) => Promise<RawResponse>

/** One client's way to its org. */
export interface Relay {
  /** The answer for the client. @throws Blocked if a safety rule forbids the request, Unreachable */
  answer(request: WireRequest): Promise<RawResponse>
  /** An ID token that comes with the answer to the browser. */
  passIdToken(token: string): Promise<string>
  readonly faults: FaultSide
  readonly journal: JournalSide
  readonly keys: KeySide
  readonly tokens: TokenSide
}

/** Of the requests, so many are remembered. */
const capacity = 1000

/** An answer that is changed must be whole, and one that can be read. */
const conditions: ReadonlySet<string> = new Set(['accept-encoding', 'if-none-match', 'if-modified-since', 'range'])

const unconditional = ({ headers = {}, ...request }: WireRequest): WireRequest => ({
  ...request,
  headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !conditions.has(name))),
})

export const createRelay = (org: AnotherOrg, pass: Pass): Relay => {
  const misbehaviour = misbehaveAs(org)
  const seen: Seen[] = []
  let last = 0

  const remember = (request: WireRequest, { answer, notes }: Given): Given => {
    last += 1
    seen.push(toSeen(request, answer, { id: last, notes, now: org.now() }))
    if (seen.length > capacity) seen.shift()
    return { answer, notes }
  }

  return {
    answer: async (asked) => {
      const request = unconditional(asked)
      const own = await misbehaviour.own(request)
      if (own !== undefined)
        return remember(request, { answer: own, notes: ['the kit answers this in the org’s place'] }).answer
      return pass(request, async (answer) => remember(request, await misbehaviour.pass(request, answer)))
    },
    passIdToken: misbehaviour.passIdToken,
    faults: {
      arm: async (ids, times) => {
        for (const id of ids) {
          if (!(await misbehaviour.arm(id, times))) throw new Skipped(`${id} cannot be brought about on a real org`)
        }
      },
      fired: misbehaviour.fired,
      clear: async () => misbehaviour.clear(),
    },
    journal: {
      now: async () => last,
      since: async (moment) => seen.filter(({ id }) => id > moment),
    },
    keys: { rotate: misbehaviour.rotateKeys },
    tokens: {
      revoke: async () => {
        const issued = seen.flatMap((one) => one.issued.filter(({ kind }) => kind === 'access_token'))
        misbehaviour.refuseTokens(issued.map(({ value }) => value))
      },
    },
  }
}
