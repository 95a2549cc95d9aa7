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
