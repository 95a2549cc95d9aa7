// The target's discovery document, read once.
import { members, type WireResponse } from '../wire/exchange.js'
import type { EndpointNeed } from './needs.js'

/** The document as it is, and typed access to what the kit uses. */
export interface Metadata {
  readonly document: Readonly<Record<string, unknown>>
  readonly issuer: string
  readonly authorizationEndpoint: string
  readonly tokenEndpoint: string
  readonly jwksUri: string
  /** Undefined where the document does not name it. */
  find(endpoint: EndpointNeed): string | undefined
  /** A list of texts, empty where there is none. */
  list(member: string): readonly string[]
}

const memberOf: Readonly<Record<EndpointNeed, string>> = {
  userinfo: 'userinfo_endpoint',
  introspection: 'introspection_endpoint',
  revocation: 'revocation_endpoint',
  'end-session': 'end_session_endpoint',
  'device-authorization': 'device_authorization_endpoint',
  'pushed-authorization': 'pushed_authorization_request_endpoint',
  registration: 'registration_endpoint',
}

const textIn = (document: Readonly<Record<string, unknown>>, member: string): string => {
  const value = document[member]
  return typeof value === 'string' ? value : ''
}

/** @param issuer stands in where the document names none, so that checks can say so */
export const readMetadata = (document: Readonly<Record<string, unknown>>, issuer: string): Metadata => ({
  document,
  issuer: textIn(document, 'issuer') || issuer,
  authorizationEndpoint: textIn(document, 'authorization_endpoint'),
  tokenEndpoint: textIn(document, 'token_endpoint'),
  jwksUri: textIn(document, 'jwks_uri'),
  find: (endpoint) => textIn(document, memberOf[endpoint]) || undefined,
  list: (member) => {
    const value = document[member]
    return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []
  },
})

/** What a discovery response must have before anything can be run. */
export const metadataProblem = (response: WireResponse): string | undefined => {
  if (response.status !== 200) return `${response.request.url} answers ${response.status}`
  if (response.json === undefined) return `${response.request.url} does not answer JSON`
  const missing = ['issuer', 'authorization_endpoint', 'token_endpoint', 'jwks_uri'].filter(
    (member) => textIn(members(response), member) === '',
  )
  return missing.length === 0 ? undefined : `${response.request.url} lacks ${missing.join(', ')}`
}
