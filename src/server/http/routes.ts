// The org's surface on one screen.

import type { Endpoint } from '../exchange.js'
import type { AuthorizationServer } from '../oauth/authorization-server.js'
import { createAuthorize } from '../oauth/endpoints/authorize.js'
import { createKeys } from '../oauth/endpoints/keys.js'
import { createMetadata } from '../oauth/endpoints/metadata.js'
import { oktaOrganization } from '../oauth/endpoints/okta-organization.js'
import { createSignIn, signInPath } from '../oauth/endpoints/sign-in.js'
import { createToken } from '../oauth/endpoints/token.js'
import { createServers, perServer, type ServerOf } from '../oauth/servers.js'
import { lazily, type Route } from './route.js'

/** An endpoint that every authorization server has. */
interface ServerRoute {
  readonly methods: Route['methods']
  /** Below `/oauth2/v1`, or `/oauth2/{id}/v1`. */
  readonly path: string
  readonly create: (server: AuthorizationServer) => Endpoint
}

const serverRoutes: readonly ServerRoute[] = [
  { methods: ['GET'], path: '/keys', create: createKeys },
  { methods: ['GET', 'POST'], path: '/authorize', create: createAuthorize },
  { methods: ['POST'], path: '/token', create: createToken },
]

const routesBelow = (prefix: string, serverOf: ServerOf): readonly Route[] =>
  serverRoutes.map(({ methods, path, create }) => ({
    methods,
    path: `${prefix}${path}`,
    endpoint: perServer(create, serverOf),
  }))

/** The routes of one org. @param url the org's URL */
export const createRoutes = (url: string): readonly Route[] => {
  const servers = createServers(url)
  return [
    { methods: ['GET'], path: '/.well-known/openid-configuration', endpoint: createMetadata(servers.org) },
    { methods: ['GET'], path: '/.well-known/okta-organization', endpoint: oktaOrganization },
    ...routesBelow('/oauth2/v1', () => servers.org),
    { methods: ['POST'], path: signInPath, endpoint: createSignIn(servers) },
    {
      methods: ['POST'],
      path: '/api/v1/authn',
      endpoint: lazily(async () => (await import('../signin/authn.js')).authn),
    },
    {
      methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      path: '/api/v1/*',
      endpoint: lazily(async () => (await import('../api/index.js')).api),
    },
  ]
}
