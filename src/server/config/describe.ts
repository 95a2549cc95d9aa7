// Records become wire names: the org as it stands now, in the file's own shape.
import type { Org } from '../org/org.js'
import type { App, Group, User } from '../org/records.js'
import { isGrantType } from './grant-types.js'
import type { AppSettings, GroupSettings, ResolvedSettings, UserSettings } from './shape.js'

type Names = (ids: readonly string[]) => readonly string[]

const describeGroup = ({ id, profile }: Group): GroupSettings => ({ id, profile })

const describeUser = (user: User, groupNames: Names): UserSettings => {
  const { id, status, profile, password, groups, roles, factors } = user
  return {
    id,
    status,
    profile,
    credentials: password === undefined ? {} : { password: { value: password } },
    groups: groupNames(groups),
    roles,
    factors,
  }
}

const describeApp = (app: App, groupNames: Names, logins: Names): AppSettings => ({
  label: app.label,
  client_id: app.clientId,
  ...(app.clientSecret !== undefined && { client_secret: app.clientSecret }),
  token_endpoint_auth_method: app.tokenEndpointAuthMethod,
  application_type: app.applicationType,
  redirect_uris: app.redirectUris,
  post_logout_redirect_uris: app.postLogoutRedirectUris,
  response_types: app.responseTypes,
  grant_types: app.grantTypes.filter(isGrantType),
  pkce_required: app.pkceRequired,
  dpop_bound_access_tokens: app.dpopBoundAccessTokens,
  consent_method: app.consentMethod,
  wildcard_redirect: app.wildcardRedirect,
  refresh_token: { rotation_type: app.refreshToken.rotationType, leeway: app.refreshToken.leeway },
  ...(app.jwks && { jwks: app.jwks }),
  ...(app.jwksUri !== undefined && { jwks_uri: app.jwksUri }),
  ...(app.requestObjectSigningAlg && { request_object_signing_alg: app.requestObjectSigningAlg }),
  grants: app.grants,
  assignments: { groups: groupNames(app.assignments.groups), users: logins(app.assignments.users) },
  roles: app.roles,
  status: app.status,
})

/** The way back from `loadOrg`. Everyone exists always and is not listed. */
export const describeOrg = (org: Org): ResolvedSettings => {
  const groupNames: Names = (ids) => ids.flatMap((id) => org.findGroup(id)?.profile.name ?? [])
  const logins: Names = (ids) => ids.flatMap((id) => org.findUser(id)?.profile.login ?? [])
  return {
    org: {
      id: org.id,
      engine: org.engine,
      publishAccessTokenKey: org.publishAccessTokenKey,
      rateLimits: org.rateLimits,
    },
    groups: org
      .groups()
      .filter(({ type }) => type !== 'BUILT_IN')
      .map(describeGroup),
    users: org.users().map((user) => describeUser(user, groupNames)),
    apps: org.apps().map((app) => describeApp(app, groupNames, logins)),
    authorizationServers: org.authorizationServers,
    trustedOrigins: org.trustedOrigins,
    apiTokens: org.apiTokens().flatMap(({ token, userId }) => logins([userId]).map((user) => ({ token, user }))),
  }
}
