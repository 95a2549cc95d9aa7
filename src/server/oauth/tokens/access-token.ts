// An access token: its claims in the server's order, signed.
import type { Deps } from '../../deps.js'
import type { Claims } from '../../keys/key-ring.js'
import type { AuthorizationServer } from '../authorization-server.js'
import type { Decision } from './decision.js'

/** What an access token is written from. */
export interface AccessTokenContent extends Pick<Decision, 'app' | 'subject' | 'scopes' | 'jkt'> {
  /** The refresh token that it goes with. */
  readonly refreshTokenId?: string
  /** Claims beside the server's, or in their place. */
  readonly claims?: Claims
}

/** Writes and signs it. */
export const issueAccessToken = async (
  { app, subject, scopes, jkt, refreshTokenId, claims }: AccessTokenContent,
  server: AuthorizationServer,
  deps: Deps,
): Promise<string> => {
  // A third part names the refresh token (S-076).
  const jti = ['AT', await deps.store.newTokenId(), ...(refreshTokenId === undefined ? [] : [refreshTokenId])].join('.')
  const facts = { jti, app, scopes, issuedAt: deps.now(), ...subject, ...(jkt !== undefined && { jkt }) }
  return deps.keys.signAccessToken({ ...server.accessTokenClaims(facts), ...claims }, server.accessTokenSigning)
}
