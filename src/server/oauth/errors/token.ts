// Refusals of a token request.
import type { OAuthError } from './oauth-error.js'

export const token = {
  grantTypeMissing: {
    status: 400,
    error: 'invalid_request',
    description: "The token request must specify a 'grant_type'. Valid values: [{0}]",
    source: 'S-038',
  },
  grantTypeUnsupported: {
    status: 400,
    error: 'unsupported_grant_type',
    description:
      'The authorization grant type is not supported by the authorization server. Configured grant types: [{0}].',
    source: 'S-039',
  },
  grantTypeNotConfigured: {
    status: 400,
    error: 'unauthorized_client',
    description: 'The client is not authorized to use the provided grant type. Configured grant types: [{0}].',
    source: 'S-040',
  },
  codeInvalid: {
    status: 400,
    error: 'invalid_grant',
    description: 'The authorization code is invalid or has expired.',
    source: 'S-042',
  },
  codeOfAnotherClient: {
    status: 400,
    error: 'invalid_grant',
    description:
      "The grant was issued to another client. Please make sure the 'client_id' matches the one used at the authorize request.",
    source: 'S-043',
  },
  redirectUriMismatch: {
    status: 400,
    error: 'invalid_grant',
    description: "The 'redirect_uri' does not match the redirection URI used in the authorization request.",
    source: 'S-044',
  },
  pkceFailed: {
    status: 400,
    error: 'invalid_grant',
    description: 'PKCE verification failed.',
    source: 'S-045',
  },
  pkceNotAskedFor: {
    status: 400,
    error: 'invalid_request',
    description: 'PKCE code challenge should be specified in the authorize request for code verification.',
    source: 'S-046',
  },
  browserWithoutPkce: {
    status: 401,
    error: 'invalid_client',
    description: 'Browser requests to the token endpoint must use Proof Key for Code Exchange.',
    source: 'S-047',
  },
  browserOriginNotRegistered: {
    status: 400,
    error: 'invalid_request',
    description: 'Browser requests to the token endpoint must be part of at least one whitelisted redirect_uri.',
    source: 'S-048',
  },
} as const satisfies Readonly<Record<string, OAuthError>>
