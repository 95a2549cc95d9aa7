// GET /login/sessionCookieRedirect: a session token becomes a session of the browser, which goes on to a URL.
import type { Deps } from '../../deps.js'
import { type Answer, type Ask, type Endpoint, noStore } from '../../exchange.js'
import { errorPage } from '../../pages/error-page.js'
import { trustedTarget } from '../redirect-target.js'
import { redeemSessionToken } from '../session-tokens.js'
import { findSignedIn, missingCookies } from '../sessions.js'

/** What Okta shows here is not documented (differences.md). */
const refused = (ask: Ask, deps: Deps, rule: string, description: string, reason: string): Answer => {
  ask.trace.refusal = { rule, source: 'S-256', reason }
  const problem = { status: 400, error: 'invalid_request', description, reason, homeUrl: deps.url }
  return { status: 400, ...errorPage(problem) }
}

export const sessionCookieRedirect: Endpoint = async (ask, deps) => {
  const asked = ask.query.get('redirectUrl')
  const target = trustedTarget(asked, deps)
  if (target === undefined) {
    return refused(
      ask,
      deps,
      'redirectUrlNotTrusted',
      "The 'redirectUrl' parameter must be within a Trusted Origin of type Redirect.",
      `redirectUrl "${asked ?? ''}" is not of a trusted origin: add its origin under trustedOrigins[], with the scope REDIRECT`,
    )
  }
  // As at /authorize, a session that is there already wins (S-204).
  const signedIn =
    (await findSignedIn(ask, deps)) ?? (await redeemSessionToken(ask.query.get('token'), deps, ask.trace))
  if (signedIn === undefined) {
    return refused(
      ask,
      deps,
      'sessionTokenInvalid',
      "The 'token' parameter is invalid or has expired.",
      'the token is missing, unknown, used or older than five minutes: get a fresh sessionToken from /api/v1/authn',
    )
  }
  ask.trace.user = signedIn.user.profile.login
  ask.trace.decision = 'signed in'
  return { status: 302, headers: noStore, cookies: missingCookies(signedIn, ask, deps), redirect: target }
}
