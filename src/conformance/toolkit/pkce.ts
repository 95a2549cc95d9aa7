// Proof Key for Code Exchange (RFC 7636), S256.
import { createHash } from 'node:crypto'
import type { Random } from '../random.js'

/** A verifier and what is sent of it beforehand. */
export interface Pkce {
  readonly verifier: string
  readonly challenge: string
}

export const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url')

export const createPkce = (random: Random): Pkce => {
  const verifier = random.token()
  return { verifier, challenge: challengeOf(verifier) }
}
