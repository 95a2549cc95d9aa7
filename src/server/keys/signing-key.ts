// One RSA key: imported once, used through jose, which signs and verifies on libuv's thread pool.
// Only the parts of jose that it needs: the whole takes a while to load.
import type { JWK } from 'jose'
import { decodeProtectedHeader } from 'jose/decode/protected_header'
import { calculateJwkThumbprint } from 'jose/jwk/thumbprint'
import { CompactSign } from 'jose/jws/compact/sign'
import { compactVerify } from 'jose/jws/compact/verify'
import { importJWK } from 'jose/key/import'
import type { Claims, Verified } from './key-ring.js'

/** A private key ready to sign and to check what it signed, and its public half as `/keys` shows it. */
export interface SigningKey {
  readonly publicJwk: JWK & { readonly kid: string }
  sign(claims: Claims, typ?: string): Promise<string>
  /** Undefined if this key did not make the signature. */
  verify(token: string): Promise<Verified | undefined>
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Makes a signing key from a private RSA JWK; the key id is its thumbprint, 43 base64url characters as Okta's. */
export const createSigningKey = async (privateJwk: JWK): Promise<SigningKey> => {
  const kid = await calculateJwkThumbprint(privateJwk)
  const { e = '', n = '' } = privateJwk
  // Member order as in Okta's key set (S-004).
  const publicJwk = { kty: 'RSA', alg: 'RS256', kid, use: 'sig', e, n }
  const [privateKey, publicKey] = await Promise.all([importJWK(privateJwk, 'RS256'), importJWK(publicJwk, 'RS256')])
  return {
    publicJwk,
    sign: (claims, typ) =>
      new CompactSign(encoder.encode(JSON.stringify(claims)))
        // Header order as recorded: kid, typ, alg (S-003).
        .setProtectedHeader(typ === undefined ? { kid, alg: 'RS256' } : { kid, typ, alg: 'RS256' })
        .sign(privateKey),
    verify: async (token) => {
      try {
        if (decodeProtectedHeader(token).kid !== kid) return undefined
        const { payload, protectedHeader } = await compactVerify(token, publicKey, { algorithms: ['RS256'] })
        return { header: protectedHeader, claims: JSON.parse(decoder.decode(payload)) as Claims }
      } catch {
        return undefined
      }
    },
  }
}
