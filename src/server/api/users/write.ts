// POST, PUT and DELETE of users.
import type { User } from '../../org/records.js'
import { etagOf, noContent, ok } from '../answers.js'
import type { Call, Operate } from '../call.js'
import { refuse } from '../catalogue.js'
import { isObject, type JsonObject, objectAt, readObject } from '../read-body.js'
import { type Credentials, readCredentials } from './credentials.js'
import { deactivated } from './deactivate.js'
import { requireUser } from './find.js'
import { requireProfile } from './profile.js'
import { userBody } from './shape.js'

/** The status of a new user, by what came with it (S-351). */
const newStatus = ({ ask }: Call, { password }: Credentials): User['status'] => {
  const active = ask.query.get('activate') !== 'false'
  if (ask.query.get('nextLogin') === 'changePassword') {
    if (password === undefined) {
      return refuse('expiredWithoutPassword', { reason: 'nextLogin=changePassword needs credentials.password' })
    }
    if (!active) return refuse('expiredWithoutActivation', { reason: 'nextLogin=changePassword needs activate=true' })
    return 'PASSWORD_EXPIRED'
  }
  if (!active) return 'STAGED'
  return password === undefined ? 'PROVISIONED' : 'ACTIVE'
}

const readGroupIds = ({ groupIds = [] }: JsonObject, { org }: Call['deps']): readonly string[] => {
  const ids: readonly unknown[] = Array.isArray(groupIds) ? groupIds : []
  return ids.map((id) => {
    const group = org.findGroup(String(id))
    return group?.type === 'OKTA_GROUP'
      ? group.id
      : refuse('notFound', { values: [String(id), 'UserGroup'], reason: `groupIds: no group has the id "${id}"` })
  })
}

/** A new user; `activate` is true unless it is said to be false. */
export const createUser: Operate = (call) => {
  const { ask, deps } = call
  const body = readObject(ask)
  const profile = requireProfile(objectAt(body, 'profile'), deps.org)
  const credentials = readCredentials(body, profile)
  const status = newStatus(call, credentials)
  const now = deps.now()
  const user: User = {
    id: deps.random.id('00u'),
    status,
    profile,
    ...credentials,
    groups: readGroupIds(body, deps),
    roles: [],
    factors: [],
    created: now,
    activated: status === 'STAGED' ? null : now,
    statusChanged: now,
    lastLogin: null,
    lastUpdated: now,
    passwordChanged: credentials.password === undefined ? null : now,
  }
  deps.org.putUser(user)
  ask.trace.decision = `user ${profile.login} created, ${status}`
  return ok(userBody(user, deps.url))
}

/** A password from an administrator ends what was waiting for one (S-352). */
const statusWith = ({ status }: User, { password }: Credentials): User['status'] =>
  password !== undefined && ['PROVISIONED', 'RECOVERY', 'PASSWORD_EXPIRED'].includes(status) ? 'ACTIVE' : status

const requireMatch = (user: User, { ask, deps }: Call): void => {
  const wanted = ask.headers['if-match']
  if (wanted === undefined || wanted === '*' || wanted === etagOf(userBody(user, deps.url))) return
  refuse('etagMismatch', { reason: `If-Match is ${wanted}: ${user.profile.login} was changed since` })
}

/** Who may reach only themselves change their profile, not their credentials: those have operations of their own. */
const requireOwnLimits = ({ reach }: Call, body: JsonObject): void => {
  if (reach === 'all' || Object.keys(objectAt(body, 'credentials')).length === 0) return
  refuse('permissionMissing', {
    reason: 'people change their own password at /credentials/change_password, administrators change it here',
  })
}

const update = (call: Call, merge: (user: User, profile: JsonObject) => JsonObject) => {
  const { ask, deps } = call
  const user = requireUser(call)
  const body = readObject(ask)
  requireOwnLimits(call, body)
  requireMatch(user, call)
  if (user.status === 'DEPROVISIONED') {
    return refuse('statusForbids', { reason: `${user.profile.login} is deactivated: activate it before it is changed` })
  }
  const profile = isObject(body.profile) ? requireProfile(merge(user, body.profile), deps.org, user.id) : user.profile
  const credentials = readCredentials(body, profile)
  const status = statusWith(user, credentials)
  const now = deps.now()
  const changed: User = {
    ...user,
    profile,
    ...credentials,
    status,
    statusChanged: status === user.status ? user.statusChanged : now,
    lastUpdated: now,
    passwordChanged: credentials.password === undefined ? user.passwordChanged : now,
  }
  deps.org.putUser(changed)
  ask.trace.decision = `user ${profile.login} changed`
  return ok(userBody(changed, deps.url))
}

/** Changes what is named and leaves the rest. */
export const updateUser: Operate = (call) => update(call, (user, profile) => ({ ...user.profile, ...profile }))

/** Replaces the profile: what is not named is gone. */
export const replaceUser: Operate = (call) => update(call, (_user, profile) => profile)

/** The first DELETE deactivates, the second deletes (S-352). */
export const deleteUser: Operate = async (call) => {
  const { ask, deps } = call
  const user = requireUser(call)
  if (user.status === 'DEPROVISIONED') {
    deps.org.removeUser(user.id)
    ask.trace.decision = `user ${user.profile.login} deleted`
  } else {
    await deactivated(user, call)
    ask.trace.notes.push(`${user.profile.login} is deactivated: a second DELETE removes it`)
  }
  return noContent
}
