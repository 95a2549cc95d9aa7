// Reads what a request carries, for rules that look at what is about to be sent.
import type { WireRequest } from './exchange.js'

const isJson = ({ headers = {} }: WireRequest): boolean => /\bjson\b/.test(headers['content-type'] ?? '')

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Text members of a JSON object, nested ones as `a.b`. */
const flatten = (value: unknown, prefix = ''): readonly (readonly [string, string])[] => {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) =>
    typeof member === 'string' ? [[prefix + name, member] as const] : flatten(member, `${prefix}${name}.`),
  )
}

/** The body's parameters, from a form or from JSON; the first of each name. */
export const bodyParams = (request: WireRequest): ReadonlyMap<string, string> => {
  const { body = '' } = request
  const pairs = isJson(request) ? flatten(parse(body)) : [...new URLSearchParams(body)]
  return new Map([...pairs].reverse())
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Client id and secret of a Basic header. */
export const basicCredentials = ({ headers = {} }: WireRequest): readonly [id: string, secret: string] | undefined => {
  const encoded = /^Basic +(\S+)$/i.exec(headers.authorization ?? '')?.[1]
  if (encoded === undefined) return undefined
  const [id = '', ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  return [decode(id), decode(rest.join(':'))]
}

const assertionIssuer = (assertion: string | undefined): string | undefined => {
  const claims = parse(Buffer.from(assertion?.split('.')[1] ?? '', 'base64url').toString('utf8'))
  const { iss } = Object(claims) as { iss?: unknown }
  return typeof iss === 'string' ? iss : undefined
}

/** Which client a request comes from, however it says so. */
export const clientIdOf = (request: WireRequest): string | undefined => {
  const params = bodyParams(request)
  return (
    basicCredentials(request)?.[0] ??
    params.get('client_id') ??
    assertionIssuer(params.get('client_assertion')) ??
    new URL(request.url).searchParams.get('client_id') ??
    undefined
  )
}
