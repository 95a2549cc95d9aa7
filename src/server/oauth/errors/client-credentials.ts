// Refusals of grant_type=client_credentials.
import type { OAuthError } from './oauth-error.js'

export const clientCredentials = {
  clientCredentialsApplicationType: {
    status: 401,
    error: 'invalid_client',
    description:
      "Only clients with 'application_type' of 'service' may use the client_credentials 'grant_type' with the Org Authorization Server.",
    source: 'S-512',
  },
  clientCredentialsMethod: {
    status: 401,
    error: 'invalid_client',
    description:
      'Client Credentials requests to the Org Authorization Server must use the private_key_jwt token_endpoint_auth_method.',
    source: 'S-513',
  },
  clientCredentialsOpenid: {
    status: 400,
    error: 'invalid_scope',
    description: "Cannot request 'openid' scopes using client credentials.",
    source: 'S-514',
  },
  clientCredentialsSelfScope: {
    status: 400,
    error: 'client_credentials_self_scope_requested',
    description: "The 'client_credentials' grant type may not request .self scopes.",
    source: 'S-515',
  },
  clientCredentialsConsent: {
    status: 400,
    error: 'consent_required',
    description:
      'The following scopes require user consent and cannot be granted for the client credentials grant type: [{0}].',
    source: 'S-516',
  },
} as const satisfies Readonly<Record<string, OAuthError>>
