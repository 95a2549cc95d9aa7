// Apps and people out of a mock's configuration, whose names are those of Okta's own app and user objects.
import type { ResolvedSettings } from '../../server/index.js'
import type { AuthMethod, ClientKey, Settings, TestApp, TestUser } from './settings.js'

type AppEntry = ResolvedSettings['apps'][number]

const readApp = (app: AppEntry, keys: ReadonlyMap<string, ClientKey>): TestApp => {
  const privateKey = keys.get(app.client_id)
  const method: AuthMethod = app.token_endpoint_auth_method
  return {
    label: app.label,
    clientId: app.client_id,
    ...(app.client_secret !== undefined && { clientSecret: app.client_secret }),
    authMethod: method,
    applicationType: app.application_type,
    redirectUris: app.redirect_uris,
    postLogoutRedirectUris: app.post_logout_redirect_uris,
    grantTypes: app.grant_types,
    responseTypes: app.response_types,
    pkceRequired: app.pkce_required,
    dpopBound: app.dpop_bound_access_tokens,
    consentRequired: app.consent_method === 'REQUIRED',
    rotatesRefreshTokens: app.refresh_token.rotation_type === 'ROTATE',
    active: app.status === 'ACTIVE',
    assignments: app.assignments,
    grants: app.grants,
    ...(privateKey && { privateKey }),
  }
}

const readUser = ({ profile, credentials, factors, roles }: ResolvedSettings['users'][number]): TestUser => {
  const password = credentials.password?.value
  const totp = factors.find(({ type }) => type === 'token:software:totp')?.sharedSecret
  return {
    login: profile.login,
    ...(password !== undefined && { password }),
    ...(totp !== undefined && { totpSecret: totp }),
    roles,
  }
}

/** @param keys private keys by client id: a mock knows only the public ones */
export const settingsFromConfig = (
  { apps, users, apiTokens }: ResolvedSettings,
  keys: ReadonlyMap<string, ClientKey>,
): Settings => {
  const apiToken = apiTokens[0]?.token
  return {
    apps: apps.map((app) => readApp(app, keys)),
    users: users.filter(({ status }) => status === 'ACTIVE').map(readUser),
    ...(apiToken !== undefined && { apiToken }),
  }
}
