// Authorization requests that were pushed to /par, and the request_uri that stands for one at /authorize (RFC 9126).
import type { Deps } from '../../deps.js'
import { type Params, readParams, type Trace } from '../../exchange.js'
import type { AuthorizationServer } from '../authorization-server.js'
import { refuse } from '../catalogue.js'

/** Seconds (S-594). */
export const pushedLifetimeSeconds = 3600

const usedKey = (uri: string): string => `request_uri ${uri}`

/** Keeps the parameters; gives the URI that stands for them, in the shape of Okta's (S-594). */
export const keepPushed = async (
  params: Params,
  clientId: string,
  server: AuthorizationServer,
  deps: Deps,
): Promise<string> => {
  const uri = `urn:okta:${Buffer.from(`${deps.random.token()}:`).toString('base64url')}`
  const pushed = { serverId: server.id, clientId, params: Object.fromEntries(params) }
  await deps.store.pushedRequests.put(uri, pushed, pushedLifetimeSeconds)
  return uri
}

/** The pushed parameters in place of those sent with a `request_uri`; the same ones where there is none (S-593). */
export const redeemRequestUri = async (
  params: Params,
  server: AuthorizationServer,
  deps: Deps,
  trace: Trace,
): Promise<Params> => {
  const uri = params.get('request_uri')
  if (uri === undefined) return params
  if (params.has('request')) {
    refuse('requestUriBesideObject', { reason: 'the request has both request and request_uri: send one of them' })
  }
  const pushed = await deps.store.pushedRequests.find(uri)
  if (pushed === undefined || (await deps.store.usedIds.find(usedKey(uri)))) {
    return refuse('requestUriInvalid', {
      reason: `request_uri "${uri}" was not given out by /par, is older than an hour or was used already: push the request again. Okta fetches no request_uri from anywhere`,
    })
  }
  if (pushed.serverId !== server.id) {
    refuse('requestUriOfAnotherServer', {
      reason: `the request was pushed to the authorization server "${pushed.serverId}", and this is "${server.id}"`,
    })
  }
  const clientId = params.get('client_id')
  if (clientId !== pushed.clientId) {
    refuse('requestUriOfAnotherClient', {
      reason: `client_id is ${clientId === undefined ? 'missing' : `"${clientId}"`}, and ${pushed.clientId} pushed the request: send its client_id beside request_uri`,
    })
  }
  const ignored = [...params.keys()].filter((name) => name !== 'client_id' && name !== 'request_uri')
  if (ignored.length > 0) trace.notes.push(`beside request_uri only client_id counts; ignored: ${ignored.join(', ')}`)
  return readParams(new URLSearchParams({ ...pushed.params, request_uri: uri }))
}

/** Uses up the request_uri of a request that is about to be answered with a code or tokens; its page may be reloaded (S-593). */
export const useRequestUri = async (params: Params, { store }: Deps): Promise<void> => {
  const uri = params.get('request_uri')
  if (uri === undefined || (await store.usedIds.add(usedKey(uri), true, 2 * pushedLifetimeSeconds))) return
  refuse('requestUriInvalid', { reason: `request_uri "${uri}" was used already: it is good for one authorization` })
}
