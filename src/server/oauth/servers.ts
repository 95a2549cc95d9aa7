// The authorization servers of an org: its own, and custom ones.
import type { Deps } from '../deps.js'
import type { Ask, Endpoint } from '../exchange.js'
import type { CustomAuthorizationServer } from '../org/records.js'
import type { AuthorizationServer } from './authorization-server.js'
import { refuse } from './catalogue.js'
import { createCustomServer } from './custom-server.js'
import { createOrgServer } from './org-server.js'

/** Finds authorization servers. */
export interface Servers {
  readonly org: AuthorizationServer
  /** The custom server that the path names; refuses where there is none. */
  readonly custom: ServerOf
  /** By `org`, or by the id of a custom server. */
  find(id: string, deps: Deps): AuthorizationServer | undefined
}

/** @param url the org's URL */
export const createServers = (url: string): Servers => {
  const org = createOrgServer(url)
  const made = new WeakMap<CustomAuthorizationServer, AuthorizationServer>()
  const server = (record: CustomAuthorizationServer): AuthorizationServer => {
    const value = made.get(record) ?? createCustomServer(record, url)
    made.set(record, value)
    return value
  }
  return {
    org,
    custom: ({ route: { serverId = '' } }, deps) => {
      const record = deps.org.findAuthorizationServer(serverId)
      if (record) return server(record)
      return refuse('authorizationServerUnknown', {
        values: [serverId],
        reason: `no custom authorization server has the id "${serverId}": add one under authorizationServers[]`,
      })
    },
    find: (id, deps) => {
      if (id === org.id) return org
      const record = deps.org.findAuthorizationServer(id)
      return record && server(record)
    },
  }
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
