// POST /api/v1/sessions: a session for a session token.
import { sessionBody } from '../../signin/session-shape.js'
import { redeemSessionToken } from '../../signin/session-tokens.js'
import { ok } from '../answers.js'
import type { Operate } from '../call.js'
import { refuse } from '../catalogue.js'
import { readObject } from '../read-body.js'

/** The new session's links say `me`, as recorded (S-250). */
export const createSession: Operate = async ({ ask, deps }) => {
  const { sessionToken } = readObject(ask)
  const signedIn = await redeemSessionToken(
    typeof sessionToken === 'string' ? sessionToken : undefined,
    deps,
    ask.trace,
  )
  if (signedIn) return ok(sessionBody(signedIn, 'me', deps))
  return refuse('authenticationFailed', {
    reason: 'the sessionToken is missing, unknown, used or older than five minutes: get a fresh one from /api/v1/authn',
  })
}
