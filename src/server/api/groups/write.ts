// POST, PUT and DELETE of groups (S-356).
import type { Org } from '../../org/org.js'
import type { Group, GroupProfile } from '../../org/records.js'
import { noContent, ok } from '../answers.js'
import type { Call, Operate } from '../call.js'
import { refuse } from '../catalogue.js'
import { type JsonObject, objectAt, readObject } from '../read-body.js'
import { blanks, problems, refuseViolations } from '../validation.js'
import { requireGroup } from './find.js'
import { groupBody } from './shape.js'

/** Custom attributes have no schema here: what some group has exists (S-350). */
const requireProfile = (body: JsonObject, org: Org, ownId?: string): GroupProfile => {
  const { name, description, ...more } = objectAt(body, 'profile')
  const unknown = Object.keys(more).filter(
    (attribute) => !org.groups().some(({ profile }) => Object.hasOwn(profile, attribute)),
  )
  refuseViolations(
    unknown.map((attribute) => ({
      field: 'profile',
      problem: `Property name '${attribute}' is not defined in profile`,
    })),
  )
  refuseViolations(blanks({ name }, 'name'))
  const text = String(name)
  const taken = org.findGroupByName(text)
  refuseViolations(taken !== undefined && taken.id !== ownId ? [{ field: 'name', problem: problems.taken }] : [])
  return { name: text, description: typeof description === 'string' ? description : null, ...more }
}

/** Everyone cannot be changed, and nobody leaves it. */
export const requireOktaGroup = (call: Call): Group => {
  const group = requireGroup(call)
  if (group.type === 'OKTA_GROUP') return group
  return refuse('permissionMissing', { reason: `${group.profile.name} is built in: it cannot be changed` })
}

/** A new group without members. */
export const addGroup: Operate = (call) => {
  const { ask, deps } = call
  const now = deps.now()
  const group: Group = {
    id: deps.random.id('00g'),
    type: 'OKTA_GROUP',
    profile: requireProfile(readObject(ask), deps.org),
    created: now,
    lastUpdated: now,
    lastMembershipUpdated: now,
  }
  deps.org.putGroup(group)
  ask.trace.decision = `group ${group.profile.name} created`
  return ok(groupBody(group, deps.url))
}

/** Replaces the profile. */
export const replaceGroup: Operate = (call) => {
  const { ask, deps } = call
  const group = requireOktaGroup(call)
  const profile = requireProfile(readObject(ask), deps.org, group.id)
  const changed: Group = { ...group, profile, lastUpdated: deps.now() }
  deps.org.putGroup(changed)
  ask.trace.decision = `group ${profile.name} changed`
  return ok(groupBody(changed, deps.url))
}

/** Its members lose what they had through it. */
export const deleteGroup: Operate = (call) => {
  const { id, profile } = requireOktaGroup(call)
  call.deps.org.removeGroup(id)
  call.ask.trace.decision = `group ${profile.name} deleted`
  return noContent
}
