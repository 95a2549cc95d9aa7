// A request whose client must prove itself, and what sets the endpoints apart that ask for it.
import type { Ask, Params } from '../../exchange.js'
import type { AuthorizationServer } from '../authorization-server.js'

/** The endpoints that clients authenticate to, by what follows the server's `endpoints`. */
export type ClientEndpoint = 'token' | 'introspect' | 'revoke' | 'device/authorize' | 'par'

/** A request to such an endpoint. `params` are those that the endpoint accepts, wherever they were sent. */
export interface ClientRequest {
  readonly ask: Ask
  readonly params: Params
  readonly server: AuthorizationServer
  readonly endpoint: ClientEndpoint
}

/** Okta's own browser library sends `Basic base64(client_id)`, without a colon, to these two (S-550). */
export const acceptsBareBasic = (endpoint: ClientEndpoint): boolean =>
  endpoint === 'introspect' || endpoint === 'revoke'

/**
 * The URLs under which the endpoint may have been called: the org's own, and the one written in the Host header, because
 * an org has several names (at Okta a custom domain; here 127.0.0.1, or a container's name) (S-552).
 */
export const urlsCalled = (url: string, { headers: { host } }: Ask): readonly string[] => {
  const { protocol, host: own, pathname } = new URL(url)
  return host === undefined || host.toLowerCase() === own ? [url] : [url, `${protocol}//${host}${pathname}`]
}
