// Who may use an app: users and groups come and go (S-359).
import type { App, Assigned, User } from '../../org/records.js'
import { noContent, ok } from '../answers.js'
import type { Call, Operate } from '../call.js'
import { refuse } from '../catalogue.js'
import { requireGroup } from '../groups/find.js'
import { isObject, type JsonObject, objectAt, readObject } from '../read-body.js'
import { requireUser } from '../users/find.js'
import { blanks, refuseViolations } from '../validation.js'
import { appUserBody, requireAppUser } from './app-user.js'
import { requireApp } from './find.js'
import { appGroupBody, requireAppGroup } from './groups.js'

const readAssigned = (body: JsonObject, before: Assigned | undefined, now: number): Assigned => {
  const { userName = before?.userName } = objectAt(body, 'credentials')
  const profile = isObject(body.profile) ? { ...before?.profile, ...body.profile } : before?.profile
  return {
    created: before?.created ?? now,
    lastUpdated: now,
    ...(typeof userName === 'string' && { userName }),
    ...(profile && { profile }),
  }
}

const requireActive = (user: User): void => {
  if (user.status !== 'DEPROVISIONED') return
  refuse('userInactive', { reason: `${user.profile.login} is deactivated: activate it before it is given apps` })
}

const putUser = (app: App, user: User, body: JsonObject, { deps, ask }: Call) => {
  const assigned = readAssigned(body, app.assigned?.[user.id], deps.now())
  const { users } = app.assignments
  const changed: App = {
    ...app,
    assignments: { ...app.assignments, users: users.includes(user.id) ? users : [...users, user.id] },
    assigned: { ...app.assigned, [user.id]: assigned },
  }
  deps.org.putApp(changed)
  ask.trace.decision = `${user.profile.login} assigned to "${app.label}"`
  return ok(appUserBody({ id: user.id, app: changed, user }, deps.url))
}

/** Assigns a user; one who is there through a group, or already, is assigned directly from now on. */
export const assignUserToApplication: Operate = (call) => {
  const app = requireApp(call)
  const body = readObject(call.ask)
  refuseViolations(blanks(body, 'id'))
  const user = requireUser({ ...call, values: { userId: String(body.id) } })
  requireActive(user)
  return putUser(app, user, body, call)
}

/** Changes the user's name or profile in the app. */
export const updateApplicationUser: Operate = (call) => {
  const { app, user, group } = requireAppUser(call)
  const body = readObject(call.ask)
  requireActive(user)
  if (!group) return putUser(app, user, body, call)
  const { deps } = call
  const assigned = readAssigned(body, app.assigned?.[user.id], deps.now())
  const changed: App = { ...app, assigned: { ...app.assigned, [user.id]: assigned } }
  deps.org.putApp(changed)
  return ok(appUserBody({ id: user.id, app: changed, user, group }, deps.url))
}

const withoutDetails = (app: App, id: string): App => {
  const { [id]: _gone, ...assigned } = app.assigned ?? {}
  return { ...app, assigned }
}

/** Takes a user out who was assigned directly. */
export const unassignUserFromApplication: Operate = (call) => {
  const { app, user, group } = requireAppUser(call)
  if (group) {
    return refuse('groupKeepsUser', {
      causes: ['The application cannot be unassigned from the user while their group memberships grant them access.'],
      reason: `${user.profile.login} has "${app.label}" through the group ${group.profile.name}`,
    })
  }
  const users = app.assignments.users.filter((id) => id !== user.id)
  call.deps.org.putApp({ ...withoutDetails(app, user.id), assignments: { ...app.assignments, users } })
  call.ask.trace.decision = `${user.profile.login} unassigned from "${app.label}"`
  return noContent
}

/** Assigns a group, behind the others unless `priority` says where. */
export const assignGroupToApplication: Operate = (call) => {
  const { ask, deps } = call
  const app = requireApp(call)
  const group = requireGroup(call)
  const body = ask.body.kind === 'none' ? {} : readObject(ask)
  const others = app.assignments.groups.filter((id) => id !== group.id)
  const before = app.assignments.groups.indexOf(group.id)
  const usual = before === -1 ? others.length : before
  const priority =
    typeof body.priority === 'number' && Number.isInteger(body.priority)
      ? Math.min(Math.max(body.priority, 0), others.length)
      : usual
  const changed: App = {
    ...app,
    assignments: { ...app.assignments, groups: others.toSpliced(priority, 0, group.id) },
    assigned: { ...app.assigned, [group.id]: readAssigned(body, app.assigned?.[group.id], deps.now()) },
  }
  deps.org.putApp(changed)
  ask.trace.decision = `group ${group.profile.name} assigned to "${app.label}"`
  return ok(appGroupBody({ app: changed, group, priority }, deps.url))
}

/** Its members keep the app only where they have it otherwise. */
export const unassignApplicationFromGroup: Operate = (call) => {
  const { app, group } = requireAppGroup(call)
  const groups = app.assignments.groups.filter((id) => id !== group.id)
  call.deps.org.putApp({ ...withoutDetails(app, group.id), assignments: { ...app.assignments, groups } })
  call.ask.trace.decision = `group ${group.profile.name} unassigned from "${app.label}"`
  return noContent
}
