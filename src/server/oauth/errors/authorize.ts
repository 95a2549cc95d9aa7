// Refusals of an authorization request: on the error page, or by redirect.
import type { OAuthError } from './oauth-error.js'

export const authorize = {
  serviceAppAtAuthorize: {
    status: 400,
    error: 'invalid_request',
    description: "Clients with 'application_type' of 'service' are not allowed to access the '/authorize' endpoint.",
    source: 'S-012',
  },
  redirectUriNotRegistered: {
    status: 400,
    error: 'invalid_request',
    description: "The 'redirect_uri' parameter must be a Login redirect URI in the client app settings: {0}",
    source: 'S-013',
  },
  pkceRequired: {
    status: 400,
    error: 'invalid_request',
    description: 'PKCE code challenge is required by the application.',
    source: 'S-014',
  },
  pkceMethodUnsupported: {
    status: 400,
    error: 'invalid_request',
    description: 'PKCE code challenge method is not supported. Valid values: [S256]',
    source: 'S-015',
  },
  pkceChallengeIllegal: {
    status: 400,
    error: 'invalid_request',
    description: 'PKCE code challenge contains illegal characters.',
    source: 'S-016',
  },
  responseTypeUnsupported: {
    status: 400,
    error: 'unsupported_response_type',
    description: 'The response type is not supported by the authorization server. Configured response types: [{0}].',
    source: 'S-017',
  },
  responseModeUnsupported: {
    status: 400,
    error: 'unsupported_response_mode',
    description:
      'The response mode is not supported by the authorization server. Valid response modes: [query, fragment, form_post, okta_post_message].',
    source: 'S-018',
  },
  responseModeQueryWithTokens: {
    status: 400,
    error: 'unsupported_response_mode',
    description: "'query' response mode cannot be used with either the 'id_token' or 'token' response types.",
    source: 'S-018',
  },
  stateInvalid: {
    status: 400,
    error: 'invalid_request',
    description: "The authentication request has an invalid 'state' parameter.",
    source: 'S-019',
  },
  nonceMissing: {
    status: 400,
    error: 'invalid_request',
    // Two full stops, as Okta sends it.
    description:
      "The 'nonce' parameter is required for authorize requests with either the 'id_token' or 'token' response types..",
    source: 'S-020',
  },
  promptInvalid: {
    status: 400,
    error: 'invalid_request',
    description: "Invalid value for 'prompt' parameter. Supported values: [none, login, consent]",
    source: 'S-021',
  },
  promptNoneWithZeroMaxAge: {
    status: 400,
    error: 'invalid_request',
    description: "'prompt' parameter must not have the value 'none' for request with 'zero' as max_age.",
    source: 'S-021',
  },
  maxAgeInvalid: {
    status: 400,
    error: 'invalid_request',
    description: "Invalid value for 'max_age' parameter. It should be within range 0 - 2^31-1.",
    source: 'S-022',
  },
  loginRequired: {
    status: 400,
    error: 'login_required',
    description: 'The client specified not to prompt, but the user is not logged in.',
    source: 'S-028',
  },
  reauthenticationRequired: {
    status: 400,
    error: 'login_required',
    description: 'The client specified not to prompt, but the client app requires re-authentication or MFA.',
    source: 'S-028',
  },
  requestExpired: {
    status: 400,
    error: 'login_required',
    description: 'Request expired, please start over and try again.',
    source: 'S-029',
  },
  userNotAssigned: {
    status: 400,
    error: 'access_denied',
    description: 'User is not assigned to the client application.',
    source: 'S-030',
  },
} as const satisfies Readonly<Record<string, OAuthError>>
