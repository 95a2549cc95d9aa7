// Refresh tokens: made with the first access token, found by their strings, ended with everything they were good for.
import type { Deps } from '../../deps.js'
import { losesTokens } from '../../org/loses-tokens.js'
import type { App, User } from '../../org/records.js'
import type { RefreshToken } from '../../store/store.js'
import type { AuthorizationServer, RefreshTokenLifetimes } from '../authorization-server.js'
import type { Subject } from './decision.js'
import { type Claimed, isProven, readRefreshToken } from './refresh-token-string.js'
import { rotate } from './rotation.js'

/** What a refresh token is made from. */
interface Grounds {
  readonly app: App
  readonly subject: Subject
  readonly scopes: readonly string[]
  readonly lifetimes: RefreshTokenLifetimes
  readonly jkt?: string
}

/** Makes a refresh token; its end is fixed, however often it is used (S-501). */
export const createRefreshToken = async (
  { app, subject: { user, ...signedIn }, scopes, lifetimes: { lifetimeSeconds, idleSeconds }, jkt }: Grounds,
  server: AuthorizationServer,
  deps: Deps,
): Promise<RefreshToken> => {
  const now = deps.now()
  const token: RefreshToken = {
    id: deps.random.id('oar'),
    madeAs: await deps.store.newTokenId(),
    serverId: server.id,
    clientId: app.clientId,
    userId: user.id,
    scopes,
    ...signedIn,
    ...(jkt !== undefined && { jkt }),
    expiresAt: now + lifetimeSeconds,
    ...(idleSeconds !== undefined && { idleSeconds }),
    usedAt: now,
    secret: deps.random.token(),
    newest: 0,
    replaced: [],
  }
  await deps.store.refreshTokens.put(token.id, token, lifetimeSeconds)
  return token
}

/** A refresh token that is good for something, and whose it is. */
export interface LivingRefreshToken {
  readonly token: RefreshToken
  readonly claimed: Claimed
  readonly app: App
  readonly user: User
}

/** The token that the string belongs to, or why there is none, for the log. Says nothing about rotation. */
export const findRefreshToken = async (
  text: string,
  server: AuthorizationServer,
  deps: Deps,
): Promise<LivingRefreshToken | { readonly reason: string }> => {
  const claimed = readRefreshToken(text)
  const token = claimed && (await deps.store.refreshTokens.find(claimed.id))
  if (claimed === undefined || token === undefined || !isProven(claimed, token)) {
    return {
      reason:
        'the refresh token is unknown here: it is cut, of another run, over its lifetime, or ended by a revocation',
    }
  }
  if (token.serverId !== server.id) {
    return { reason: `the refresh token was issued by the authorization server "${token.serverId}" and is good there` }
  }
  if (await deps.store.isRevoked(token.madeAs, [token.id, token.userId, token.clientId])) {
    return { reason: 'the refresh token was revoked with everything else of its user or app, or the org was reset' }
  }
  const idle = token.idleSeconds
  if (idle !== undefined && token.usedAt + idle <= deps.now()) {
    return {
      reason: `the refresh token was not used for ${idle} seconds, refreshTokenWindowMinutes of the access policy's rule`,
    }
  }
  const app = deps.org.findApp(token.clientId)
  if (app?.status !== 'ACTIVE') return { reason: `the app of the refresh token is ${app?.status ?? 'gone'}` }
  const user = deps.org.findUser(token.userId)
  if (user === undefined || losesTokens(user)) {
    return { reason: `the user of the refresh token is ${user?.status ?? 'gone'}` }
  }
  return { token, claimed, app, user }
}

/** Whether the string that was shown is the newest, or was replaced within the app's leeway. */
export const isCurrent = ({ token, claimed, app }: LivingRefreshToken, now: number): boolean =>
  rotate(token, claimed.number, app.refreshToken, now).outcome !== 'reused'

/** Ends the refresh token and every access token that it or its first request gave (S-504, S-525). */
export const endRefreshToken = async (
  { id }: Pick<RefreshToken, 'id'>,
  server: AuthorizationServer,
  deps: Deps,
): Promise<void> => {
  await deps.store.end(id, server.accessTokenLifetimeSeconds)
  await deps.store.refreshTokens.take(id)
}
