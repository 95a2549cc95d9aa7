// Names and identifiers that must not come twice.
import { error, type Path, type Problem, pathText } from '../problem.js'
import type { Rule } from './rule.js'

interface Named {
  readonly value: string
  readonly path: Path
}

const repeated = (items: readonly Named[], what: string): readonly Problem[] => {
  const first = new Map<string, Path>()
  return items.flatMap(({ value, path }) => {
    const before = first.get(value)
    if (before === undefined) {
      first.set(value, path)
      return []
    }
    return [error(path, `${what} "${value}" is taken by ${pathText(before.slice(0, 2))}: use another one`)]
  })
}

const name = <T>(list: string, items: readonly T[], key: readonly string[], value: (item: T) => string): Named[] =>
  items.map((item, index) => ({ value: value(item), path: [list, index, ...key] }))

/** Logins that differ only in case or diacritical marks are the same (S-412). */
const plainLogin = (login: string): string => login.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

export const unique: Rule = ({ groups, users, apps, authorizationServers, trustedOrigins, apiTokens }) => [
  ...repeated(
    name('groups', groups, ['profile', 'name'], (group) => group.profile.name),
    'the group name',
  ),
  ...repeated(
    name('groups', groups, ['id'], (group) => group.id),
    'the id',
  ),
  ...repeated(
    name('users', users, ['profile', 'login'], (user) => plainLogin(user.profile.login)),
    'the login',
  ),
  ...repeated(
    name('users', users, ['id'], (user) => user.id),
    'the id',
  ),
  ...repeated(
    name('apps', apps, ['client_id'], (app) => app.client_id),
    'the client id',
  ),
  ...repeated(
    name('authorizationServers', authorizationServers, ['id'], (server) => server.id),
    'the id',
  ),
  ...repeated(
    name('authorizationServers', authorizationServers, ['name'], (server) => server.name),
    'the name',
  ),
  ...authorizationServers.flatMap((server, index) =>
    repeated(
      server.scopes.map((scope, position) => ({
        value: scope.name,
        path: ['authorizationServers', index, 'scopes', position, 'name'],
      })),
      'the scope',
    ),
  ),
  ...repeated(
    name('trustedOrigins', trustedOrigins, ['origin'], (entry) => entry.origin.toLowerCase()),
    'the origin',
  ),
  ...repeated(
    name('apiTokens', apiTokens, ['token'], (entry) => entry.token),
    'the token',
  ),
]
