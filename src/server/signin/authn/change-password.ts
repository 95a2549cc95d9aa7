// POST /api/v1/authn/credentials/change_password: a new password for one that has expired.
import { refuse } from '../../api/catalogue.js'
import type { Endpoint } from '../../exchange.js'
import { complexityText, isComplexEnough } from '../password-policy.js'
import { readBody } from './read-body.js'
import { goOn, requireOpen, requireStatus } from './transaction.js'

export const changePassword: Endpoint = async (ask, deps) => {
  const read = readBody(ask)
  const open = await requireOpen(read('stateToken'), ask, deps)
  requireStatus(open, 'PASSWORD_EXPIRED')
  const { user, transaction, stateToken } = open
  const newPassword = read('newPassword') ?? ''

  if (read('oldPassword') !== user.password) {
    refuse('credentialsUpdateFailed', {
      causes: ['oldPassword: The credentials provided were incorrect.'],
      reason: `oldPassword is not the password of "${user.profile.login}": it stands under users[].credentials.password.value`,
    })
  }
  if (!isComplexEnough(newPassword, user)) {
    refuse('passwordTooSimple', {
      causes: [complexityText],
      reason: 'newPassword is too simple for the default password policy of Okta',
    })
  }
  const now = deps.now()
  const changed = { ...user, password: newPassword, status: 'ACTIVE', passwordChanged: now, lastUpdated: now } as const
  deps.org.putUser(changed)
  return goOn(changed, { ...transaction, stateToken }, ask, deps)
}
