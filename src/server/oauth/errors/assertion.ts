// Refusals of a client assertion (RFC 7523 3) and of the key set it is verified with.
import type { OAuthError } from './oauth-error.js'

const invalidClient = (description: string, source: string): OAuthError => ({
  status: 401,
  error: 'invalid_client',
  description,
  source,
})

export const assertion = {
  assertionTypeInvalid: {
    status: 400,
    error: 'invalid_request',
    description: 'The client_assertion_type is invalid.',
    source: 'S-553',
  },
  clientIdMissing: {
    status: 400,
    error: 'invalid_client',
    description: 'A client_id must be provided in the request.',
    source: 'S-554',
  },
  assertionUnparsable: invalidClient('The parsing of the client_assertion failed.', 'S-555'),
  assertionIssuerInvalid: invalidClient('The issuer claim for client_assertion is not a valid client_id.', 'S-556'),
  assertionSubjectInvalid: invalidClient('The subject claim for client_assertion is not a valid client_id.', 'S-556'),
  assertionAudienceInvalid: invalidClient(
    'The audience claim for client_assertion must be the endpoint invoked for the request.',
    'S-552',
  ),
  assertionExpirationMissing: invalidClient(
    "The client_assertion must contain the 'exp' claim as seconds since epoch.",
    'S-557',
  ),
  assertionExpired: invalidClient('The client_assertion token is expired.', 'S-557'),
  assertionExpiresTooLate: invalidClient(
    'The client_assertion token has an expiration too far into the future.',
    'S-557',
  ),
  assertionIssuedInFuture: invalidClient('The client_assertion token must be issued before the current time.', 'S-558'),
  assertionUsed: invalidClient('The client_assertion token has already been used.', 'S-559'),
  assertionSignatureInvalid: invalidClient('The client_assertion signature is invalid.', 'S-560'),
  assertionAlgorithmInvalid: invalidClient('The client_assertion JWT signature algorithm is invalid.', 'S-561'),
  assertionNoSecret: invalidClient(
    'The issuer and subject claim for client_assertion is invalid because the client does not have a client secret.',
    'S-561',
  ),
  assertionSecretTooShort: invalidClient('The client secret is too short to verify a JWT HMAC.', 'S-562'),
  assertionKidInvalid: invalidClient('The client_assertion JWT kid is invalid.', 'S-563'),
  assertionNoKeys: invalidClient(
    'The client does not have a JWKSet configured, but the client_assertion requires one.',
    'S-564',
  ),
  assertionKeysInvalid: invalidClient('The client JWKSet is invalid.', 'S-564'),
  assertionKeyUseInvalid: invalidClient(
    "The public key being used for client assertion has an invalid 'use' parameter. Valid values for the 'use' parameter are {0}.",
    'S-565',
  ),
  jwksUriFailed: invalidClient('Error retrieving the client JWKSet from jwks_uri.', 'S-566'),
  jwksUriEmpty: invalidClient('The client JWKSet from jwks_uri must contain at least one key.', 'S-566'),
  jwksUriAmbiguous: invalidClient('All keys in the client JWKSet from jwks_uri must have a unique kid.', 'S-566'),
  jwksUriNotJku: invalidClient("The 'jku' in JWT and 'jwks_uri' doesn't match.", 'S-567'),
} as const satisfies Readonly<Record<string, OAuthError>>
