// The org that starts when there is no configuration: enough for every first try.
import type { OrgContent } from '../org/org.js'
import type { App, Group, User } from '../org/records.js'
import { stableId } from '../random.js'

/** What an org needs to know at its start. Times are epoch seconds. */
export interface Start {
  readonly seed: string
  readonly adminUrl: string
  readonly now: number
}

const password = 'Passw0rd!'
const grants = [
  'okta.users.read',
  'okta.users.read.self',
  'okta.users.manage',
  'okta.groups.read',
  'okta.apps.read',
  'okta.logs.read',
]

const user = (login: string, firstName: string, lastName: string, { seed, now }: Start, more: Partial<User>): User => ({
  id: stableId('00u', seed, login),
  status: 'ACTIVE',
  profile: { login, email: login, firstName, lastName },
  password,
  groups: [],
  roles: [],
  factors: [],
  created: now,
  activated: now,
  statusChanged: now,
  lastLogin: null,
  lastUpdated: now,
  passwordChanged: now,
  ...more,
})

const app = (clientId: string, label: string, everyone: Group, { now, adminUrl }: Start, more: Partial<App>): App => ({
  clientId,
  label,
  status: 'ACTIVE',
  tokenEndpointAuthMethod: 'none',
  applicationType: 'web',
  // Okta's samples, the address of the guide, Postman, and the page that shows what came back.
  redirectUris: [
    `${adminUrl}/callback`,
    'http://localhost:8080/authorization-code/callback',
    'http://localhost:8080/login/callback',
    'http://localhost:8080/implicit/callback',
    'http://localhost:8080/',
    'http://localhost:8080',
    'https://oauth.pstmn.io/v1/callback',
  ],
  postLogoutRedirectUris: ['http://localhost:8080', 'http://localhost:8080/'],
  responseTypes: ['code', 'token', 'id_token'],
  grantTypes: ['authorization_code', 'implicit'],
  pkceRequired: false,
  dpopBoundAccessTokens: false,
  consentMethod: 'TRUSTED',
  wildcardRedirect: 'DISABLED',
  refreshToken: { rotationType: 'STATIC', leeway: 30 },
  grants,
  assignments: { groups: [everyone.id], users: [] },
  roles: [],
  created: now,
  lastUpdated: now,
  ...more,
})

/** The built-in org. Ids depend on the seed alone. */
export const builtInOrg = (start: Start): OrgContent => {
  const { seed, now } = start
  const group = (name: string, type: Group['type'], description: string): Group => ({
    id: stableId('00g', seed, name),
    type,
    profile: { name, description },
    created: now,
    lastUpdated: now,
  })
  const everyone = group('Everyone', 'BUILT_IN', 'All users in your organization')
  const engineers = group('Engineers', 'OKTA_GROUP', 'People who build things')
  const admin = user('admin@example.com', 'Ada', 'Admin', start, { roles: ['SUPER_ADMIN'], groups: [engineers.id] })
  return {
    id: stableId('00o', seed, 'org'),
    engine: 'oie',
    publishAccessTokenKey: true,
    rateLimits: 'off',
    users: [admin, user('user@example.com', 'Uma', 'User', start, {})],
    groups: [everyone, engineers],
    apps: [
      app('0oamocktaweb00000001', 'Web app', everyone, start, {
        tokenEndpointAuthMethod: 'client_secret_basic',
        clientSecret: 'mockta-web-app-secret-mockta-web-app-secret',
      }),
      app('0oamocktabrowser0001', 'Single-page app', everyone, start, {
        applicationType: 'browser',
        pkceRequired: true,
        refreshToken: { rotationType: 'ROTATE', leeway: 30 },
      }),
      app('0oamocktanative00001', 'Native app', everyone, start, {
        applicationType: 'native',
        pkceRequired: true,
        redirectUris: ['com.example.mockta:/callback', `${start.adminUrl}/callback`],
      }),
    ],
    trustedOrigins: [{ origin: 'http://localhost:8080', scopes: ['CORS', 'REDIRECT'] }],
    apiTokens: [{ token: '00TmocktaApiTokenForTheBuiltInOrg000000000', userId: admin.id }],
  }
}
