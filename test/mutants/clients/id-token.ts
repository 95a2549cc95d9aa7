// How the reference client checks an ID token, with every check a flaw can take away.
import { createHash, createHmac } from 'node:crypto'
import {
  compactVerify,
  createLocalJWKSet,
  decodeProtectedHeader,
  exportSPKI,
  importJWK,
  type JSONWebKeySet,
  type JWK,
} from 'jose'
import type { Flaws } from './flaws.js'
import { Rejection } from './rejection.js'

type Claims = Readonly<Record<string, unknown>>

/** What the client knows when a token comes. Times are epoch seconds. */
export interface Expectation {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string | undefined
  readonly nonce: string | undefined
  readonly accessToken: string | undefined
  readonly now: number
  readonly keys: () => Promise<JSONWebKeySet>
  readonly fetchJson: (url: string) => Promise<unknown>
}

const skewSeconds = 300

const decode = (part: string | undefined): Claims => {
  try {
    return JSON.parse(Buffer.from(part ?? '', 'base64url').toString()) as Claims
  } catch {
    throw new Rejection('other', 'the ID token is no JWT')
  }
}

const verifies = async (token: string, keys: JSONWebKeySet): Promise<boolean> => {
  try {
    await compactVerify(token, createLocalJWKSet(keys), { algorithms: ['RS256'] })
    return true
  } catch {
    return false
  }
}

const hmacFits = (token: string, secret: string | Buffer): boolean => {
  const at = token.lastIndexOf('.')
  return createHmac('sha256', secret).update(token.slice(0, at)).digest('base64url') === token.slice(at + 1)
}

const pem = async (key: JWK): Promise<string> => {
  const imported = await importJWK({ ...key, alg: 'RS256' }, 'RS256', { extractable: true })
  return imported instanceof Uint8Array ? '' : exportSPKI(imported)
}

const fitsPublicKey = async (token: string, keys: JSONWebKeySet, flaws: Flaws): Promise<boolean> => {
  for (const key of keys.keys) {
    const text = await pem(key)
    if (flaws.has('hs256-with-public-pem') && hmacFits(token, text)) return true
    const der = Buffer.from(text.replace(/-----[^-]+-----|\s/g, ''), 'base64')
    if (flaws.has('hs256-with-public-der') && hmacFits(token, der)) return true
    if (flaws.has('hs256-with-public-modulus') && hmacFits(token, String(key.n))) return true
  }
  return false
}

const isSigned = async (token: string, header: Claims, given: Expectation, flaws: Flaws): Promise<boolean> => {
  const keys = await given.keys()
  if (flaws.has('no-signature-check')) return true
  if (header.alg === 'none' && flaws.has('accepts-none')) return true
  if (/^none$/i.test(String(header.alg)) && header.alg !== 'none' && flaws.has('accepts-none-in-capitals')) return true
  if (header.alg === 'HS256') {
    if (flaws.has('hs256-with-client-secret') && hmacFits(token, given.clientSecret ?? '')) return true
    return fitsPublicKey(token, keys, flaws)
  }
  if (typeof header.jku === 'string' && flaws.has('trusts-jku')) {
    return verifies(token, (await given.fetchJson(header.jku)) as JSONWebKeySet)
  }
  if (typeof header.jwk === 'object' && flaws.has('trusts-jwk')) return verifies(token, { keys: [header.jwk as JWK] })
  const known = keys.keys.some(({ kid }) => kid === header.kid)
  if (!known && flaws.has('no-signature-check-of-unknown-kids'))
    return header.jku === undefined && header.jwk === undefined && header.x5u === undefined
  if (known && flaws.has('checks-only-that-the-kid-is-known')) return header.alg === 'RS256'
  return verifies(token, keys)
}

const requireAudience = ({ aud, azp }: Claims, { clientId }: Expectation, flaws: Flaws): void => {
  const list: readonly unknown[] = Array.isArray(aud) ? aud : [aud]
  const wrong = (): never => {
    throw new Rejection('aud', 'the ID token is for somebody else')
  }
  if (aud === undefined) {
    if (!flaws.has('accepts-missing-aud')) wrong()
  } else if (!list.includes(clientId)) {
    if (!flaws.has('no-aud-check')) wrong()
  } else if (Array.isArray(aud) && aud.length === 1 && flaws.has('rejects-aud-as-list')) wrong()
  else if (list.length > 1 && !flaws.has('accepts-more-audiences')) wrong()
  if (azp !== undefined && azp !== clientId && !flaws.has('no-azp-check')) {
    throw new Rejection('azp', 'the ID token was issued to somebody else')
  }
}

const issuerFits = (iss: unknown, issuer: string, flaws: Flaws): boolean => {
  if (iss === issuer) return true
  if (typeof iss !== 'string') return false
  if (iss === `${issuer}/`) return flaws.has('ignores-slash-of-issuer')
  if (iss.startsWith(`${issuer}/`)) return flaws.has('accepts-issuers-below-its-own')
  return flaws.has('no-iss-check')
}

const requireTimes = ({ exp, iat }: Claims, { now }: Expectation, flaws: Flaws): void => {
  if (typeof exp !== 'number') {
    if (!flaws.has('accepts-missing-exp')) throw new Rejection('exp', 'exp is missing')
  } else if (exp + skewSeconds < now && !flaws.has('no-exp-check')) throw new Rejection('exp', 'expired')
  if (typeof iat !== 'number') {
    if (!flaws.has('accepts-missing-iat')) throw new Rejection('other', 'iat is missing')
  } else if (iat - skewSeconds > now && !flaws.has('no-iat-check')) throw new Rejection('other', 'from the future')
}

const requireNonce = ({ nonce }: Claims, expected: string | undefined, flaws: Flaws): void => {
  if (nonce === expected) return
  const missing = nonce === undefined
  if (missing ? flaws.has('compares-nonce-only-if-present') : flaws.has('no-nonce-check')) return
  throw new Rejection('nonce', 'the nonce is another')
}

const requireHash = ({ at_hash }: Claims, accessToken: string | undefined, flaws: Flaws): void => {
  if (at_hash === undefined || accessToken === undefined || flaws.has('no-at-hash-check')) return
  const hash = createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url')
  if (hash !== at_hash) throw new Rejection('hash', 'the access token is another')
}

/** @throws Rejection */
export const checkIdToken = async (token: string, given: Expectation, flaws: Flaws): Promise<Claims> => {
  const [, payload] = token.split('.')
  const claims = decode(payload)
  const header: Claims = { ...decodeProtectedHeaderOf(token) }
  if (!(await isSigned(token, header, given, flaws))) throw new Rejection('signature', 'the signature does not fit')
  if (!issuerFits(claims.iss, given.issuer, flaws)) throw new Rejection('iss', 'another issuer')
  requireAudience(claims, given, flaws)
  requireTimes(claims, given, flaws)
  requireNonce(claims, given.nonce, flaws)
  requireHash(claims, given.accessToken, flaws)
  const { sub } = claims
  if ((typeof sub !== 'string' || sub === '') && !flaws.has('accepts-missing-sub')) {
    throw new Rejection('other', 'nobody is named')
  }
  return claims
}

const decodeProtectedHeaderOf = (token: string) => {
  try {
    return decodeProtectedHeader(token)
  } catch {
    throw new Rejection('other', 'the ID token is no JWT')
  }
}
