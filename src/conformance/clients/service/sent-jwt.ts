// The JWTs that a service app sends: client assertions and DPoP proofs, decoded and not verified. The org verifies them.
import { decodeJwt, decodeProtectedHeader } from 'jose'
import type { Seen } from '../org-side.js'

/** A JWT's two readable parts. */
export interface Decoded {
  readonly header: Readonly<Record<string, unknown>>
  readonly claims: Readonly<Record<string, unknown>>
}

const decode = (compact: string | undefined): Decoded | undefined => {
  if (compact === undefined) return undefined
  try {
    return { header: { ...decodeProtectedHeader(compact) }, claims: decodeJwt(compact) }
  } catch {
    return undefined
  }
}

/** Undefined where there is none, or it is no JWT. */
export const assertionOf = ({ parameters }: Seen): Decoded | undefined => decode(parameters.client_assertion)
export const proofOf = ({ headers }: Seen): Decoded | undefined => decode(headers.dpop)
