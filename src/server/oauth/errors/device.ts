// Refusals of the device flow.
import type { OAuthError } from './oauth-error.js'

export const device = {
  userCodeInvalid: {
    status: 400,
    error: 'invalid_user_code',
    description: 'The user code is invalid or has expired.',
    source: 'S-542',
  },
  authorizationPending: {
    status: 400,
    error: 'authorization_pending',
    description: 'The device authorization is pending. Please try again later.',
    source: 'S-543',
  },
  slowDown: {
    status: 400,
    error: 'slow_down',
    description: 'Slow down the polling frequency. Please try again later.',
    source: 'S-544',
  },
  deviceCodeExpired: {
    status: 400,
    error: 'expired_token',
    description: 'The device code has expired.',
    source: 'S-545',
  },
  deviceCodeInvalid: {
    status: 400,
    error: 'invalid_grant',
    description: 'The device code is invalid or has expired.',
    source: 'S-545',
  },
  deviceDenied: {
    status: 403,
    error: 'access_denied',
    description: 'The resource owner or authorization server denied the request.',
    source: 'S-546',
  },
} as const satisfies Readonly<Record<string, OAuthError>>
