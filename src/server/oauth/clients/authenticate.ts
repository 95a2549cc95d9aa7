// Which app is calling, and has it proven so (RFC 6749 2.3).
import { timingSafeEqual } from 'node:crypto'
import type { Deps } from '../../deps.js'
import type { Ask, Params } from '../../exchange.js'
import type { App } from '../../org/records.js'
import { refuse } from '../catalogue.js'
import { type Credentials, readCredentials } from './credentials.js'

const same = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

const requireApp = ({ kind, clientId }: Credentials, deps: Deps): App => {
  const app = deps.org.findApp(clientId)
  if (app?.status === 'ACTIVE') return app
  // 401 when the id came by Basic, 400 otherwise (S-011).
  return refuse(kind === 'basic' ? 'clientUnknownByBasic' : 'clientUnknown', {
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
export const authenticateClient = (ask: Ask, params: Params, deps: Deps): App => {
  const credentials = readCredentials(ask, params)
  ask.trace.clientId = credentials.clientId
  const app = requireApp(credentials, deps)
  if (credentials.kind !== 'none') requireSecret(app, credentials.secret)
  else if (app.tokenEndpointAuthMethod !== 'none') {
    refuse('credentialsMissing', {
      reason: `"${app.label}" (${app.clientId}) authenticates by ${app.tokenEndpointAuthMethod} and the request has no proof of it: send it, or set apps[].token_endpoint_auth_method to none`,
    })
  }
  return app
}
