// Refusals of operations on users.
import type { ApiError } from './api-error.js'

/** By name. */
export const users = {
  alreadyActive: {
    status: 403,
    code: 'E0000016',
    summary: 'Activation failed because the user is already active',
    source: 'S-353',
  },
  unlockForbidden: {
    status: 403,
    code: 'E0000032',
    summary: 'Unlock is not allowed for this user.',
    source: 'S-354',
  },
  forgotPasswordForbidden: {
    status: 403,
    code: 'E0000034',
    summary: 'Forgot password not allowed on specified user.',
    source: 'S-355',
  },
  changePasswordForbidden: {
    status: 403,
    code: 'E0000035',
    summary: 'Change password not allowed on specified user.',
    source: 'S-355',
  },
  changeQuestionForbidden: {
    status: 403,
    code: 'E0000036',
    summary: 'Change recovery question not allowed on specified user.',
    source: 'S-355',
  },
  statusForbids: {
    status: 403,
    code: 'E0000038',
    summary: "This operation is not allowed in the user's current status.",
    source: 'S-353',
  },
  expiredWithoutPassword: {
    status: 400,
    code: 'E0000124',
    summary:
      'Could not create user. To create a user and expire their password immediately, a password must be specified',
    source: 'S-351',
  },
  expiredWithoutActivation: {
    status: 400,
    code: 'E0000125',
    summary: 'Could not create user. To create a user and expire their password immediately, "activate" must be true',
    source: 'S-351',
  },
  etagMismatch: { status: 412, code: 'E0000231', summary: "ETag value doesn't match.", source: 'S-352' },
} as const satisfies Readonly<Record<string, ApiError>>
