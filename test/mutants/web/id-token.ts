// How the reference web app checks an ID token: by jose, and by hand what jose leaves out.
import { createHash } from 'node:crypto'
import { createLocalJWKSet, decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose'
import { Rejection } from '../clients/rejection.js'
import type { OrgCalls, WebRegistration } from './org-calls.js'

interface Given {
  readonly settings: WebRegistration
  readonly org: OrgCalls
  /** Undefined: not compared. */
  readonly nonce: string | undefined
  readonly accessToken: string | undefined
}

const kidOf = (token: string): unknown => {
  try {
    return decodeProtectedHeader(token).kid
  } catch {
    throw new Rejection('token-response', 'no ID token')
  }
}

const verify = async (token: string, { settings, org }: Given): Promise<JWTPayload> => {
  const keys = createLocalJWKSet(await org.keysFor(kidOf(token)))
  try {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ['RS256'],
      issuer: settings.issuer,
      audience: settings.clientId,
      clockTolerance: 300,
      requiredClaims: ['sub', 'exp', 'iat'],
    })
    return payload
  } catch (error) {
    throw new Rejection('signature', (error as Error).message)
  }
}

/** @throws Rejection */
export const readIdToken = async (token: string, given: Given): Promise<JWTPayload> => {
  const claims = await verify(token, given)
  const { aud, azp, iat = 0, sub, nonce, at_hash: hash } = claims
  const { settings, accessToken } = given
  if (Array.isArray(aud) && aud.length > 1) throw new Rejection('aud', 'the ID token is for others too')
  if (azp !== undefined && azp !== settings.clientId) throw new Rejection('azp', 'issued to somebody else')
  if (iat - 300 > Date.now() / 1000) throw new Rejection('other', 'from the future')
  if (sub === '') throw new Rejection('other', 'nobody is named')
  if (given.nonce !== undefined && nonce !== given.nonce) throw new Rejection('nonce', 'the nonce is another')
  if (hash !== undefined && accessToken !== undefined) {
    const own = createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url')
    if (own !== hash) throw new Rejection('hash', 'the access token is another')
  }
  return claims
}
