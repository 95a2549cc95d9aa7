// Changes of a running org in the file's own shape, merged by natural key, under the rules of the file.
import type { Org } from '../org/org.js'
import type { App, Group, User } from '../org/records.js'
import { describeOrg } from './describe.js'
import { loadOrg } from './load.js'
import { type List, mergeSettings } from './merge.js'
import { ConfigError, error, type Path, type Problem, pathText } from './problem.js'
import { findProblems } from './rules/index.js'
import { resolveConfig } from './settings.js'
import type { ConfigFile, ResolvedSettings } from './shape.js'
import { findShapeProblems, isConfigFile } from './validate.js'

/** What new identifiers are made from, and when that is in epoch seconds. */
interface Making {
  readonly seed?: string
  readonly now: number
}

const line = ({ path, message }: Problem): string => [pathText(path), message].filter((part) => part !== '').join(': ')

const fixed = (path: Path): Problem => error(path, 'cannot be changed while the org runs: set it in the configuration')

/** What was read once and for all at the start. */
const findFixed = (before: ResolvedSettings, after: ConfigFile): readonly Problem[] => {
  const ids = new Map(before.users.map(({ id, profile }) => [profile.login.toLowerCase(), id]))
  const groupIds = new Map(before.groups.map(({ id, profile }) => [profile.name, id]))
  return [
    ...(['id', 'publishAccessTokenKey'] as const)
      .filter((name) => after.org?.[name] !== before.org[name])
      .map((name) => fixed(['org', name])),
    ...(after.users ?? []).flatMap(({ id, profile }, index) =>
      id === (ids.get(profile.login.toLowerCase()) ?? id) ? [] : [fixed(['users', index, 'id'])],
    ),
    ...(after.groups ?? []).flatMap(({ id, profile }, index) =>
      id === (groupIds.get(profile.name) ?? id) ? [] : [fixed(['groups', index, 'id'])],
    ),
  ]
}

/** Problems that were there before, through what the API made, are not the patch's. */
const requireSound = (before: ResolvedSettings, merged: unknown): ConfigFile => {
  if (!isConfigFile(merged)) throw new ConfigError(findShapeProblems(merged).map(line))
  const known = new Set(findProblems(before).map(({ message }) => message))
  const problems = [...findFixed(before, merged), ...findProblems(resolveConfig(merged, {}))].filter(
    ({ level, message }) => level === 'error' && !known.has(message),
  )
  if (problems.length > 0) throw new ConfigError(problems.map(line))
  return merged
}

const changedUser = (before: User | undefined, { password, ...after }: User, now: number): User => {
  const current = { ...after, ...(password !== undefined && { password }) }
  if (before === undefined) return current
  return {
    ...current,
    ...(before.recoveryQuestion && { recoveryQuestion: before.recoveryQuestion }),
    created: before.created,
    activated: before.activated ?? after.activated,
    statusChanged: before.status === after.status ? before.statusChanged : now,
    lastLogin: before.lastLogin,
    passwordChanged: before.password === password ? before.passwordChanged : after.passwordChanged,
  }
}

const changedGroup = (before: Group | undefined, after: Group): Group =>
  before === undefined
    ? after
    : { ...after, created: before.created, lastMembershipUpdated: before.lastMembershipUpdated }

const changedApp = (before: App | undefined, after: App): App =>
  before === undefined
    ? after
    : {
        ...after,
        id: before.id,
        created: before.created,
        ...(before.granted && { granted: before.granted }),
        ...(before.assigned && { assigned: before.assigned }),
        ...(before.kept && { kept: before.kept }),
      }

/**
 * Merges the patch into the org. All of it or, where something is wrong, nothing.
 *
 * @param patch users by login, groups by name, apps by client id or label, authorization servers by id or name, trusted
 * origins by origin, API tokens by token; what is not there yet is added
 * @throws ConfigError with one line for each problem, its paths as in the patch
 */
export const patchOrg = (patch: unknown, org: Org, { seed, now }: Making): void => {
  const before = describeOrg(org)
  const { merged, touched } = mergeSettings(before, patch)
  const settings = resolveConfig(requireSound(before, merged), seed === undefined ? {} : { seed })
  const content = loadOrg(settings, now)

  /** What the patch names stands first in each list; the rest stays the record it was. */
  const changed = <T>(list: List, records: readonly T[]): readonly T[] => records.slice(0, touched[list])
  const [everyone, ...groups] = content.groups
  if (everyone === undefined) throw new Error('an org without Everyone')
  for (const group of changed('groups', groups)) org.putGroup(changedGroup(org.findGroup(group.id), group))
  for (const user of changed('users', content.users)) org.putUser(changedUser(org.findUser(user.id), user, now))
  for (const app of changed('apps', content.apps)) org.putApp(changedApp(org.findApp(app.clientId), app))
  for (const token of changed('apiTokens', content.apiTokens)) org.putApiToken(token)

  const { engine, rateLimits } = content
  const keep = <T extends object>(
    list: List,
    after: readonly T[],
    current: readonly T[],
    key: (entry: T) => string,
  ) => {
    const fresh = new Map(changed(list, after).map((entry) => [key(entry), entry]))
    const kept = current.map((entry) => {
      const replacement = fresh.get(key(entry))
      fresh.delete(key(entry))
      return replacement ?? entry
    })
    return [...kept, ...fresh.values()]
  }
  org.changeSettings({
    engine,
    rateLimits,
    authorizationServers: keep(
      'authorizationServers',
      content.authorizationServers,
      org.authorizationServers,
      ({ id }) => id,
    ),
    trustedOrigins: keep('trustedOrigins', content.trustedOrigins, org.trustedOrigins, ({ origin }) => origin),
  })
}
