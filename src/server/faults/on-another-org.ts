// The same faults on what another org answers, for whoever stands between that org and a client: the kit's door to them.
import { decodeJwt } from 'jose/jwt/decode'
import { type Answer, type Ask, newTrace, readParams } from '../exchange.js'
import { createKeyRing } from '../keys/create-key-ring.js'
import type { Claims } from '../keys/key-ring.js'
import { systemRandom } from '../random.js'
import { createFaults } from './faults.js'
import { faultyEndpoint, withFaults } from './faulty-answer.js'
import { forged } from './faulty-keys.js'
import { allFaults } from './index.js'
import { jsonOf } from './misbehaviour.js'
import { tokenRefused } from './other-answers.js'
import { stranger } from './stranger.js'
import { strangersKeysPath } from './strangers-keys-path.js'

/** A request on its way to the org. Names of headers are in lower case. */
export interface PassingRequest {
  readonly method: string
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
}

/** An answer on its way to the client. Names of headers are in lower case; a name may come twice. */
export interface PassingAnswer {
  readonly status: number
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly text: string
}

/** The org that is to look as if it misbehaved. */
export interface AnotherOrg {
  /** Its issuer. */
  readonly url: string
  /** The same under another name, which leads to whoever stands in between too. */
  readonly otherUrl?: string
  /** Of the client that it is to misbehave towards. */
  readonly clientSecret?: string
  /** Epoch seconds. */
  readonly now: () => number
}

/** Misbehaviour between an org and one client. Everything that no fault concerns passes as it is. */
export interface Misbehaviour {
  /** @returns false if there is no such fault, or if it takes the org's own keys */
  arm(id: string, count?: number): Promise<boolean>
  /** How often those that are on have fired. */
  fired(): Promise<number>
  clear(): void
  /** From now on the API takes none of these access tokens, whatever the org thinks of them. */
  refuseTokens(tokens: readonly string[]): void
  /** Answers in the org's place where no org has anything, and where a token is refused: such a request must not leave. */
  own(request: PassingRequest): Promise<PassingAnswer | undefined>
  /** What the client is given, with a note on each fault that fired. */
  pass(
    request: PassingRequest,
    answer: PassingAnswer,
  ): Promise<{ readonly answer: PassingAnswer; readonly notes: readonly string[] }>
  /** An ID token that travels in the answer to the browser. */
  passIdToken(token: string): Promise<string>
  /** From now on each ID token is signed with a key that was never published before. */
  rotateKeys(): Promise<void>
}

/** Where the mock has what no org has, below the issuer of a custom authorization server too. */
const ownPath = /^(\/oauth2\/[^/]+)?\/mockta\//

const blank: PassingAnswer = { status: 200, headers: [], text: '' }

/** Headers that are about one body, and not about another. */
const aboutBody: ReadonlySet<string> = new Set(['content-type', 'content-length', 'etag', 'last-modified', 'location'])

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const toAnswer = ({ status, text }: PassingAnswer): Answer =>
  text === '' ? { status, empty: true } : isJson(text) ? { status, jsonText: text } : { status, html: text }

/** The headers of the org's answer stay, but for those that are about its body and those that the fault replaces. */
const toPassing = (answer: Answer, { headers: before }: PassingAnswer): PassingAnswer => {
  const set = Object.entries(answer.headers ?? {})
  const replaced = new Set(set.map(([name]) => name.toLowerCase()))
  const kept = before.filter(([name]) => !aboutBody.has(name) && !replaced.has(name))
  const own = set.flatMap(([name, value]) => [value].flat().map((one) => [name.toLowerCase(), one] as const))
  const written = (text: string, ...extra: readonly (readonly [string, string])[]): PassingAnswer => ({
    status: answer.status,
    headers: [...kept, ...own, ...extra],
    text,
  })
  if ('redirect' in answer) return written('', ['location', answer.redirect])
  if ('json' in answer) return written(JSON.stringify(answer.json), ['content-type', 'application/json'])
  if ('jsonText' in answer) return written(answer.jsonText, ['content-type', 'application/json'])
  if ('html' in answer) return written(answer.html, ['content-type', 'text/html; charset=utf-8'])
  return written('')
}

const toAsk = ({ method, url, headers = {} }: PassingRequest): Ask => {
  const { pathname, searchParams } = new URL(url)
  return {
    method,
    path: pathname,
    query: readParams(searchParams),
    // Forms and their secrets are none of a fault's business.
    body: { kind: 'none' },
    headers,
    cookies: {},
    route: {},
    requestId: systemRandom.bytes(16).toString('hex'),
    trace: newTrace(),
  }
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** Keys are made for this org alone, when the first answer needs them. */
export const misbehaveAs = ({ url, otherUrl, clientSecret, now }: AnotherOrg): Misbehaviour => {
  const faults = createFaults(async () => allFaults)
  const keys = createKeyRing({ publishAccessTokenKey: true })
  const refused = new Set<string>()
  let rotated = false

  /** The org's own token, unless a fault fires on it or its keys are no longer in use. */
  const passIdToken = async (token: string, notes: string[] = []): Promise<string> => {
    const fault = faults.takeTokenFault('id_token', undefined)
    if (fault === undefined && !rotated) return token
    const claims: Claims = decodeJwt(token)
    const genuine = (changed: Claims): Promise<string> => keys.signIdToken(changed)
    if (fault === undefined) return genuine(claims)
    notes.push(`fault ${fault.id}: ${fault.title}`)
    return forged(fault, claims, { keys, genuine, clientSecret, random: systemRandom, url })
  }

  /** What changes without any fault: the keys, and the signatures that need them. */
  const prepared = async (answer: Answer, { path, trace }: Ask): Promise<Answer> => {
    const body = answer.status === 200 ? jsonOf(answer) : undefined
    if (body === undefined) return answer
    const endpoint = faultyEndpoint(path)
    if (endpoint === 'keys' && Array.isArray(body.keys)) {
      return { status: 200, json: { ...body, keys: [...(body.keys as unknown[]), ...(await keys.published())] } }
    }
    const token = endpoint === 'token' ? text(body.id_token) : undefined
    if (token === undefined) return answer
    const passed = await passIdToken(token, trace.notes)
    return passed === token ? answer : { status: 200, json: { ...body, id_token: passed } }
  }

  return {
    arm: async (id, count) => {
      const fault = allFaults.find((candidate) => candidate.id === id)
      if (fault === undefined || fault.kind === 'access_token') return false
      return faults.arm(id, count === undefined ? {} : { count })
    },
    fired: async () => (await faults.list()).reduce((sum, { armed, fired }) => sum + (armed ? fired : 0), 0),
    clear: faults.clear,
    refuseTokens: (tokens) => {
      for (const token of tokens) refused.add(token)
    },
    own: async ({ url: asked, headers = {} }) => {
      const { pathname } = new URL(asked)
      const [, token = ''] = / +(\S+)$/.exec(headers.authorization ?? '') ?? []
      if (refused.has(token) && faultyEndpoint(pathname) === 'api') return toPassing(tokenRefused(), blank)
      if (!ownPath.test(pathname)) return undefined
      const isThere = pathname.endsWith(strangersKeysPath)
      const json = isThere ? { keys: [(await stranger()).publicJwk] } : { error: 'not_found' }
      return toPassing({ status: isThere ? 200 : 404, json }, blank)
    },
    pass: async (request, answer) => {
      const ask = toAsk(request)
      const honest = toAnswer(answer)
      const ready = await prepared(honest, ask)
      // Nobody here makes nonces that the org takes: its own is the newest there is.
      const nonce = answer.headers.find(([name]) => name === 'dpop-nonce')?.[1]
      const known = nonce === undefined ? ready : { ...ready, headers: { 'dpop-nonce': nonce } }
      const given = await withFaults(known, ask, {
        faults,
        now,
        url,
        newNonce: async () => nonce ?? '',
        ...(otherUrl !== undefined && { otherUrl }),
      })
      const notes = ask.trace.notes
      return given === known && ready === honest ? { answer, notes } : { answer: toPassing(given, answer), notes }
    },
    passIdToken: (token) => passIdToken(token),
    rotateKeys: async () => {
      rotated = true
      await keys.rotate({ forget: false })
    },
  }
}
