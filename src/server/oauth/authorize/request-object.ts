// The request object of an authorization request: its parameters in a JWT that the app signed (RFC 9101, OpenID Connect Core 6).
import type { Deps } from '../../deps.js'
import type { Params } from '../../exchange.js'
import type { Claims } from '../../keys/key-ring.js'
import type { App } from '../../org/records.js'
import type { AuthorizationServer } from '../authorization-server.js'
import { type OAuthErrorId, refuse } from '../catalogue.js'
import { type Deny, type JwtProblem, parseClientJwt, requireSignature } from '../clients/client-jwt.js'
import { requireClient } from './checks/client.js'

/** Seconds. */
const longestLife = 3600
/** How far a client's clock may be ahead; Okta's allowance is not known (differences.md). Seconds. */
const allowance = 5
/** How long the `jti` of an object that never expires is remembered. Seconds. */
const unendingMemory = 86_400

const entries: Readonly<Record<JwtProblem, OAuthErrorId>> = {
  unparsable: 'requestObjectUnparsable',
  algorithm: 'requestObjectAlgorithmInvalid',
  noSecret: 'requestObjectNoSecret',
  secretTooShort: 'requestObjectSecretTooShort',
  noKeys: 'requestObjectNoKeys',
  keysInvalid: 'requestObjectKeysInvalid',
  keyUse: 'requestObjectKeyUseInvalid',
  kid: 'requestObjectKidInvalid',
  signature: 'requestObjectSignatureInvalid',
}

const deny: Deny = (problem, reason, cause) =>
  refuse(entries[problem], { values: ['sig'], reason: `the request object cannot be verified: ${reason}`, cause })

const requireParties = ({ iss, aud }: Claims, app: App, { issuer }: AuthorizationServer): void => {
  if (iss !== app.clientId) {
    refuse('requestObjectIssuerInvalid', {
      reason: `iss of the request object is ${JSON.stringify(iss)}: it must be ${app.clientId} ("${app.label}")`,
    })
  }
  const named: readonly unknown[] = Array.isArray(aud) ? aud : [aud]
  if (named.includes(issuer)) return
  refuse('requestObjectAudienceInvalid', {
    reason: `aud of the request object is ${JSON.stringify(aud)}: it must be the issuer, ${issuer}`,
  })
}

/** A claim that counts seconds, if it is there. */
const secondsOf = (claims: Claims, name: 'exp' | 'iat' | 'nbf'): number | undefined => {
  const value = claims[name]
  if (value === undefined || typeof value === 'number') return value
  return refuse('requestObjectInvalid', {
    reason: `${name} of the request object is ${JSON.stringify(value)}, no number`,
  })
}

/** Times are looked at where they are there (S-588). Gives how long the object's `jti` has to be remembered, in seconds. */
const requireLifetime = (claims: Claims, now: number): number => {
  const [exp, iat, nbf] = [secondsOf(claims, 'exp'), secondsOf(claims, 'iat'), secondsOf(claims, 'nbf')]
  if (exp !== undefined && exp <= now) {
    refuse('requestObjectExpired', { reason: `exp of the request object was ${now - exp} s ago by the org's clock` })
  }
  if (exp !== undefined && exp > now + longestLife + allowance) {
    refuse('requestObjectExpiresTooLate', {
      reason: `exp of the request object is ${exp - now} s ahead: an hour at most`,
    })
  }
  if (iat !== undefined && iat > now + allowance) {
    refuse('requestObjectIssuedInFuture', {
      reason: `iat of the request object is ${iat - now} s ahead of the org's clock`,
    })
  }
  if (nbf !== undefined && nbf > now + allowance) {
    refuse('requestObjectTooEarly', { reason: `nbf of the request object is ${nbf - now} s ahead of the org's clock` })
  }
  return exp === undefined ? unendingMemory : exp - now
}

/** `jti` need not be there; where it is, it works once (S-588). */
const requireUnused = async ({ jti }: Claims, app: App, lifetime: number, deps: Deps): Promise<void> => {
  if (jti === undefined) return
  if (await deps.store.usedIds.add(`request ${app.clientId} ${JSON.stringify(jti)}`, true, lifetime)) return
  refuse('requestObjectUsed', {
    reason: `jti ${JSON.stringify(jti)} of the request object came before: make a new request object for each request`,
  })
}

/** Those that only the JWT itself has to do with. */
const notParameters: ReadonlySet<string> = new Set(['iss', 'aud', 'exp', 'iat', 'nbf', 'jti'])
/** Where both are sent the object's value counts (S-586). */
const overriding: ReadonlySet<string> = new Set(['state', 'nonce', 'code_challenge', 'code_challenge_method'])
const forbidden = ['request', 'request_uri']

const readParameters = (claims: Claims): ReadonlyMap<string, string> => {
  const inside = forbidden.find((name) => name in claims)
  if (inside !== undefined) {
    refuse('requestObjectInvalid', {
      reason: `the request object has ${inside} in it, which RFC 9101 section 4 forbids`,
    })
  }
  const parameters = Object.entries(claims).filter(
    ([name, value]) =>
      !notParameters.has(name) && (typeof value === 'number' || (typeof value === 'string' && value !== '')),
  )
  return new Map(parameters.map(([name, value]) => [name, String(value)]))
}

/** Whatever else is sent twice must be the same (S-586). */
const requireSame = (params: Params, inside: ReadonlyMap<string, string>): void => {
  for (const [name, value] of inside) {
    const outside = params.get(name)
    if (outside === undefined || outside === value || overriding.has(name)) continue
    refuse('requestObjectInvalid', {
      reason: `${name} is "${value}" in the request object and "${outside}" beside it: send it once, in the request object`,
    })
  }
}

/** The parameters of the request with those of its request object; the same ones where it has none. */
export const mergeRequestObject = async (params: Params, server: AuthorizationServer, deps: Deps): Promise<Params> => {
  const compact = params.get('request')
  if (compact === undefined) return params
  const app = requireClient(params, deps)
  const jwt = parseClientJwt(compact)
  if (jwt === undefined) {
    return refuse('requestObjectUnparsable', {
      reason: 'request is not a signed JWT: three parts, JSON inside; Okta takes no encrypted ones',
    })
  }
  if (app.requestObjectSigningAlg !== undefined && jwt.alg !== app.requestObjectSigningAlg) {
    refuse('requestObjectAlgorithmMismatch', {
      reason: `the request object is signed with ${jwt.alg}, and "${app.label}" (${app.clientId}) has request_object_signing_alg: ${app.requestObjectSigningAlg}`,
    })
  }
  await requireSignature(jwt, app, deps, deny)
  requireParties(jwt.claims, app, server)
  const lifetime = requireLifetime(jwt.claims, deps.now())
  const inside = readParameters(jwt.claims)
  requireSame(params, inside)
  await requireUnused(jwt.claims, app, lifetime, deps)
  const merged = new Map([...params, ...inside])
  merged.delete('request')
  return Object.assign(merged, { repeated: [] })
}
