// Which app is calling, and has it proven so (RFC 6749 2.3).
import { timingSafeEqual } from 'node:crypto'
import type { Deps } from '../../deps.js'
import type { App } from '../../org/records.js'
import { refuse } from '../catalogue.js'
import { requireAssertion } from './assertion.js'
import type { ClientEndpoint, ClientRequest } from './client-request.js'
import { type Credentials, readCredentials } from './credentials.js'

const same = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** At /token in the shape of API errors, 401 when the id came by Basic and 400 otherwise (S-011); elsewhere plain (S-551). */
const unknownAt = (endpoint: ClientEndpoint, { kind }: Credentials) => {
  if (endpoint !== 'token') return 'clientIdInvalid'
  return kind === 'basic' ? 'clientUnknownByBasic' : 'clientUnknown'
}

const requireApp = (credentials: Credentials, endpoint: ClientEndpoint, deps: Deps): App => {
  const { clientId } = credentials
  const app = deps.org.findApp(clientId)
  if (app?.status === 'ACTIVE') return app
  return refuse(unknownAt(endpoint, credentials), {
    reason: app
      ? `app "${app.label}" (${clientId}) is ${app.status}: set apps[].status to ACTIVE`
      : `no app has client_id "${clientId}": add one under apps[]`,
  })
}

const requireSecret = (app: App, secret: string): void => {
  const { label, clientId, clientSecret, tokenEndpointAuthMethod: method } = app
  if (clientSecret === undefined || method === 'client_secret_jwt') {
    const hint = method === 'client_secret_jwt' ? 'sign a client_assertion with it' : 'leave client_secret out'
    refuse('authMethodInvalid', {
      reason: `"${label}" (${clientId}) authenticates by ${method} and may not send a secret: ${hint}, or change apps[].token_endpoint_auth_method`,
    })
  } else if (!same(clientSecret, secret)) {
    refuse('secretInvalid', {
      reason: `wrong client_secret for "${label}" (${clientId}): it stands under apps[].client_secret`,
    })
  }
}

const requirePublic = ({ label, clientId, tokenEndpointAuthMethod: method }: App): void => {
  if (method === 'none') return
  refuse('credentialsMissing', {
    reason: `"${label}" (${clientId}) authenticates by ${method} and the request has no proof of it: send it, or set apps[].token_endpoint_auth_method to none`,
  })
}

/** The app that sends the request. A secret in the body where Basic is configured, or the reverse, is accepted (S-066). */
export const authenticateClient = async (request: ClientRequest, deps: Deps): Promise<App> => {
  const credentials = readCredentials(request)
  request.ask.trace.clientId = credentials.clientId
  const app = requireApp(credentials, request.endpoint, deps)
  if (credentials.kind === 'none') requirePublic(app)
  else if (credentials.kind === 'assertion') await requireAssertion(credentials.jwt, app, request, deps)
  else requireSecret(app, credentials.secret)
  return app
}
