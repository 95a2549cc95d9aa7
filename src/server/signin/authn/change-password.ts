// POST /api/v1/authn/credentials/change_password: a new password for one that has expired.
import { refuse } from '../../api/catalogue.js'
import type { Endpoint } from '../../exchange.js'
import { replaceExpiredPassword } from '../new-password.js'
import { complexityText } from '../password-policy.js'
import { readBody } from './read-body.js'
import { goOn, requireOpen, requireStatus } from './transaction.js'

export const changePassword: Endpoint = async (ask, deps) => {
  const read = readBody(ask)
  const open = await requireOpen(read('stateToken'), ask, deps)
  requireStatus(open, 'PASSWORD_EXPIRED')
  const { user, transaction, stateToken } = open
  const typed = { oldPassword: read('oldPassword'), newPassword: read('newPassword') ?? '' }

  const result = replaceExpiredPassword(user, typed, deps)
  if (result.kind === 'wrong old password') {
    return refuse('credentialsUpdateFailed', {
      causes: ['oldPassword: The credentials provided were incorrect.'],
      reason: result.reason,
    })
  }
  if (result.kind === 'too simple') {
    return refuse('passwordTooSimple', { causes: [complexityText], reason: result.reason })
  }
  return goOn(result.user, { ...transaction, stateToken }, ask, deps)
}
