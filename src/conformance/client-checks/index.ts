// Every check of clients: the only registry.
import { attackChecks } from './attacks.js'
import type { ClientCheck } from './client-check.js'
import { errorAnswerChecks } from './error-answers.js'
import { hygieneChecks } from './hygiene.js'
import { idTokenChecks } from './id-token.js'
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
  ...idTokenChecks,
  ...keyChecks,
  ...tokenResponseChecks,
  ...sessionChecks,
  ...hygieneChecks,
  ...spaChecks,
]
