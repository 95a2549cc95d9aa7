// GET /login/signout: ends the browser's session and sends the person on.
import { type Endpoint, noStore } from '../../exchange.js'
import { trustedTarget } from '../redirect-target.js'
import { endSession, findSignedIn, removedCookies } from '../sessions.js'

/** To `fromURI` if it is trusted, else to the org's home page (S-257). */
export const signOut: Endpoint = async (ask, deps) => {
  const signedIn = await findSignedIn(ask, deps)
  if (signedIn) {
    ask.trace.user = signedIn.user.profile.login
    ask.trace.decision = 'signed out'
    await endSession(signedIn.session, deps)
  }
  const asked = ask.query.get('fromURI')
  const target = trustedTarget(asked, deps)
  if (asked !== undefined && target === undefined) {
    ask.trace.notes.push(
      `fromURI "${asked}" is not of a trusted origin and was ignored: add its origin under trustedOrigins[], with the scope REDIRECT`,
    )
  }
  return { status: 302, headers: noStore, cookies: removedCookies(ask, deps), redirect: target ?? `${deps.url}/` }
}
