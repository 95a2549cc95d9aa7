// Okta's API as a resource server: credentials, scope, role, then the operation (S-322).
import type { Deps } from '../deps.js'
import type { Answer, Ask } from '../exchange.js'
import { requireAccess, resourceOf } from './access.js'
import { built } from './built.js'
import { requireCaller } from './caller.js'
import { refuse } from './catalogue.js'
import { matchOperation, type Operation } from './operations.js'

const refuseUnbuilt = ({ id, method, path }: Operation): never =>
  refuse('notBuilt', {
    reason: `${id} (${method} ${path}) is an operation of Okta's API that mockta knows and has not built yet`,
  })

/** Answers every request below /api/v1 that has no route of its own. */
export const api = async (ask: Ask, deps: Deps): Promise<Answer> => {
  const match = matchOperation(ask.method, ask.path)
  if (match.kind === 'unknown') return refuse('pathUnknown', { reason: `Okta's API has nothing at ${ask.path}` })
  if (match.kind === 'wrong method')
    return refuse('methodNotAllowed', { reason: `${ask.path} does not take ${ask.method}` })

  const { operation, values } = match
  const operate = built.get(operation.id)
  if (operate === undefined && operation.access === 'public') return refuseUnbuilt(operation)
  const caller = await requireCaller(ask, resourceOf(operation, ask, deps), deps)
  if (caller.app) ask.trace.clientId = caller.app.clientId
  if (caller.user) ask.trace.user = caller.user.profile.login
  const reach = requireAccess({ operation, caller, values, ask, deps })
  if (operate === undefined) return refuseUnbuilt(operation)
  return operate({ ask, deps, caller, reach, values })
}
