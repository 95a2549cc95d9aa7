// Refusals of grant_type=password.
import type { OAuthError } from './oauth-error.js'

export const password = {
  passwordInvalid: {
    status: 400,
    error: 'invalid_grant',
    description: 'The credentials provided were invalid.',
    source: 'S-517',
  },
  passwordExpired: {
    status: 400,
    error: 'invalid_grant',
    description: 'Password has expired.',
    source: 'S-242',
  },
  passwordDeniedByPolicy: {
    status: 400,
    error: 'invalid_grant',
    description: 'Resource owner password credentials authentication denied by sign on policy.',
    source: 'S-518',
  },
  passwordConsent: {
    status: 400,
    error: 'consent_required',
    description:
      "The following scopes require user consent: [{0}]. To access protected scopes using the resource owner password grant type, please uncheck 'Require consent' in the app settings or set the 'consent_method' to 'TRUSTED' through the apps API.",
    source: 'S-519',
  },
} as const satisfies Readonly<Record<string, OAuthError>>
