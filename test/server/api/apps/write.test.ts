import t from 'tap'
import { apiError, asAdmin } from '../../../fixtures/api.js'
import { inactive, keys, start, web } from '../../../fixtures/deps.js'

const callback = 'https://example.com/callback'

/** As the SDKs send it. */
const body = (settings: object = {}, more: object = {}) => ({
  name: 'oidc_client',
  label: 'New app',
  signOnMode: 'OPENID_CONNECT',
  settings: {
    oauthClient: {
      application_type: 'web',
      grant_types: ['authorization_code', 'refresh_token'],
      redirect_uris: [callback],
      response_types: ['code'],
      ...settings,
    },
  },
  ...more,
})

const jwk = async () => {
  const [key] = await keys.published()
  return { kty: 'RSA', kid: 'key-1', use: 'sig', e: key?.e, n: key?.n }
}

t.test('a new app in Okta’s shape, with its secret this once', async (t) => {
  const { deps, send } = asAdmin()
  deps.advance(60)
  const reply = await send('POST /api/v1/apps', body())
  t.equal(reply.status, 200)
  t.match(reply.json, {
    id: /^0oa\w{17}$/,
    name: 'oidc_client',
    label: 'New app',
    status: 'ACTIVE',
    created: '2026-01-01T00:01:00.000Z',
    lastUpdated: '2026-01-01T00:01:00.000Z',
    signOnMode: 'OPENID_CONNECT',
    credentials: { oauthClient: { client_secret: /^[\w-]{64}$/, token_endpoint_auth_method: 'client_secret_basic' } },
    settings: {
      oauthClient: {
        redirect_uris: [callback],
        response_types: ['code'],
        grant_types: ['authorization_code', 'refresh_token'],
        application_type: 'web',
        consent_method: 'TRUSTED',
        refresh_token: { rotation_type: 'STATIC' },
        wildcard_redirect: 'DISABLED',
        dpop_bound_access_tokens: false,
      },
    },
  })
  const { id, credentials } = Object(reply.json)
  t.equal(credentials.oauthClient.client_id, id)
  const { client_secret: secret, ...shown } = credentials.oauthClient
  t.strictSame(Object.keys(credentials.oauthClient), [
    'autoKeyRotation',
    'client_id',
    'client_secret',
    'token_endpoint_auth_method',
    'pkce_required',
  ])
  t.strictSame(Object((await send(`GET /api/v1/apps/${id}`)).json).credentials.oauthClient, shown)
  t.match(deps.org.findApp(id), { clientSecret: secret, assignments: { groups: [], users: [] }, grants: [], roles: [] })
})

t.test('how request objects are signed is a setting, not something that is only kept', async (t) => {
  const { deps, send } = asAdmin()
  const reply = await send('POST /api/v1/apps', body({ request_object_signing_alg: 'RS256' }))
  t.match(reply.json, { settings: { oauthClient: { request_object_signing_alg: 'RS256' } } })
  t.match(deps.org.findApp(Object(reply.json).id), { requestObjectSigningAlg: 'RS256' })
  const none = await send('POST /api/v1/apps', body({ request_object_signing_alg: 'none' }))
  t.match(none, { status: 400, json: { errorCode: 'E0000001' } })
})

t.test('a service app', async (t) => {
  const { deps, send } = asAdmin()
  const reply = await send('POST /api/v1/apps?activate=false', {
    ...body(),
    credentials: { oauthClient: { token_endpoint_auth_method: 'private_key_jwt' } },
    settings: {
      oauthClient: {
        application_type: 'service',
        grant_types: ['client_credentials'],
        response_types: ['token'],
        jwks: { keys: [await jwk()] },
      },
    },
  })
  t.match(reply, {
    status: 200,
    json: {
      status: 'INACTIVE',
      credentials: { oauthClient: { token_endpoint_auth_method: 'private_key_jwt', pkce_required: false } },
      settings: { oauthClient: { jwks: { keys: [{ id: /^pks/, status: 'ACTIVE', kid: 'key-1' }] } } },
    },
  })
  t.notOk('client_secret' in Object(reply.json).credentials.oauthClient)
  t.strictSame(deps.org.findAppById(Object(reply.json).id)?.jwks, { keys: [await jwk()] })
})

t.test('client id and secret may be chosen', async (t) => {
  const { deps, send } = asAdmin()
  const credentials = { oauthClient: { client_id: 'chosen-client', client_secret: 'a-secret-of-my-own' } }
  const reply = await send('POST /api/v1/apps', body({}, { credentials }))
  t.match(reply.json, { id: /^0oa\w{17}$/, credentials })
  t.match(deps.org.findApp('chosen-client'), { clientSecret: 'a-secret-of-my-own' })
  t.match(await send('POST /api/v1/apps', body({}, { credentials })), {
    status: 400,
    json: apiError('E0000001', 'Api validation failed: client_id', [
      'client_id: An object with this field already exists in the current organization',
    ]),
  })
})

t.test('what nothing here acts on is shown as it was sent', async (t) => {
  const { send } = asAdmin()
  const reply = await send('POST /api/v1/apps', {
    ...body({
      client_uri: 'https://example.com',
      logo_uri: null,
      issuer_mode: 'ORG_URL',
      tos_uri: 'https://example.com/t',
    }),
    visibility: { hide: { iOS: false, web: false } },
    accessibility: { selfService: true },
  })
  t.match(reply.json, {
    visibility: { autoLaunch: false, hide: { iOS: false, web: false } },
    accessibility: { selfService: true, errorRedirectUrl: null },
    settings: {
      oauthClient: {
        client_uri: 'https://example.com',
        logo_uri: null,
        issuer_mode: 'ORG_URL',
        tos_uri: 'https://example.com/t',
      },
    },
  })
})

t.test('apps that cannot be', async (t) => {
  const { deps, send } = asAdmin()
  const count = deps.org.apps().length
  const cases: readonly (readonly [string, unknown, string])[] = [
    ['no label', { ...body(), label: '' }, 'Api validation failed: label'],
    ['no name', { ...body(), name: undefined }, 'Api validation failed: mediated'],
    ['no signOnMode', { ...body(), signOnMode: undefined }, 'Api validation failed: mediated'],
    ['no redirect URI', body({ redirect_uris: [] }), 'Api validation failed: settings.oauthClient'],
    ['a relative one', body({ redirect_uris: ['/callback'] }), 'Api validation failed: redirect_uris[0]'],
    ['a wrong grant type', body({ grant_types: ['magic'] }), 'Api validation failed: grant_types[0]'],
    ['not for this type', body({ application_type: 'service' }), 'Api validation failed: grant_types[0]'],
    ['a wrong type', body({ application_type: 'desktop' }), 'Api validation failed: application_type'],
    ['no list', body({ redirect_uris: callback }), 'Api validation failed: redirect_uris'],
    [
      'a short secret',
      body({}, { credentials: { oauthClient: { client_secret: 'x' } } }),
      'Api validation failed: client_secret',
    ],
    [
      'a bad client id',
      body({}, { credentials: { oauthClient: { client_id: 'a b' } } }),
      'Api validation failed: client_id',
    ],
    [
      'an id that is no text',
      body({}, { credentials: { oauthClient: { client_id: 7 } } }),
      'Api validation failed: client_id',
    ],
  ]
  for (const [name, wanted, errorSummary] of cases) {
    const reply = await send('POST /api/v1/apps', wanted)
    t.match(
      reply,
      { status: 400, json: { errorCode: 'E0000001', errorSummary, errorCauses: [{ errorSummary: /./ }] } },
      name,
    )
    t.match(await send(`PUT /api/v1/apps/${web.id}`, wanted), { status: 400 }, `PUT: ${name}`)
  }
  t.match(
    (await send('POST /api/v1/apps', { label: 'x' })).json,
    apiError('E0000001', 'Api validation failed: mediated', ['Invalid signOnMode']),
  )
  t.match(await send('POST /api/v1/apps', { name: 'bookmark', signOnMode: 'BOOKMARK', label: 'x' }), {
    status: 501,
    reason: /apps bookmark with BOOKMARK are not built/,
  })
  t.match(await send('POST /api/v1/apps'), { status: 400, rule: 'bodyMalformed' })
  t.strictSame([deps.org.apps().length, deps.org.findAppById(web.id)], [count, web])
})

t.test('warnings are notes of the log', async (t) => {
  const { send } = asAdmin()
  const reply = await send('POST /api/v1/apps', {
    ...body(),
    credentials: { oauthClient: { token_endpoint_auth_method: 'private_key_jwt' } },
  })
  t.match(reply, { status: 200, notes: [/neither jwks nor jwks_uri/] })
})

t.test('PUT replaces the settings and leaves the rest', async (t) => {
  const { deps, send } = asAdmin()
  const granted = { 'okta.users.read': { id: 'oag00000000000000001', by: { type: 'User', id: 'x' }, at: 1 } } as const
  const before = { ...web, granted, assigned: { '00geveryone000000000': { created: 1, lastUpdated: 1 } } }
  deps.org.putApp(before)
  deps.advance(60)
  const reply = await send(`PUT /api/v1/apps/${web.id}`, body({}, { label: 'Renamed', status: 'INACTIVE' }))
  t.match(reply, { status: 200, json: { label: 'Renamed', status: 'ACTIVE', lastUpdated: '2026-01-01T00:01:00.000Z' } })
  t.notOk('client_secret' in Object(reply.json).credentials.oauthClient)
  t.match(deps.org.findAppById(web.id), {
    label: 'Renamed',
    status: 'ACTIVE',
    redirectUris: [callback],
    clientId: web.clientId,
    clientSecret: web.clientSecret,
    grants: web.grants,
    granted,
    assignments: web.assignments,
    assigned: before.assigned,
    created: start,
    lastUpdated: start + 60,
  })
  const secret = { credentials: { oauthClient: { client_secret: 'another-secret-of-my-own' } } }
  await send(`PUT /api/v1/apps/${web.id}`, body({}, secret))
  t.equal(deps.org.findAppById(web.id)?.clientSecret, 'another-secret-of-my-own')
  t.match(await send('PUT /api/v1/apps/x', body()), { status: 404 })
})

t.test('an object that was read can be sent back', async (t) => {
  const { send } = asAdmin()
  const created = await send('POST /api/v1/apps', {
    ...body({ application_type: 'browser', post_logout_redirect_uris: ['https://example.com/'] }),
    credentials: { oauthClient: { token_endpoint_auth_method: 'none', pkce_required: true } },
  })
  const path = `/api/v1/apps/${Object(created.json).id}`
  const read = await send(`GET ${path}`)
  t.equal(JSON.stringify((await send(`PUT ${path}`, read.json)).json), JSON.stringify(read.json))
  t.equal(Object(read.json).settings.oauthClient.refresh_token.rotation_type, 'ROTATE', 'the default of browser apps')
})

t.test('on and off, and gone', async (t) => {
  const { deps, send } = asAdmin()
  const path = `/api/v1/apps/${web.id}`
  const statusNow = () => deps.org.findAppById(web.id)?.status
  t.match(await send(`DELETE ${path}`), {
    status: 403,
    json: apiError('E0000056', 'Delete application forbidden.', [
      'The application must be deactivated before deletion.',
    ]),
  })
  t.match(await send(`POST ${path}/lifecycle/deactivate`), { status: 200, json: {} })
  t.equal(statusNow(), 'INACTIVE')
  t.match(await send(`POST ${path}/lifecycle/activate`), { status: 200, json: {} })
  t.equal(statusNow(), 'ACTIVE')
  t.match(await send(`POST ${path}/lifecycle/activate`), { status: 200, json: {} })
  t.match(await send(`DELETE /api/v1/apps/${inactive.id}`), { status: 204, json: undefined })
  t.match(await send(`GET /api/v1/apps/${inactive.id}`), { status: 404 })
  for (const request of ['DELETE /api/v1/apps/x', 'POST /api/v1/apps/x/lifecycle/activate']) {
    t.match(await send(request), {
      status: 404,
      json: apiError('E0000007', 'Not found: Resource not found: x (AppInstance)'),
    })
  }
})

t.test('ids and secrets repeat with the seed', async (t) => {
  const create = async () => Object((await asAdmin().send('POST /api/v1/apps', body())).json).credentials.oauthClient
  t.strictSame(await create(), await create())
})
