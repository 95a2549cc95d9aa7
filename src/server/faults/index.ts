// Every fault there is: the only registry.
import { accessTokenFaults } from './access-tokens.js'
import { claimFaults } from './claims.js'
import type { Fault } from './fault.js'
import { otherAnswerFaults } from './other-answers.js'
import { signatureFaults } from './signatures.js'
import { tokenAnswerFaults } from './token-answers.js'

export const allFaults: readonly Fault[] = [
  ...claimFaults,
  ...signatureFaults,
  ...accessTokenFaults,
  ...tokenAnswerFaults,
  ...otherAnswerFaults,
]
