// A DPoP proof: a JWT that shows that the sender of one request holds a private key (RFC 9449 4).
import { calculateJwkThumbprint, compactVerify, decodeJwt, decodeProtectedHeader, type JWK } from 'jose'
import type { Deps } from '../deps.js'
import type { Ask } from '../exchange.js'
import type { Claims } from '../keys/key-ring.js'
import { fits, privateKeyAlgorithms } from '../keys/signature-algorithms.js'
import { urlsCalled } from '../urls-called.js'
import type { DenyProof } from './problems.js'

/** A proof that fits its request. */
export interface Proof {
  /** The thumbprint of its key. */
  readonly jkt: string
  readonly claims: Claims
}

/** How far a client's clock may be ahead; Okta's allowance is not known (differences.md). Seconds. */
const allowance = 5
/** Seconds (S-574). */
const longestAge = 300

/** Members of a JWK that only a private or a secret key has. */
const secretMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']

interface Parsed {
  readonly typ: unknown
  readonly alg: string
  readonly jwk: JWK | undefined
  readonly claims: Claims
}

const parse = (compact: string, deny: DenyProof): Parsed => {
  try {
    const { typ, alg, jwk } = decodeProtectedHeader(compact)
    return { typ, alg: String(alg), jwk, claims: decodeJwt(compact) }
  } catch (error) {
    return deny('dpopUnparsable', 'the DPoP header is not a signed JWT: three parts, JSON inside', error)
  }
}

const requireKey = ({ typ, alg, jwk }: Parsed, deny: DenyProof): JWK => {
  if (typ !== 'dpop+jwt')
    deny('dpopTypeInvalid', `typ of the DPoP proof is ${JSON.stringify(typ)}: it must be dpop+jwt`)
  if (!privateKeyAlgorithms.has(alg)) {
    deny('dpopAlgorithmInvalid', `alg of the DPoP proof is "${alg}": use one of ${[...privateKeyAlgorithms].join(' ')}`)
  }
  if (typeof jwk !== 'object' || jwk === null) {
    return deny('dpopKeyInvalid', 'the header of the DPoP proof has no jwk: put the public key there')
  }
  const secrets = secretMembers.filter((member) => member in jwk)
  if (secrets.length > 0) {
    deny(
      'dpopKeyInvalid',
      `jwk of the DPoP proof has ${secrets.join(', ')}: never send a private key, only its public half`,
    )
  }
  if (!fits(alg, jwk)) {
    deny(
      'dpopKeyInvalid',
      `alg of the DPoP proof is ${alg}, which does not go with the key in jwk: ${JSON.stringify(jwk)}`,
    )
  }
  return jwk
}

const requireSignature = async (compact: string, { alg }: Parsed, jwk: JWK, deny: DenyProof): Promise<string> => {
  try {
    await compactVerify(compact, jwk, { algorithms: [alg] })
    return await calculateJwkThumbprint(jwk)
  } catch (error) {
    return deny('dpopSignatureInvalid', `the key in the header did not sign the DPoP proof: ${String(error)}`, error)
  }
}

/** Scheme and host in lower case, no default port, escapes undone: one of Okta's SDKs does the last (S-573). */
const normalise = (url: string): string => {
  try {
    return decodeURIComponent(new URL(url).href)
  } catch {
    return url
  }
}

const requireRequest = ({ claims: { htm, htu } }: Parsed, ask: Ask, url: string, deny: DenyProof): void => {
  if (htm !== ask.method) {
    deny(
      'dpopMethodInvalid',
      `htm of the DPoP proof is ${JSON.stringify(htm)} and the request's method is ${ask.method}`,
    )
  }
  const urls = urlsCalled(url, ask)
  if (typeof htu === 'string' && urls.some((candidate) => normalise(candidate) === normalise(htu))) return
  deny(
    'dpopUrlInvalid',
    `htu of the DPoP proof is ${JSON.stringify(htu)}: it must be ${urls.join(' or ')}, without a query`,
  )
}

const requireFresh = ({ claims: { iat, exp } }: Parsed, now: number, deny: DenyProof): void => {
  const issuedAt =
    typeof iat === 'number' ? iat : deny('dpopIssuedAtInvalid', `iat of the DPoP proof is ${JSON.stringify(iat)}`)
  if (issuedAt > now + allowance) {
    deny(
      'dpopIssuedInFuture',
      `iat of the DPoP proof is ${issuedAt - now} s ahead of the org's clock, which says ${now}`,
    )
  }
  if (issuedAt < now - longestAge) {
    deny(
      'dpopTooOld',
      `iat of the DPoP proof was ${now - issuedAt} s ago by the org's clock: make a new proof each time`,
    )
  }
  if (exp !== undefined && !(typeof exp === 'number' && exp > now)) {
    deny('dpopExpired', `exp of the DPoP proof is ${JSON.stringify(exp)}, and the org's clock says ${now}`)
  }
}

/**
 * The proof in the request's DPoP header; refuses one that is not for this request. It can still be used: see `useProof`.
 * @param url the endpoint's own, without a query
 */
export const requireProof = async (
  header: string,
  { ask, url }: { readonly ask: Ask; readonly url: string },
  deps: Deps,
  deny: DenyProof,
): Promise<Proof> => {
  // Node joins repeated headers with a comma, and a JWT has none.
  if (header.includes(',')) deny('dpopRepeated', 'the request has several DPoP headers: send one')
  const parsed = parse(header, deny)
  const jkt = await requireSignature(header, parsed, requireKey(parsed, deny), deny)
  requireRequest(parsed, ask, url, deny)
  requireFresh(parsed, deps.now(), deny)
  return { jkt, claims: parsed.claims }
}

/** Uses the proof up: its `jti` works once with its key (S-575). */
export const useProof = async ({ jkt, claims: { jti } }: Proof, deps: Deps, deny: DenyProof): Promise<void> => {
  if (typeof jti !== 'string' || jti === '') {
    deny('dpopIdInvalid', `jti of the DPoP proof is ${JSON.stringify(jti)}: make up a new one for each proof`)
  }
  if (await deps.store.usedIds.add(`proof ${jkt} ${jti}`, true, longestAge + allowance + 1)) return
  deny('dpopUsed', `jti "${jti}" of the DPoP proof came before: make a new proof for each request`)
}
