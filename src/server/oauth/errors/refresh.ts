// Refusals of a refresh token.
import type { OAuthError } from './oauth-error.js'

export const refresh = {
  refreshTokenInvalid: {
    status: 400,
    error: 'invalid_grant',
    description: 'The refresh token is invalid or expired.',
    source: 'S-503',
  },
  refreshScopesDenied: {
    status: 400,
    error: 'access_denied',
    description:
      'Some of the scopes requested for the refresh request were not granted in the original authorize request. Denied scopes: {0}.',
    source: 'S-505',
  },
} as const satisfies Readonly<Record<string, OAuthError>>
