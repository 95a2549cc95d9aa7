// POST /tokens: an access token without the way to it. What Okta would never issue is refused.
import type { Deps } from '../deps.js'
import type { AuthorizationServer } from '../oauth/authorization-server.js'
import { createServers } from '../oauth/servers.js'
import { issueAccessToken } from '../oauth/tokens/access-token.js'
import type { App, User } from '../org/records.js'
import { Refusal } from '../refusal.js'
import { requireActiveUser } from './active-user.js'
import { AdminRefusal } from './refusal.js'
import { readTokenWish, type TokenWish } from './token-wish.js'

const requireApp = (clientId: string, deps: Deps): App => {
  const app = deps.org.findApp(clientId)
  if (app?.status === 'ACTIVE') return app
  throw new AdminRefusal(
    app === undefined
      ? `no app has client_id "${clientId}": GET /org lists them, PATCH /org adds one`
      : `app "${app.label}" (${clientId}) is ${app.status}: its tokens are worth nothing`,
  )
}

const requireServer = (id: string, deps: Deps): AuthorizationServer => {
  const server = createServers(deps.url).find(id, deps)
  if (server) return server
  throw new AdminRefusal(`no custom authorization server has the id "${id}": leave it out for the org's own`)
}

/** On the org's own server service apps act for themselves and for nobody else; elsewhere the grant type decides. */
const actsForItself = ({ applicationType, grantTypes }: App, { clientCredentials }: AuthorizationServer): boolean =>
  clientCredentials === undefined
    ? grantTypes.includes('client_credentials')
    : applicationType === clientCredentials.applicationType

const requireUser = (wish: TokenWish, app: App, server: AuthorizationServer, deps: Deps): User | undefined => {
  const name = `"${app.label}" (${app.clientId})`
  if (wish.user !== undefined) {
    if (app.applicationType === 'service') throw new AdminRefusal(`${name} is a service app: it acts for no user`)
    return requireActiveUser(wish.user, deps)
  }
  if (!actsForItself(app, server)) throw new AdminRefusal(`${name} does not act for itself: name a user`)
  const personal = wish.scopes.find((scope) => server.openIdScopes.has(scope))
  if (personal !== undefined) throw new AdminRefusal(`scope ${personal} is about a user: name one, or leave it out`)
  return undefined
}

/** What /token would drop in silence is refused here: whoever mints a token wants all of it. */
const requireScopes = (app: App, scopes: readonly string[], server: AuthorizationServer): void => {
  try {
    const { dropped } = server.grantScopes(app, scopes)
    if (dropped.length === 0) return
    throw new AdminRefusal(
      `scope ${dropped.join(', ')} is not in the grants of "${app.label}" (${app.clientId}): add it under apps[].grants`,
    )
  } catch (error) {
    if (error instanceof Refusal) throw new AdminRefusal(error.reason)
    throw error
  }
}

/** @throws AdminRefusal with one sentence that says what is wrong */
export const mintToken = async (wish: TokenWish, deps: Deps): Promise<string> => {
  const { clientId, scopes, expiresIn, claims, authorizationServer = 'org' } = readTokenWish(wish)
  const app = requireApp(clientId, deps)
  const server = requireServer(authorizationServer, deps)
  const user = requireUser(wish, app, server, deps)
  requireScopes(app, scopes, server)

  const now = deps.now()
  const content = {
    app,
    scopes,
    ...(user && { subject: { user, authTime: now, amr: ['pwd'] } }),
    claims: { ...(expiresIn !== undefined && { exp: now + expiresIn }), ...claims },
  }
  return issueAccessToken(content, server, deps)
}
