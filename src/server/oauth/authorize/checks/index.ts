// The checks of an authorization request in Okta's order (S-058): the first that refuses decides.
import type { AuthorizationRequest } from '../request.js'
import { requireNonce, requireState } from './binding.js'
import { refuseEnrollment } from './enroll-authenticator.js'
import { requireLegalChallenge, requireS256 } from './pkce.js'
import { requireKnownPrompt, requireLegalMaxAge } from './prompt.js'
import { requireGrantType, requireResponseMode, requireResponseType } from './response.js'
import { requireOpenid, requireScopes } from './scope.js'

/** Refuses a request, or lets it pass. */
export type Check = (request: AuthorizationRequest) => void

/** What goes back to the app by redirect. Before these come the client, the redirect URI and PKCE as an error page. */
export const checks: readonly Check[] = [
  refuseEnrollment,
  requireResponseType,
  requireGrantType,
  requireResponseMode,
  requireState,
  requireNonce,
  requireS256,
  requireLegalChallenge,
  requireKnownPrompt,
  requireLegalMaxAge,
  requireOpenid,
  requireScopes,
]
