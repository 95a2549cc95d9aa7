// May the caller do it: the token's scope, then the role of the person or app behind it.
import { BearerRefusal, type Resource } from '../bearer/challenge.js'
import { schemeOf } from '../bearer/shown-token.js'
import type { Deps } from '../deps.js'
import type { Ask } from '../exchange.js'
import type { Caller } from './caller.js'
import { refuse } from './catalogue.js'
import type { Operation } from './operations.js'
import { isAllowedByRole } from './role-rules.js'
import { leastScope, reachOf } from './scope.js'
import { findUser } from './users/find.js'

/** A request whose caller is known. */
interface Attempt {
  readonly operation: Operation
  readonly caller: Caller
  readonly values: Readonly<Record<string, string>>
  readonly ask: Ask
  readonly deps: Deps
}

/** How far an allowed call reaches: every object, or what belongs to the caller's own user. */
export type AllowedReach = 'all' | 'self'

/** What people may do to their own user without an admin role, or with a `.self` scope (S-315, S-318). */
const ownOperations: ReadonlySet<string> = new Set([
  'listUsers',
  'getUser',
  'updateUser',
  'replaceUser',
  'listUserGroups',
  'changePassword',
  'changeRecoveryQuestion',
])

const nameOf = ({ app, user }: Caller): string =>
  app ? `"${app.label}" (${app.clientId})` : `the API token of ${user?.profile.login ?? 'nobody'}`

/** The org authorization server alone issues tokens for the API. */
export const resourceOf = (operation: Operation, ask: Ask, { url }: Deps): Resource => ({
  endpoints: `${url}/oauth2/v1`,
  url,
  path: ask.path,
  scope: leastScope(operation),
  scheme: schemeOf(ask),
})

/** A few operations take one kind of credentials only; how Okta refuses the other is not known (differences.md). */
const requireKind = ({ operation: { scopes, access, method, path }, caller }: Attempt): void => {
  const isApiToken = caller.scopes === 'all'
  if (isApiToken && access === 'oauth') {
    refuse('permissionMissing', { reason: `${method} ${path} takes access tokens only` })
  }
  if (!isApiToken && scopes.length === 0 && access === 'any') {
    refuse('permissionMissing', { reason: `${method} ${path} takes API tokens only: no scope gives access to it` })
  }
}

const requireScope = ({ operation, caller, ask, deps }: Attempt): AllowedReach => {
  if (caller.scopes === 'all') return 'all'
  const reach = reachOf(operation, caller.scopes)
  if (reach !== 'none') return reach
  throw new BearerRefusal(
    'insufficientScope',
    resourceOf(operation, ask, deps),
    `${ask.method} ${ask.path} needs ${operation.scopes.join(' and ')}; the token of ${nameOf(caller)} carries ${[...caller.scopes].join(' ')}: ask for it in scope, and add it under apps[].grants`,
  )
}

const isOwn = ({ operation, caller, values, deps }: Attempt): boolean => {
  if (!ownOperations.has(operation.id)) return false
  // Everybody may list: the list holds what they may see.
  if (operation.id === 'listUsers') return true
  const name = values.id ?? values.userId ?? ''
  return name === 'me' || (caller.user !== undefined && findUser(deps.org, name)?.id === caller.user.id)
}

const whatIsMissing = ({ operation, caller }: Attempt, reach: AllowedReach): string => {
  const what = `${operation.method} ${operation.path}`
  if (reach === 'self') {
    const [scope = ''] = operation.scopes
    return `the token's .self scope reaches ${caller.user?.profile.login ?? 'nobody'} only: ${what} on others needs ${scope}`
  }
  const place = caller.user ? `users[].roles of ${caller.user.profile.login}` : 'apps[].roles'
  return `${nameOf(caller)} has the scope, but no admin role that allows ${what}: add one under ${place}`
}

/** Refuses a caller without the scope (403, no body) or without the role (403 E0000006). */
export const requireAccess = (attempt: Attempt): AllowedReach => {
  requireKind(attempt)
  // What needs no scope needs no role either: it is about the API token that asks.
  if (attempt.operation.scopes.length === 0) return 'all'
  const reach = requireScope(attempt)
  // People's own account: scopes decide alone.
  if (attempt.operation.path.startsWith('/idp/myaccount/')) return 'self'
  if (reach === 'all' && isAllowedByRole(attempt.operation, attempt.caller.roles)) return 'all'
  if (isOwn(attempt)) return 'self'
  return refuse('permissionMissing', { reason: whatIsMissing(attempt, reach) })
}
