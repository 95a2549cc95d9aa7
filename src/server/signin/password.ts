// Name and password. Every failure looks the same from outside; the log says which it was.
import { timingSafeEqual } from 'node:crypto'
import type { Deps } from '../deps.js'
import type { User, UserStatus } from '../org/records.js'
import { countWrongPassword, forgetWrongPasswords } from './lockout.js'

/** `expired`: the password is right and has to be changed before anything else. `reason` is for the log. */
export type PasswordResult =
  | { readonly kind: 'right' | 'expired'; readonly user: User }
  | { readonly kind: 'refused'; readonly reason: string }

const same = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** Who may sign in with the right password (S-230). */
const outcomes: Readonly<Partial<Record<UserStatus, 'right' | 'expired'>>> = {
  ACTIVE: 'right',
  PASSWORD_EXPIRED: 'expired',
}

const refused = (reason: string): PasswordResult => ({ kind: 'refused', reason })

/** Looks the login up and compares the password; the user's status decides what a right one is worth. */
export const checkPassword = async (login: string, password: string, deps: Deps): Promise<PasswordResult> => {
  const user = deps.org.findUserByLogin(login)
  if (user === undefined) return refused(`no user has the login "${login}": add one under users[]`)
  if (user.password === undefined) {
    return refused(`user "${login}" has no password: set users[].credentials.password.value`)
  }
  const kind = outcomes[user.status]
  if (!same(user.password, password)) {
    const wrong = `wrong password for "${login}": it stands under users[].credentials.password.value`
    return refused(kind === undefined ? wrong : `${wrong}; ${await countWrongPassword(user, deps)}`)
  }
  if (kind === undefined) return refused(`user "${login}" is ${user.status}: set users[].status to ACTIVE`)
  await forgetWrongPasswords(user, deps)
  return { kind, user }
}
