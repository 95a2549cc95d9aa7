// GET and POST /userinfo (OpenID Connect Core 5.3). Refusals are in WWW-Authenticate, the body is empty (S-527).
import { BearerRefusal, type Resource } from '../../bearer/challenge.js'
import { readShownToken, requireAccessToken, type ShownToken, schemeOf } from '../../bearer/shown-token.js'
import type { Deps } from '../../deps.js'
import { type Ask, type Endpoint, noStore } from '../../exchange.js'
import type { User } from '../../org/records.js'
import type { AuthorizationServer } from '../authorization-server.js'
import { scopeClaims } from '../tokens/scope-claims.js'

const neededScope = 'openid'

/** The order in which live answers have them, and the others where they fit (S-526). */
const order: readonly string[] = [
  'name',
  'nickname',
  'locale',
  'email',
  'preferred_username',
  'given_name',
  'middle_name',
  'family_name',
  'zoneinfo',
  'updated_at',
  'email_verified',
  'profile',
  'address',
  'phone_number',
  'groups',
]

/** The token of the header, or of the form; not of both (S-528, S-529). */
const requireShownToken = (ask: Ask, resource: Resource): ShownToken => {
  const shown = readShownToken(ask)
  const inForm = ask.body.kind === 'form' ? ask.body.params.get('access_token') : undefined
  if (shown !== undefined && inForm !== undefined) {
    throw new BearerRefusal('tokenTwice', resource, 'the access token is in the header and in the form: send it once')
  }
  if (inForm !== undefined) return { scheme: 'Bearer', value: inForm }
  if (shown !== undefined && shown.value !== '') return shown
  throw new BearerRefusal(
    'tokenMissing',
    resource,
    'the request has no access token: send Authorization: Bearer and the token',
  )
}

/** All that the granted scopes give, whatever the ID token had of it. */
const claimsOf = (user: User, granted: ReadonlySet<string>, server: AuthorizationServer, deps: Deps) => {
  const scopes = [...granted]
  const groups = deps.org.groupsOf(user).map(({ profile }) => profile.name)
  const claims = scopeClaims(
    user,
    scopes.filter((scope) => server.claimScopes.has(scope)),
    groups,
  )
  const known = order.filter((name) => name in claims).map((name) => [name, claims[name]] as const)
  return { sub: user.id, ...Object.fromEntries(known), ...server.identityClaims(user, scopes) }
}

/** The userinfo endpoint of one server. */
export const createUserinfo =
  (server: AuthorizationServer): Endpoint =>
  async (ask, deps) => {
    const { endpoints, issuer } = server
    const resource = { endpoints, url: issuer, path: ask.path, scope: neededScope, scheme: schemeOf(ask) }
    const shown = requireShownToken(ask, resource)
    const { app, user, scopes } = await requireAccessToken(shown, { ask, resource, issuer }, deps)
    ask.trace.clientId = app.clientId
    if (user) ask.trace.user = user.profile.login
    if (user === undefined || !scopes.has(neededScope)) {
      throw new BearerRefusal(
        'insufficientScope',
        resource,
        user
          ? `the access token has ${[...scopes].join(' ')}: ask for openid too`
          : 'the access token is of an app that acts for itself: there is no user to tell about',
      )
    }
    return { status: 200, headers: noStore, json: claimsOf(user, scopes, server, deps) }
  }
