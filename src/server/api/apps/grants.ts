// The grants collection of an app: the okta.* scopes that it may be given, by hand or here (S-348).

import { oktaScopes } from '../../org/okta-scopes.js'
import type { App, Granted } from '../../org/records.js'
import { stableId } from '../../random.js'
import { created, noContent, ok } from '../answers.js'
import type { Call, Operate } from '../call.js'
import { refuse } from '../catalogue.js'
import { readObject } from '../read-body.js'
import { time } from '../time.js'
import { requireApp } from './find.js'
import type { Shown } from './shape.js'

/** One scope in the collection. */
interface Grant extends Granted {
  readonly app: App
  readonly scope: string
}

/** Scopes that came with the app were granted with it, by the first super admin. */
const grantedWithApp = (app: App, scope: string, { org }: Call['deps']): Granted => {
  const admin = org.users().find(({ roles }) => roles.includes('SUPER_ADMIN'))
  return {
    id: stableId('oag', app.id, scope),
    by: admin ? { type: 'User', id: admin.id } : { type: 'Client', id: app.clientId },
    at: app.created,
  }
}

const grantsOf = (app: App, { deps }: Call): readonly Grant[] =>
  app.grants.map((scope) => ({ app, scope, ...(app.granted?.[scope] ?? grantedWithApp(app, scope, deps)) }))

/** `_embedded` is in the answer to POST, and where `expand=scope` asks for it. */
const grantBody = ({ app, scope, id, by, at }: Grant, url: string, withScope: boolean): Shown => {
  const appUrl = `${url}/api/v1/apps/${app.id}`
  return {
    id,
    status: 'ACTIVE',
    created: time(at),
    createdBy: { id: by.id, type: by.type },
    lastUpdated: time(at),
    issuer: url,
    clientId: app.clientId,
    scopeId: scope,
    source: 'ADMIN',
    ...(withScope && { _embedded: { scope: { id: scope } } }),
    _links: {
      app: { href: appUrl, title: app.label },
      self: { href: `${appUrl}/grants/${id}`, hints: { allow: ['GET', 'DELETE'] } },
      client: { href: `${url}/oauth2/v1/clients/${app.clientId}`, title: app.label },
    },
  }
}

const isExpanded = ({ ask }: Call): boolean => ask.query.get('expand') === 'scope'

const invalid = (field: string, problem: string, reason: string): never =>
  refuse('validationFailed', { values: [field], causes: [`${field}: ${problem}`], reason })

/** What Okta says to each of these is not known (differences.md). */
const readScope = (call: Call, app: App): string => {
  const { issuer, scopeId } = readObject(call.ask)
  const { url } = call.deps
  if (typeof issuer !== 'string' || issuer === '')
    return invalid('issuer', 'The field cannot be left blank', `send "issuer": "${url}" beside scopeId`)
  if (typeof scopeId !== 'string' || scopeId === '')
    return invalid('scopeId', 'The field cannot be left blank', 'send "scopeId": "okta.users.read", say')
  if (issuer !== url) return invalid('issuer', 'The issuer is not valid', `issuer is ${url} here, not ${issuer}`)
  if (!oktaScopes.has(scopeId))
    return invalid('scopeId', 'The scope is not valid', `Okta has no scope "${scopeId}": check its spelling`)
  if (app.grants.includes(scopeId)) {
    const problem = 'An object with this field already exists in the current organization'
    return invalid('scopeId', problem, `"${app.label}" has ${scopeId} already`)
  }
  return scopeId
}

/** Grants a scope: /authorize and /token give it from now on. */
export const grantConsentToScope: Operate = (call) => {
  const { ask, caller, deps } = call
  const app = requireApp(call)
  const scope = readScope(call, app)
  const by = caller.user
    ? ({ type: 'User', id: caller.user.id } as const)
    : ({ type: 'Client', id: caller.app?.clientId ?? '' } as const)
  const granted: Granted = { id: deps.random.id('oag'), by, at: deps.now() }
  deps.org.putApp({ ...app, grants: [...app.grants, scope], granted: { ...app.granted, [scope]: granted } })
  ask.trace.decision = `${scope} granted to "${app.label}"`
  return created(grantBody({ app, scope, ...granted }, deps.url, true))
}

/** The whole collection, without pages. */
export const listScopeConsentGrants: Operate = (call) =>
  ok(grantsOf(requireApp(call), call).map((grant) => grantBody(grant, call.deps.url, isExpanded(call))))

const requireGrant = (call: Call): Grant => {
  const app = requireApp(call)
  const id = call.values.grantId ?? ''
  return (
    grantsOf(app, call).find((grant) => grant.id === id) ??
    refuse('notFound', {
      values: [id, 'OAuth2ScopeConsentGrant'],
      reason: `"${app.label}" has no grant with the id "${id}": the list of its grants has the ids`,
    })
  )
}

/** One scope of the collection. */
export const getScopeConsentGrant: Operate = (call) =>
  ok(grantBody(requireGrant(call), call.deps.url, isExpanded(call)))

/** Takes a scope back: tokens that carry it keep it until they expire. */
export const revokeScopeConsentGrant: Operate = (call) => {
  const { app, scope } = requireGrant(call)
  const { [scope]: _gone, ...granted } = app.granted ?? {}
  call.deps.org.putApp({ ...app, grants: app.grants.filter((other) => other !== scope), granted })
  call.ask.trace.decision = `${scope} taken from "${app.label}"`
  return noContent
}
