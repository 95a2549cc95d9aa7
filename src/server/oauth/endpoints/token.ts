// POST /token (RFC 6749 3.2).
import type { Deps } from '../../deps.js'
import { type Endpoint, noStore, type Params } from '../../exchange.js'
import type { App } from '../../org/records.js'
import type { AuthorizationServer } from '../authorization-server.js'
import { refuse } from '../catalogue.js'
import { authenticateClient } from '../clients/authenticate.js'
import { type Grant, requireGrantType } from '../grants/grant.js'
import { grants } from '../grants/index.js'
import type { Decision } from '../tokens/decision.js'
import { issue } from '../tokens/issue.js'
import { requireKeyBinding } from '../tokens/key-binding.js'
import { readBackChannelParams } from './read-params.js'

const requireGrant = (params: Params, app: App, server: AuthorizationServer): Grant => {
  const type = params.get('grant_type')
  const offered = server.grantTypes.join(', ')
  if (type === undefined) {
    return refuse('grantTypeMissing', { values: [offered], reason: 'the request has no grant_type' })
  }
  const grant = grants.get(type)
  if (grant === undefined) {
    return refuse('grantTypeUnsupported', { values: [offered], reason: `grant_type "${type}" is not served at /token` })
  }
  requireGrantType(app, grant)
  return grant
}

/** How long new refresh tokens live by the access policy. A refresh stays within what a policy allowed before. */
const requirePolicy = (
  { app, subject, scopes }: Decision,
  { type }: Grant,
  server: AuthorizationServer,
  { org }: Deps,
): Pick<Decision, 'refreshTokens'> => {
  if (type === 'refresh_token') return {}
  const groups = subject ? org.groupsOf(subject.user).map(({ profile }) => profile.name) : []
  const user = subject && { user: subject.user }
  return { refreshTokens: server.requirePolicy({ app, ...user, grantType: type, scopes, groups }) }
}

/**
 * The token endpoint of one server. The client first, then its key, then the grant: a nonce challenge uses up an assertion
 * and leaves a code or refresh token alone (S-559, S-576).
 */
export const createToken =
  (server: AuthorizationServer): Endpoint =>
  async (ask, deps) => {
    const params = readBackChannelParams(ask)
    const app = await authenticateClient({ ask, params, server, endpoint: 'token' }, deps)
    const grant = requireGrant(params, app, server)
    const binding = await requireKeyBinding(app, { ask, url: `${server.endpoints}/token` }, deps)
    const key = binding && { jkt: binding.jkt }
    const decision: Decision = { ...(await grant.decide({ ask, params, app, server, ...key }, deps)), ...key }
    if (decision.subject) ask.trace.user = decision.subject.user.profile.login
    const lifetimes = requirePolicy(decision, grant, server, deps)
    const { accessToken, refreshToken, idToken } = await issue({ ...decision, ...lifetimes }, server, deps, ask.trace)
    ask.trace.decision = `issued ${ask.trace.issued.map(({ kind }) => kind).join(', ')}`
    return {
      status: 200,
      // Only the successful answer carries x-robots-tag (S-068).
      headers: { ...noStore, 'x-robots-tag': 'noindex,nofollow', ...(binding && { 'dpop-nonce': binding.nonce }) },
      // Member order as recorded (S-069).
      json: {
        token_type: binding ? 'DPoP' : 'Bearer',
        expires_in: server.accessTokenLifetimeSeconds,
        access_token: accessToken,
        scope: decision.scopes.join(' '),
        ...(refreshToken !== undefined && { refresh_token: refreshToken }),
        ...(idToken !== undefined && { id_token: idToken }),
      },
    }
  }
