// POST /api/v1/authn/cancel, /previous and /skip: ways out of a sign-in.
import { type Endpoint, noStore } from '../../exchange.js'
import { readBody } from './read-body.js'
import { refuseInState, requireOpen } from './transaction.js'

/** The state token is worth nothing afterwards (S-241). */
export const cancel: Endpoint = async (ask, deps) => {
  const { stateToken } = await requireOpen(readBody(ask)('stateToken'), ask, deps)
  await deps.store.authnTransactions.take(stateToken)
  ask.trace.decision = 'cancelled'
  return { status: 200, headers: noStore, json: { relayState: '' } }
}

/** No state that mockta reaches can be stepped back from, or skipped (S-241). */
export const stay: Endpoint = async (ask, deps) =>
  refuseInState(await requireOpen(readBody(ask)('stateToken'), ask, deps))
