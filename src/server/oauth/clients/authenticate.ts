// Which app is calling, and has it proven so (RFC 6749 2.3).
import { timingSafeEqual } from 'node:crypto'
import type { Deps } from '../../deps.js'
import type { App } from '../../org/records.js'
import { refuse } from '../catalogue.js'
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
  if (app.clientSecret === undefined) {
    refuse('authMethodInvalid', {
      reason: `"${app.label}" (${app.clientId}) authenticates by ${app.tokenEndpointAuthMethod} and has no secret: leave client_secret out, or change apps[].token_endpoint_auth_method`,
    })
  } else if (!same(app.clientSecret, secret)) {
    refuse('secretInvalid', {
      reason: `wrong client_secret for "${app.label}" (${app.clientId}): it stands under apps[].client_secret`,
    })
  }
}

/** The app that sends the request. A secret in the body where Basic is configured, or the reverse, is accepted (S-066). */
export const authenticateClient = async (request: ClientRequest, deps: Deps): Promise<App> => {
  const credentials = readCredentials(request)
  request.ask.trace.clientId = credentials.clientId
  const app = requireApp(credentials, request.endpoint, deps)
  if (credentials.kind !== 'none') requireSecret(app, credentials.secret)
  else if (app.tokenEndpointAuthMethod !== 'none') {
    refuse('credentialsMissing', {
      reason: `"${app.label}" (${app.clientId}) authenticates by ${app.tokenEndpointAuthMethod} and the request has no proof of it: send it, or set apps[].token_endpoint_auth_method to none`,
    })
  }
  return app
}
