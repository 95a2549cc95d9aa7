// Refusals of scopes, at /authorize and at /token alike.
import type { OAuthError } from './oauth-error.js'

export const scopes = {
  scopesMissing: {
    status: 400,
    error: 'invalid_scope',
    description: 'No scopes were requested.',
    source: 'S-023',
  },
  customScope: {
    status: 400,
    error: 'invalid_scope',
    description: 'Custom scopes are not allowed for this request.',
    source: 'S-024',
  },
  scopeUnknown: {
    status: 400,
    error: 'invalid_scope',
    description: 'One or more scopes are not configured for the authorization server resource.',
    source: 'S-025',
  },
  openidScopeRequired: {
    status: 400,
    error: 'invalid_scope',
    description: "Requests for ID tokens or access tokens with OpenID scopes require the 'openid' scope.",
    source: 'S-026',
  },
  noScopeGranted: {
    status: 400,
    error: 'consent_required',
    description: 'You are not allowed any of the requested scopes.',
    source: 'S-027',
  },
} as const satisfies Readonly<Record<string, OAuthError>>
