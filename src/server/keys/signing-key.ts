// One RSA key: made or imported once, used through jose, which signs on libuv's thread pool.
import { generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import { CompactSign, calculateJwkThumbprint, exportJWK, importJWK, type JWK } from 'jose'
import type { Claims } from './key-ring.js'

/** A private key ready to sign, and its public half as `/keys` shows it. */
export interface SigningKey {
  readonly publicJwk: JWK & { readonly kid: string }
  sign(claims: Claims, typ?: string): Promise<string>
}

const encoder = new TextEncoder()

/** Makes a signing key from a private RSA JWK; the key id is its thumbprint, 43 base64url characters as Okta's. */
export const importSigningKey = async (privateJwk: JWK): Promise<SigningKey> => {
  const key = await importJWK(privateJwk, 'RS256')
  const kid = await calculateJwkThumbprint(privateJwk)
  const { e = '', n = '' } = privateJwk
  return {
    // Member order as in Okta's key set (S-004).
    publicJwk: { kty: 'RSA', alg: 'RS256', kid, use: 'sig', e, n },
    sign: (claims, typ) =>
      new CompactSign(encoder.encode(JSON.stringify(claims)))
        // Header order as recorded: kid, typ, alg (S-003).
        .setProtectedHeader(typ === undefined ? { kid, alg: 'RS256' } : { kid, typ, alg: 'RS256' })
        .sign(key),
  }
}

/** A fresh RSA 2048 key, made off the main thread. */
export const generateSigningKey = async (): Promise<SigningKey> => {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  return importSigningKey(await exportJWK(privateKey))
}
