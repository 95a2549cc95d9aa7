// What is compared of an exchange: everything that a client could depend on, with what varies from run to run replaced.
import type { Exchange } from '../wire/exchange.js'
import { digestPattern } from '../wire/redact/digest.js'

/** One exchange, comparable. */
export interface Trace {
  /** `POST /oauth2/v1/token`. */
  readonly request: string
  readonly status: number
  /** Of a redirect: where to, by which channel, and its parameters in order. */
  readonly redirect?: {
    readonly to: string
    readonly channel: 'query' | 'fragment'
    readonly params: readonly string[]
  }
  /** The parameters `error` and `error_description` of a redirect, or the same members of a body. */
  readonly error?: string
  readonly errorText?: string
  readonly headers: Readonly<Record<string, string>>
  /** Cookie names with their attributes, values left out. */
  readonly cookies: readonly string[]
  /** The JSON body's shape, or what else it is. */
  readonly body: unknown
}

/** Headers that clients read; the others are the infrastructure's own. */
const compared = new Set(
  [
    'content-type cache-control pragma www-authenticate dpop-nonce referrer-policy link retry-after vary',
    'access-control-allow-origin access-control-allow-credentials access-control-allow-methods',
    'access-control-allow-headers access-control-expose-headers x-content-type-options x-okta-request-id',
    'x-rate-limit-limit x-rate-limit-remaining x-rate-limit-reset',
  ]
    .join(' ')
    .split(' '),
)

/** Present or not is all that matters. */
const volatile = new Set([
  'x-okta-request-id',
  'x-rate-limit-limit',
  'x-rate-limit-remaining',
  'x-rate-limit-reset',
  'dpop-nonce',
])

/** Members whose texts are part of the protocol and not of the run. */
const literal = new Set(
  'error errorcode token_type scope status grant_type response_type response_mode factorresult alg kty use typ'.split(
    ' ',
  ),
)
const texts = new Set(['error_description', 'errorsummary', 'message'])

const isTime = (value: number): boolean => value > 1_000_000_000

/** Typed placeholders in place of what varies. @param issuer replaced, so that two hosts compare */
export const placeholder = (text: string, issuer: string): string => {
  const here = text.replaceAll(issuer, '<issuer>').replaceAll(new URL(issuer).host, '<host>')
  if (here.startsWith('<jwt ')) return '<jwt>'
  return here
    .replaceAll(digestPattern, '<secret>')
    .replaceAll(/\b(00[a-z]|0oa|aus|opf|oag|fac|ufs|emf|otp)[0-9A-Za-z]{17}\b/g, '<id:$1>')
    .replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, '<time>')
    .replaceAll(/\b[0-9a-f]{32}\b/g, '<random>')
    .replaceAll(/\b[A-Za-z0-9_-]{40,}\b/g, '<random>')
}

/** The shape of a JSON value. */
export const shapeOf = (value: unknown, issuer: string, name = ''): unknown => {
  if (typeof value === 'number') return isTime(value) ? '<time>' : value
  if (typeof value === 'string') {
    if (texts.has(name.toLowerCase())) return '<text>'
    const shown = placeholder(value, issuer)
    return literal.has(name.toLowerCase()) || shown !== value ? shown : value
  }
  if (Array.isArray(value)) {
    // A list of objects is compared by its first: how many there are is the org's affair.
    return typeof value[0] === 'object' ? [shapeOf(value[0], issuer)] : value.map((item) => shapeOf(item, issuer, name))
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shapeOf(item, issuer, key)]))
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const redirectOf = (
  location: string,
  issuer: string,
): { redirect: NonNullable<Trace['redirect']>; params: URLSearchParams } => {
  const [before = '', fragment] = location.split('#')
  const [to = '', query = ''] = before.split('?')
  const channel = fragment ? 'fragment' : 'query'
  const params = new URLSearchParams(fragment || query)
  return { redirect: { to: placeholder(to, issuer), channel, params: [...params.keys()] }, params }
}

const cookieOf = (value: string): string =>
  value
    .split('; ')
    .map((part) => (/^(expires|max-age)=/i.test(part) ? part.split('=')[0] : part))
    .map((part, index) => (index === 0 ? (part?.split('=')[0] ?? '') : part))
    .join('; ')

const bodyOf = (body: string, type: string, issuer: string): unknown => {
  if (body === '') return '<empty>'
  const json = parse(body)
  if (typeof json === 'object') return shapeOf(json, issuer)
  return type.includes('html') ? '<html>' : '<text>'
}

const textIn = (json: unknown, ...names: readonly string[]): string | undefined => {
  for (const name of names) {
    const value: unknown = Object(json)[name]
    if (typeof value === 'string') return value
  }
  return undefined
}

/** Keys are cached until they change, so that their age counts down: that there is one is what is compared. */
const headerOf = (name: string, value: string, issuer: string): string => {
  if (volatile.has(name)) return '<any>'
  return placeholder(value, issuer).replace(/\bmax-age=[1-9]\d*/, 'max-age=<seconds>')
}

/** @param issuer of the target that answered; undefined where there was no answer */
export const traceOf = ({ request, response }: Exchange, issuer: string): Trace | undefined => {
  if (response === undefined) return undefined
  const pairs = response.headers.filter(([name]) => compared.has(name))
  const headers = Object.fromEntries(
    pairs.map(([name, value]) => [name, headerOf(name, value, issuer)] as const).sort(),
  )
  const location = response.headers.find(([name]) => name === 'location')?.[1]
  const { redirect, params } = location === undefined ? {} : redirectOf(location, issuer)
  const json = parse(response.body)
  const error = params?.get('error') ?? textIn(json, 'error', 'errorCode')
  const errorText = params?.get('error_description') ?? textIn(json, 'error_description', 'errorSummary')
  return {
    request: `${request.method} ${URL.canParse(request.url) ? new URL(request.url).pathname : request.url}`,
    status: response.status,
    ...(redirect && { redirect }),
    ...(error !== undefined && { error }),
    ...(errorText !== undefined && { errorText: placeholder(errorText, issuer) }),
    headers,
    cookies: response.headers.filter(([name]) => name === 'set-cookie').map(([, value]) => cookieOf(value)),
    body: bodyOf(response.body, headers['content-type'] ?? '', issuer),
  }
}
