// Refusals of operations on apps.
import type { ApiError } from './api-error.js'

/** By name. */
export const apps = {
  groupKeepsUser: {
    status: 403,
    code: 'E0000046',
    summary: 'Deactivate application for user forbidden.',
    source: 'S-359',
  },
  deleteForbidden: { status: 403, code: 'E0000056', summary: 'Delete application forbidden.', source: 'S-358' },
  userInactive: {
    status: 403,
    code: 'E0000117',
    summary: 'Cannot assign apps or update app profiles for an inactive user.',
    source: 'S-359',
  },
} as const satisfies Readonly<Record<string, ApiError>>
