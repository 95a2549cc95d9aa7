// The start of every authorization: who asks and where to answer. What fails here is an error page, never a redirect.
import type { Deps } from '../../deps.js'
import type { Params } from '../../exchange.js'
import type { AuthorizationServer } from '../authorization-server.js'
import { OAuthRefusal } from '../catalogue.js'
import { requireClient, requireUserFacing } from './checks/client.js'
import { requireChallenge } from './checks/pkce.js'
import { requireRedirectUri } from './checks/redirect-uri.js'
import { refuseRepeated } from './checks/repeated.js'
import { type AuthorizationRequest, readAuthorizationRequest } from './request.js'

/** A request whose answer, good or bad, may go to its redirect URI. */
export const openRequest = (params: Params, server: AuthorizationServer, deps: Deps): AuthorizationRequest => {
  refuseRepeated(params)
  const app = requireClient(params, deps)
  requireUserFacing(app)
  const redirectUri = requireRedirectUri(params, app, deps)
  const request = readAuthorizationRequest(params, app, redirectUri, server)
  requireChallenge(request)
  return request
}

/** Where the parameters alone, without their request object, say that the answer may go; undefined where nowhere. */
export const findDestination = (
  params: Params,
  server: AuthorizationServer,
  deps: Deps,
): AuthorizationRequest | undefined => {
  try {
    const app = requireClient(params, deps)
    return readAuthorizationRequest(params, app, requireRedirectUri(params, app, deps), server)
  } catch (error) {
    if (error instanceof OAuthRefusal) return undefined
    throw error
  }
}
