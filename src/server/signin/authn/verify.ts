// POST /api/v1/authn/factors/{id}/verify: the code of the second factor.
import { refuse } from '../../api/catalogue.js'
import type { Endpoint } from '../../exchange.js'
import { byPasswordAndCode } from '../amr.js'
import { checkCode, factorId } from '../codes.js'
import { readBody } from './read-body.js'
import { goOn, requireOpen, requireStatus } from './transaction.js'

export const verify: Endpoint = async (ask, deps) => {
  const read = readBody(ask)
  const open = await requireOpen(read('stateToken'), ask, deps)
  requireStatus(open, 'MFA_REQUIRED')
  const { user, transaction, stateToken } = open

  const id = ask.route.factorId ?? ''
  const factor = user.factors.find((candidate) => factorId(user, candidate) === id)
  if (factor === undefined) {
    return refuse('notFound', {
      values: [id, 'UserFactor'],
      reason: `"${user.profile.login}" has no factor ${id}: take the id from _embedded.factors`,
    })
  }
  // `answer` is what questions are answered with; Okta's documents name both for codes (S-240).
  const result = await checkCode(user, read('passCode') ?? read('answer') ?? '', deps, [factor])
  if (result.kind === 'used') return refuse('codeUsed', { reason: result.reason })
  if (result.kind === 'wrong') {
    return refuse('passcodeInvalid', {
      causes: ["Your passcode doesn't match our records. Please try again."],
      reason: result.reason,
    })
  }
  return goOn(user, { amr: byPasswordAndCode, authTime: transaction.authTime, stateToken }, ask, deps)
}
