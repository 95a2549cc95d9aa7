// Refusals of the client that calls: who it is and how it proves so.
import type { OAuthError } from './oauth-error.js'

export const clients = {
  clientUnknown: {
    status: 400,
    error: 'invalid_client',
    description: "Invalid value for 'client_id' parameter.",
    source: 'S-011',
    shape: 'api',
  },
  clientUnknownByBasic: {
    status: 401,
    error: 'invalid_client',
    description: "Invalid value for 'client_id' parameter.",
    source: 'S-011',
    shape: 'api',
  },
  clientIdInvalid: {
    status: 401,
    error: 'invalid_client',
    description: "Invalid value for 'client_id' parameter.",
    source: 'S-551',
  },
  credentialsInQuery: {
    status: 400,
    error: 'invalid_request',
    description: 'Client credentials cannot be supplied via query parameters.',
    source: 'S-032',
  },
  credentialsMissing: {
    status: 401,
    error: 'invalid_client',
    description: 'No client credentials found.',
    source: 'S-033',
  },
  credentialsMultiple: {
    status: 401,
    error: 'invalid_request',
    description:
      'Cannot supply multiple client credentials. Use one of the following: credentials in the Authorization header, credentials in the post body, or a client_assertion in the post body.',
    source: 'S-034',
  },
  basicMalformed: {
    status: 401,
    error: 'invalid_client',
    description: 'Found Authentication header but was not valid client credentials.',
    source: 'S-035',
  },
  secretInvalid: {
    status: 401,
    error: 'invalid_client',
    description: 'The client secret supplied for a confidential client is invalid.',
    source: 'S-036',
  },
  authMethodInvalid: {
    status: 401,
    error: 'invalid_client',
    description: 'Client authentication failed. Either the client or the client credentials are invalid.',
    source: 'S-037',
  },
} as const satisfies Readonly<Record<string, OAuthError>>
