// An access token that somebody shows: is it one of this org, and is it alive?
import type { Deps } from '../deps.js'
import { losesTokens } from '../org/loses-tokens.js'
import type { App, User } from '../org/records.js'

/** What a living access token says. */
export interface AccessToken {
  readonly claims: Readonly<Record<string, unknown>>
  /** The last part of its `jti`: what it is revoked by. */
  readonly jti: string
  readonly app: App
  /** Undefined where the app acts for itself. */
  readonly user?: User
  readonly scopes: ReadonlySet<string>
  /** The thumbprint of the key it is bound to (RFC 9449 6.1). */
  readonly jkt?: string
}

/** `foreign`: no access token of this authorization server at all. `reason` is for the log. */
export type Inspection =
  | { readonly kind: 'alive'; readonly token: AccessToken }
  | { readonly kind: 'foreign' | 'expired' | 'revoked' | 'dead'; readonly reason: string }

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** `AT.` and the token's id; a third part names its refresh token (S-076). */
const readJti = (jti: string): { readonly id: string; readonly refreshTokenId: string | undefined } | undefined => {
  const [kind, id = '', refreshTokenId] = jti.split('.')
  return kind === 'AT' ? { id, refreshTokenId } : undefined
}

const thumbprint = (cnf: unknown): string | undefined => {
  const { jkt } = Object(cnf) as { jkt?: unknown }
  return typeof jkt === 'string' ? jkt : undefined
}

/** The keys that end an access token: its own, its refresh token's, its user's and its app's. */
const revocationKeys = (claims: Readonly<Record<string, unknown>>, refreshTokenId: string | undefined) =>
  [claims.jti, refreshTokenId, claims.uid, claims.cid].map(text).filter((key) => key !== '')

/** @param issuer of the authorization server that must have issued it */
export const inspectAccessToken = async (token: string, issuer: string, deps: Deps): Promise<Inspection> => {
  const verified = await deps.keys.verify(token)
  if (verified === undefined) {
    const reason = `the token "${token.slice(0, 16)}" is no token of this org: was it issued by another run, cut, or is the variable it came from empty?`
    return { kind: 'foreign', reason }
  }
  const { claims } = verified
  const jti = readJti(text(claims.jti))
  if (jti === undefined) return { kind: 'foreign', reason: 'the token is not an access token: is it an ID token?' }
  if (claims.iss !== issuer) {
    return {
      kind: 'foreign',
      reason: `the token was issued by ${text(claims.iss)} and is good there, not at ${issuer}`,
    }
  }
  if (Number(claims.exp) <= deps.now()) {
    return { kind: 'expired', reason: 'the access token is past its lifetime: get a fresh one' }
  }
  if (await deps.store.isRevoked(jti.id, revocationKeys(claims, jti.refreshTokenId))) {
    return { kind: 'revoked', reason: 'the access token was revoked, or the org was reset since: get a fresh one' }
  }
  const app = deps.org.findApp(text(claims.cid))
  if (app?.status !== 'ACTIVE') {
    return { kind: 'dead', reason: `the token's app ${text(claims.cid)} is ${app?.status ?? 'gone'}` }
  }
  const user = deps.org.findUser(text(claims.uid))
  if (claims.uid !== undefined && (user === undefined || losesTokens(user))) {
    return { kind: 'dead', reason: `the token's user ${text(claims.sub)} is ${user?.status ?? 'gone'}` }
  }
  const scp: readonly unknown[] = Array.isArray(claims.scp) ? claims.scp : []
  const jkt = thumbprint(claims.cnf)
  return {
    kind: 'alive',
    token: {
      claims,
      jti: text(claims.jti),
      app,
      ...(user && { user }),
      scopes: new Set(scp.map(text)),
      ...(jkt !== undefined && { jkt }),
    },
  }
}
