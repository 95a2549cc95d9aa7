// Refusals of a request whatever it asks for.
import type { OAuthError } from './oauth-error.js'

export const requests = {
  repeatedParameter: {
    status: 400,
    error: 'invalid_request',
    description: 'The request contained multiple parameters with the same name.',
    source: 'S-010',
  },
  mediaTypeMismatch: {
    status: 400,
    error: 'E0000021',
    description: 'Bad request.  Accept and/or Content-Type headers likely do not match supported values.',
    source: 'S-031',
    shape: 'api',
  },
  userRateLimited: {
    status: 429,
    error: 'invalid_grant',
    description: 'API call exceeded rate limit due to too many requests.',
    source: 'S-615',
  },
  tokenParameterMissing: {
    status: 400,
    error: 'invalid_request',
    description: "The 'token' parameter is required.",
    source: 'S-523',
  },
  parameterMissing: {
    status: 400,
    error: 'invalid_request',
    description: "The required parameter '{0}' is missing.",
    source: 'S-041',
  },
} as const satisfies Readonly<Record<string, OAuthError>>
