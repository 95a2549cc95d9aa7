// Who calls the API: the bearer of an access token, or the owner of an API token.
import { inspectAccessToken } from '../bearer/access-token.js'
import { BearerRefusal, challenge, type Resource } from '../bearer/challenge.js'
import type { Deps } from '../deps.js'
import type { Ask } from '../exchange.js'
import type { App, RoleType, User } from '../org/records.js'
import { refuse } from './catalogue.js'

/** An authenticated caller. API tokens have no scopes: their owner's roles decide alone. */
export interface Caller {
  readonly user?: User
  readonly app?: App
  readonly roles: readonly RoleType[]
  readonly scopes: ReadonlySet<string> | 'all'
}

const problemOf = { expired: 'tokenExpired', revoked: 'tokenRevoked', dead: 'tokenInvalid' } as const

const readBearer = async (token: string, resource: Resource, deps: Deps): Promise<Caller> => {
  const inspection = await inspectAccessToken(token, deps.url, deps)
  if (inspection.kind === 'alive') {
    const { app, user, scopes } = inspection.token
    return { app, ...(user && { user }), roles: user?.roles ?? app.roles, scopes }
  }
  const { kind, reason } = inspection
  if (kind !== 'foreign') throw new BearerRefusal(problemOf[kind], resource, reason)
  // Not a token of this org at all: an error object and the header (S-307).
  return refuse('tokenInvalid', { reason, headers: { 'www-authenticate': challenge('tokenInvalid', resource) } })
}

const readApiToken = (token: string, deps: Deps): Caller => {
  const known = deps.org.apiTokens.find((candidate) => candidate.token === token)
  const owner = known && deps.org.findUser(known.userId)
  if (owner?.status === 'ACTIVE') return { user: owner, roles: owner.roles, scopes: 'all' }
  return refuse('tokenInvalid', {
    reason: known
      ? `the owner of the API token is ${owner?.status ?? 'gone'}`
      : 'no such API token: add it under apiTokens[]',
  })
}

/** The caller of the request; refuses credentials that are missing or dead. */
export const requireCaller = async (ask: Ask, resource: Resource, deps: Deps): Promise<Caller> => {
  const [scheme = '', ...rest] = (ask.headers.authorization ?? '').trim().split(/ +/)
  const token = rest.join(' ')
  if (/^bearer$/i.test(scheme)) return readBearer(token, resource, deps)
  if (/^ssws$/i.test(scheme)) return readApiToken(token, deps)
  return refuse('sessionInvalid', {
    reason:
      scheme === ''
        ? 'no Authorization header: send Bearer and an access token, or SSWS and an API token'
        : `Authorization scheme "${scheme}" is not served: use Bearer or SSWS`,
  })
}
