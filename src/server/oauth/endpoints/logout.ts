// GET and POST /logout (OpenID Connect RP-Initiated Logout 1.0).
import type { Deps } from '../../deps.js'
import { type Answer, type Ask, type Endpoint, noStore, type Params, readParams } from '../../exchange.js'
import type { App } from '../../org/records.js'
import { endSession, findSignedIn, removedCookies } from '../../signin/sessions.js'
import { adminPage } from '../admin-page.js'
import type { AuthorizationServer } from '../authorization-server.js'
import { orErrorPage } from '../authorize/answer.js'
import { refuseRepeated } from '../authorize/checks/repeated.js'
import { refuse } from '../catalogue.js'
import { redirectWithQuery } from '../responses/redirect.js'
import { type InspectedIdToken, inspectIdToken } from '../tokens/inspect-id-token.js'

const readLogoutParams = (ask: Ask): Params => {
  if (ask.method !== 'POST') return ask.query
  if (ask.body.kind === 'form') return ask.body.params
  if (ask.body.kind === 'none') return readParams(new URLSearchParams())
  return refuse('mediaTypeMismatch', {
    reason: 'POST /logout is sent by a form in the browser, as application/x-www-form-urlencoded',
  })
}

/** Okta insists on the hint, and does not mind that it is past its lifetime (S-531, S-532). */
const requireHint = async (params: Params, server: AuthorizationServer, deps: Deps): Promise<InspectedIdToken> => {
  const hint = params.get('id_token_hint')
  if (hint === undefined) {
    return refuse('idTokenHintInvalid', {
      reason: 'the request has no id_token_hint: send the ID token of the sign-in',
    })
  }
  const inspected = await inspectIdToken(hint, server, deps)
  if ('claims' in inspected) return inspected
  return refuse('idTokenHintInvalid', { reason: `the id_token_hint is no ID token of here: ${inspected.reason}` })
}

/** Where the browser goes: to the letter what the app has registered (S-533). */
const requireTarget = (params: Params, app: App, deps: Deps): string | undefined => {
  const asked = params.get('post_logout_redirect_uri')
  if (asked === undefined || app.postLogoutRedirectUris.includes(asked)) return asked
  return refuse('postLogoutRedirectUriNotRegistered', {
    values: [adminPage(app, deps)],
    reason: `post_logout_redirect_uri "${asked}" is not registered for "${app.label}" (${app.clientId}), which has [${app.postLogoutRedirectUris.join(', ')}]: add it under apps[].post_logout_redirect_uris, same scheme, host, port, path and trailing slash`,
  })
}

/** Without a target the browser goes to the org itself: there is no sign-in page without an app (differences.md). */
const sendOn = (target: string | undefined, state: string | undefined, deps: Deps): Answer => {
  if (target === undefined) return { status: 302, headers: noStore, redirect: `${deps.url}/` }
  // `state` comes back (S-534).
  return redirectWithQuery(target, state === undefined ? [] : [['state', state]])
}

/** The logout endpoint of one server. */
export const createLogout =
  (server: AuthorizationServer): Endpoint =>
  (ask, deps) =>
    orErrorPage(ask.trace, deps, async () => {
      const params = readLogoutParams(ask)
      refuseRepeated(params)
      const { app, userId } = await requireHint(params, server, deps)
      ask.trace.clientId = app.clientId
      const target = requireTarget(params, app, deps)
      const signedIn = await findSignedIn(ask, deps)
      const answer = sendOn(target, params.get('state'), deps)
      // Nobody is signed in: nothing happens, and the browser goes where it would (S-531).
      if (signedIn === undefined) return answer

      const { user, session } = signedIn
      ask.trace.user = user.profile.login
      if (user.id !== userId) {
        refuse('idTokenOfAnotherUser', {
          reason: `the browser is signed in as "${user.profile.login}" and the id_token_hint is of ${deps.org.findUser(userId)?.profile.login ?? userId}: send the ID token of the last sign-in`,
        })
      }
      await endSession(session, deps)
      ask.trace.decision = 'signed out'
      return { ...answer, cookies: removedCookies(ask, deps) }
    })
