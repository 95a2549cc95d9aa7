// Refusals that only custom authorization servers give.
import type { OAuthError } from './oauth-error.js'

export const customServer = {
  authorizationServerUnknown: {
    status: 404,
    error: 'E0000007',
    description: 'Not found: Resource not found: {0} (AuthorizationServer)',
    source: 'S-658',
    shape: 'api',
  },
  defaultScopesMissing: {
    status: 400,
    error: 'invalid_scope',
    description:
      "The authorization server resource does not have any configured default scopes, 'scope' must be provided.",
    source: 'S-656',
  },
  policyEvaluationFailed: {
    status: 401,
    error: 'access_denied',
    description: 'Policy evaluation failed for this request, please check the policy configurations.',
    source: 'S-655',
  },
} as const satisfies Readonly<Record<string, OAuthError>>
