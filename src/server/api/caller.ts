// Who calls the API: the bearer of an access token, or the owner of an API token.
import type { Deps } from '../deps.js'
import type { Ask } from '../exchange.js'
import type { App, RoleType, User } from '../org/records.js'
import { refuse } from './catalogue.js'
import { BearerRefusal, challenge, type Resource } from './challenge.js'

/** An authenticated caller. API tokens have no scopes: their owner's roles decide alone. */
export interface Caller {
  readonly user?: User
  readonly app?: App
  readonly roles: readonly RoleType[]
  readonly scopes: ReadonlySet<string> | 'all'
}

/** Not a token of this org at all: an error object and the header (S-307). */
const refuseForeign = (resource: Resource, reason: string): never =>
  refuse('tokenInvalid', { reason, headers: { 'www-authenticate': challenge('tokenInvalid', resource) } })

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const requireAlive = (
  app: App | undefined,
  user: User | undefined,
  claims: Readonly<Record<string, unknown>>,
  resource: Resource,
): App => {
  if (app?.status !== 'ACTIVE') {
    throw new BearerRefusal('tokenInvalid', resource, `the token's app ${text(claims.cid)} is ${app?.status ?? 'gone'}`)
  }
  if (claims.uid !== undefined && user?.status !== 'ACTIVE') {
    throw new BearerRefusal(
      'tokenInvalid',
      resource,
      `the token's user ${text(claims.sub)} is ${user?.status ?? 'gone'}`,
    )
  }
  return app
}

const readBearer = async (token: string, resource: Resource, deps: Deps): Promise<Caller> => {
  const verified = await deps.keys.verify(token)
  if (verified === undefined) {
    return refuseForeign(
      resource,
      `the bearer token "${token.slice(0, 16)}" is no token of this org: was it issued by another run, cut, or is the variable it came from empty?`,
    )
  }
  const { claims } = verified
  const jti = text(claims.jti)
  if (!jti.startsWith('AT.') || claims.aud !== deps.url) {
    return refuseForeign(
      resource,
      'the bearer token is not an access token of the org authorization server: an ID token, or one of a custom server?',
    )
  }
  if (claims.iss !== deps.url)
    return refuseForeign(resource, `the token's issuer is ${text(claims.iss)}, this org is ${deps.url}`)
  if (Number(claims.exp) <= deps.now()) {
    throw new BearerRefusal('tokenExpired', resource, 'the access token is older than an hour: get a fresh one')
  }
  if (await deps.store.isRevoked(jti)) {
    throw new BearerRefusal(
      'tokenRevoked',
      resource,
      'the access token was revoked, or the org was reset since: get a fresh one',
    )
  }
  const user = deps.org.findUser(text(claims.uid))
  const app = requireAlive(deps.org.findApp(text(claims.cid)), user, claims, resource)
  const scp: readonly unknown[] = Array.isArray(claims.scp) ? claims.scp : []
  return { app, ...(user && { user }), roles: user?.roles ?? app.roles, scopes: new Set(scp.map(text)) }
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
