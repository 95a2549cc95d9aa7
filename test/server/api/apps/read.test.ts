import t from 'tap'
import type { App } from '../../../../src/server/org/records.js'
import { apiError, asAdmin, type Reply } from '../../../fixtures/api.js'
import {
  ada,
  bob,
  codeOnly,
  createTestDeps,
  engineers,
  inactive,
  service,
  spa,
  url,
  web,
} from '../../../fixtures/deps.js'

const at = '2026-01-01T00:00:00.000Z'
const ids = ({ json }: Reply): readonly string[] => (json as { id: string }[]).map(({ id }) => id)

const kid = async (): Promise<string> => (await createTestDeps().keys.published())[0]?.kid ?? ''

t.test('one app, member for member in Okta’s order; its secret is not shown', async (t) => {
  const { send } = asAdmin()
  const reply = await send(`GET /api/v1/apps/${web.id}`)
  const self = `${url}/api/v1/apps/${web.id}`
  const { profileEnrollment, accessPolicy } = Object(reply.json)._links
  t.match([profileEnrollment, accessPolicy], [{ href: /policies\/rst\w{17}$/ }, { href: /policies\/rst\w{17}$/ }])
  t.equal(
    JSON.stringify(reply.json, null, 1),
    JSON.stringify(
      {
        id: web.id,
        orn: `orn:okta:idp:00omockta00000000001:apps:oidc_client:${web.id}`,
        name: 'oidc_client',
        label: 'Web',
        status: 'ACTIVE',
        lastUpdated: at,
        created: at,
        accessibility: { selfService: false, errorRedirectUrl: null, loginRedirectUrl: null },
        visibility: {
          autoLaunch: false,
          autoSubmitToolbar: false,
          hide: { iOS: true, web: true },
          appLinks: { oidc_client_link: true },
        },
        features: [],
        signOnMode: 'OPENID_CONNECT',
        credentials: {
          userNameTemplate: { template: `\${source.login}`, type: 'BUILT_IN' },
          signing: { kid: await kid() },
          oauthClient: {
            autoKeyRotation: true,
            client_id: web.id,
            token_endpoint_auth_method: 'client_secret_basic',
            pkce_required: false,
          },
        },
        universalLogout: {
          status: 'DISABLED',
          supportType: 'FULL',
          identityStack: 'NOT_SHARED',
          protocol: 'GLOBAL_TOKEN_REVOCATION',
        },
        settings: {
          app: {},
          notifications: { vpn: { network: { connection: 'DISABLED' }, message: null, helpUrl: null } },
          manualProvisioning: false,
          implicitAssignment: false,
          emOptInStatus: 'NONE',
          notes: { admin: null, enduser: null },
          oauthClient: {
            client_uri: null,
            logo_uri: null,
            redirect_uris: web.redirectUris,
            response_types: web.responseTypes,
            grant_types: web.grantTypes,
            application_type: 'web',
            consent_method: 'TRUSTED',
            issuer_mode: 'DYNAMIC',
            idp_initiated_login: { mode: 'DISABLED', default_scope: [] },
            wildcard_redirect: 'DISABLED',
            dpop_bound_access_tokens: false,
          },
        },
        _links: {
          uploadLogo: { href: `${self}/logo`, hints: { allow: ['POST'] } },
          appLinks: [
            {
              name: 'oidc_client_link',
              href: [url, 'home', 'oidc_client', web.id, 'aln177a159h7Zf52X0g8'].join('/'),
              type: 'text/html',
            },
          ],
          profileEnrollment,
          policies: { href: `${self}/policies`, hints: { allow: ['PUT'] } },
          groups: { href: `${self}/groups` },
          logo: [{ name: 'medium', href: `${url}/assets/img/logos/default.png`, type: 'image/png' }],
          clientCredentials: [{ name: 'secrets', href: `${self}/credentials/secrets` }],
          accessPolicy,
          users: { href: `${self}/users` },
          deactivate: { href: `${self}/lifecycle/deactivate` },
        },
      },
      null,
      1,
    ),
  )
})

t.test('what differs from app to app', async (t) => {
  const n = 'x'.repeat(342)
  const changed: App = {
    ...service,
    postLogoutRedirectUris: ['http://localhost:8080/'],
    grantTypes: ['client_credentials', 'refresh_token'],
    refreshToken: { rotationType: 'ROTATE', leeway: 30 },
    jwks: {
      keys: [
        { kty: 'RSA', kid: 'key-1', use: 'sig', e: 'AQAB', n },
        { kty: 'RSA', e: 'AQAB', n },
      ],
    },
  }
  const { deps, send } = asAdmin()
  const settingsOf = async (app: App) => {
    deps.org.putApp(app)
    return Object((await send(`GET /api/v1/apps/${app.id}`)).json).settings.oauthClient
  }
  const settings = await settingsOf(changed)
  t.strictSame(Object.keys(settings), [
    'client_uri',
    'logo_uri',
    'redirect_uris',
    'post_logout_redirect_uris',
    'response_types',
    'grant_types',
    'jwks',
    'application_type',
    'consent_method',
    'issuer_mode',
    'refresh_token',
    'idp_initiated_login',
    'wildcard_redirect',
    'dpop_bound_access_tokens',
  ])
  t.strictSame(settings.refresh_token, { rotation_type: 'ROTATE', leeway: 30 })
  t.match(settings.jwks.keys, [
    { kty: 'RSA', id: /^pks\w{17}$/, status: 'ACTIVE', kid: 'key-1', use: 'sig', e: 'AQAB', n },
    { kty: 'RSA', id: /^pks\w{17}$/, status: 'ACTIVE', kid: null, use: null, e: 'AQAB', n },
  ])
  const fromUri = await settingsOf({
    ...service,
    jwksUri: 'http://localhost/jwks',
    refreshToken: { rotationType: 'STATIC', leeway: 30 },
    grantTypes: ['refresh_token'],
  })
  t.strictSame([fromUri.jwks_uri, fromUri.refresh_token], ['http://localhost/jwks', { rotation_type: 'STATIC' }])
  const off = await send(`GET /api/v1/apps/${inactive.id}`)
  t.strictSame(Object.keys(Object(off.json)._links), [
    'uploadLogo',
    'appLinks',
    'profileEnrollment',
    'activate',
    'policies',
    'groups',
    'logo',
    'clientCredentials',
    'accessPolicy',
    'users',
  ])
})

t.test('an app is found by its id, not by a client id that was chosen', async (t) => {
  const { deps, send } = asAdmin()
  deps.org.putApp({ ...web, clientId: 'chosen-client' })
  t.match(await send(`GET /api/v1/apps/${web.id}`), {
    status: 200,
    json: { id: web.id, credentials: { oauthClient: { client_id: 'chosen-client' } } },
  })
  t.match(await send('GET /api/v1/apps/chosen-client'), {
    status: 404,
    json: apiError('E0000007', 'Not found: Resource not found: chosen-client (AppInstance)'),
    reason: `"chosen-client" is a client id: the id of the app is ${web.id}`,
  })
  t.match(await send('GET /api/v1/apps/x'), { status: 404, reason: 'no app has the id "x"' })
})

t.test('all apps by id, in pages', async (t) => {
  const { deps, send } = asAdmin()
  const all = await send('GET /api/v1/apps')
  t.strictSame(
    ids(all),
    deps.org
      .apps()
      .map(({ id }) => id)
      .sort(),
  )
  t.strictSame(all.headers.link, [`<${url}/api/v1/apps?limit=20>; rel="self"`])
  const first = await send('GET /api/v1/apps?limit=2')
  t.strictSame(first.headers.link, [
    `<${url}/api/v1/apps?limit=2>; rel="self"`,
    `<${url}/api/v1/apps?after=${ids(first)[1]}&limit=2>; rel="next"`,
  ])
  t.match(await send('GET /api/v1/apps?q=x&after=00u1testcursorvalue&limit=1'), {
    status: 400,
    json: apiError('E0000029', 'Invalid paging request.', ['Invalid cursor.']),
  })
})

t.test('q and filter, also together; other parameters are not repeated in the links', async (t) => {
  const { send } = asAdmin()
  const get = (query: Record<string, string>) => send(`GET /api/v1/apps?${new URLSearchParams(query)}`)
  const found = async (query: Record<string, string>) => ids(await get(query))
  t.strictSame(await found({ q: 'w' }), [web.id, '0oawild0000000000000'])
  t.equal((await found({ q: 'oidc' })).length, 6)
  t.strictSame(await found({ filter: 'status eq "INACTIVE"' }), [inactive.id])
  t.strictSame(await found({ filter: `id eq "${spa.id}"` }), [spa.id])
  t.equal((await found({ filter: 'name eq "oidc_client"' })).length, 6)
  t.equal((await found({ filter: `credentials.signing.kid eq "${await kid()}"` })).length, 6)
  t.strictSame(await found({ filter: `user.id eq "${ada.id}" and id eq "${codeOnly.id}"` }), [codeOnly.id])
  t.strictSame(await found({ filter: `user.id eq "${bob.id}" and id eq "${codeOnly.id}"` }), [])
  t.equal((await found({ filter: 'group.id eq "00geveryone000000000"' })).length, 5)
  t.strictSame(await found({ q: 'i', filter: 'status eq "ACTIVE"' }), [])
  t.match(await get({ filter: 'label eq "Web"' }), { status: 400, rule: 'searchInvalid' })
  const reply = await get({ filter: 'status eq "ACTIVE"', useOptimization: 'true', q: 'Web', limit: '10' })
  t.strictSame(reply.headers.link, [`<${url}/api/v1/apps?limit=10&q=Web&filter=status+eq+%22ACTIVE%22>; rel="self"`])
})

t.test('expand embeds one user', async (t) => {
  const { send } = asAdmin()
  const one = await send(`GET /api/v1/apps/${codeOnly.id}?expand=user/${ada.id}`)
  t.match(one.json, { id: codeOnly.id, _embedded: { user: { id: ada.id, scope: 'USER' } } })
  t.notOk('_embedded' in Object((await send(`GET /api/v1/apps/${codeOnly.id}?expand=user/${bob.id}`)).json))
  t.notOk('_embedded' in Object((await send(`GET /api/v1/apps/${codeOnly.id}?expand=user/unknown`)).json))
  t.match((await send(`GET /api/v1/apps?limit=1&expand=user/${ada.id}`)).json, [
    { _embedded: { user: { id: ada.id } } },
  ])
  for (const expand of ['user/id,group/id', 'user/', 'group']) {
    t.match(await send(`GET /api/v1/apps?expand=${expand}`), {
      status: 400,
      json: apiError('E0000001', 'Api validation failed: RequestParams', ['Expand query is malformed.']),
    })
  }
})

t.test('the users of an app, directly and through groups', async (t) => {
  const { deps, send } = asAdmin()
  const user = (id: string, login: string, group: object = {}) => ({
    id,
    externalId: null,
    created: at,
    lastUpdated: at,
    scope: 'group' in group ? 'GROUP' : 'USER',
    status: 'ACTIVE',
    statusChanged: at,
    passwordChanged: null,
    syncState: 'DISABLED',
    credentials: { userName: login },
    profile: {},
    _links: {
      app: { href: `${url}/api/v1/apps/${codeOnly.id}` },
      ...group,
      user: { href: `${url}/api/v1/users/${id}` },
    },
  })
  const direct = await send(`GET /api/v1/apps/${codeOnly.id}/users`)
  t.equal(JSON.stringify(direct.json), JSON.stringify([user(ada.id, 'ada@example.com')]))
  t.strictSame(direct.headers.link, [`<${url}/api/v1/apps/${codeOnly.id}/users?limit=50>; rel="self"`])

  deps.org.putUser({ ...bob, groups: [engineers.id], created: bob.created + 5 })
  deps.org.putApp({
    ...codeOnly,
    assignments: { groups: [engineers.id], users: [ada.id] },
    assigned: { [ada.id]: { created: 0, lastUpdated: 1, userName: 'ada-in-app', profile: { role: 'x' } } },
  })
  const both = await send(`GET /api/v1/apps/${codeOnly.id}/users`)
  const group = { group: { name: 'Engineers', href: `${url}/api/v1/groups/${engineers.id}` } }
  t.equal(
    JSON.stringify(both.json),
    JSON.stringify([
      {
        ...user(ada.id, 'ada-in-app'),
        created: '1970-01-01T00:00:00.000Z',
        lastUpdated: '1970-01-01T00:00:01.000Z',
        statusChanged: '1970-01-01T00:00:00.000Z',
        profile: { role: 'x' },
      },
      {
        ...user(bob.id, 'bob@example.com', group),
        created: '2026-01-01T00:00:05.000Z',
        lastUpdated: '2026-01-01T00:00:05.000Z',
        statusChanged: '2026-01-01T00:00:05.000Z',
      },
    ]),
  )
  t.strictSame(ids(await send(`GET /api/v1/apps/${codeOnly.id}/users?q=ADA-`)), [ada.id])
  t.strictSame(ids(await send(`GET /api/v1/apps/${codeOnly.id}/users?q=bob`)), [bob.id])
  t.match((await send(`GET /api/v1/apps/${codeOnly.id}/users/${bob.id}?expand=user`)).json, {
    scope: 'GROUP',
    _embedded: { user: { id: bob.id, profile: { login: 'bob@example.com' } } },
  })
  t.match(await send(`GET /api/v1/apps/${codeOnly.id}/users/sue`), {
    status: 404,
    json: apiError('E0000007', 'Not found: Resource not found: sue (AppUser)'),
  })
  t.match(await send(`GET /api/v1/apps/${codeOnly.id}/users/x`), {
    json: apiError('E0000007', 'Not found: Resource not found: x (User)'),
  })
})

t.test('the groups of an app, in the order of their priority', async (t) => {
  const { deps, send } = asAdmin()
  deps.org.putApp({
    ...web,
    assignments: { groups: ['00ggone0000000000000', engineers.id, '00geveryone000000000'], users: [] },
    assigned: { [engineers.id]: { created: 0, lastUpdated: 1, profile: { role: 'x' } } },
  })
  const group = (id: string, priority: number) => ({
    id,
    lastUpdated: at,
    priority,
    profile: {},
    _links: {
      app: { href: `${url}/api/v1/apps/${web.id}` },
      self: { href: `${url}/api/v1/apps/${web.id}/groups/${id}` },
      group: { href: `${url}/api/v1/groups/${id}` },
    },
  })
  const first = { ...group(engineers.id, 1), lastUpdated: '1970-01-01T00:00:01.000Z', profile: { role: 'x' } }
  const reply = await send(`GET /api/v1/apps/${web.id}/groups?limit=1`)
  t.equal(JSON.stringify(reply.json), JSON.stringify([first, group('00geveryone000000000', 2)]))
  t.strictSame(reply.headers.link, [`<${url}/api/v1/apps/${web.id}/groups?limit=20>; rel="self"`], 'twenty at least')
  t.strictSame(ids(await send(`GET /api/v1/apps/${web.id}/groups?q=eng`)), [engineers.id])
  t.match((await send(`GET /api/v1/apps/${web.id}/groups/${engineers.id}`)).json, first)
  t.match(await send(`GET /api/v1/apps/${codeOnly.id}/groups/${engineers.id}`), {
    status: 404,
    reason: `no group with the id "${engineers.id}" is assigned to "Code only"`,
  })
  t.match(await send('GET /api/v1/apps/x/groups'), { status: 404 })
})
