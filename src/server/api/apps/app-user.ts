// The application user: a user's place in an app, directly or through a group (S-344).
import type { Deps } from '../../deps.js'
import type { App, Assigned, Group, User } from '../../org/records.js'
import type { Call } from '../call.js'
import { refuse } from '../catalogue.js'
import { time } from '../time.js'
import { findUser } from '../users/find.js'
import { userBody } from '../users/shape.js'
import { requireApp } from './find.js'
import type { Shown } from './shape.js'

/** A user of an app. `group` is the one that brings the user in, undefined where it is assigned directly. */
export interface AppUser {
  /** The user's. */
  readonly id: string
  readonly app: App
  readonly user: User
  readonly group?: Group
}

/** The user's place in the app; undefined where it has none. */
export const findAppUser = (app: App, user: User, { org }: Deps): AppUser | undefined => {
  if (app.assignments.users.includes(user.id)) return { id: user.id, app, user }
  const group = org.groupsOf(user).find(({ id }) => app.assignments.groups.includes(id))
  return group && { id: user.id, app, user, group }
}

/** The application user at `{appId}` and `{userId}`. */
export const requireAppUser = (call: Call): AppUser => {
  const app = requireApp(call)
  const name = call.values.userId ?? ''
  const user = findUser(call.deps.org, name)
  const appUser = user && findAppUser(app, user, call.deps)
  if (appUser) return appUser
  return refuse('notFound', {
    values: [name, user ? 'AppUser' : 'User'],
    reason: user ? `${user.profile.login} is not assigned to "${app.label}"` : `no user has the id or login "${name}"`,
  })
}

/** Where nobody wrote down since when: since there are both, the user and the app. */
const assignmentOf = ({ app, user }: AppUser): Assigned => {
  const since = Math.max(app.created, user.created)
  return app.assigned?.[user.id] ?? { created: since, lastUpdated: since }
}

/** The user's name in the app: the login, unless another was given. */
export const userNameOf = ({ app, user }: AppUser): string => app.assigned?.[user.id]?.userName ?? user.profile.login

/** The application user object; `withUser` embeds the whole user. */
export const appUserBody = (
  appUser: AppUser,
  url: string,
  { withUser = false }: { readonly withUser?: boolean } = {},
): Shown => {
  const { app, user, group } = appUser
  const { created, lastUpdated, profile = {} } = assignmentOf(appUser)
  return {
    id: user.id,
    externalId: null,
    created: time(created),
    lastUpdated: time(lastUpdated),
    scope: group ? 'GROUP' : 'USER',
    status: 'ACTIVE',
    statusChanged: time(created),
    passwordChanged: null,
    syncState: 'DISABLED',
    credentials: { userName: userNameOf(appUser) },
    profile,
    ...(withUser && { _embedded: { user: userBody(user, url) } }),
    _links: {
      app: { href: `${url}/api/v1/apps/${app.id}` },
      ...(group && { group: { name: group.profile.name, href: `${url}/api/v1/groups/${group.id}` } }),
      user: { href: `${url}/api/v1/users/${user.id}` },
    },
  }
}
