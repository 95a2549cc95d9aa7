// Ten wrong passwords in a row lock the account, as Okta's default password policy has it (S-231).
import type { Deps } from '../deps.js'
import type { User } from '../org/records.js'

const limit = 10

/** The count has no end of its own: only the right password or an administrator resets it (S-231). */
const lifetimeSeconds = 10 * 365 * 86_400

/** Counts one more; gives the count as a phrase for the log. The user who reaches the limit becomes LOCKED_OUT. */
export const countWrongPassword = async (user: User, { store, org, now }: Deps): Promise<string> => {
  const first = await store.passwordFailures.add(user.id, 1, lifetimeSeconds)
  const before = first ? 0 : ((await store.passwordFailures.change(user.id, (count) => count + 1)) ?? 0)
  const count = before + 1
  if (count < limit) return `${count} of ${limit} in a row before the account is locked`
  await store.passwordFailures.take(user.id)
  org.putUser({ ...user, status: 'LOCKED_OUT', statusChanged: now(), lastUpdated: now() })
  return `the account is LOCKED_OUT now, after ${limit} in a row`
}

/** The right password: counting starts again. */
export const forgetWrongPasswords = async (user: User, { store }: Deps): Promise<void> => {
  await store.passwordFailures.take(user.id)
}
