// What the org saw while a service app did one piece of work, and what is read from it.
import type { Seen } from '../org-side.js'
import type { WorkOutcome } from './service-driver.js'

/** Both witnesses of one piece of work. */
export interface Traffic {
  readonly outcomes: readonly WorkOutcome[]
  /** Whatever came to the token endpoint. */
  readonly tokenCalls: readonly Seen[]
  /** Whatever came to the API. */
  readonly apiCalls: readonly Seen[]
  /** Whatever came to a place that no client has reason to know. */
  readonly strayCalls: readonly Seen[]
}

const tokenPath = /^\/oauth2\/([^/]+\/)?v1\/token$/
const apiPath = /^\/api\/v1\//

/** Requests of other clients are left out where the org could tell. One that the org does not know may be this one, misspelt. */
const isOwn =
  (clientId: string) =>
  ({ clientId: named, refusal }: Seen): boolean =>
    named === undefined || named === clientId || (refusal?.rule.startsWith('clientUnknown') ?? false)

export const trafficOf = (seen: readonly Seen[], clientId: string, outcomes: readonly WorkOutcome[]): Traffic => {
  const own = seen.filter(isOwn(clientId))
  return {
    outcomes,
    tokenCalls: own.filter(({ path }) => tokenPath.test(path)),
    apiCalls: own.filter(({ path }) => apiPath.test(path)),
    strayCalls: own.filter(({ path }) => path.startsWith('/mockta/')),
  }
}

/** Several pieces of work as one. */
export const together = (...all: readonly Traffic[]): Traffic => ({
  outcomes: all.flatMap(({ outcomes }) => outcomes),
  tokenCalls: all.flatMap(({ tokenCalls }) => tokenCalls),
  apiCalls: all.flatMap(({ apiCalls }) => apiCalls),
  strayCalls: all.flatMap(({ strayCalls }) => strayCalls),
})

export const isDone = ({ outcomes }: Traffic): boolean => outcomes.every(({ kind }) => kind === 'done')
export const isBroken = ({ outcomes }: Traffic): boolean => outcomes.some(({ kind }) => kind === 'broken')

const answered = (calls: readonly Seen[], status: number): readonly Seen[] =>
  calls.filter((call) => call.status === status)

/** Calls of the token endpoint that were answered with a token. */
export const granted = ({ tokenCalls }: Traffic): readonly Seen[] => answered(tokenCalls, 200)
/** Calls of the API that were answered with data. */
export const served = ({ apiCalls }: Traffic): readonly Seen[] => answered(apiCalls, 200)

/** Where the org asked for a nonce: the same request comes again, and is not counted twice. */
export const nonceAsked = ({ tokenCalls }: Traffic): readonly Seen[] =>
  tokenCalls.filter(({ status, dpopNonce }) => status === 400 && dpopNonce !== undefined)

/** The scheme and the token of a call of the API. */
export const shownToken = ({ headers }: Seen): { readonly scheme: string; readonly token: string } | undefined => {
  const [, scheme = '', token = ''] = /^(\S+) +(\S+)$/.exec(headers.authorization ?? '') ?? []
  return token === '' ? undefined : { scheme: scheme.toLowerCase(), token }
}

/** The access token that left the org with an answer. */
export const issuedToken = ({ issued }: Seen): string | undefined =>
  issued.find(({ kind }) => kind === 'access_token')?.value

/** Calls of the API with a token that was issued in the same piece of work. */
export const callsWithNewToken = (traffic: Traffic): readonly Seen[] => {
  const tokens = new Set(traffic.tokenCalls.map(issuedToken))
  return traffic.apiCalls.filter((call) => {
    const token = shownToken(call)?.token ?? call.parameters.access_token
    return token !== undefined && tokens.has(token)
  })
}

/** The same request: a call and its repetition. */
const keyOf = ({ method, path, parameters }: Seen): string => `${method} ${path} ${JSON.stringify(parameters)}`

/** How often the most frequent request of the API came. */
export const mostRepeated = ({ apiCalls }: Traffic): number => {
  const counts = new Map<string, number>()
  for (const call of apiCalls) counts.set(keyOf(call), (counts.get(keyOf(call)) ?? 0) + 1)
  return Math.max(0, ...counts.values())
}
