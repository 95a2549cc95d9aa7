// What each admin role may do (S-318): the token's scope is not enough, the person behind it needs a role too.
import type { RoleType } from '../org/records.js'
import type { Operation } from './operations.js'

type Rule = (operation: Operation) => boolean

const reads: Rule = ({ method }) => method === 'GET'
const under =
  (...prefixes: readonly string[]): Rule =>
  ({ path }) =>
    prefixes.some((prefix) => path === prefix || path.startsWith(`${prefix}/`))
const both =
  (...rules: readonly Rule[]): Rule =>
  (operation) =>
    rules.every((rule) => rule(operation))
const either =
  (...rules: readonly Rule[]): Rule =>
  (operation) =>
    rules.some((rule) => rule(operation))

const users = under('/api/v1/users')
const groups = under('/api/v1/groups')
const apps = under('/api/v1/apps')
const isGrantsTokensOrRoles: Rule = ({ path }) =>
  path.startsWith('/api/v1/api-tokens') || path.startsWith('/api/v1/iam') || /\/(grants|roles)(\/|$)/.test(path)

/** What gives power to others is for super admins: granting scopes, assigning roles, API tokens (S-318). */
const givesPower: Rule = both(isGrantsTokensOrRoles, (operation) => !reads(operation))

const rules: Readonly<Record<RoleType, Rule>> = {
  SUPER_ADMIN: () => true,
  ORG_ADMIN: (operation) => !isGrantsTokensOrRoles(operation),
  READ_ONLY_ADMIN: reads,
  APP_ADMIN: either(apps, both(reads, either(users, groups))),
  USER_ADMIN: either(users, groups),
  HELP_DESK_ADMIN: either(both(reads, either(users, groups)), ({ path }) =>
    /^\/api\/v1\/users\/\{[^}]+\}\/lifecycle\//.test(path),
  ),
  API_ACCESS_MANAGEMENT_ADMIN: either(under('/api/v1/authorizationServers', '/oauth2/v1/clients'), apps),
  REPORT_ADMIN: under('/api/v1/logs'),
}

/** Whether one of the roles allows the operation on every object. */
export const isAllowedByRole = (operation: Operation, roles: readonly RoleType[]): boolean =>
  roles.some((role) => rules[role](operation) && (role === 'SUPER_ADMIN' || !givesPower(operation)))
