// POST /par (RFC 9126 2): an authorization request straight from the app, before any browser is involved.
import type { Deps } from '../../deps.js'
import { type Ask, type Endpoint, noStore, type Params, readParams } from '../../exchange.js'
import type { AuthorizationServer } from '../authorization-server.js'
import { checks } from '../authorize/checks/index.js'
import { openRequest } from '../authorize/open.js'
import { keepPushed, pushedLifetimeSeconds } from '../authorize/pushed.js'
import { mergeRequestObject } from '../authorize/request-object.js'
import { OAuthRefusal, refuse } from '../catalogue.js'
import { authenticateClient } from '../clients/authenticate.js'
import { readBackChannelParams } from './read-params.js'

const refuseMalformed = (reason: string): never => refuse('parBodyMalformed', { reason })

const readJson = (value: unknown): Params => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuseMalformed('the body is JSON and no object: send the parameters as its members')
  }
  const members = Object.entries(value).filter(([, member]) => member !== null && member !== undefined)
  const nested = members.find(([, member]) => typeof member === 'object')
  if (nested) refuseMalformed(`${nested[0]} is ${JSON.stringify(nested[1])}: a parameter is text or a number`)
  const params = members.map(([name, member]): [string, string] => [name, String(member)])
  return readParams(new URLSearchParams(params))
}

/** A form, as RFC 9126 has it, or JSON, as Okta's documents have it (S-591). */
const readPushedParams = (ask: Ask): Params => {
  if (ask.body.kind === 'malformed') return refuseMalformed('the body is not JSON although its media type says so')
  return readBackChannelParams(
    ask.body.kind === 'json' ? { ...ask, body: { kind: 'form', params: readJson(ask.body.value) } } : ask,
  )
}

/** Of the client, not of the request. */
const credentials = ['client_secret', 'client_assertion', 'client_assertion_type']

const withoutCredentials = (params: Params, clientId: string): Params => {
  const own = new Map([...params, ['client_id', clientId]])
  for (const name of credentials) own.delete(name)
  return Object.assign(own, { repeated: [] })
}

/** What /authorize would refuse is refused here, in JSON; one of its refusals has another status at /par (S-592). */
const requireSound = (params: Params, server: AuthorizationServer, deps: Deps): void => {
  try {
    const request = openRequest(params, server, deps)
    for (const check of checks) check(request)
  } catch (error) {
    if (!(error instanceof OAuthRefusal) || error.rule !== 'openidScopeRequired') throw error
    refuse('parOpenidScopeRequired', { reason: error.reason })
  }
}

/** The pushed authorization request endpoint of one server. */
export const createPar =
  (server: AuthorizationServer): Endpoint =>
  async (ask, deps) => {
    if (deps.org.engine === 'classic') {
      refuse('parNotEnabled', { reason: '/par is a feature of Identity Engine: set org.engine to oie' })
    }
    const sent = readPushedParams(ask)
    const app = await authenticateClient({ ask, params: sent, server, endpoint: 'par' }, deps)
    if (sent.has('request_uri')) {
      refuse('parWithRequestUri', { reason: 'the pushed request has request_uri: push the parameters themselves' })
    }
    const params = await mergeRequestObject(withoutCredentials(sent, app.clientId), server, deps)
    requireSound(params, server, deps)
    const uri = await keepPushed(params, app.clientId, server, deps)
    ask.trace.decision = 'request pushed'
    // 200 as Okta's documents have it, where RFC 9126 says 201 (S-594).
    return { status: 200, headers: noStore, json: { request_uri: uri, expires_in: pushedLifetimeSeconds } }
  }
