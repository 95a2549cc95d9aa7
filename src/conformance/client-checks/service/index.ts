// Every check of service apps: the only registry.
import type { ServiceCheck } from '../client-check.js'
import { assertionCheck } from './assertion.js'
import { proofChecks } from './proof.js'
import { renewalChecks } from './renewal.js'
import { requestChecks } from './request.js'
import { tokenResponseChecks } from './token-response.js'
import { tokenChecks } from './tokens.js'

export const serviceChecks: readonly ServiceCheck[] = [
  ...tokenChecks,
  assertionCheck,
  ...proofChecks,
  ...requestChecks,
  ...tokenResponseChecks,
  ...renewalChecks,
]
