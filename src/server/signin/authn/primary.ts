// POST /api/v1/authn: name and password for a one-time session token, or the state of a sign-in that goes on.
import { refuse } from '../../api/catalogue.js'
import type { Endpoint } from '../../exchange.js'
import { byPassword } from '../amr.js'
import { checkPassword } from '../password.js'
import { readBody } from './read-body.js'
import { goOn, requireOpen, showOpen } from './transaction.js'

export const authn: Endpoint = async (ask, deps) => {
  const read = readBody(ask)
  const stateToken = read('stateToken')
  if (stateToken !== undefined) return showOpen(await requireOpen(stateToken, ask, deps), ask, deps)
  if (read('token') !== undefined) {
    return refuse('tokenInvalid', { reason: '/api/v1/authn with a token: mockta makes no activation tokens' })
  }

  const username = read('username') ?? ''
  ask.trace.user = username
  const result = await checkPassword(username, read('password') ?? '', deps)
  // Wrong, unknown, locked out and not active look the same (S-203).
  if (result.kind === 'refused') return refuse('authenticationFailed', { reason: result.reason })
  return goOn(result.user, { amr: byPassword, authTime: deps.now() }, ask, deps)
}
