// The end of a user: status, sessions and tokens.
import type { User } from '../../org/records.js'
import type { Call } from '../call.js'
import { endEverythingOf } from '../end-everything.js'

/** Deactivates the user and ends its sessions and tokens, also for the case that it comes back. */
export const deactivated = async (user: User, { ask, deps }: Call): Promise<void> => {
  const now = deps.now()
  deps.org.putUser({ ...user, status: 'DEPROVISIONED', statusChanged: now, lastUpdated: now })
  await endEverythingOf(user.id, deps)
  ask.trace.decision = `user ${user.profile.login} deactivated`
}
