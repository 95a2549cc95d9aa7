// POST /sessions: a signed-in user without the sign-in page.
import type { Deps } from '../deps.js'
import { issueSessionToken } from '../signin/session-tokens.js'
import { sessionCookie, startSession } from '../signin/sessions.js'
import { requireActiveUser } from './active-user.js'
import { AdminRefusal } from './refusal.js'

/** A session, and a token that starts another one. */
export interface MadeSession {
  readonly id: string
  readonly userId: string
  /** ISO 8601. */
  readonly expiresAt: string
  /** `name=value`, as a Cookie header takes it. */
  readonly cookie: string
  /** For `/authorize?sessionToken=`, once and within five minutes. */
  readonly sessionToken: string
}

/** Who is to be signed in: login or id. */
export interface SessionWish {
  readonly user: string
}

const readUser = (wish: SessionWish): string => {
  const { user, ...others }: Readonly<Record<string, unknown>> = { ...wish }
  if (typeof user === 'string' && user !== '' && Object.keys(others).length === 0) return user
  throw new AdminRefusal('a session takes { "user": "the login of a user" }')
}

/** @throws AdminRefusal if there is no such user, or they may not sign in */
export const createSession = async (wish: SessionWish, deps: Deps): Promise<MadeSession> => {
  const { session, user: signedIn } = await startSession(requireActiveUser(readUser(wish), deps), ['pwd'], deps)
  const { name, value } = sessionCookie(session, deps)
  return {
    id: session.id,
    userId: signedIn.id,
    expiresAt: new Date(session.expiresAt * 1000).toISOString(),
    cookie: `${name}=${value}`,
    sessionToken: await issueSessionToken(signedIn, ['pwd'], deps),
  }
}
