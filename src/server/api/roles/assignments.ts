// The admin roles of a user or of a service app: what each of the four operations does, for whichever has them (S-361).
import type { Answer } from '../../exchange.js'
import type { RoleType } from '../../org/records.js'
import { created, noContent, ok } from '../answers.js'
import type { Call } from '../call.js'
import { refuse } from '../catalogue.js'
import { readObject } from '../read-body.js'
import { time } from '../time.js'
import { blanks, refuseViolations } from '../validation.js'
import { isRoleType, otherRoles, standardRoles } from './standard-roles.js'

/** Roles, and when they were assigned. */
export interface Roles {
  readonly roles: readonly RoleType[]
  readonly rolesSince?: Readonly<Partial<Record<RoleType, number>>>
}

/** Who has the roles. */
export interface Assignee extends Roles {
  readonly name: string
  readonly assignmentType: 'USER' | 'CLIENT'
  readonly href: string
  /** When it was made: since then it has the roles that came with it. */
  readonly created: number
  /** Puts the assignee with these roles in its place. */
  put(roles: Roles): void
}

const assignmentBody = (type: RoleType, { assignmentType, href, rolesSince, ...assignee }: Assignee) => {
  const since = time(rolesSince?.[type] ?? assignee.created)
  const { id, label } = standardRoles[type]
  return {
    id,
    label,
    type,
    status: 'ACTIVE',
    created: since,
    lastUpdated: since,
    assignmentType,
    _links: { assignee: { href } },
  }
}

export const listRoles = (assignee: Assignee): Answer =>
  ok(assignee.roles.map((type) => assignmentBody(type, assignee)))

const readType = ({ ask }: Call): RoleType => {
  const body = readObject(ask)
  refuseViolations(blanks(body, 'type'))
  const { type } = body
  if (isRoleType(type)) return type
  if (typeof type === 'string' && otherRoles.has(type)) {
    return refuse('notBuilt', { reason: `the role ${type} is not built: the standard admin roles are` })
  }
  return refuse('validationFailed', {
    values: ['type'],
    causes: ['type: The role type is not valid'],
    reason: `Okta has no role "${String(type)}": ${Object.keys(standardRoles).join(', ')}`,
  })
}

/** 201 for users, 200 for clients (S-361). */
export const assignRole = (call: Call, assignee: Assignee): Answer => {
  const type = readType(call)
  if (assignee.roles.includes(type)) {
    return refuse('roleAssigned', { reason: `${assignee.name} is ${type} already` })
  }
  const roles: Roles = {
    roles: [...assignee.roles, type],
    rolesSince: { ...assignee.rolesSince, [type]: call.deps.now() },
  }
  assignee.put(roles)
  call.ask.trace.decision = `${assignee.name} is ${type}`
  const body = assignmentBody(type, { ...assignee, ...roles })
  return assignee.assignmentType === 'USER' ? created(body) : ok(body)
}

const requireAssignment = ({ values }: Call, { roles, name }: Assignee): RoleType => {
  const id = values.roleAssignmentId ?? ''
  return (
    roles.find((type) => standardRoles[type].id === id) ??
    refuse('notFound', { values: [id, 'RoleAssignment'], reason: `${name} has no role whose id is "${id}"` })
  )
}

export const getRole = (call: Call, assignee: Assignee): Answer =>
  ok(assignmentBody(requireAssignment(call, assignee), assignee))

export const unassignRole = (call: Call, assignee: Assignee): Answer => {
  const type = requireAssignment(call, assignee)
  const { [type]: _gone, ...rolesSince } = assignee.rolesSince ?? {}
  assignee.put({ roles: assignee.roles.filter((other) => other !== type), rolesSince })
  call.ask.trace.decision = `${assignee.name} is no longer ${type}`
  return noContent
}
