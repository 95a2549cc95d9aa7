// POST /introspect (RFC 7662).
import { type AccessToken, inspectAccessToken } from '../../bearer/access-token.js'
import type { Deps } from '../../deps.js'
import { type Endpoint, noStore } from '../../exchange.js'
import { losesTokens } from '../../org/loses-tokens.js'
import type { AuthorizationServer } from '../authorization-server.js'
import { authenticateClient } from '../clients/authenticate.js'
import { inspectIdToken } from '../tokens/inspect-id-token.js'
import { findRefreshToken, isCurrent, type LivingRefreshToken } from '../tokens/refresh-tokens.js'
import { readBackChannelParams } from './read-params.js'
import { requireTokenParam } from './token-param.js'

/** What a living token says, or why there is nothing to say. */
type Description = { readonly active: Readonly<Record<string, unknown>> } | { readonly reason: string }

/** Member order as recorded (S-521). A token that is bound to a key says so by `cnf` (RFC 9449 6.2, inferred). */
const describeAccessToken = ({ claims, app, user, scopes, jkt }: AccessToken): Description => ({
  active: {
    active: true,
    scope: [...scopes].join(' '),
    ...(user && { username: user.profile.login }),
    exp: claims.exp,
    iat: claims.iat,
    sub: claims.sub,
    aud: claims.aud,
    iss: claims.iss,
    jti: claims.jti,
    token_type: 'Bearer',
    client_id: app.clientId,
    ...(user && { uid: user.id }),
    ...(jkt !== undefined && { cnf: { jkt } }),
  },
})

/** Which members a refresh token has is documented (S-522), their order is that of an access token. */
const describeRefreshToken = ({ token, user }: LivingRefreshToken): Description => ({
  active: {
    active: true,
    scope: token.scopes.join(' '),
    username: user.profile.login,
    exp: token.expiresAt,
    sub: user.profile.login,
    token_type: 'Bearer',
    client_id: token.clientId,
  },
})

/** What Okta says of an ID token is not written down (differences.md). */
const describeIdToken = async (token: string, server: AuthorizationServer, deps: Deps): Promise<Description> => {
  const inspected = await inspectIdToken(token, server, deps)
  if ('reason' in inspected) return inspected
  const { claims, app, userId, madeAs, expired } = inspected
  const user = deps.org.findUser(userId)
  if (expired) return { reason: 'the ID token is past its lifetime' }
  if (user === undefined || losesTokens(user)) return { reason: `the ID token's user is ${user?.status ?? 'gone'}` }
  if (await deps.store.isRevoked(madeAs, [userId, app.clientId])) return { reason: 'the org was reset since' }
  return {
    active: {
      active: true,
      username: user.profile.login,
      exp: claims.exp,
      iat: claims.iat,
      sub: claims.sub,
      aud: claims.aud,
      iss: claims.iss,
      jti: claims.jti,
      client_id: app.clientId,
      uid: user.id,
    },
  }
}

/** The hint is not needed: each kind of token is recognised by its form. */
const describe = async (token: string, server: AuthorizationServer, deps: Deps): Promise<Description> => {
  if (!token.includes('.')) {
    const found = await findRefreshToken(token, server, deps)
    if ('reason' in found) return found
    return isCurrent(found, deps.now()) ? describeRefreshToken(found) : { reason: 'the refresh token was replaced' }
  }
  const access = await inspectAccessToken(token, server.issuer, deps)
  if (access.kind === 'alive') return describeAccessToken(access.token)
  return access.kind === 'foreign' ? describeIdToken(token, server, deps) : access
}

/** The introspection endpoint of one server. Any client of the org may ask about any token of it (differences.md). */
export const createIntrospect =
  (server: AuthorizationServer): Endpoint =>
  async (ask, deps) => {
    const params = readBackChannelParams(ask)
    await authenticateClient({ ask, params, server, endpoint: 'introspect' }, deps)
    const description = await describe(requireTokenParam(params), server, deps)
    const inactive = 'reason' in description
    if (inactive) ask.trace.notes.push(`the token is not active: ${description.reason}`)
    ask.trace.decision = inactive ? 'inactive' : 'active'
    return { status: 200, headers: noStore, json: inactive ? { active: false } : description.active }
  }
