// POST /revoke (RFC 7009).
import { inspectAccessToken } from '../../bearer/access-token.js'
import type { Deps } from '../../deps.js'
import { type Endpoint, noStore } from '../../exchange.js'
import type { App } from '../../org/records.js'
import type { AuthorizationServer } from '../authorization-server.js'
import { authenticateClient } from '../clients/authenticate.js'
import { endRefreshToken, findRefreshToken, isCurrent } from '../tokens/refresh-tokens.js'
import { readBackChannelParams } from './read-params.js'
import { requireTokenParam } from './token-param.js'

/** What was revoked, or why nothing was. */
type Outcome = { readonly revoked: 'access_token' | 'refresh_token' } | { readonly reason: string }

const foreignTo = (app: App, owner: string): Outcome => ({
  reason: `the token is of ${owner}, and ${app.clientId} may revoke its own tokens only`,
})

/** Takes the access tokens that go with it along (S-525). */
const revokeRefreshToken = async (
  text: string,
  app: App,
  server: AuthorizationServer,
  deps: Deps,
): Promise<Outcome> => {
  const found = await findRefreshToken(text, server, deps)
  if ('reason' in found) return found
  if (found.token.clientId !== app.clientId) return foreignTo(app, found.token.clientId)
  if (!isCurrent(found, deps.now())) return { reason: 'the refresh token was replaced by a newer one' }
  await endRefreshToken(found.token, server, deps)
  return { revoked: 'refresh_token' }
}

/** Leaves its refresh token alone (S-525). */
const revokeAccessToken = async (text: string, app: App, server: AuthorizationServer, deps: Deps): Promise<Outcome> => {
  const inspection = await inspectAccessToken(text, server.issuer, deps)
  if (inspection.kind !== 'alive') return inspection
  const { token } = inspection
  if (token.app.clientId !== app.clientId) return foreignTo(app, token.app.clientId)
  await deps.store.end(token.jti, server.accessTokenLifetimeSeconds)
  return { revoked: 'access_token' }
}

/** The revocation endpoint of one server: the answer is the same whatever there was to revoke (S-524). */
export const createRevoke =
  (server: AuthorizationServer): Endpoint =>
  async (ask, deps) => {
    const params = readBackChannelParams(ask)
    const app = await authenticateClient({ ask, params, server, endpoint: 'revoke' }, deps)
    const token = requireTokenParam(params)
    const revoke = token.includes('.') ? revokeAccessToken : revokeRefreshToken
    const outcome = await revoke(token, app, server, deps)
    if ('reason' in outcome) ask.trace.notes.push(`nothing was revoked: ${outcome.reason}`)
    ask.trace.decision = 'reason' in outcome ? 'nothing revoked' : `revoked ${outcome.revoked}`
    // No body and no content type: clients parse whatever there is (S-524).
    return { status: 200, headers: noStore, empty: true }
  }
