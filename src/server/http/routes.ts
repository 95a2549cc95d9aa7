// The org's surface on one screen.
import { createAuthorize } from '../oauth/endpoints/authorize.js'
import { createKeys } from '../oauth/endpoints/keys.js'
import { createMetadata } from '../oauth/endpoints/metadata.js'
import { oktaOrganization } from '../oauth/endpoints/okta-organization.js'
import { createSignIn, signInPath } from '../oauth/endpoints/sign-in.js'
import { createToken } from '../oauth/endpoints/token.js'
import { createOrgServer } from '../oauth/org-server.js'
import { lazily, type Route } from './route.js'

/** The routes of one org. @param url the org's URL */
export const createRoutes = (url: string): readonly Route[] => {
  const org = createOrgServer(url)
  return [
    { methods: ['GET'], path: '/.well-known/openid-configuration', endpoint: createMetadata(org) },
    { methods: ['GET'], path: '/.well-known/okta-organization', endpoint: oktaOrganization },
    { methods: ['GET'], path: '/oauth2/v1/keys', endpoint: createKeys() },
    { methods: ['GET', 'POST'], path: '/oauth2/v1/authorize', endpoint: createAuthorize(org) },
    { methods: ['POST'], path: signInPath, endpoint: createSignIn(new Map([[org.id, org]])) },
    { methods: ['POST'], path: '/oauth2/v1/token', endpoint: createToken(org) },
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
