// The signature algorithms that Okta takes from clients, and the keys that they need (S-561).
import type { JWK } from 'jose'

/** Algorithms of a shared secret, and how many bytes it must have (RFC 7518 3.2). */
export const hmacBytes: ReadonlyMap<string, number> = new Map([
  ['HS256', 32],
  ['HS384', 48],
  ['HS512', 64],
])

const curves: ReadonlyMap<string, string> = new Map([
  ['ES256', 'P-256'],
  ['ES384', 'P-384'],
  ['ES512', 'P-521'],
])
const rsa: ReadonlySet<string> = new Set(['RS256', 'RS384', 'RS512'])

/** Algorithms of a private key: assertions, request objects and proofs. */
export const privateKeyAlgorithms: ReadonlySet<string> = new Set([...rsa, ...curves.keys()])

/** Every algorithm that an app can sign a request object with (S-672). */
export const requestObjectAlgorithms = [
  'HS256',
  'HS384',
  'HS512',
  'RS256',
  'RS384',
  'RS512',
  'ES256',
  'ES384',
  'ES512',
] as const

/** One of them. */
export type RequestObjectAlgorithm = (typeof requestObjectAlgorithms)[number]

/** Whether the algorithm works with the key. */
export const fits = (alg: string, { kty, crv, alg: only }: JWK): boolean =>
  (only === undefined || only === alg) && (rsa.has(alg) ? kty === 'RSA' : kty === 'EC' && crv === curves.get(alg))
