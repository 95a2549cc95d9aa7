// The org's surface on one screen. What the documents of the first second do not need is loaded by the first request.
import type { Endpoint } from '../exchange.js'
import { strangersKeysPath } from '../faults/strangers-keys-path.js'
import type { AuthorizationServer } from '../oauth/authorization-server.js'
import { createMetadata } from '../oauth/endpoints/metadata.js'
import { oktaOrganization } from '../oauth/endpoints/okta-organization.js'
import { createServers, perServer, type ServerOf, type Servers } from '../oauth/servers.js'
import { lazily, type Route } from './route.js'
import { signInRoutes } from './sign-in-routes.js'

/** An endpoint that every authorization server has. */
interface ServerRoute {
  readonly methods: Route['methods']
  /** Below `/oauth2/v1`, or `/oauth2/{id}/v1`. */
  readonly path: string
  readonly load: () => Promise<(server: AuthorizationServer) => Endpoint>
}

const serverRoutes: readonly ServerRoute[] = [
  {
    methods: ['GET'],
    path: '/keys',
    load: async () => (await import('../oauth/endpoints/keys.js')).createKeys,
  },
  {
    methods: ['GET', 'POST'],
    path: '/authorize',
    load: async () => (await import('../oauth/endpoints/authorize.js')).createAuthorize,
  },
  {
    methods: ['POST'],
    path: '/interact',
    load: async () => (await import('../oauth/endpoints/interact.js')).createInteract,
  },
  {
    methods: ['POST'],
    path: '/token',
    load: async () => (await import('../oauth/endpoints/token.js')).createToken,
  },
  {
    methods: ['POST'],
    path: '/par',
    load: async () => (await import('../oauth/endpoints/par.js')).createPar,
  },
  {
    methods: ['GET', 'POST'],
    path: '/userinfo',
    load: async () => (await import('../oauth/endpoints/userinfo.js')).createUserinfo,
  },
  {
    methods: ['POST'],
    path: '/introspect',
    load: async () => (await import('../oauth/endpoints/introspect.js')).createIntrospect,
  },
  {
    methods: ['POST'],
    path: '/revoke',
    load: async () => (await import('../oauth/endpoints/revoke.js')).createRevoke,
  },
  {
    methods: ['POST'],
    path: '/device/authorize',
    load: async () => (await import('../oauth/endpoints/device-authorize.js')).createDeviceAuthorize,
  },
  {
    methods: ['GET', 'POST'],
    path: '/logout',
    load: async () => (await import('../oauth/endpoints/logout.js')).createLogout,
  },
]

const routesBelow = (prefix: string, serverOf: ServerOf): readonly Route[] =>
  serverRoutes.map(({ methods, path, load }) => ({
    methods,
    path: `${prefix}${path}`,
    endpoint: lazily(async () => perServer(await load(), serverOf)),
  }))

/** The discovery documents: before the path of a custom server, and after it as RFC 8414 3.1 has it (S-657). */
const documentRoutes = ({ org, custom }: Servers): readonly Route[] =>
  (
    [
      ['openid', '/.well-known/openid-configuration'],
      ['oauth', '/.well-known/oauth-authorization-server'],
    ] as const
  ).flatMap(([kind, path]) => {
    const create = (server: AuthorizationServer): Endpoint => createMetadata(server, kind)
    const ofCustom = perServer(create, custom)
    return [
      { methods: ['GET'], path, endpoint: create(org) },
      { methods: ['GET'], path: `/oauth2/:serverId${path}`, endpoint: ofCustom },
      ...(kind === 'oauth'
        ? [{ methods: ['GET'], path: `${path}/oauth2/:serverId`, endpoint: ofCustom } as const]
        : []),
    ] satisfies Route[]
  })

/** Where Okta's APIs are: what is known and not built is answered with 501 there, not with 404. */
const apiPaths = [
  '/api/v1/*',
  '/oauth2/v1/clients',
  '/oauth2/v1/clients/*',
  '/attack-protection/api/v1/*',
  '/idp/myaccount/*',
  '/integrations/api/v1/*',
  '/okta-personal-settings/api/v1/*',
  '/privileged-access/api/v1/*',
  '/security/api/v1/*',
  '/webauthn-registration/api/v1/*',
]

const api = lazily(async () => (await import('../api/index.js')).api)

/** The routes of one org. @param url the org's URL */
export const createRoutes = (url: string): readonly Route[] => {
  const servers = createServers(url)
  return [
    {
      methods: ['GET'],
      path: '/',
      endpoint: lazily(async () => {
        const { homePage } = await import('../pages/home-page.js')
        return () => ({ status: 200, ...homePage(url) })
      }),
    },
    ...documentRoutes(servers),
    { methods: ['GET'], path: '/.well-known/okta-organization', endpoint: oktaOrganization },
    ...routesBelow('/oauth2/v1', () => servers.org),
    ...routesBelow('/oauth2/:serverId/v1', servers.custom),
    {
      methods: ['GET'],
      path: strangersKeysPath,
      endpoint: lazily(async () => (await import('../faults/stranger.js')).strangersKeys),
    },
    ...signInRoutes(servers),
    // An operation of the API like others, below the path of the authorization server.
    { methods: ['POST'], path: '/oauth2/v1/global-token-revocation', endpoint: api },
    ...apiPaths.map((path) => ({ methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'], path, endpoint: api }) as const),
  ]
}
