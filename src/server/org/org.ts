// One org: its settings, and its users, groups and apps with the ways to find them.
import type { ApiToken, App, CustomAuthorizationServer, Group, TrustedOrigin, User } from './records.js'

/** Requests a minute for a path, or the documented defaults, or none. */
export type RateLimits = 'off' | 'on' | Readonly<Record<string, number>>

/** What an org is made from. */
export interface OrgContent {
  readonly id: string
  readonly engine: 'oie' | 'classic'
  readonly publishAccessTokenKey: boolean
  readonly rateLimits: RateLimits
  readonly users: readonly User[]
  readonly groups: readonly Group[]
  readonly apps: readonly App[]
  readonly authorizationServers: readonly CustomAuthorizationServer[]
  readonly trustedOrigins: readonly TrustedOrigin[]
  readonly apiTokens: readonly ApiToken[]
}

/** An org that can be asked. Records are replaced, never changed. */
export interface Org extends Omit<OrgContent, 'users' | 'groups' | 'apps'> {
  users(): readonly User[]
  groups(): readonly Group[]
  apps(): readonly App[]
  findApp(clientId: string): App | undefined
  findUser(id: string): User | undefined
  /** By login, in any case. */
  findUserByLogin(login: string): User | undefined
  findGroup(id: string): Group | undefined
  /** The user's groups, Everyone first. */
  groupsOf(user: User): readonly Group[]
  /** Whether the app is assigned to the user, directly or through a group. */
  isAssigned(app: App, user: User): boolean
  putUser(user: User): void
  /** Everything back to the content it was made from. */
  reset(): void
}

const byKey = <T>(items: readonly T[], key: (item: T) => string): Map<string, T> =>
  new Map(items.map((item) => [key(item), item]))

/** Makes an org from its content. */
export const createOrg = (content: OrgContent): Org => {
  let users = new Map<string, User>()
  let logins = new Map<string, User>()
  const groups = byKey(content.groups, (group) => group.id)
  const apps = byKey(content.apps, (app) => app.clientId)

  const reset = (): void => {
    users = byKey(content.users, (user) => user.id)
    logins = byKey(content.users, (user) => user.profile.login.toLowerCase())
  }
  reset()

  const groupsOf = (user: User): readonly Group[] =>
    [...groups.values()].filter((group) => group.type === 'BUILT_IN' || user.groups.includes(group.id))

  return {
    ...content,
    users: () => [...users.values()],
    groups: () => [...groups.values()],
    apps: () => [...apps.values()],
    findApp: (clientId) => apps.get(clientId),
    findUser: (id) => users.get(id),
    findUserByLogin: (login) => logins.get(login.toLowerCase()),
    findGroup: (id) => groups.get(id),
    groupsOf,
    isAssigned: (app, user) =>
      app.assignments.users.includes(user.id) ||
      groupsOf(user).some((group) => app.assignments.groups.includes(group.id)),
    putUser: (user) => {
      const before = users.get(user.id)
      if (before) logins.delete(before.profile.login.toLowerCase())
      users.set(user.id, user)
      logins.set(user.profile.login.toLowerCase(), user)
    },
    reset,
  }
}
