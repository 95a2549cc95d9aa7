// GET and POST /authorize (RFC 6749 3.1, OpenID Connect Core 3).
import type { Deps } from '../../deps.js'
import { type Answer, type Ask, type Endpoint, type Params, readParams } from '../../exchange.js'
import { redeemSessionToken } from '../../signin/session-tokens.js'
import type { SignedIn } from '../../signin/sessions.js'
import { findSignedIn, sessionCookie } from '../../signin/sessions.js'
import type { AuthorizationServer } from '../authorization-server.js'
import { orErrorPage, orRefusedRedirect } from '../authorize/answer.js'
import { checks } from '../authorize/checks/index.js'
import { completeAuthorization } from '../authorize/complete.js'
import { openRequest } from '../authorize/open.js'
import type { AuthorizationRequest } from '../authorize/request.js'
import { isSignInNeeded } from '../authorize/sign-in-needed.js'
import { refuse } from '../catalogue.js'
import { showSignIn } from './sign-in.js'

/** GET reads the query, POST the form; a query beside a form is ignored (S-065). */
const readAuthorizeParams = (ask: Ask): Params => {
  if (ask.method !== 'POST') return ask.query
  if (ask.body.kind === 'form') return ask.body.params
  if (ask.body.kind === 'none') return readParams(new URLSearchParams())
  return refuse('mediaTypeMismatch', {
    reason:
      'POST /authorize takes application/x-www-form-urlencoded: set the content-type header and encode the body so',
  })
}

const withCookie = (answer: Answer, signedIn: SignedIn | undefined, deps: Deps): Answer =>
  signedIn ? { ...answer, cookies: [sessionCookie(signedIn.session, deps)] } : answer

const answerRequest = async (ask: Ask, request: AuthorizationRequest, deps: Deps): Promise<Answer> => {
  for (const check of checks) check(request)

  const current = await findSignedIn(ask, deps)
  // A session that is there already wins over a session token (S-204).
  const redeemed = current ? undefined : await redeemSessionToken(request.params.get('sessionToken'), deps, ask.trace)
  if (redeemed === undefined && isSignInNeeded(request, current, deps.now())) return showSignIn(request, deps)

  const signedIn = redeemed ?? current
  if (signedIn === undefined) return showSignIn(request, deps)
  ask.trace.user = signedIn.user.profile.login
  const answer = await orRefusedRedirect(request, ask.trace, deps, () =>
    completeAuthorization(request, signedIn, deps, ask.trace),
  )
  return withCookie(answer, redeemed, deps)
}

/** The authorization endpoint of one server. */
export const createAuthorize =
  (server: AuthorizationServer): Endpoint =>
  (ask, deps) =>
    orErrorPage(ask.trace, deps, async () => {
      const params = readAuthorizeParams(ask)
      const clientId = params.get('client_id')
      if (clientId !== undefined) ask.trace.clientId = clientId
      const request = openRequest(params, server, deps)
      return orRefusedRedirect(request, ask.trace, deps, () => answerRequest(ask, request, deps))
    })
