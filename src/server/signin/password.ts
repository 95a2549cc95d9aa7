// Name and password. Every failure looks the same from outside; the log says which it was.
import { timingSafeEqual } from 'node:crypto'
import type { Deps } from '../deps.js'
import type { User } from '../org/records.js'

/** A user who proved their password, or why not, for the log. */
export type PasswordResult = { readonly user: User } | { readonly reason: string }

const same = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** Looks the login up and compares the password; the user must be ACTIVE (S-203). */
export const checkPassword = (login: string, password: string, deps: Deps): PasswordResult => {
  const user = deps.org.findUserByLogin(login)
  if (user === undefined) return { reason: `no user has the login "${login}": add one under users[]` }
  if (user.password === undefined)
    return { reason: `user "${login}" has no password: set users[].credentials.password.value` }
  if (!same(user.password, password)) {
    return { reason: `wrong password for "${login}": it stands under users[].credentials.password.value` }
  }
  if (user.status !== 'ACTIVE') return { reason: `user "${login}" is ${user.status}: set users[].status to ACTIVE` }
  return { user }
}
