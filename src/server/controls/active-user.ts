// The user that a call of the admin listener names.
import type { Deps } from '../deps.js'
import type { User } from '../org/records.js'
import { AdminRefusal } from './refusal.js'

/** @param user login or id */
export const requireActiveUser = (user: string, { org }: Deps): User => {
  const found = org.findUserByLogin(user) ?? org.findUser(user)
  if (found?.status === 'ACTIVE') return found
  throw new AdminRefusal(
    found === undefined
      ? `no user has the login "${user}": GET /org lists them, PATCH /org adds one`
      : `user "${user}" is ${found.status}, and only ACTIVE users sign in: PATCH /org changes that`,
  )
}
