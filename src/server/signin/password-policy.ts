// Okta's default password policy, where a person chooses a password themselves (S-238).
import type { User } from '../org/records.js'

/** As /api/v1/authn announces it. */
export const complexity = { minLength: 8, minLowerCase: 1, minUpperCase: 1, minNumber: 1, minSymbol: 0 } as const

/** What the answer says about a password that is too simple, word for word. */
export const complexityText =
  'Passwords must have at least 8 characters, a lowercase letter, an uppercase letter, a number, no parts of your username'

/** Shorter parts of a login would forbid too much (S-238). */
const shortestPart = 4

/** Whether the policy lets the user have this password. */
export const isComplexEnough = (password: string, { profile }: Pick<User, 'profile'>): boolean => {
  const parts = profile.login.toLowerCase().split(/[,._#@-]/)
  return (
    password.length >= complexity.minLength &&
    /\p{Ll}/u.test(password) &&
    /\p{Lu}/u.test(password) &&
    /\d/.test(password) &&
    !parts.some((part) => part.length >= shortestPart && password.toLowerCase().includes(part))
  )
}
