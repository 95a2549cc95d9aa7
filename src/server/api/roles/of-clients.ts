// /oauth2/v1/clients/{clientId}/roles: what a service app may do, beside its scopes.
import type { App } from '../../org/records.js'
import { requireClient } from '../apps/find.js'
import type { Call, Operate } from '../call.js'
import { refuse } from '../catalogue.js'
import { type Assignee, assignRole, getRole, listRoles, unassignRole } from './assignments.js'

const assigneeOf = (app: App, { deps: { org, url } }: Call): Assignee => ({
  roles: app.roles,
  ...(app.rolesSince && { rolesSince: app.rolesSince }),
  name: `"${app.label}"`,
  assignmentType: 'CLIENT',
  href: `${url}/oauth2/v1/clients/${app.clientId}`,
  created: app.created,
  put: (roles) => org.putApp({ ...app, ...roles }),
})

/** Other apps act for people, whose roles count (S-361). */
const requireServiceApp = (app: App): App =>
  app.applicationType === 'service'
    ? app
    : refuse('notServiceApp', {
        reason: `"${app.label}" is a ${app.applicationType} app: only service apps have roles, give them to its users`,
      })

export const listRolesForClient: Operate = (call) => listRoles(assigneeOf(requireClient(call), call))

export const assignRoleToClient: Operate = (call) =>
  assignRole(call, assigneeOf(requireServiceApp(requireClient(call)), call))

export const retrieveClientRole: Operate = (call) => getRole(call, assigneeOf(requireClient(call), call))

export const deleteRoleFromClient: Operate = (call) => unassignRole(call, assigneeOf(requireClient(call), call))
