// The access token of a request to a protected resource: is it good here, and does its sender hold the key it is bound to?
import { createHash } from 'node:crypto'
import type { Deps } from '../deps.js'
import type { DenyProof } from '../dpop/problems.js'
import { requireProof, useProof } from '../dpop/proof.js'
import type { Ask } from '../exchange.js'
import { type AccessToken, inspectAccessToken } from './access-token.js'
import { BearerRefusal, type Resource, type TokenScheme } from './challenge.js'

/** An access token as the request shows it: nothing about it is known yet. */
export interface ShownToken {
  readonly scheme: TokenScheme
  readonly value: string
}

/** The token in the Authorization header; undefined where there is none, or another scheme. */
export const readShownToken = ({ headers }: Ask): ShownToken | undefined => {
  const [word = '', ...rest] = (headers.authorization ?? '').trim().split(/ +/)
  const scheme = (['Bearer', 'DPoP'] as const).find((known) => known.toLowerCase() === word.toLowerCase())
  return scheme && { scheme, value: rest.join(' ') }
}

/** The scheme that a challenge to the request uses. */
export const schemeOf = (ask: Ask): TokenScheme => readShownToken(ask)?.scheme ?? 'Bearer'

/** Where a token is shown, and how the resource answers one that is no token of this authorization server. */
export interface Showing {
  readonly ask: Ask
  readonly resource: Resource
  /** The issuer that the resource trusts. */
  readonly issuer: string
  /** Without it: 401 without a body. */
  readonly refuseForeign?: (reason: string) => never
}

const problemOf = {
  foreign: 'tokenInvalid',
  expired: 'tokenExpired',
  revoked: 'tokenRevoked',
  dead: 'tokenInvalid',
} as const

const requireAlive = async (value: string, showing: Showing, deps: Deps): Promise<AccessToken> => {
  const inspection = await inspectAccessToken(value, showing.issuer, deps)
  if (inspection.kind === 'alive') return inspection.token
  const { kind, reason } = inspection
  if (kind === 'foreign') showing.refuseForeign?.(reason)
  throw new BearerRefusal(problemOf[kind], showing.resource, reason)
}

/** A proof for this request, made with the token's key. No nonce is wanted here (S-584). */
const requireBoundProof = async (
  { value }: ShownToken,
  jkt: string,
  header: string,
  { ask, resource }: Showing,
  deps: Deps,
): Promise<void> => {
  const deny: DenyProof = (problem, reason, cause) => {
    throw new BearerRefusal(problem, resource, reason, cause)
  }
  const proof = await requireProof(header, { ask, url: `${deps.url}${ask.path}` }, deps, deny)
  if (proof.jkt !== jkt) {
    throw new BearerRefusal(
      'dpopTokenOfAnotherKey',
      resource,
      `the access token is bound to the key ${jkt} and the DPoP proof is made with ${proof.jkt}: use the key of the token request`,
    )
  }
  if (proof.claims.ath !== createHash('sha256').update(value).digest('base64url')) {
    const problem = proof.claims.ath === undefined ? 'is missing' : 'is another token’s'
    const reason = `ath of the DPoP proof ${problem}: it must be the base64url SHA-256 of the access token`
    throw new BearerRefusal('dpopAthInvalid', resource, reason)
  }
  await useProof(proof, deps, deny)
}

/** The shown token, alive and with the proof it needs. A token that is bound to no key is shown as Bearer (S-580, S-581). */
export const requireAccessToken = async (shown: ShownToken, showing: Showing, deps: Deps): Promise<AccessToken> => {
  const { ask, resource } = showing
  const token = await requireAlive(shown.value, showing, deps)
  const header = ask.headers.dpop
  if (token.jkt === undefined) {
    if (shown.scheme === 'Bearer') return token
    const reason = `the access token of "${token.app.label}" (${token.app.clientId}) is bound to no key: send it as Bearer, or set apps[].dpop_bound_access_tokens`
    throw new BearerRefusal('dpopTokenNotBound', resource, reason)
  }
  if (header === undefined) {
    const reason = 'the access token is bound to a key: send it as DPoP, with a proof in the DPoP header'
    throw new BearerRefusal('dpopProofRequired', resource, reason)
  }
  if (shown.scheme === 'Bearer') {
    const reason = 'the request has a DPoP proof and the Authorization scheme Bearer: write DPoP instead'
    throw new BearerRefusal('dpopSchemeRequired', resource, reason)
  }
  await requireBoundProof(shown, token.jkt, header, showing, deps)
  return token
}
