// A decision becomes strings: the one place where tokens are written and signed.
import { createHash } from 'node:crypto'
import type { Deps } from '../../deps.js'
import type { Trace } from '../../exchange.js'
import type { App, User } from '../../org/records.js'
import type { AuthorizationServer } from '../authorization-server.js'
import { scopeClaims } from './scope-claims.js'

/** What was decided about a request: for whom, with which scopes, and which tokens go out. Times are epoch seconds. */
export interface Decision {
  readonly app: App
  readonly user: User
  readonly scopes: readonly string[]
  readonly authTime: number
  readonly amr: readonly string[]
  readonly accessToken: boolean
  readonly idToken: boolean
  readonly nonce?: string
  /** A code that leaves in the same answer, for `c_hash`. */
  readonly code?: string
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
  { app, user, scopes, authTime }: Decision,
  server: AuthorizationServer,
  deps: Deps,
): Promise<string> => {
  const jti = `AT.${await deps.store.newTokenId()}`
  const claims = server.accessTokenClaims({ jti, app, user, scopes, authTime, issuedAt: deps.now() })
  return deps.keys.signAccessToken(claims, server.accessTokenType)
}

const issueIdToken = async (
  decision: Decision,
  accessToken: string | undefined,
  server: AuthorizationServer,
  deps: Deps,
): Promise<string> => {
  const { app, user, scopes, authTime, amr, nonce, code } = decision
  const groups = deps.org.groupsOf(user).map((group) => group.profile.name)
  const { name, email, preferred_username, ...rest } = scopeClaims(user, scopes, groups)
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
    idp: deps.org.id,
    ...(nonce !== undefined && { nonce }),
    ...(preferred_username !== undefined && { preferred_username }),
    auth_time: authTime,
    ...(accessToken !== undefined && { at_hash: leftHalfHash(accessToken) }),
    ...(code !== undefined && { c_hash: leftHalfHash(code) }),
    // Beside an access token the ID token is thin: the other claims are at /userinfo (S-056).
    ...(accessToken === undefined && rest),
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
  const idToken = decision.idToken ? await issueIdToken(decision, accessToken, server, deps) : undefined
  if (accessToken !== undefined) trace.issued.push({ kind: 'access_token', value: accessToken })
  if (idToken !== undefined) trace.issued.push({ kind: 'id_token', value: idToken })
  return { ...(accessToken !== undefined && { accessToken }), ...(idToken !== undefined && { idToken }) }
}
