// Proofs of possession (RFC 9449), right or with anything changed.
import { createHash } from 'node:crypto'
import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'

/** What a proof is about, and what to change in it. */
export interface ProofParts {
  readonly method: string
  readonly url: string
  readonly nonce?: string
  /** Adds `ath`. */
  readonly accessToken?: string
  /** Claims to change; undefined leaves one out. */
  readonly claims?: Readonly<Record<string, unknown>>
  /** Header members to change; undefined leaves one out. */
  readonly header?: Readonly<Record<string, unknown>>
}

/** A key that proves possession of itself. */
export interface ProofKey {
  readonly publicJwk: JWK
  readonly privateJwk: JWK
  /** `jkt`. */
  readonly thumbprint: string
  sign(parts: ProofParts): Promise<string>
}

export const accessTokenHash = (token: string): string => createHash('sha256').update(token).digest('base64url')

/** @param now epoch seconds @param id makes each `jti` */
export const createProofKey = async (now: () => number, id: () => string): Promise<ProofKey> => {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
  const publicJwk = await exportJWK(publicKey)
  return {
    publicJwk,
    privateJwk: await exportJWK(privateKey),
    thumbprint: await calculateJwkThumbprint(publicJwk),
    sign: (parts) => sign(parts, { privateKey, publicJwk, now: now(), id: id() }),
  }
}

interface Material {
  readonly privateKey: CryptoKey
  readonly publicJwk: JWK
  readonly now: number
  readonly id: string
}

const without = (members: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))

const sign = (parts: ProofParts, { privateKey, publicJwk, now, id }: Material): Promise<string> => {
  const { method, url, nonce, accessToken, claims = {}, header = {} } = parts
  const [htu] = url.split(/[?#]/)
  const payload = {
    jti: id,
    htm: method,
    htu,
    iat: now,
    nonce,
    ath: accessToken === undefined ? undefined : accessTokenHash(accessToken),
    ...claims,
  }
  const protectedHeader = without({ typ: 'dpop+jwt', alg: 'ES256', jwk: publicJwk, ...header })
  return new SignJWT(without(payload)).setProtectedHeader({ alg: 'ES256', ...protectedHeader }).sign(privateKey)
}
