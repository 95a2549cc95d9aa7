// A signed-in browser: its cookie, its session, and whether the session still counts.
import type { Deps } from '../deps.js'
import type { Ask, SetCookie } from '../exchange.js'
import type { User } from '../org/records.js'
import type { Session } from '../store/store.js'

/** A session lasts two hours (S-200). */
const lifetimeSeconds = 7200

const idPrefix = '102'

/** A session and the user it belongs to. */
export interface SignedIn {
  readonly session: Session
  readonly user: User
}

/** Identity Engine and Classic name the session cookie differently (S-201). */
const cookieName = (deps: Deps): string => (deps.org.engine === 'classic' ? 'sid' : 'idx')

/** Identity Engine goes on from a Classic cookie too (S-232). */
const acceptedCookies = (deps: Deps): readonly string[] => (deps.org.engine === 'classic' ? ['sid'] : ['idx', 'sid'])

/** What ends all sessions of a user and nothing else. */
const sessionsOf = (userId: string): string => `sessions ${userId}`

/**
 * Starts a session for a user who has proven who they are.
 *
 * @param amr how (RFC 8176)
 * @param authTime when, in epoch seconds
 */
export const startSession = async (
  user: User,
  amr: readonly string[],
  deps: Deps,
  authTime: number = deps.now(),
): Promise<SignedIn> => {
  const now = deps.now()
  const session: Session = {
    id: `${idPrefix}${await deps.store.newTokenId()}`,
    userId: user.id,
    createdAt: now,
    authTime,
    ...(amr.includes('mfa') && { factorTime: authTime }),
    amr,
    expiresAt: now + lifetimeSeconds,
  }
  await deps.store.sessions.put(session.id, session, lifetimeSeconds)
  const signedIn = { ...user, lastLogin: now }
  deps.org.putUser(signedIn)
  return { session, user: signedIn }
}

/** The cookie that carries the session. It has no lifetime of its own: it ends with the browser (S-202). */
export const sessionCookie = (session: Session, deps: Deps): SetCookie => ({
  name: cookieName(deps),
  value: session.id,
})

/** The session's cookie, unless the browser has it: it may come with a session token, or with Classic's cookie (S-232). */
export const missingCookies = ({ session }: SignedIn, ask: Ask, deps: Deps): readonly SetCookie[] =>
  ask.cookies[cookieName(deps)] === session.id ? [] : [sessionCookie(session, deps)]

/** The session; undefined if it is over, was ended, or its user may not sign in any more. */
export const findSession = async (id: string, deps: Deps): Promise<SignedIn | undefined> => {
  const session = await deps.store.sessions.find(id)
  const user = session && deps.org.findUser(session.userId)
  if (session === undefined || user?.status !== 'ACTIVE') return undefined
  const tokenId = session.id.slice(idPrefix.length)
  return (await deps.store.isRevoked(tokenId, [user.id, sessionsOf(user.id)])) ? undefined : { session, user }
}

/** The session of the request's cookie. */
export const findSignedIn = async (ask: Ask, deps: Deps): Promise<SignedIn | undefined> => {
  for (const name of acceptedCookies(deps)) {
    const id = ask.cookies[name]
    const signedIn = id === undefined ? undefined : await findSession(id, deps)
    if (signedIn) return signedIn
  }
  return undefined
}

/** A session whose user has just proven more. */
export const raiseSession = async (id: string, amr: readonly string[], deps: Deps): Promise<void> => {
  await deps.store.sessions.change(id, (session) => ({ ...session, amr, factorTime: deps.now() }))
}

/** Makes a session last as long again as a new one. */
export const refreshSession = async ({ session }: SignedIn, deps: Deps): Promise<void> => {
  const expiresAt = deps.now() + lifetimeSeconds
  await deps.store.sessions.change(session.id, (before) => ({ ...before, expiresAt }), lifetimeSeconds)
}

/** Ends one session; tokens stay alive. */
export const endSession = async ({ id }: Session, { store }: Deps): Promise<void> => {
  await store.sessions.take(id)
}

/** Takes the session's cookies out of the browser, those that it has. */
export const removedCookies = (ask: Ask, deps: Deps): readonly SetCookie[] =>
  acceptedCookies(deps)
    .filter((name) => ask.cookies[name] !== undefined)
    .map((name) => ({ name, value: '', maxAge: 0 }))

/** Ends all sessions that a user has; tokens stay alive. */
export const endSessionsOf = (userId: string, { store }: Deps): Promise<void> =>
  store.revoke(sessionsOf(userId), lifetimeSeconds)
