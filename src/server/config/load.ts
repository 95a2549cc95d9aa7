// Wire names become records: the last place that knows the file's shape on the way in.
import type { OrgContent } from '../org/org.js'
import type { App, Group, User, UserStatus } from '../org/records.js'
import { stableId } from '../random.js'
import type { AppSettings, GroupSettings, ResolvedSettings, UserSettings } from './shape.js'

/** The one group that every org has (S-410). */
export const everyoneName = 'Everyone'

const loadGroup = ({ id, profile }: GroupSettings, now: number): Group => ({
  id,
  type: 'OKTA_GROUP',
  profile,
  created: now,
  lastUpdated: now,
  lastMembershipUpdated: now,
})

/** Nobody has activated a staged user yet; its status has never changed (S-411). */
const wasActivated = (status: UserStatus): boolean => status !== 'STAGED'

type Ids = (names: readonly string[]) => readonly string[]

const loadUser = (user: UserSettings, groupIds: Ids, now: number): User => {
  const { id, status, profile, credentials, groups, roles, factors } = user
  const password = credentials.password?.value
  const changed = wasActivated(status) ? now : null
  return {
    id,
    status,
    profile,
    ...(password !== undefined && { password }),
    groups: groupIds(groups),
    roles,
    factors,
    created: now,
    activated: changed,
    statusChanged: changed,
    lastLogin: null,
    lastUpdated: now,
    passwordChanged: password === undefined ? null : now,
  }
}

/** Okta's client ids are its app ids, unless somebody chose one (S-330). */
const appIdOf = (clientId: string): string =>
  /^0oa[A-Za-z0-9]{17}$/.test(clientId) ? clientId : stableId('0oa', 'app', clientId)

const loadApp = (app: AppSettings, groupIds: Ids, userIds: Ids, now: number): App => ({
  id: appIdOf(app.client_id),
  clientId: app.client_id,
  label: app.label,
  status: app.status,
  ...(app.client_secret !== undefined && { clientSecret: app.client_secret }),
  tokenEndpointAuthMethod: app.token_endpoint_auth_method,
  applicationType: app.application_type,
  redirectUris: app.redirect_uris,
  postLogoutRedirectUris: app.post_logout_redirect_uris,
  responseTypes: app.response_types,
  grantTypes: app.grant_types,
  pkceRequired: app.pkce_required,
  dpopBoundAccessTokens: app.dpop_bound_access_tokens,
  consentMethod: app.consent_method,
  wildcardRedirect: app.wildcard_redirect,
  refreshToken: { rotationType: app.refresh_token.rotation_type, leeway: app.refresh_token.leeway },
  ...(app.jwks && { jwks: app.jwks }),
  ...(app.jwks_uri !== undefined && { jwksUri: app.jwks_uri }),
  ...(app.request_object_signing_alg && { requestObjectSigningAlg: app.request_object_signing_alg }),
  grants: app.grants,
  assignments: { groups: groupIds(app.assignments.groups), users: userIds(app.assignments.users) },
  roles: app.roles,
  created: now,
  lastUpdated: now,
})

/** Names that nothing has are left out: the rules refused them before. */
const idsBy =
  (ids: ReadonlyMap<string, string>): Ids =>
  (names) =>
    names.flatMap((name) => ids.get(name) ?? [])

/** @param createdAt epoch seconds: when everything in the org was made */
export const loadOrg = (settings: ResolvedSettings, createdAt: number): OrgContent => {
  const everyone: Group = {
    id: stableId('00g', settings.org.id, everyoneName),
    type: 'BUILT_IN',
    profile: { name: everyoneName, description: 'All users in your organization' },
    created: createdAt,
    lastUpdated: createdAt,
    lastMembershipUpdated: createdAt,
  }
  const groups = [everyone, ...settings.groups.map((group) => loadGroup(group, createdAt))]
  const groupIds = idsBy(new Map(groups.map(({ id, profile }) => [profile.name, id])))
  // Everyone holds every user without being said.
  const memberIds: Ids = (names) => groupIds(names.filter((name) => name !== everyoneName))
  const logins = new Map(settings.users.map(({ id, profile }) => [profile.login.toLowerCase(), id]))
  const userIds: Ids = (names) => idsBy(logins)(names.map((name) => name.toLowerCase()))
  return {
    ...settings.org,
    users: settings.users.map((user) => loadUser(user, memberIds, createdAt)),
    groups,
    apps: settings.apps.map((app) => loadApp(app, groupIds, userIds, createdAt)),
    authorizationServers: settings.authorizationServers,
    trustedOrigins: settings.trustedOrigins,
    apiTokens: settings.apiTokens.flatMap(({ token, user }) => userIds([user]).map((userId) => ({ token, userId }))),
  }
}
