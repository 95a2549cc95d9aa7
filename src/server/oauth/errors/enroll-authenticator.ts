// Refusals of requests that want to enrol an authenticator instead of getting tokens. By redirect.
import type { OAuthError } from './oauth-error.js'

export const enrollAuthenticator = {
  enrollPromptMissing: {
    status: 400,
    error: 'invalid_request',
    description:
      "'prompt' parameter must have the value 'enroll_authenticator' for request with 'none' as response_type.",
    source: 'S-085',
  },
  enrollResponseType: {
    status: 400,
    error: 'invalid_request',
    description: "Authenticator enrollment requires 'none' response_type.",
    source: 'S-085',
  },
  enrollAcrValues: {
    status: 400,
    error: 'invalid_request',
    description:
      "'acr_values' parameter must have the value 'urn:okta:loa:2fa:any:ifpossible' for request with 'enroll_authenticator' as prompt.",
    source: 'S-085',
  },
  enrollMaxAge: {
    status: 400,
    error: 'invalid_request',
    description: "'max_age' parameter must have the value '0' for request with 'enroll_authenticator' as prompt.",
    source: 'S-085',
  },
  enrollAmrValues: {
    status: 400,
    error: 'invalid_request',
    description:
      "'enroll_amr_values' parameter must have valid space delimited authenticators list for request with 'none' as response_type.",
    source: 'S-085',
  },
  enrollNotAllowed: {
    status: 403,
    error: 'access_denied',
    description: 'Authenticator enrollment is not allowed at this time. Please contact support for assistance.',
    source: 'S-085',
  },
} as const satisfies Readonly<Record<string, OAuthError>>
