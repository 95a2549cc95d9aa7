// /api/v1/sessions/me: a browser asks about its own session, by the cookie it has (S-254).
import { refuse } from '../../api/catalogue.js'
import type { Deps } from '../../deps.js'
import { type Ask, type Endpoint, noStore } from '../../exchange.js'
import { sessionBody } from '../session-shape.js'
import { endSession, findSession, findSignedIn, refreshSession, removedCookies, type SignedIn } from '../sessions.js'

const requireSession = async (ask: Ask, deps: Deps): Promise<SignedIn> => {
  const signedIn = await findSignedIn(ask, deps)
  if (signedIn === undefined) {
    return refuse('notFound', {
      values: ['me', 'Session'],
      reason:
        'the browser sent no cookie of a session that is alive: sign in, and send cookies with the request (credentials: "include", from a trusted origin)',
    })
  }
  ask.trace.user = signedIn.user.profile.login
  return signedIn
}

export const getOwnSession: Endpoint = async (ask, deps) => ({
  status: 200,
  headers: noStore,
  json: sessionBody(await requireSession(ask, deps), 'me', deps),
})

export const refreshOwnSession: Endpoint = async (ask, deps) => {
  const signedIn = await requireSession(ask, deps)
  await refreshSession(signedIn, deps)
  const refreshed = (await findSession(signedIn.session.id, deps)) ?? signedIn
  return { status: 200, headers: noStore, json: sessionBody(refreshed, 'me', deps) }
}

export const closeOwnSession: Endpoint = async (ask, deps) => {
  const { session } = await requireSession(ask, deps)
  await endSession(session, deps)
  ask.trace.decision = 'signed out'
  return { status: 204, headers: noStore, cookies: removedCookies(ask, deps), empty: true }
}
