// The one-time sessionToken: made by /api/v1/authn, turned into a session by whoever shows it first.
import type { Deps } from '../deps.js'
import type { Trace } from '../exchange.js'
import type { User } from '../org/records.js'
import { type SignedIn, startSession } from './sessions.js'

/** Five minutes (S-205). */
export const sessionTokenLifetimeSeconds = 300

/**
 * A session token for a user who has proven who they are: 55 characters that start with 20111 (S-206).
 *
 * @param amr how (RFC 8176)
 * @param authTime when, in epoch seconds
 */
export const issueSessionToken = async (
  user: User,
  amr: readonly string[],
  deps: Deps,
  authTime: number = deps.now(),
): Promise<string> => {
  const token = `20111${deps.random.bytes(38).toString('base64url').slice(0, 50)}`
  await deps.store.sessionTokens.put(token, { userId: user.id, amr, authTime }, sessionTokenLifetimeSeconds)
  return token
}

/** The session that the token stands for; undefined if there is no token, or it is unknown, used or over. */
export const redeemSessionToken = async (
  token: string | undefined,
  deps: Deps,
  trace: Trace,
): Promise<SignedIn | undefined> => {
  if (token === undefined) return undefined
  const proof = await deps.store.sessionTokens.take(token)
  const user = proof && deps.org.findUser(proof.userId)
  if (proof === undefined || user?.status !== 'ACTIVE') {
    trace.notes.push(
      'the sessionToken is unknown, used, older than five minutes or of a user who may not sign in, and was ignored: get a fresh one from /api/v1/authn',
    )
    return undefined
  }
  return startSession(user, proof.amr, deps, proof.authTime)
}
