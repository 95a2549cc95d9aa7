// Refusals of a pushed authorization request, and of the request_uri that it gave (RFC 9126).
import type { OAuthError } from './oauth-error.js'

export const par = {
  parNotEnabled: {
    status: 400,
    error: 'access_denied',
    description: 'The requested feature is not enabled in this environment.',
    source: 'S-590',
  },
  parBodyMalformed: {
    status: 400,
    error: 'E0000003',
    description: 'The request body was not well-formed.',
    source: 'S-591',
    shape: 'api',
  },
  parWithRequestUri: {
    status: 400,
    error: 'invalid_request',
    description: "The 'request_uri' parameter must not be present in the request.",
    source: 'S-592',
  },
  parOpenidScopeRequired: {
    status: 403,
    error: 'access_denied',
    description: "Requests for ID tokens or access tokens with OpenID scopes require the 'openid' scope.",
    source: 'S-592',
  },
  requestUriInvalid: {
    status: 400,
    error: 'invalid_request_uri',
    description: 'The authorize request_uri is invalid.',
    source: 'S-593',
  },
  requestUriOfAnotherServer: {
    status: 400,
    error: 'invalid_request_uri',
    description: 'The request_uri was issued for another authorization server.',
    source: 'S-593',
  },
  requestUriOfAnotherClient: {
    status: 401,
    error: 'invalid_client',
    description: "The 'client_id' parameter does not match the expected value for the provided request_uri.",
    source: 'S-593',
  },
  requestUriBesideObject: {
    status: 400,
    error: 'invalid_request',
    description: 'The authorize request must not contain both a request object and a request uri.',
    source: 'S-593',
  },
} as const satisfies Readonly<Record<string, OAuthError>>
