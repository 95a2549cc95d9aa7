// The authorization servers of an org: its own, and custom ones.
import type { Deps } from '../deps.js'
import type { Ask, Endpoint } from '../exchange.js'
import type { AuthorizationServer } from './authorization-server.js'
import { createOrgServer } from './org-server.js'

/** Finds authorization servers. */
export interface Servers {
  readonly org: AuthorizationServer
  /** By `org`, or by the id of a custom server. */
  find(id: string, deps: Deps): AuthorizationServer | undefined
}

/** @param url the org's URL */
export const createServers = (url: string): Servers => {
  const org = createOrgServer(url)
  return { org, find: (id) => (id === org.id ? org : undefined) }
}

/** Which server a request is for. */
export type ServerOf = (ask: Ask, deps: Deps) => AuthorizationServer

/** An endpoint that is made once for each server, when the first request for it comes. */
export const perServer = (create: (server: AuthorizationServer) => Endpoint, serverOf: ServerOf): Endpoint => {
  const made = new WeakMap<AuthorizationServer, Endpoint>()
  return (ask, deps) => {
    const server = serverOf(ask, deps)
    const endpoint = made.get(server) ?? create(server)
    made.set(server, endpoint)
    return endpoint(ask, deps)
  }
}
