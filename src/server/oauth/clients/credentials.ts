// The client credentials of a request, read from the header and the body; which ones count is decided by their number.
import { refuse } from '../catalogue.js'
import { assertionType } from './assertion.js'
import { type ClientJwt, parseClientJwt } from './client-jwt.js'
import { acceptsBareBasic, type ClientRequest } from './client-request.js'

/** What a request says about its client. */
export type Credentials =
  | { readonly kind: 'basic'; readonly clientId: string; readonly secret: string }
  | { readonly kind: 'post'; readonly clientId: string; readonly secret: string }
  | { readonly kind: 'assertion'; readonly clientId: string; readonly jwt: ClientJwt }
  | { readonly kind: 'none'; readonly clientId: string }

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

/** `Authorization: Basic`, form-encoded inside as RFC 6749 2.3.1 wants it. */
const readBasic = (header: string, { endpoint }: ClientRequest): Credentials => {
  const [, encoded = ''] = /^basic +([A-Za-z0-9+/=_-]+) *$/i.exec(header) ?? []
  const [clientId = '', ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  if (clientId !== '' && rest.length > 0) {
    return { kind: 'basic', clientId: decode(clientId), secret: decode(rest.join(':')) }
  }
  if (clientId !== '' && acceptsBareBasic(endpoint)) return { kind: 'none', clientId: decode(clientId) }
  return refuse('basicMalformed', {
    reason: 'the Authorization header is not Basic base64(client_id:client_secret)',
  })
}

/** The client names itself in the assertion; a client_id beside it must say the same (S-554). */
const readAssertion = (assertion: string, { params }: ClientRequest): Credentials => {
  const type = params.get('client_assertion_type')
  if (type !== assertionType) {
    refuse('assertionTypeInvalid', {
      reason: `client_assertion_type is ${type === undefined ? 'missing' : `"${type}"`}: send ${assertionType}`,
    })
  }
  const jwt = parseClientJwt(assertion)
  if (jwt === undefined) {
    return refuse('assertionUnparsable', {
      reason: 'the client_assertion is not a signed JWT: three parts, JSON inside',
    })
  }
  const clientId = [params.get('client_id'), jwt.claims.sub, jwt.claims.iss].find((id) => id !== undefined && id !== '')
  if (typeof clientId === 'string') return { kind: 'assertion', clientId, jwt }
  return refuse('clientIdMissing', { reason: 'the client_assertion has neither sub nor iss: both are the client id' })
}

/** The one set of credentials in the request. Several are refused, and so is none (S-033, S-034). */
export const readCredentials = (request: ClientRequest): Credentials => {
  const { ask, params } = request
  const header = ask.headers.authorization
  const clientId = params.get('client_id')
  const secret = params.get('client_secret')
  const assertion = params.get('client_assertion')

  if (ask.query.has('client_secret')) {
    refuse('credentialsInQuery', { reason: 'client_secret is in the URL: send it in the body or by Basic' })
  }
  if (assertion !== undefined && (header !== undefined || secret !== undefined)) {
    refuse('credentialsMultiple', {
      reason:
        'the request has a client_assertion and a secret or an Authorization header: send the client_assertion alone',
    })
  }
  if (assertion !== undefined) return readAssertion(assertion, request)
  if (header !== undefined) {
    // Beside Basic even a bare client_id counts as a second set (S-034).
    if (clientId !== undefined || secret !== undefined) {
      refuse('credentialsMultiple', {
        reason: 'the request has an Authorization header and client_id or client_secret in the body: send one of them',
      })
    }
    return readBasic(header, request)
  }
  if (clientId === undefined) {
    return refuse('credentialsMissing', {
      reason: 'the request names no client: send client_id with client_secret, Basic, or a client_assertion',
    })
  }
  return secret === undefined ? { kind: 'none', clientId } : { kind: 'post', clientId, secret }
}
