// A signed-in browser: its cookie, its session, and whether the session still counts.
import type { Deps } from '../deps.js'
import type { Ask, SetCookie } from '../exchange.js'
import type { User } from '../org/records.js'
import type { Session } from '../store/store.js'

/** A session lasts two hours (S-200). */
const lifetimeSeconds = 7200

/** A session and the user it belongs to. */
export interface SignedIn {
  readonly session: Session
  readonly user: User
}

/** Identity Engine and Classic name the session cookie differently (S-201). */
const cookieName = (deps: Deps): string => (deps.org.engine === 'classic' ? 'sid' : 'idx')

/** Starts a session for a user who has just proven who they are. `amr`: how (RFC 8176). */
export const startSession = async (user: User, amr: readonly string[], deps: Deps): Promise<SignedIn> => {
  const now = deps.now()
  const session: Session = {
    id: `102${await deps.store.newTokenId()}`,
    userId: user.id,
    createdAt: now,
    authTime: now,
    amr,
    expiresAt: now + lifetimeSeconds,
  }
  await deps.store.sessions.put(session.id, session, lifetimeSeconds)
  deps.org.putUser({ ...user, lastLogin: now })
  return { session, user }
}

/** The cookie that carries the session. It has no lifetime of its own: it ends with the browser (S-202). */
export const sessionCookie = (session: Session, deps: Deps): SetCookie => ({
  name: cookieName(deps),
  value: session.id,
})

/** The session of the request's cookie; undefined if there is none, it is over, or its user may not sign in any more. */
export const findSignedIn = async (ask: Ask, deps: Deps): Promise<SignedIn | undefined> => {
  const id = ask.cookies[cookieName(deps)]
  const session = id === undefined ? undefined : await deps.store.sessions.find(id)
  const user = session && deps.org.findUser(session.userId)
  return session && user?.status === 'ACTIVE' ? { session, user } : undefined
}
