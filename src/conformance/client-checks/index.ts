// Every check of clients: the only registry.
import { attackChecks } from './attacks.js'
import type { ClientCheck } from './client-check.js'
import { errorAnswerChecks } from './error-answers.js'
import { hygieneChecks } from './hygiene.js'
import { idTokenClaimChecks } from './id-token-claims.js'
import { idTokenHashChecks } from './id-token-hashes.js'
import { idTokenSignatureChecks } from './id-token-signatures.js'
import { keyChecks } from './keys.js'
import { mixUpChecks } from './mix-up.js'
import { requestChecks } from './request.js'
import { responseChecks } from './response.js'
import { sessionChecks } from './session.js'
import { spaChecks } from './spa.js'
import { tokenResponseChecks } from './token-response.js'

export const clientChecks: readonly ClientCheck[] = [
  ...requestChecks,
  ...responseChecks,
  ...mixUpChecks,
  ...attackChecks,
  ...errorAnswerChecks,
  ...idTokenClaimChecks,
  ...idTokenSignatureChecks,
  ...idTokenHashChecks,
  ...keyChecks,
  ...tokenResponseChecks,
  ...sessionChecks,
  ...hygieneChecks,
  ...spaChecks,
]
