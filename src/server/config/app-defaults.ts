// Okta's defaults of an app, by application type.
import type { ApplicationType, TokenEndpointAuthMethod } from '../org/records.js'
import { seededRandom, stableId } from '../random.js'
import type { AppSettings, ConfigFile } from './shape.js'

interface Defaults {
  readonly token_endpoint_auth_method: TokenEndpointAuthMethod
  readonly grant_types: AppSettings['grant_types']
  readonly pkce_required: boolean
  readonly rotation_type: 'STATIC' | 'ROTATE'
}

const code = ['authorization_code'] as const

/** Methods: S-403. Grant types: S-404. PKCE: S-405. Rotation: S-406. */
const defaults: Readonly<Record<ApplicationType, Defaults>> = {
  web: {
    token_endpoint_auth_method: 'client_secret_basic',
    grant_types: code,
    pkce_required: false,
    rotation_type: 'STATIC',
  },
  browser: { token_endpoint_auth_method: 'none', grant_types: code, pkce_required: true, rotation_type: 'ROTATE' },
  native: { token_endpoint_auth_method: 'none', grant_types: code, pkce_required: true, rotation_type: 'STATIC' },
  service: {
    token_endpoint_auth_method: 'private_key_jwt',
    grant_types: ['client_credentials'],
    pkce_required: false,
    rotation_type: 'STATIC',
  },
}

/** What the grant types answer with at /authorize; a service app has `token`, as recorded (S-404). */
const responseTypesOf = (grantTypes: readonly string[]): AppSettings['response_types'] => [
  ...(grantTypes.includes('authorization_code') ? (['code'] as const) : []),
  ...(grantTypes.includes('implicit') ? (['token', 'id_token'] as const) : []),
  ...(!grantTypes.includes('implicit') && !grantTypes.includes('authorization_code') ? (['token'] as const) : []),
]

/** Whether the app proves itself with a secret that both sides know. */
export const usesSecret = (method: TokenEndpointAuthMethod): boolean => method.startsWith('client_secret_')

/** 64 characters, as many as Okta's have (S-409). */
const stableSecret = (seed: string, clientId: string): string =>
  seededRandom(`${seed}\0client_secret\0${clientId}`).bytes(48).toString('base64url')

/** @param name the app's natural key: its label, numbered where several apps share it */
export const fillApp = (app: NonNullable<ConfigFile['apps']>[number], name: string, seed: string): AppSettings => {
  const { application_type = 'web', client_id = stableId('0oa', seed, name) } = app
  const { rotation_type, ...byType } = defaults[application_type]
  const method = app.token_endpoint_auth_method ?? byType.token_endpoint_auth_method
  const grantTypes = app.grant_types ?? byType.grant_types
  const secret = app.client_secret ?? (usesSecret(method) ? stableSecret(seed, client_id) : undefined)
  return {
    label: app.label,
    client_id,
    ...(secret !== undefined && { client_secret: secret }),
    token_endpoint_auth_method: method,
    application_type,
    redirect_uris: app.redirect_uris ?? [],
    post_logout_redirect_uris: app.post_logout_redirect_uris ?? [],
    response_types: app.response_types ?? responseTypesOf(grantTypes),
    grant_types: grantTypes,
    pkce_required: app.pkce_required ?? byType.pkce_required,
    dpop_bound_access_tokens: app.dpop_bound_access_tokens ?? false,
    // TRUSTED is the default of apps made through the Apps API, REQUIRED that of registered clients (S-407).
    consent_method: app.consent_method ?? 'TRUSTED',
    wildcard_redirect: app.wildcard_redirect ?? 'DISABLED',
    refresh_token: { rotation_type, leeway: 30, ...app.refresh_token },
    ...(app.jwks && { jwks: app.jwks }),
    ...(app.jwks_uri !== undefined && { jwks_uri: app.jwks_uri }),
    ...(app.request_object_signing_alg && { request_object_signing_alg: app.request_object_signing_alg }),
    grants: app.grants ?? [],
    assignments: app.assignments
      ? { groups: app.assignments.groups ?? [], users: app.assignments.users ?? [] }
      : { groups: ['Everyone'], users: [] },
    roles: app.roles ?? [],
    status: app.status ?? 'ACTIVE',
  }
}
