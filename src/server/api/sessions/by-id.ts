// /api/v1/sessions/{id}: somebody's session, for administrators.
import { sessionBody } from '../../signin/session-shape.js'
import { endSession, findSession, refreshSession, type SignedIn } from '../../signin/sessions.js'
import { noContent, ok } from '../answers.js'
import type { Call, Operate } from '../call.js'
import { refuse } from '../catalogue.js'

const requireSession = async ({ values: { sessionId = '' }, deps }: Call): Promise<SignedIn> =>
  (await findSession(sessionId, deps)) ??
  refuse('notFound', {
    values: [sessionId, 'AppSession'],
    reason: `no session "${sessionId}" is alive: it ended, or its user may not sign in any more`,
  })

export const getSession: Operate = async (call) => ok(sessionBody(await requireSession(call), 'id', call.deps))

export const refreshSessionById: Operate = async (call) => {
  await refreshSession(await requireSession(call), call.deps)
  return ok(sessionBody(await requireSession(call), 'id', call.deps))
}

export const revokeSession: Operate = async (call) => {
  const { session } = await requireSession(call)
  await endSession(session, call.deps)
  return noContent
}
