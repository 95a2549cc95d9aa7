// GET /.well-known/openid-configuration (OpenID Connect Discovery 1.0 3) and oauth-authorization-server (RFC 8414).
import type { Endpoint } from '../../exchange.js'
import { httpDate } from '../../http-date.js'
import { requestObjectAlgorithms } from '../../keys/signature-algorithms.js'
import type { Org } from '../../org/org.js'
import type { AuthorizationServer } from '../authorization-server.js'
import { refuse } from '../catalogue.js'

const authMethods = ['client_secret_basic', 'client_secret_post', 'client_secret_jwt', 'private_key_jwt', 'none']
const proofAlgorithms = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512']
const responseTypes = ['code', 'id_token', 'code id_token', 'code token', 'id_token token', 'code id_token token']
const accessTokenClaims = ['ver', 'jti', 'iss', 'aud', 'iat', 'exp', 'cid', 'uid', 'scp', 'sub']
const openIdClaims =
  'iss ver sub aud iat exp jti auth_time amr idp nonce name nickname preferred_username given_name middle_name family_name email email_verified profile zoneinfo locale address phone_number picture website gender birthdate updated_at at_hash c_hash'.split(
    ' ',
  )

type Engine = Org['engine']

/** CIBA and direct authentication (S-401). */
const identityEngineGrants: ReadonlySet<string> = new Set([
  'urn:openid:params:grant-type:ciba',
  'urn:okta:params:oauth:grant-type:otp',
  'urn:okta:params:oauth:grant-type:oob',
  'http://auth0.com/oauth/grant-type/mfa-otp',
  'http://auth0.com/oauth/grant-type/mfa-oob',
])

const grantTypesOf = ({ metadata }: AuthorizationServer, engine: Engine): readonly string[] =>
  metadata.grantTypes.filter((type) => engine === 'oie' || !identityEngineGrants.has(type))

type Document = Readonly<Record<string, unknown>>

/**
 * Okta's document, its member order included (S-050). Like Okta's it lists everything the server is meant to do:
 * clients refuse to start without an introspection or end-session endpoint. Pushed requests and what belongs to CIBA
 * are features of Identity Engine (S-671).
 */
const openIdDocument = (server: AuthorizationServer, engine: Engine): Document => {
  const { issuer, endpoints, metadata } = server
  return {
    issuer,
    authorization_endpoint: `${endpoints}/authorize`,
    token_endpoint: `${endpoints}/token`,
    userinfo_endpoint: `${endpoints}/userinfo`,
    registration_endpoint: metadata.registrationEndpoint,
    jwks_uri: `${endpoints}/keys`,
    response_types_supported: responseTypes,
    response_modes_supported: ['query', 'fragment', 'form_post', 'okta_post_message'],
    grant_types_supported: grantTypesOf(server, engine),
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    ...(metadata.encryption && {
      id_token_encryption_alg_values_supported: ['RSA-OAEP-256', 'RSA-OAEP-384', 'RSA-OAEP-512'],
      id_token_encryption_enc_values_supported: ['A256GCM'],
    }),
    scopes_supported: metadata.scopes,
    token_endpoint_auth_methods_supported: authMethods,
    claims_supported: openIdClaims,
    code_challenge_methods_supported: ['S256'],
    introspection_endpoint: `${endpoints}/introspect`,
    introspection_endpoint_auth_methods_supported: authMethods,
    revocation_endpoint: `${endpoints}/revoke`,
    revocation_endpoint_auth_methods_supported: authMethods,
    end_session_endpoint: `${endpoints}/logout`,
    request_parameter_supported: true,
    request_object_signing_alg_values_supported: requestObjectAlgorithms,
    device_authorization_endpoint: `${endpoints}/device/authorize`,
    ...(engine === 'oie' && {
      pushed_authorization_request_endpoint: `${endpoints}/par`,
      backchannel_token_delivery_modes_supported: ['poll'],
      backchannel_authentication_request_signing_alg_values_supported: requestObjectAlgorithms,
    }),
    dpop_signing_alg_values_supported: proofAlgorithms,
  }
}

/** Without what concerns ID tokens, with `token` and `client_credentials` (S-657). */
const oauthDocument = (server: AuthorizationServer, engine: Engine): Document => {
  const entries = Object.entries(openIdDocument(server, engine)).filter(
    ([name]) => name !== 'userinfo_endpoint' && !name.startsWith('id_token_'),
  )
  const grantTypes = grantTypesOf(server, engine).flatMap((type) =>
    type === 'password' ? [type, 'client_credentials'] : [type],
  )
  return {
    ...Object.fromEntries(entries),
    response_types_supported: ['code', 'token', ...responseTypes.slice(1)],
    grant_types_supported: grantTypes,
    claims_supported: accessTokenClaims,
  }
}

const documents = { openid: openIdDocument, oauth: oauthDocument } as const

const daySeconds = 86_400

/** A discovery document of one server, serialised once for each engine. */
export const createMetadata = (server: AuthorizationServer, kind: keyof typeof documents): Endpoint => {
  const texts = new Map<Engine, string>()
  const textFor = (engine: Engine): string => {
    const text = texts.get(engine) ?? JSON.stringify(documents[kind](server, engine))
    texts.set(engine, text)
    return text
  }
  return (ask, deps) => {
    const clientId = ask.query.get('client_id')
    if (clientId !== undefined && deps.org.findApp(clientId) === undefined) {
      refuse('clientUnknown', {
        reason: `no app has client_id "${clientId}": add one under apps[], or leave the parameter out`,
      })
    }
    const expires = httpDate(deps.now() + daySeconds)
    // Cached for a day (S-070).
    const headers = { 'cache-control': `max-age=${daySeconds}, must-revalidate`, expires, vary: 'Origin' }
    return { status: 200, headers, jsonText: textFor(deps.org.engine) }
  }
}
