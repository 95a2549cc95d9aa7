// Who calls the API: the holder of an access token, the owner of an API token, or a browser that is signed in.
import { challenge, type Resource } from '../bearer/challenge.js'
import { readShownToken, requireAccessToken, type ShownToken } from '../bearer/shown-token.js'
import type { Deps } from '../deps.js'
import type { Ask } from '../exchange.js'
import type { App, RoleType, User } from '../org/records.js'
import { findSignedIn } from '../signin/sessions.js'
import { refuse } from './catalogue.js'

/** An authenticated caller. API tokens have no scopes: their owner's roles decide alone. */
export interface Caller {
  readonly user?: User
  readonly app?: App
  readonly roles: readonly RoleType[]
  readonly scopes: ReadonlySet<string> | 'all'
}

const readAccessToken = async (shown: ShownToken, ask: Ask, resource: Resource, deps: Deps): Promise<Caller> => {
  const { app, user, scopes } = await requireAccessToken(
    shown,
    {
      ask,
      resource,
      issuer: deps.url,
      // Not a token of this org at all: an error object and the header (S-307).
      refuseForeign: (reason) =>
        refuse('tokenInvalid', { reason, headers: { 'www-authenticate': challenge('tokenInvalid', resource) } }),
    },
    deps,
  )
  return { app, ...(user && { user }), roles: user?.roles ?? app.roles, scopes }
}

const readApiToken = (token: string, deps: Deps): Caller => {
  const known = deps.org.findApiToken(token)
  const owner = known && deps.org.findUser(known.userId)
  if (owner?.status === 'ACTIVE') return { user: owner, roles: owner.roles, scopes: 'all' }
  return refuse('tokenInvalid', {
    reason: known
      ? `the owner of the API token is ${owner?.status ?? 'gone'}`
      : 'no such API token: add it under apiTokens[]',
  })
}

/** A browser's session reaches the person's own user, whatever roles they have (S-260). */
const readSession = async (ask: Ask, deps: Deps): Promise<Caller | undefined> => {
  const signedIn = await findSignedIn(ask, deps)
  return signedIn && { user: signedIn.user, roles: [], scopes: 'all' }
}

/** The caller of the request; refuses credentials that are missing or dead. */
export const requireCaller = async (ask: Ask, resource: Resource, deps: Deps): Promise<Caller> => {
  const shown = readShownToken(ask)
  if (shown) return readAccessToken(shown, ask, resource, deps)
  const [scheme = '', ...rest] = (ask.headers.authorization ?? '').trim().split(/ +/)
  if (/^ssws$/i.test(scheme)) return readApiToken(rest.join(' '), deps)
  const signedIn = scheme === '' ? await readSession(ask, deps) : undefined
  if (signedIn) return signedIn
  return refuse('sessionInvalid', {
    reason:
      scheme === ''
        ? 'no Authorization header and no session: send Bearer and an access token, or SSWS and an API token'
        : `Authorization scheme "${scheme}" is not served: use Bearer, DPoP or SSWS`,
  })
}
