// One org: its settings, and its users, groups and apps with the ways to find and to replace them.
import type { ApiToken, App, CustomAuthorizationServer, Group, TrustedOrigin, User } from './records.js'
import { createRegister } from './register.js'

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

/** What of an org can be changed as a whole while it runs. */
export type ChangeableSettings = Pick<OrgContent, 'engine' | 'rateLimits' | 'authorizationServers' | 'trustedOrigins'>

/** An org that can be asked and changed. Records are replaced, never changed. */
export interface Org extends Omit<OrgContent, 'users' | 'groups' | 'apps' | 'apiTokens'> {
  users(): readonly User[]
  groups(): readonly Group[]
  apps(): readonly App[]
  apiTokens(): readonly ApiToken[]
  findApiToken(token: string): ApiToken | undefined
  findApp(clientId: string): App | undefined
  findAppById(id: string): App | undefined
  findUser(id: string): User | undefined
  /** By login, in any case. */
  findUserByLogin(login: string): User | undefined
  findGroup(id: string): Group | undefined
  findGroupByName(name: string): Group | undefined
  findAuthorizationServer(id: string): CustomAuthorizationServer | undefined
  /** The user's groups, Everyone first. */
  groupsOf(user: User): readonly Group[]
  membersOf(group: Group): readonly User[]
  /** Whether the app is assigned to the user, directly or through a group. */
  isAssigned(app: App, user: User): boolean
  /** Adds the record, or puts it in the place of the one with the same id. */
  putUser(user: User): void
  putGroup(group: Group): void
  putApp(app: App): void
  putApiToken(token: ApiToken): void
  /** Removes the user, and its assignments to apps. */
  removeUser(id: string): void
  /** Removes the group, its memberships and its assignments to apps. */
  removeGroup(id: string): void
  removeApp(id: string): void
  removeApiToken(token: string): void
  /** Replaces settings; those that are not given stay. */
  changeSettings(change: Partial<ChangeableSettings>): void
  /** Everything back to the content it was made from. */
  reset(): void
}

/** The app without one group or user; the same record where it had none such. */
const withoutAssignment = (app: App, kind: 'groups' | 'users', id: string): App => {
  if (!app.assignments[kind].includes(id)) return app
  const { [id]: _gone, ...assigned } = app.assigned ?? {}
  const left = app.assignments[kind].filter((other) => other !== id)
  return { ...app, assignments: { ...app.assignments, [kind]: left }, assigned }
}

/** Makes an org from its content. */
export const createOrg = (content: OrgContent): Org => {
  const users = createRegister<User, 'login'>({ login: (user) => user.profile.login.toLowerCase() })
  const groups = createRegister<Group, 'name'>({ name: (group) => group.profile.name })
  const apps = createRegister<App, 'clientId'>({ clientId: (app) => app.clientId })

  const apiTokens = new Map<string, ApiToken>()
  let settings: ChangeableSettings = content

  const reset = (): void => {
    settings = content
    users.fill(content.users)
    groups.fill(content.groups)
    apps.fill(content.apps)
    apiTokens.clear()
    for (const token of content.apiTokens) apiTokens.set(token.token, token)
  }
  reset()

  const builtIn = content.groups.filter(({ type }) => type === 'BUILT_IN').map(({ id }) => id)
  const groupsOf = (user: User): readonly Group[] => [...builtIn, ...user.groups].flatMap((id) => groups.find(id) ?? [])

  return {
    id: content.id,
    publishAccessTokenKey: content.publishAccessTokenKey,
    get engine() {
      return settings.engine
    },
    get rateLimits() {
      return settings.rateLimits
    },
    get authorizationServers() {
      return settings.authorizationServers
    },
    get trustedOrigins() {
      return settings.trustedOrigins
    },
    users: users.all,
    groups: groups.all,
    apps: apps.all,
    apiTokens: () => [...apiTokens.values()],
    findApiToken: (token) => apiTokens.get(token),
    findApp: (clientId) => apps.findBy('clientId', clientId),
    findAppById: apps.find,
    findUser: users.find,
    findUserByLogin: (login) => users.findBy('login', login.toLowerCase()),
    findGroup: groups.find,
    findGroupByName: (name) => groups.findBy('name', name),
    findAuthorizationServer: (id) => settings.authorizationServers.find((server) => server.id === id),
    groupsOf,
    membersOf: (group) =>
      group.type === 'BUILT_IN' ? users.all() : users.all().filter((user) => user.groups.includes(group.id)),
    isAssigned: (app, user) =>
      app.assignments.users.includes(user.id) ||
      groupsOf(user).some((group) => app.assignments.groups.includes(group.id)),
    putUser: users.put,
    putGroup: groups.put,
    putApp: apps.put,
    putApiToken: (token) => {
      apiTokens.set(token.token, token)
    },
    removeUser: (id) => {
      users.remove(id)
      for (const app of apps.all()) apps.put(withoutAssignment(app, 'users', id))
    },
    removeGroup: (id) => {
      groups.remove(id)
      for (const user of users.all()) {
        if (user.groups.includes(id)) users.put({ ...user, groups: user.groups.filter((other) => other !== id) })
      }
      for (const app of apps.all()) apps.put(withoutAssignment(app, 'groups', id))
    },
    removeApp: apps.remove,
    removeApiToken: (token) => {
      apiTokens.delete(token)
    },
    changeSettings: (change) => {
      settings = { ...settings, ...change }
    },
    reset,
  }
}
