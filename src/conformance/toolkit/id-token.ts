// Reads ID tokens without trusting them: the signature is checked, every claim is left to the check.
import { createHash } from 'node:crypto'
import { compactVerify, createLocalJWKSet, decodeJwt, decodeProtectedHeader, type JSONWebKeySet, type JWK } from 'jose'
import type { Expect } from '../expect.js'

/** A decoded JWT. */
export interface ReadToken {
  readonly header: Readonly<Record<string, unknown>>
  readonly claims: Readonly<Record<string, unknown>>
}

/** Undefined where it is not a JWT. */
export const decodeToken = (token: string): ReadToken | undefined => {
  try {
    return { header: { ...decodeProtectedHeader(token) }, claims: decodeJwt(token) }
  } catch {
    return undefined
  }
}

/** A published private part is another check's subject: here only the public one counts. */
const publicParts = ({ kty, kid, use, alg, n, e, crv, x, y }: JWK): JWK =>
  JSON.parse(JSON.stringify({ kty, kid, use, alg, n, e, crv, x, y })) as JWK

/** Whether one of the keys signed it. */
export const isSignedBy = async (token: string, { keys }: JSONWebKeySet): Promise<boolean> => {
  try {
    await compactVerify(token, createLocalJWKSet({ keys: keys.map(publicParts) }), {
      algorithms: ['RS256', 'ES256', 'PS256'],
    })
    return true
  } catch {
    return false
  }
}

/** `at_hash` and `c_hash` for RS256 and ES256 (OIDC Core 3.1.3.6). */
export const halfHash = (value: string): string =>
  createHash('sha256').update(value).digest().subarray(0, 16).toString('base64url')

/** What the ID token belongs to; `at_hash` and `c_hash` are compared where the value they hash is given. */
export interface IdTokenFor {
  readonly issuer: string
  readonly clientId: string
  readonly nonce?: string | undefined
  readonly accessToken?: string | undefined
  readonly code?: string | undefined
  /** Epoch seconds. */
  readonly now: number
}

/** Clock skew that is forgiven. */
const skewSeconds = 60

/** What OIDC Core 2 and 3.1.3.7 demand of every ID token. */
export const expectIdToken = (expect: Expect, { claims }: ReadToken, expected: IdTokenFor): void => {
  const { issuer, clientId, nonce, accessToken, code, now } = expected
  expect.equal(claims.iss, issuer, 'id_token.iss')
  expect.that([claims.aud].flat().includes(clientId), 'id_token.aud', { expected: clientId, got: claims.aud })
  expect.match(claims.sub, /^[\x21-\x7e]{1,255}$/, 'id_token.sub')
  expect.that(typeof claims.exp === 'number' && claims.exp > now - skewSeconds, 'id_token.exp', {
    expected: 'a time to come',
    got: claims.exp,
  })
  expect.that(typeof claims.iat === 'number' && Math.abs(claims.iat - now) < 300, 'id_token.iat', {
    expected: 'about now',
    got: claims.iat,
  })
  if (nonce !== undefined) expect.equal(claims.nonce, nonce, 'id_token.nonce')
  if (accessToken !== undefined && claims.at_hash !== undefined) {
    expect.equal(claims.at_hash, halfHash(accessToken), 'id_token.at_hash')
  }
  if (code !== undefined && claims.c_hash !== undefined) {
    expect.equal(claims.c_hash, halfHash(code), 'id_token.c_hash')
  }
}
