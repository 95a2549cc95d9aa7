// `apps:` OpenID Connect apps, in the wire names of Okta's app object, flattened.
import { Type } from '@sinclair/typebox'
import { requestObjectAlgorithms } from '../../keys/signature-algorithms.js'
import { knownGrantTypes } from '../grant-types.js'
import { oneOf, text } from './one-of.js'
import { roleType } from './user.js'

const refreshToken = Type.Object(
  {
    rotation_type: Type.Optional(
      oneOf(['STATIC', 'ROTATE'], 'STATIC or ROTATE', {
        description: 'Default: ROTATE for browser apps, STATIC for the others.',
      }),
    ),
    leeway: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 60,
        default: 30,
        title: 'whole seconds from 0 to 60',
        description: 'How long the previous refresh token still works after a rotation.',
      }),
    ),
  },
  { additionalProperties: false, title: 'refresh token settings' },
)

const jwk = Type.Unsafe<Readonly<Record<string, unknown>>>(
  Type.Object(
    { kty: oneOf(['RSA', 'EC'], 'a key type'), kid: Type.Optional(text('a key id')) },
    { additionalProperties: true, title: 'a public key as a JWK' },
  ),
)

const assignments = Type.Object(
  {
    groups: Type.Optional(Type.Array(text('the name of a group'), { title: 'a list of group names' })),
    users: Type.Optional(Type.Array(text('the login of a user'), { title: 'a list of logins' })),
  },
  {
    additionalProperties: false,
    title: 'assignments: { groups: […], users: […] }',
    description: 'Who may use the app. Default: Everyone.',
  },
)

const uris = (title: string, description: string) => Type.Array(text('a URI'), { title, description, default: [] })

export const app = Type.Object(
  {
    label: Type.String({ minLength: 1, maxLength: 100, title: 'the name of the app, 1 to 100 characters' }),
    client_id: Type.Optional(
      Type.String({
        pattern: "^(?!ALL_CLIENTS$)[A-Za-z0-9$\\-_.+!*'(),]{6,100}$",
        title: "a client id: 6 to 100 letters, digits and $-_.+!*'(), but not ALL_CLIENTS",
        description: 'Generated from the seed where it is left out, and then the same in every run.',
      }),
    ),
    client_secret: Type.Optional(
      Type.String({
        pattern: '^[\\x20-\\x7e]{14,100}$',
        title: 'a client secret: 14 to 100 printable ASCII characters',
        description: 'Only where the method uses one; generated from the seed where it is left out.',
      }),
    ),
    token_endpoint_auth_method: Type.Optional(
      oneOf(
        ['client_secret_basic', 'client_secret_post', 'client_secret_jwt', 'private_key_jwt', 'none'],
        'a client authentication method',
        {
          description:
            'Default: client_secret_basic for web, none for browser and native, private_key_jwt for service.',
        },
      ),
    ),
    application_type: Type.Optional(
      oneOf(['web', 'browser', 'native', 'service'], 'an application type', { default: 'web' }),
    ),
    redirect_uris: Type.Optional(
      uris('a list of redirect URIs', 'Absolute URIs without fragment; compared to the letter.'),
    ),
    post_logout_redirect_uris: Type.Optional(uris('a list of URIs', 'Where a person may be sent after signing out.')),
    response_types: Type.Optional(
      Type.Array(oneOf(['code', 'token', 'id_token'], 'a response type'), {
        title: 'a list of response types',
        description: 'Default: what the grant types need.',
      }),
    ),
    grant_types: Type.Optional(
      Type.Array(oneOf(knownGrantTypes, 'a grant type of Okta'), {
        minItems: 1,
        title: 'a list of grant types',
        description: 'Default: authorization_code, or client_credentials for service apps.',
      }),
    ),
    pkce_required: Type.Optional(
      Type.Boolean({ title: 'true or false', description: 'Default: true for browser and native apps.' }),
    ),
    dpop_bound_access_tokens: Type.Optional(Type.Boolean({ title: 'true or false', default: false })),
    consent_method: Type.Optional(oneOf(['TRUSTED', 'REQUIRED'], 'TRUSTED or REQUIRED', { default: 'TRUSTED' })),
    wildcard_redirect: Type.Optional(
      oneOf(['DISABLED', 'SUBDOMAIN'], 'DISABLED or SUBDOMAIN', { default: 'DISABLED' }),
    ),
    refresh_token: Type.Optional(refreshToken),
    jwks: Type.Optional(
      Type.Object(
        { keys: Type.Array(jwk, { title: 'a list of public keys' }) },
        { additionalProperties: false, title: 'a JWK set: { keys: […] }' },
      ),
    ),
    jwks_uri: Type.Optional(Type.String({ pattern: '^https?://', title: 'an http or https URL of a JWK set' })),
    request_object_signing_alg: Type.Optional(
      oneOf(requestObjectAlgorithms, 'a signature algorithm', {
        description:
          'What the request objects of the app must be signed with. Default: whatever it has a secret or key for.',
      }),
    ),
    grants: Type.Optional(
      Type.Array(text('an okta.* scope'), {
        title: 'a list of okta.* scopes',
        description: "The app's grants collection: okta.* scopes it may be given.",
        default: [],
      }),
    ),
    assignments: Type.Optional(assignments),
    roles: Type.Optional(
      Type.Array(roleType, { title: 'a list of admin roles', description: 'Of a service app.', default: [] }),
    ),
    status: Type.Optional(oneOf(['ACTIVE', 'INACTIVE'], 'ACTIVE or INACTIVE', { default: 'ACTIVE' })),
  },
  { additionalProperties: false, title: 'an app' },
)
