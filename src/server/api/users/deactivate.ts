// The end of a user: status, sessions and tokens.
import type { User } from '../../org/records.js'
import type { Call } from '../call.js'

/** As long as anything lives that a user can hold: a refresh token of a custom authorization server (S-510). */
const longestSeconds = 5 * 365 * 86_400

/** Ends every session and token that the user has. */
export const endEverythingOf = (userId: string, { store }: Call['deps']): Promise<void> =>
  store.revoke(userId, longestSeconds)

/** Deactivates the user and ends its sessions and tokens, also for the case that it comes back. */
export const deactivated = async (user: User, { ask, deps }: Call): Promise<void> => {
  const now = deps.now()
  deps.org.putUser({ ...user, status: 'DEPROVISIONED', statusChanged: now, lastUpdated: now })
  await endEverythingOf(user.id, deps)
  ask.trace.decision = `user ${user.profile.login} deactivated`
}
