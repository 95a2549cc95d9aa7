// GET and POST /authorize (RFC 6749 3.1, OpenID Connect Core 3).
import type { Deps } from '../../deps.js'
import { type Answer, type Ask, type Endpoint, type Params, readParams } from '../../exchange.js'
import { redeemSessionToken } from '../../signin/session-tokens.js'
import { findSignedIn, missingCookies } from '../../signin/sessions.js'
import type { AuthorizationServer } from '../authorization-server.js'
import { advance } from '../authorize/advance.js'
import { orErrorPage, orRefusedRedirect } from '../authorize/answer.js'
import { checks } from '../authorize/checks/index.js'
import { refuseRepeated } from '../authorize/checks/repeated.js'
import { findDestination, openRequest } from '../authorize/open.js'
import { redeemRequestUri } from '../authorize/pushed.js'
import type { AuthorizationRequest } from '../authorize/request.js'
import { mergeRequestObject } from '../authorize/request-object.js'
import { refuse } from '../catalogue.js'

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

const answerRequest = async (ask: Ask, request: AuthorizationRequest, deps: Deps): Promise<Answer> => {
  for (const check of checks) check(request)

  const current = await findSignedIn(ask, deps)
  // A session that is there already wins over a session token (S-204), which is as good as one with prompt=none too (S-740).
  const redeemed = current ? undefined : await redeemSessionToken(request.params.get('sessionToken'), deps, ask.trace)
  const signedIn = redeemed ?? current
  const progress = { ...(signedIn && { signedIn }), fresh: redeemed !== undefined, agreed: false }
  const answer = await orRefusedRedirect(request, ask.trace, deps, () => advance(request, progress, deps, ask.trace))
  return signedIn ? { ...answer, cookies: missingCookies(signedIn, ask, deps) } : answer
}

/** Opens the request and answers it, on a page until it is known where to send the answer. */
const openAndAnswer = (ask: Ask, params: Params, server: AuthorizationServer, deps: Deps): Promise<Answer> =>
  orErrorPage(ask.trace, deps, async () => {
    const request = openRequest(params, server, deps)
    return orRefusedRedirect(request, ask.trace, deps, () => answerRequest(ask, request, deps))
  })

/** The authorization endpoint of one server. */
export const createAuthorize =
  (server: AuthorizationServer): Endpoint =>
  (ask, deps) =>
    orErrorPage(ask.trace, deps, async () => {
      const sent = readAuthorizeParams(ask)
      refuseRepeated(sent)
      const clientId = sent.get('client_id')
      if (clientId !== undefined) ask.trace.clientId = clientId
      const params = await redeemRequestUri(sent, server, deps, ask.trace)
      const answer = async () => openAndAnswer(ask, await mergeRequestObject(params, server, deps), server, deps)
      // A bad request object is told to the app where the parameters beside it say where that is (S-589).
      const destination = params.has('request') ? findDestination(params, server, deps) : undefined
      return destination ? orRefusedRedirect(destination, ask.trace, deps, answer) : answer()
    })
