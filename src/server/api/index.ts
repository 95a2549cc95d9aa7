// Okta's API as a resource server: credentials, scope, role, then the operation (S-322).
import { BearerRefusal, type Resource } from '../bearer/challenge.js'
import type { Deps } from '../deps.js'
import type { Answer, Ask } from '../exchange.js'
import type { Operate } from './call.js'
import { type Caller, requireCaller } from './caller.js'
import { refuse } from './catalogue.js'
import { matchOperation, type Operation } from './operations.js'
import { isAllowedByRole } from './roles.js'
import { leastScope, type Reach, reachOf } from './scope.js'
import { getUser, listUsers } from './users.js'

/** The operations that are built, by Okta's operation id. */
const built: Readonly<Record<string, Operate>> = { listUsers, getUser }

const nameOf = ({ app, user }: Caller): string =>
  app ? `"${app.label}" (${app.clientId})` : `the API token of ${user?.profile.login ?? 'nobody'}`

/** The org authorization server alone issues tokens for the API. */
const resourceOf = (operation: Operation, { path }: Ask, { url }: Deps): Resource => ({
  endpoints: `${url}/oauth2/v1`,
  url,
  path,
  scope: leastScope(operation),
})

const requireScope = (operation: Operation, caller: Caller, ask: Ask, deps: Deps): Exclude<Reach, 'none'> => {
  if (caller.scopes === 'all') return 'all'
  const reach = reachOf(operation, caller.scopes)
  if (reach !== 'none') return reach
  throw new BearerRefusal(
    'insufficientScope',
    resourceOf(operation, ask, deps),
    `${ask.method} ${ask.path} needs ${operation.scopes.join(' and ')}; the token of ${nameOf(caller)} carries ${[...caller.scopes].join(' ')}: ask for it in scope, and add it under apps[].grants`,
  )
}

/** Without a role a person reaches their own user only (S-318). */
const requireRole = (operation: Operation, caller: Caller, reach: 'all' | 'self'): 'all' | 'self' => {
  if (reach === 'self' || isAllowedByRole(operation, caller.roles)) return reach
  const aboutUsers = operation.method === 'GET' && (operation.id === 'getUser' || operation.id === 'listUsers')
  if (aboutUsers && caller.user) return 'self'
  const place = caller.user ? `users[].roles of ${caller.user.profile.login}` : 'apps[].roles'
  return refuse('permissionMissing', {
    reason: `${nameOf(caller)} has the scope, but no admin role that allows ${operation.method} ${operation.path}: add one under ${place}`,
  })
}

/** Answers every request below /api/v1 that has no route of its own. */
export const api = async (ask: Ask, deps: Deps): Promise<Answer> => {
  const match = matchOperation(ask.method, ask.path)
  if (match.kind === 'unknown') return refuse('pathUnknown', { reason: `Okta's API has nothing at ${ask.path}` })
  if (match.kind === 'wrong method')
    return refuse('methodNotAllowed', { reason: `${ask.path} does not take ${ask.method}` })

  const { operation, values } = match
  const caller = await requireCaller(ask, resourceOf(operation, ask, deps), deps)
  if (caller.app) ask.trace.clientId = caller.app.clientId
  if (caller.user) ask.trace.user = caller.user.profile.login
  const reach = requireRole(operation, caller, requireScope(operation, caller, ask, deps))
  const operate = built[operation.id]
  if (operate === undefined) {
    return refuse('notBuilt', {
      reason: `${operation.id} (${operation.method} ${operation.path}) is an operation of Okta's API that mockta knows and has not built yet`,
    })
  }
  return operate({ ask, deps, caller, reach, values })
}
