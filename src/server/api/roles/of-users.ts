// /api/v1/users/{userId}/roles
import type { Call, Operate } from '../call.js'
import { requireUser } from '../users/find.js'
import { type Assignee, assignRole, getRole, listRoles, unassignRole } from './assignments.js'

const assigneeOf = (call: Call): Assignee => {
  const { org, url } = call.deps
  const user = requireUser(call)
  return {
    roles: user.roles,
    ...(user.rolesSince && { rolesSince: user.rolesSince }),
    name: user.profile.login,
    assignmentType: 'USER',
    href: `${url}/api/v1/users/${user.id}`,
    created: user.created,
    put: (roles) => org.putUser({ ...user, ...roles }),
  }
}

export const listAssignedRolesForUser: Operate = (call) => listRoles(assigneeOf(call))

export const assignRoleToUser: Operate = (call) => assignRole(call, assigneeOf(call))

export const getUserAssignedRole: Operate = (call) => getRole(call, assigneeOf(call))

export const unassignRoleFromUser: Operate = (call) => unassignRole(call, assigneeOf(call))
