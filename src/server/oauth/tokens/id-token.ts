// The ID token (OpenID Connect Core 2).
import { createHash } from 'node:crypto'
import type { Deps } from '../../deps.js'
import type { AuthorizationServer } from '../authorization-server.js'
import type { Decision, Subject } from './decision.js'
import { scopeClaims } from './scope-claims.js'

/** `at_hash` and `c_hash`: the left half of the SHA-256 (OpenID Connect Core 3.1.3.6). */
const leftHalfHash = (value: string): string =>
  createHash('sha256').update(value).digest().subarray(0, 16).toString('base64url')

/** Writes and signs the ID token; `accessToken` is the one that goes out beside it. */
export const issueIdToken = async (
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
    // Beside an access token the ID token is thin: the other claims are at /userinfo (S-056). Beside a code it is full (S-078).
    ...(accessToken === undefined && rest),
    ...server.identityClaims(user, scopes),
  })
}
