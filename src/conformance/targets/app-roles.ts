// Which of the target's apps can play which part. The first that fits plays it, so one real app may play several.
import type { AppRole } from './needs.js'
import type { TestApp } from './settings.js'

interface Role {
  /** What is missing when no app fits. */
  readonly wanted: string
  /** Environment variables that describe such an app. */
  readonly variables?: readonly string[]
  readonly fits: (app: TestApp) => boolean
}

const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code'
const usesSecret = ({ authMethod, clientSecret }: TestApp): boolean =>
  clientSecret !== undefined && (authMethod === 'client_secret_basic' || authMethod === 'client_secret_post')
const has = ({ grantTypes }: TestApp, grant: string): boolean => grantTypes.includes(grant)
const plain = (app: TestApp): boolean =>
  app.active && !app.dpopBound && !app.consentRequired && !isUnassigned(app) && app.redirectUris.length > 0
const isUnassigned = ({ assignments }: TestApp): boolean =>
  assignments !== undefined && assignments.groups.length === 0 && assignments.users.length === 0
const codeApp = (app: TestApp): boolean =>
  plain(app) && usesSecret(app) && has(app, 'authorization_code') && !app.pkceRequired

export const appRoles: Readonly<Record<AppRole, Role>> = {
  'code-app': {
    wanted: 'web app with a client secret and authorization_code, PKCE not required',
    variables: ['CONFORMANCE_CLIENT_ID, CONFORMANCE_CLIENT_SECRET and CONFORMANCE_REDIRECT_URI'],
    fits: codeApp,
  },
  // The second of that kind: see findApp.
  'second-app': {
    wanted: 'second web app with a client secret and authorization_code',
    variables: ['CONFORMANCE_SECOND_CLIENT_ID, CONFORMANCE_SECOND_CLIENT_SECRET and CONFORMANCE_SECOND_REDIRECT_URI'],
    fits: codeApp,
  },
  'post-app': {
    wanted: 'web app with client_secret_post',
    fits: (app) => codeApp(app) && app.authMethod === 'client_secret_post',
  },
  'jwt-app': {
    wanted: 'app with authorization_code and private_key_jwt, and its private key',
    fits: (app) =>
      plain(app) &&
      app.authMethod === 'private_key_jwt' &&
      app.privateKey !== undefined &&
      has(app, 'authorization_code'),
  },
  'implicit-app': {
    wanted: 'web app with a client secret, authorization_code and implicit',
    fits: (app) => codeApp(app) && has(app, 'implicit'),
  },
  'public-app': {
    wanted: 'browser app (no client secret) with authorization_code',
    fits: (app) => plain(app) && app.authMethod === 'none' && app.applicationType === 'browser',
  },
  'native-app': {
    wanted: 'native app with authorization_code',
    fits: (app) => plain(app) && app.applicationType === 'native',
  },
  'device-app': {
    wanted: 'app with the device authorization grant',
    fits: (app) => app.active && has(app, deviceGrant),
  },
  'refresh-app': {
    wanted: 'web app with a client secret, authorization_code and refresh_token',
    fits: (app) => codeApp(app) && has(app, 'refresh_token') && !app.rotatesRefreshTokens,
  },
  'rotating-app': {
    wanted: 'app with refresh_token whose refresh tokens rotate',
    fits: (app) => plain(app) && has(app, 'refresh_token') && app.rotatesRefreshTokens,
  },
  'dpop-app': {
    wanted: 'app with authorization_code and dpop_bound_access_tokens',
    fits: (app) => app.active && app.dpopBound && has(app, 'authorization_code'),
  },
  'service-app': {
    wanted: 'service app with its private key',
    variables: ['OKTA_CLIENT_CLIENTID and OKTA_CLIENT_PRIVATEKEY'],
    fits: (app) => app.active && app.applicationType === 'service' && app.privateKey !== undefined && !app.dpopBound,
  },
  'dpop-service-app': {
    wanted: 'service app with dpop_bound_access_tokens and its private key',
    fits: (app) => app.active && app.applicationType === 'service' && app.privateKey !== undefined && app.dpopBound,
  },
  'pkce-app': {
    wanted: 'web app with a client secret and pkce_required',
    fits: (app) => plain(app) && usesSecret(app) && app.pkceRequired && has(app, 'authorization_code'),
  },
  'consent-app': {
    wanted: 'app with consent_method REQUIRED',
    fits: (app) => app.active && app.consentRequired && !isUnassigned(app),
  },
  'unassigned-app': {
    wanted: 'app that nobody is assigned to',
    fits: (app) => app.active && isUnassigned(app) && has(app, 'authorization_code'),
  },
  'inactive-app': { wanted: 'app with status INACTIVE', fits: (app) => !app.active },
  'password-app': {
    wanted: 'native app with the password grant',
    fits: (app) => app.active && has(app, 'password'),
  },
  'logout-app': {
    wanted: 'web app with a client secret and a post_logout_redirect_uri',
    fits: (app) => codeApp(app) && app.postLogoutRedirectUris.length > 0,
  },
}

/** The app that plays a part. */
export const findApp = (apps: readonly TestApp[], role: AppRole): TestApp | undefined => {
  const fitting = apps.filter(appRoles[role].fits)
  return role === 'second-app' ? fitting[1] : fitting[0]
}
