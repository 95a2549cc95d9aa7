// A new password in the place of one that has expired: the same rules by /api/v1/authn and on the page (S-238).
import type { Deps } from '../deps.js'
import type { User } from '../org/records.js'
import { isComplexEnough } from './password-policy.js'

/** What a person types to get rid of an expired password. */
export interface NewPassword {
  readonly oldPassword: string | undefined
  readonly newPassword: string
}

/** `reason` is for the log. */
export type NewPasswordResult =
  | { readonly kind: 'changed'; readonly user: User }
  | { readonly kind: 'wrong old password'; readonly reason: string }
  | { readonly kind: 'too simple'; readonly reason: string }

/** The user is ACTIVE from then on. */
export const replaceExpiredPassword = (
  user: User,
  { oldPassword, newPassword }: NewPassword,
  deps: Deps,
): NewPasswordResult => {
  if (oldPassword !== user.password) {
    return {
      kind: 'wrong old password',
      reason: `oldPassword is not the password of "${user.profile.login}": it stands under users[].credentials.password.value`,
    }
  }
  if (!isComplexEnough(newPassword, user)) {
    return { kind: 'too simple', reason: 'newPassword is too simple for the default password policy of Okta' }
  }
  const now = deps.now()
  const changed: User = {
    ...user,
    password: newPassword,
    status: 'ACTIVE',
    passwordChanged: now,
    lastUpdated: now,
  }
  deps.org.putUser(changed)
  return { kind: 'changed', user: changed }
}
