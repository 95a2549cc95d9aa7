// Apps and people out of a settings file, a mock's /org or the environment, with Okta's defaults filled in.

import type { ClientKey, TestApp, TestUser } from './settings.js'
import type { AppEntry, UserEntry } from './settings-file.js'

/** The entry as somebody may have written it down as a constant. */
type Fixed<T> = T extends readonly (infer Item)[]
  ? readonly Fixed<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Fixed<T[Key]> }
    : T

const methodOf = ({ token_endpoint_auth_method, application_type, client_secret, private_key }: Fixed<AppEntry>) => {
  if (token_endpoint_auth_method !== undefined) return token_endpoint_auth_method
  if (private_key !== undefined || application_type === 'service') return 'private_key_jwt'
  return client_secret === undefined ? 'none' : 'client_secret_basic'
}

const typeOf = ({ application_type, client_secret, redirect_uris = [], private_key }: Fixed<AppEntry>) => {
  if (application_type !== undefined) return application_type
  if (private_key !== undefined && redirect_uris.length === 0) return 'service'
  return client_secret === undefined && private_key === undefined ? 'browser' : 'web'
}

const keyOf = ({ private_key, key_id }: Fixed<AppEntry>): ClientKey | undefined =>
  private_key === undefined ? undefined : { key: private_key, ...(key_id !== undefined && { kid: key_id }) }

export const readApp = (entry: Fixed<AppEntry>): TestApp => {
  const applicationType = typeOf(entry)
  const privateKey = keyOf(entry)
  const { assignments } = entry
  const grantTypes =
    entry.grant_types ?? (applicationType === 'service' ? ['client_credentials'] : ['authorization_code'])
  return {
    label: entry.label ?? entry.client_id,
    clientId: entry.client_id,
    ...(entry.client_secret !== undefined && { clientSecret: entry.client_secret }),
    authMethod: methodOf(entry),
    applicationType,
    redirectUris: entry.redirect_uris ?? [],
    postLogoutRedirectUris: entry.post_logout_redirect_uris ?? [],
    grantTypes,
    responseTypes: entry.response_types ?? ['code'],
    pkceRequired: entry.pkce_required ?? (applicationType === 'browser' || applicationType === 'native'),
    dpopBound: entry.dpop_bound_access_tokens ?? false,
    consentRequired: entry.consent_method === 'REQUIRED',
    rotatesRefreshTokens:
      (entry.refresh_token?.rotation_type ?? (applicationType === 'browser' ? 'ROTATE' : 'STATIC')) === 'ROTATE',
    active: entry.status !== 'INACTIVE',
    ...(assignments && { assignments: { groups: assignments.groups ?? [], users: assignments.users ?? [] } }),
    grants: entry.grants ?? [],
    ...(privateKey && { privateKey }),
  }
}

export const readUser = ({ profile, credentials, factors = [], roles = [] }: UserEntry): TestUser => ({
  login: profile.login,
  ...(credentials && { password: credentials.password.value }),
  ...(factors[0] && { totpSecret: factors[0].sharedSecret }),
  roles,
})
