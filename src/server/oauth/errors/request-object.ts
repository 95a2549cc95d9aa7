// Refusals of a request object at /authorize and /par (RFC 9101 6).
import type { OAuthError } from './oauth-error.js'

const invalidObject = (description: string, source: string): OAuthError => ({
  status: 400,
  error: 'invalid_request_object',
  description,
  source,
})

export const requestObject = {
  requestObjectInvalid: invalidObject('The authorize request object is invalid.', 'S-586'),
  requestObjectUnparsable: invalidObject('The request object cannot be parsed.', 'S-585'),
  requestObjectSignatureInvalid: invalidObject('The signature of the request object is invalid.', 'S-585'),
  requestObjectAlgorithmInvalid: invalidObject(
    'The JWT signature algorithm of the request object is invalid.',
    'S-585',
  ),
  requestObjectAlgorithmMismatch: invalidObject('The signing algorithm used is not supported by this client.', 'S-672'),
  requestObjectSecretTooShort: invalidObject('The JWT signature secret length is too short.', 'S-585'),
  requestObjectKeysInvalid: invalidObject('The client JWKSet is invalid.', 'S-585'),
  requestObjectKidInvalid: invalidObject('The JWT kid of the request object is invalid.', 'S-585'),
  requestObjectKeyUseInvalid: invalidObject(
    "The public key being used for signing the request object has an invalid 'use' parameter. Valid values for the 'use' parameter are {0}.",
    'S-585',
  ),
  requestObjectNoSecret: {
    status: 400,
    error: 'request_not_supported',
    description: 'The issuer of the request object does not have a client secret.',
    source: 'S-585',
  },
  requestObjectNoKeys: {
    status: 401,
    error: 'invalid_client',
    description: 'The client does not have a JWKSet configured, but the request object requires one.',
    source: 'S-585',
  },
  requestObjectIssuerInvalid: {
    status: 401,
    error: 'invalid_client',
    description: 'The issuer of the request object is invalid.',
    source: 'S-587',
  },
  requestObjectAudienceInvalid: invalidObject('The audience of the request object is invalid.', 'S-587'),
  requestObjectExpired: invalidObject('The request object is expired.', 'S-588'),
  requestObjectExpiresTooLate: invalidObject('The request object expires too far in the future.', 'S-588'),
  requestObjectIssuedInFuture: invalidObject('The request object is issued in the future.', 'S-588'),
  requestObjectTooEarly: invalidObject('The request object is issued too early.', 'S-588'),
  requestObjectUsed: invalidObject('The request object has already been used.', 'S-588'),
} as const satisfies Readonly<Record<string, OAuthError>>
