// Refusals of a person who is known: what they proved, or agreed to, is not enough. By redirect.
import type { OAuthError } from './oauth-error.js'

export const authentication = {
  acrUnmet: {
    status: 400,
    error: 'unmet_authentication_requirements',
    description: "Unable to meet the authentication requirements imposed by 'acr_values' parameter.",
    source: 'S-080',
  },
  consentRequired: {
    status: 400,
    error: 'consent_required',
    description: 'The following scopes require user consent: [{0}].',
    source: 'S-082',
  },
  consentDenied: {
    status: 403,
    error: 'access_denied',
    description: 'The resource owner or authorization server denied the request.',
    source: 'S-083',
  },
} as const satisfies Readonly<Record<string, OAuthError>>
