// A decision becomes strings: the one place where tokens are written and signed.
import { createHash } from 'node:crypto'
import type { Deps } from '../../deps.js'
import type { Trace } from '../../exchange.js'
import type { App, User } from '../../org/records.js'
import type { AuthorizationServer } from '../authorization-server.js'
import { scopeClaims } from './scope-claims.js'

/** A person who signed in, when and how. `authTime` is epoch seconds. */
export interface Subject {
  readonly user: User
  readonly authTime: number
  readonly amr: readonly string[]
  /** The authentication context that was asked for and reached. */
  readonly acr?: string
}

/** What was decided about a request: for whom, with which scopes, and which tokens go out. Times are epoch seconds. */
export interface Decision {
  readonly app: App
  readonly scopes: readonly string[]
  /** The person who signed in, and how; undefined where the app acts for itself. */
  readonly subject?: Subject
  readonly accessToken: boolean
  readonly idToken: boolean
  readonly nonce?: string
  /** A code that leaves in the same answer, for `c_hash`. */
  readonly code?: string
  /** The thumbprint of the key that the tokens are bound to (RFC 9449 6.1). */
  readonly jkt?: string
}

/** The strings that go out. */
export interface Issued {
  readonly accessToken?: string
  readonly idToken?: string
}

/** `at_hash` and `c_hash`: the left half of the SHA-256 (OpenID Connect Core 3.1.3.6). */
const leftHalfHash = (value: string): string =>
  createHash('sha256').update(value).digest().subarray(0, 16).toString('base64url')

const issueAccessToken = async (
  { app, subject, scopes, jkt }: Decision,
  server: AuthorizationServer,
  deps: Deps,
): Promise<string> => {
  const jti = `AT.${await deps.store.newTokenId()}`
  const claims = server.accessTokenClaims({
    jti,
    app,
    scopes,
    issuedAt: deps.now(),
    ...subject,
    ...(jkt !== undefined && { jkt }),
  })
  return deps.keys.signAccessToken(claims, server.accessTokenType)
}

const issueIdToken = async (
  { app, scopes, nonce, code }: Decision,
  { user, authTime, amr, acr }: Subject,
  accessToken: string | undefined,
  server: AuthorizationServer,
  deps: Deps,
): Promise<string> => {
  const groups = deps.org.groupsOf(user).map((group) => group.profile.name)
  const { name, email, preferred_username, ...rest } = scopeClaims(
    user,
    scopes.filter((scope) => server.claimScopes.has(scope)),
    groups,
  )
  const now = deps.now()
  // Claim order as recorded (S-055).
  return deps.keys.signIdToken({
    sub: user.id,
    ...(name !== undefined && { name }),
    ...(email !== undefined && { email }),
    ver: 1,
    iss: server.issuer,
    aud: app.clientId,
    iat: now,
    exp: now + server.idTokenLifetimeSeconds,
    jti: `ID.${await deps.store.newTokenId()}`,
    amr,
    ...(acr !== undefined && { acr }),
    idp: deps.org.id,
    ...(nonce !== undefined && { nonce }),
    ...(preferred_username !== undefined && { preferred_username }),
    auth_time: authTime,
    ...(accessToken !== undefined && { at_hash: leftHalfHash(accessToken) }),
    ...(code !== undefined && { c_hash: leftHalfHash(code) }),
    // Beside an access token the ID token is thin: the other claims are at /userinfo (S-056).
    ...(accessToken === undefined && rest),
    ...server.identityClaims(user, scopes),
  })
}

/** Writes and signs the tokens of a decision, and tells the journal. */
export const issue = async (
  decision: Decision,
  server: AuthorizationServer,
  deps: Deps,
  trace: Trace,
): Promise<Issued> => {
  const accessToken = decision.accessToken ? await issueAccessToken(decision, server, deps) : undefined
  const { subject } = decision
  const idToken =
    decision.idToken && subject ? await issueIdToken(decision, subject, accessToken, server, deps) : undefined
  if (accessToken !== undefined) trace.issued.push({ kind: 'access_token', value: accessToken })
  if (idToken !== undefined) trace.issued.push({ kind: 'id_token', value: idToken })
  return { ...(accessToken !== undefined && { accessToken }), ...(idToken !== undefined && { idToken }) }
}
