// From a configuration that may leave nearly everything out to one that says everything, in the same wire names.
import { usualRefreshTokenWindowMinutes } from '../org/refresh-token-limits.js'
import { stableId } from '../random.js'
import { fillApp } from './app-defaults.js'
import type { AuthorizationServerSettings, ConfigFile, GroupSettings, ResolvedSettings, UserSettings } from './shape.js'

/** Numbers the natural keys of a list that come more than once, so that each still has an id of its own. */
const numbered = (): ((name: string) => string) => {
  const seen = new Map<string, number>()
  return (name) => {
    const count = seen.get(name) ?? 0
    seen.set(name, count + 1)
    return count === 0 ? name : `${name}\0${count}`
  }
}

const fillGroup = (
  { id, profile }: NonNullable<ConfigFile['groups']>[number],
  name: string,
  seed: string,
): GroupSettings => ({
  id: id ?? stableId('00g', seed, name),
  profile: { name: profile.name, description: profile.description ?? null },
})

const fillUser = (user: NonNullable<ConfigFile['users']>[number], login: string, seed: string): UserSettings => {
  const { id, status = 'ACTIVE', profile, credentials = {}, groups = [], roles = [], factors = [] } = user
  return {
    id: id ?? stableId('00u', seed, login),
    status,
    profile: { ...profile, email: profile.email ?? profile.login },
    credentials,
    groups,
    roles,
    factors,
  }
}

/** What `default` has at Okta: every app, every grant, every scope (S-655). */
const openPolicy: NonNullable<NonNullable<ConfigFile['authorizationServers']>[number]['policies']>[number] = {
  name: 'Default Policy',
  rules: [{ name: 'Default Policy Rule' }],
}

const fillServer = (
  server: NonNullable<ConfigFile['authorizationServers']>[number],
  name: string,
  seed: string,
): AuthorizationServerSettings => ({
  id: server.id ?? stableId('aus', seed, name),
  name: server.name,
  audiences: server.audiences,
  scopes: (server.scopes ?? []).map(({ name, consent = 'IMPLICIT', metadataPublish = 'NO_CLIENTS' }) => ({
    name,
    consent,
    metadataPublish,
  })),
  claims: (server.claims ?? []).map(({ name, claimType = 'RESOURCE', value, scopes = [] }) => ({
    name,
    claimType,
    value,
    scopes,
  })),
  accessTokenLifetimeMinutes: server.accessTokenLifetimeMinutes ?? 60,
  policies: (server.policies ?? [openPolicy]).map(({ name, clients = ['ALL_CLIENTS'], rules }) => ({
    name,
    clients,
    rules: rules.map(({ name, grantTypes = ['*'], scopes = ['*'], groups = ['Everyone'], ...rule }) => ({
      name,
      grantTypes,
      scopes,
      groups,
      refreshTokenLifetimeMinutes: rule.refreshTokenLifetimeMinutes ?? 0,
      refreshTokenWindowMinutes: rule.refreshTokenWindowMinutes ?? usualRefreshTokenWindowMinutes,
    })),
  })),
})

/** Okta creates this one with the org; its audience is documented (S-413). */
const defaultServer = { id: 'default', name: 'default', audiences: ['api://default'] }

/**
 * Fills in every default and every identifier. Total: what the rules refuse was refused before, by `read.ts`.
 *
 * @param seed what identifiers and secrets are made from; without it they are the same in every run, too
 */
export const resolveConfig = (file: ConfigFile, { seed = 'mockta' }: { readonly seed?: string }): ResolvedSettings => {
  const [groupName, login, label, serverName] = [numbered(), numbered(), numbered(), numbered()]
  return {
    org: {
      id: file.org?.id ?? stableId('00o', seed, 'org'),
      engine: file.org?.engine ?? 'oie',
      publishAccessTokenKey: file.org?.publishAccessTokenKey ?? true,
      rateLimits: file.org?.rateLimits ?? 'off',
    },
    groups: (file.groups ?? []).map((group) => fillGroup(group, groupName(group.profile.name), seed)),
    users: (file.users ?? []).map((user) => fillUser(user, login(user.profile.login.toLowerCase()), seed)),
    apps: (file.apps ?? []).map((app) => fillApp(app, label(app.label), seed)),
    authorizationServers: (file.authorizationServers ?? [defaultServer]).map((server) =>
      fillServer(server, serverName(server.name), seed),
    ),
    trustedOrigins: (file.trustedOrigins ?? []).map(({ origin, scopes = ['CORS', 'REDIRECT'] }) => ({
      origin,
      scopes,
    })),
    apiTokens: file.apiTokens ?? [],
  }
}
