// How a person or a script signs in and out: the pages' form, /api/v1/authn, the session of a browser.
import type { Servers } from '../oauth/servers.js'
import { activatePath, signInPath } from '../signin/path.js'
import { lazily, type Route } from './route.js'

/** @param servers whose authorizations can be waiting for a sign-in */
export const signInRoutes = (servers: Servers): readonly Route[] => [
  {
    methods: ['POST'],
    path: signInPath,
    endpoint: lazily(async () => (await import('../oauth/endpoints/sign-in.js')).createSignIn(servers)),
  },
  {
    methods: ['GET', 'POST'],
    path: activatePath,
    endpoint: lazily(async () => (await import('../oauth/endpoints/activate.js')).createActivate(servers)),
  },
  {
    methods: ['POST'],
    path: '/api/v1/authn',
    endpoint: lazily(async () => (await import('../signin/authn/primary.js')).authn),
  },
  {
    methods: ['POST'],
    path: '/api/v1/authn/factors/:factorId/verify',
    endpoint: lazily(async () => (await import('../signin/authn/verify.js')).verify),
  },
  {
    methods: ['POST'],
    path: '/api/v1/authn/credentials/change_password',
    endpoint: lazily(async () => (await import('../signin/authn/change-password.js')).changePassword),
  },
  {
    methods: ['POST'],
    path: '/api/v1/authn/cancel',
    endpoint: lazily(async () => (await import('../signin/authn/leave.js')).cancel),
  },
  ...['/api/v1/authn/previous', '/api/v1/authn/skip'].map(
    (path): Route => ({
      methods: ['POST'],
      path,
      endpoint: lazily(async () => (await import('../signin/authn/leave.js')).stay),
    }),
  ),
  {
    methods: ['GET'],
    path: '/api/v1/sessions/me',
    endpoint: lazily(async () => (await import('../signin/endpoints/own-session.js')).getOwnSession),
  },
  {
    methods: ['DELETE'],
    path: '/api/v1/sessions/me',
    endpoint: lazily(async () => (await import('../signin/endpoints/own-session.js')).closeOwnSession),
  },
  {
    methods: ['POST'],
    path: '/api/v1/sessions/me/lifecycle/refresh',
    endpoint: lazily(async () => (await import('../signin/endpoints/own-session.js')).refreshOwnSession),
  },
  {
    methods: ['GET'],
    path: '/login/sessionCookieRedirect',
    endpoint: lazily(
      async () => (await import('../signin/endpoints/session-cookie-redirect.js')).sessionCookieRedirect,
    ),
  },
  {
    methods: ['GET'],
    path: '/login/signout',
    endpoint: lazily(async () => (await import('../signin/endpoints/sign-out.js')).signOut),
  },
  {
    methods: ['GET', 'POST'],
    path: '/idp/idx/*',
    endpoint: lazily(async () => (await import('../signin/endpoints/identity-engine.js')).identityEngine),
  },
]
