// PUT and DELETE of a group's members (S-356).

import { noContent } from '../answers.js'
import type { Call, Operate } from '../call.js'
import { requireUser } from '../users/find.js'
import { requireOktaGroup } from './write.js'

const change = (call: Call, isMember: boolean) => {
  const { ask, deps } = call
  const group = requireOktaGroup(call)
  const user = requireUser(call)
  // Asking for what is so already changes nothing, not even the time.
  if (user.groups.includes(group.id) === isMember) return noContent
  const groups = isMember ? [...user.groups, group.id] : user.groups.filter((id) => id !== group.id)
  deps.org.putUser({ ...user, groups })
  deps.org.putGroup({ ...group, lastMembershipUpdated: deps.now() })
  ask.trace.decision = `${user.profile.login} ${isMember ? 'joined' : 'left'} ${group.profile.name}`
  return noContent
}

export const assignUserToGroup: Operate = (call) => change(call, true)

export const unassignUserFromGroup: Operate = (call) => change(call, false)
