// Refusals of a sign-in without a page beyond a wrong name or password.
import type { ApiError } from './api-error.js'

export const signIn = {
  featureNotEnabled: {
    status: 401,
    code: 'E0000015',
    summary: 'You do not have permission to access the feature you are requesting',
    source: 'S-259',
  },
  credentialsUpdateFailed: { status: 403, code: 'E0000014', summary: 'Update of credentials failed', source: 'S-238' },
  passcodeInvalid: { status: 403, code: 'E0000068', summary: 'Invalid Passcode/Answer', source: 'S-240' },
  authnStateWrong: {
    status: 403,
    code: 'E0000079',
    summary: 'This operation is not allowed in the current authentication state.',
    source: 'S-241',
  },
  passwordTooSimple: {
    status: 403,
    code: 'E0000080',
    summary: 'The password does not meet the complexity requirements of the current password policy.',
    source: 'S-238',
  },
  codeUsed: {
    status: 403,
    code: 'E0000082',
    summary: 'Each code can only be used once. Please wait for a new code and try again.',
    source: 'S-236',
  },
} as const satisfies Readonly<Record<string, ApiError>>
