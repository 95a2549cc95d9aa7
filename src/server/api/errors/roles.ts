// Refusals of operations on roles.
import type { ApiError } from './api-error.js'

/** By name. */
export const roles = {
  roleAssigned: {
    status: 409,
    code: 'E0000090',
    summary: 'The role specified is already assigned to the user.',
    source: 'S-361',
  },
  notServiceApp: {
    status: 400,
    code: 'E0000227',
    summary: 'Roles can only be granted to service application type',
    source: 'S-361',
  },
} as const satisfies Readonly<Record<string, ApiError>>
