// Scopes against the app's grants collection, before anybody is asked to sign in (S-052).
import { refuse } from '../../catalogue.js'
import { type AuthorizationRequest, isFrontChannel } from '../request.js'

/** Refuses scopes that cannot be had here; what is merely not granted is dropped when the answer is made. */
export const requireScopes = ({ server, app, scopes }: AuthorizationRequest): void => {
  server.grantScopes(app, scopes)
}

/** An ID token needs `openid` (S-026). */
export const requireOpenid = ({ responseType, scopes }: AuthorizationRequest): void => {
  if (!isFrontChannel(responseType) || !responseType.has('id_token') || scopes.includes('openid')) return
  refuse('openidScopeRequired', {
    reason: 'response_type contains id_token and scope lacks openid: add openid to the scope parameter',
  })
}
