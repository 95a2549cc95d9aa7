// A client assertion: a JWT that stands in for the client's secret (RFC 7523 3; client_secret_jwt, private_key_jwt).
import type { Deps } from '../../deps.js'
import { hmacBytes } from '../../keys/signature-algorithms.js'
import type { App } from '../../org/records.js'
import { urlsCalled } from '../../urls-called.js'
import { type OAuthErrorId, refuse } from '../catalogue.js'
import { type ClientJwt, type Deny, type JwtProblem, requireSignature } from './client-jwt.js'
import type { ClientRequest } from './client-request.js'

export const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** Seconds. */
const longestLife = 3600
/** How far a client's clock may be ahead; Okta's allowance is not known (differences.md). Seconds. */
const allowance = 5

const entries: Readonly<Record<JwtProblem, OAuthErrorId>> = {
  unparsable: 'assertionUnparsable',
  algorithm: 'assertionAlgorithmInvalid',
  noSecret: 'assertionNoSecret',
  secretTooShort: 'assertionSecretTooShort',
  noKeys: 'assertionNoKeys',
  keysInvalid: 'assertionKeysInvalid',
  keyUse: 'assertionKeyUseInvalid',
  kid: 'assertionKidInvalid',
  signature: 'assertionSignatureInvalid',
}

const deny: Deny = (problem, reason, cause) =>
  refuse(entries[problem], { values: ['sig'], reason: `the client_assertion cannot be verified: ${reason}`, cause })

/** Each of the two methods has algorithms of its own (S-561). */
const requireMethod = ({ alg }: ClientJwt, { tokenEndpointAuthMethod: method, label, clientId, jwks }: App): void => {
  if (method !== 'client_secret_jwt' && method !== 'private_key_jwt') {
    refuse('authMethodInvalid', {
      reason: `"${label}" (${clientId}) authenticates by ${method}: leave client_assertion out, or set apps[].token_endpoint_auth_method to private_key_jwt`,
    })
  }
  if (method === 'client_secret_jwt' && !hmacBytes.has(alg) && jwks !== undefined) {
    deny('algorithm', `"${label}" (${clientId}) authenticates by client_secret_jwt, and "${alg}" takes no secret`)
  }
}

const requireParties = ({ claims }: ClientJwt, { clientId, label }: App): void => {
  for (const [claim, entry] of [
    ['iss', 'assertionIssuerInvalid'],
    ['sub', 'assertionSubjectInvalid'],
  ] as const) {
    if (claims[claim] === clientId) continue
    const value = JSON.stringify(claims[claim])
    refuse(entry, { reason: `${claim} of the client_assertion is ${value}: it must be ${clientId} ("${label}")` })
  }
}

/** The endpoint's own URL; the issuer alone will not do (S-552). */
const requireAudience = ({ claims: { aud } }: ClientJwt, { ask, server, endpoint }: ClientRequest): void => {
  const urls = urlsCalled(`${server.endpoints}/${endpoint}`, ask)
  const named: readonly unknown[] = Array.isArray(aud) ? aud : [aud]
  if (urls.some((url) => named.includes(url))) return
  refuse('assertionAudienceInvalid', {
    reason: `aud of the client_assertion is ${JSON.stringify(aud)}: it must be the URL of the endpoint, ${urls.join(' or ')}`,
  })
}

/** `exp` must be there and at most an hour ahead, `iat` may be (S-557, S-558). Gives the seconds until `exp`. */
const requireLifetime = ({ claims: { exp, iat } }: ClientJwt, deps: Deps): number => {
  const now = deps.now()
  if (typeof exp !== 'number') {
    return refuse('assertionExpirationMissing', { reason: `exp of the client_assertion is ${JSON.stringify(exp)}` })
  }
  if (exp <= now) {
    refuse('assertionExpired', { reason: `exp of the client_assertion was ${now - exp} s ago by the org's clock` })
  }
  if (exp > now + longestLife + allowance) {
    refuse('assertionExpiresTooLate', {
      reason: `exp of the client_assertion is ${exp - now} s ahead: one hour at most, counted in seconds`,
    })
  }
  if (iat !== undefined && !(typeof iat === 'number' && iat <= now + allowance)) {
    refuse('assertionIssuedInFuture', {
      reason: `iat of the client_assertion is ${JSON.stringify(iat)} and the org's clock says ${now}: the client's clock is ahead`,
    })
  }
  return exp - now
}

/** `jti` need not be there; where it is, it works once (S-559). */
const requireUnused = async ({ claims: { jti } }: ClientJwt, app: App, lifetime: number, deps: Deps): Promise<void> => {
  if (jti === undefined) return
  if (await deps.store.usedIds.add(`assertion ${app.clientId} ${JSON.stringify(jti)}`, true, lifetime)) return
  refuse('assertionUsed', {
    reason: `jti ${JSON.stringify(jti)} of "${app.label}" (${app.clientId}) came before, which counts even if that request was refused: make a new client_assertion for each request`,
  })
}

/** Refuses an assertion that does not prove that the app sent the request. Its `jti` is used up last. */
export const requireAssertion = async (jwt: ClientJwt, app: App, request: ClientRequest, deps: Deps): Promise<void> => {
  requireMethod(jwt, app)
  await requireSignature(jwt, app, deps, deny)
  requireParties(jwt, app)
  requireAudience(jwt, request)
  await requireUnused(jwt, app, requireLifetime(jwt, deps), deps)
}
