import t from 'tap'
import { resolveConfig } from '../../../src/server/config/settings.js'
import type { ConfigFile } from '../../../src/server/config/shape.js'
import { person, serviceApp, webApp } from '../../fixtures/config.js'

const app = (given: NonNullable<ConfigFile['apps']>[number]) => resolveConfig({ apps: [given] }, {}).apps[0]

t.test('an empty configuration: an org with the default authorization server and nothing else', async (t) => {
  const { org, authorizationServers, ...lists } = resolveConfig({}, {})
  t.match(org, { id: /^00o[0-9A-Za-z]{17}$/, engine: 'oie', publishAccessTokenKey: true, rateLimits: 'off' })
  t.match(authorizationServers, [{ id: 'default', name: 'default', audiences: ['api://default'] }])
  t.strictSame(lists, { groups: [], users: [], apps: [], trustedOrigins: [], apiTokens: [] })
  t.strictSame(resolveConfig({ authorizationServers: [] }, {}).authorizationServers, [], 'unless the list is given')
})

t.test('defaults of users, groups, servers and origins', async (t) => {
  const settings = resolveConfig(
    {
      groups: [{ profile: { name: 'A' } }],
      users: [person()],
      authorizationServers: [
        { name: 'S', audiences: ['a'], scopes: [{ name: 's' }], claims: [{ name: 'c', value: 'user.city' }] },
      ],
      trustedOrigins: [{ origin: 'http://a' }],
    },
    {},
  )
  t.match(settings.groups, [{ id: /^00g\w{17}$/, profile: { name: 'A', description: null } }])
  t.strictSame(settings.users, [
    {
      id: settings.users[0]?.id,
      status: 'ACTIVE',
      profile: { login: 'ada@example.com', email: 'ada@example.com', firstName: 'Ada', lastName: 'Admin' },
      credentials: {},
      groups: [],
      roles: [],
      factors: [],
    },
  ])
  t.match(settings.authorizationServers, [
    {
      id: /^aus\w{17}$/,
      scopes: [{ name: 's', consent: 'IMPLICIT', metadataPublish: 'NO_CLIENTS' }],
      claims: [{ name: 'c', claimType: 'RESOURCE', value: 'user.city', scopes: [] }],
      accessTokenLifetimeMinutes: 60,
    },
  ])
  t.strictSame(settings.trustedOrigins, [{ origin: 'http://a', scopes: ['CORS', 'REDIRECT'] }])
})

t.test('defaults of an app follow its type', async (t) => {
  const common = {
    label: 'A',
    post_logout_redirect_uris: [],
    dpop_bound_access_tokens: false,
    consent_method: 'TRUSTED',
    wildcard_redirect: 'DISABLED',
    grants: [],
    assignments: { groups: ['Everyone'], users: [] },
    roles: [],
    status: 'ACTIVE',
  }
  const redirect_uris = ['http://localhost/cb']
  const client_id = '0oaclient00000000001'
  const code = { response_types: ['code'], grant_types: ['authorization_code'] }
  const webSecret = 'e'.repeat(20)
  t.strictSame(app(webApp({ client_id, client_secret: webSecret })), {
    ...common,
    ...code,
    client_id,
    client_secret: webSecret,
    token_endpoint_auth_method: 'client_secret_basic',
    application_type: 'web',
    redirect_uris,
    pkce_required: false,
    refresh_token: { rotation_type: 'STATIC', leeway: 30 },
  })
  for (const [application_type, rotation_type] of [
    ['browser', 'ROTATE'],
    ['native', 'STATIC'],
  ] as const) {
    t.strictSame(app(webApp({ client_id, application_type })), {
      ...common,
      ...code,
      client_id,
      token_endpoint_auth_method: 'none',
      application_type,
      redirect_uris,
      pkce_required: true,
      refresh_token: { rotation_type, leeway: 30 },
    })
  }
  t.strictSame(app(serviceApp({ client_id })), {
    ...common,
    client_id,
    token_endpoint_auth_method: 'private_key_jwt',
    application_type: 'service',
    redirect_uris: [],
    response_types: ['token'],
    grant_types: ['client_credentials'],
    pkce_required: false,
    refresh_token: { rotation_type: 'STATIC', leeway: 30 },
    jwks_uri: 'http://localhost/keys',
  })
})

t.test('what is given wins; half-given parts are filled', async (t) => {
  t.strictSame(app(webApp({ application_type: 'browser', refresh_token: { leeway: 0 } }))?.refresh_token, {
    rotation_type: 'ROTATE',
    leeway: 0,
  })
  t.strictSame(app(webApp({ assignments: { users: ['a'] } }))?.assignments, { groups: [], users: ['a'] })
  t.strictSame(app(webApp({ grant_types: ['authorization_code', 'implicit'] }))?.response_types, [
    'code',
    'token',
    'id_token',
  ])
  t.strictSame(app(webApp({ application_type: 'browser', grant_types: ['implicit'] }))?.response_types, [
    'token',
    'id_token',
  ])
})

t.test('ids and secrets are the same in every run, and others with another seed', async (t) => {
  const file: ConfigFile = { groups: [{ profile: { name: 'A' } }], users: [person()], apps: [webApp(), webApp()] }
  const made = (seed?: string) => {
    const { org, groups, users, apps } = resolveConfig(file, seed === undefined ? {} : { seed })
    return [org.id, groups[0]?.id, users[0]?.id, ...apps.flatMap((each) => [each.client_id, each.client_secret])]
  }
  t.strictSame(made(), made())
  t.strictSame(made('1'), made('1'))
  const all = [...made(), ...made('1')]
  t.equal(new Set(all).size, all.length, 'two apps of one label included')
  const [, , , clientId, secret] = made()
  t.match(clientId, /^0oa[0-9A-Za-z]{17}$/)
  t.match(secret, /^[\w-]{64}$/)
  t.equal(
    resolveConfig({ apps: [webApp({ label: 'B' }), webApp()] }, {}).apps[1]?.client_id,
    clientId,
    'whatever stands before it',
  )
})
