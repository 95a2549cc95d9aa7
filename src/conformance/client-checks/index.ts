// Every check of clients: the only registry.
import type { ClientCheck } from './client-check.js'
import { idTokenChecks } from './id-token.js'
import { responseChecks } from './response.js'
import { spaChecks } from './spa.js'
import { tokenResponseChecks } from './token-response.js'

export const clientChecks: readonly ClientCheck[] = [
  ...responseChecks,
  ...idTokenChecks,
  ...tokenResponseChecks,
  ...spaChecks,
]
