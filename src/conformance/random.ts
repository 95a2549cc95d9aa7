// Repeatable randomness: the same seed and check give the same state, nonce and verifier.
import { createHash } from 'node:crypto'

/** Where a check's made-up values come from. */
export interface Random {
  /** 43 base64url characters. */
  token(): string
}

/** @param seed of the run and the check together */
export const createRandom = (seed: string): Random => {
  let counter = 0
  return { token: () => createHash('sha256').update(`${seed}\0${counter++}`).digest('base64url') }
}
