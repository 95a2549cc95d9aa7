import t from 'tap'
import { apiError, asAdmin, asService, sender } from '../../../fixtures/api.js'
import { createTestDeps, keys, service, spa, start, url, web } from '../../../fixtures/deps.js'

const callback = 'https://example.com/callback'
const metadata = { client_name: 'New client', application_type: 'web', redirect_uris: [callback] }

const jwk = async () => {
  const [key] = await keys.published()
  return { kty: 'RSA', kid: 'key-1', e: key?.e, n: key?.n }
}

t.test('a client is registered, with its secret', async (t) => {
  const { deps, send } = asAdmin()
  const reply = await send('POST /oauth2/v1/clients', {
    ...metadata,
    tos_uri: 'https://example.com/tos',
    request_object_signing_alg: 'ES256',
    logo_uri: null,
  })
  const { client_id: id, client_secret: secret } = Object(reply.json)
  t.equal(reply.status, 201)
  t.match([id, secret], [/^0oa\w{17}$/, /^[\w-]{64}$/])
  t.equal(
    JSON.stringify(reply.json),
    JSON.stringify({
      client_id: id,
      client_secret: secret,
      client_id_issued_at: start,
      client_secret_expires_at: 0,
      client_name: 'New client',
      client_uri: null,
      logo_uri: null,
      redirect_uris: [callback],
      response_types: ['code'],
      grant_types: ['authorization_code'],
      token_endpoint_auth_method: 'client_secret_basic',
      application_type: 'web',
      request_object_signing_alg: 'ES256',
      tos_uri: 'https://example.com/tos',
    }),
  )
  t.match(deps.org.findApp(id), {
    label: 'New client',
    clientSecret: secret,
    consentMethod: 'REQUIRED',
    assignments: { groups: [], users: [] },
    grants: [],
  })
  const { client_secret: _hidden, ...shown } = Object(reply.json)
  t.equal(JSON.stringify((await send(`GET /oauth2/v1/clients/${id}`)).json), JSON.stringify(shown))
  t.match(await send(`GET /api/v1/apps/${id}`), { status: 200, json: { label: 'New client' } }, 'it is an app')
})

t.test('a service client with its keys', async (t) => {
  const { send } = asAdmin()
  const body = {
    client_name: 'Service client',
    application_type: 'service',
    response_types: ['token'],
    grant_types: ['client_credentials'],
    token_endpoint_auth_method: 'private_key_jwt',
    dpop_bound_access_tokens: true,
    jwks: { keys: [await jwk()] },
  }
  const reply = await send('POST /oauth2/v1/clients', body)
  t.match(reply, {
    status: 201,
    json: { ...body, redirect_uris: [], jwks: { keys: [{ ...(await jwk()), use: null }] } },
  })
  t.notOk('client_secret_expires_at' in Object(reply.json))
})

t.test('metadata that is refused, in the shape of OAuth', async (t) => {
  const { deps, send } = asAdmin()
  const count = deps.org.apps().length
  const cases: readonly (readonly [unknown, RegExp | string])[] = [
    [{ ...metadata, client_name: '' }, 'client_name: The field cannot be left blank'],
    [{ ...metadata, client_name: 7 }, 'client_name: The field cannot be left blank'],
    [
      { ...metadata, client_name: web.label },
      'client_name: An object with this field already exists in the current organization',
    ],
    [{ ...metadata, redirect_uris: [] }, /^client: .*needs redirect_uris/],
    [{ ...metadata, redirect_uris: ['/callback'] }, /^redirect_uris\[0\]: .*not an absolute URI/],
    [{ ...metadata, grant_types: ['magic'] }, /^grant_types\[0\]: /],
    [{ ...metadata, token_endpoint_auth_method: 'magic' }, /^token_endpoint_auth_method: /],
  ]
  for (const [body, description] of cases) {
    for (const request of ['POST /oauth2/v1/clients', `PUT /oauth2/v1/clients/${spa.clientId}`]) {
      const reply = await send(request, body)
      t.match(
        reply,
        { status: 400, json: { error: 'invalid_client_metadata', error_description: description } },
        request,
      )
      t.equal(Object.keys(Object(reply.json)).length, 2)
    }
  }
  t.match(await send('POST /oauth2/v1/clients'), { status: 400, json: { errorCode: 'E0000003' } })
  t.strictSame([deps.org.apps().length, deps.org.findApp(spa.clientId)], [count, spa])
})

t.test('nobody registers without credentials, the scope and the role', async (t) => {
  const deps = createTestDeps()
  t.match(await sender(deps)('POST /oauth2/v1/clients', metadata), {
    status: 403,
    json: apiError('E0000005', 'Invalid session'),
  })
  const { send: reading } = await asService(['okta.clients.read'])
  t.match(await reading('POST /oauth2/v1/clients', metadata), { status: 403, json: undefined })
  const { send: roleless } = await asService(['okta.clients.register'], [])
  t.match(await roleless('POST /oauth2/v1/clients', metadata), { status: 403, rule: 'permissionMissing' })
  const { send } = await asService(['okta.clients.register'], ['API_ACCESS_MANAGEMENT_ADMIN'])
  t.match(await send('POST /oauth2/v1/clients', metadata), { status: 201 })
})

t.test('PUT replaces the metadata and shows the secret', async (t) => {
  const { deps, send } = asAdmin()
  const path = `/oauth2/v1/clients/${web.clientId}`
  const body = { ...metadata, client_id: web.clientId, client_secret: 'ignored', client_uri: 'https://example.com' }
  t.match(await send(`PUT ${path}`, body), {
    status: 200,
    json: {
      client_id: web.clientId,
      client_secret: web.clientSecret,
      client_name: 'New client',
      client_uri: 'https://example.com',
    },
  })
  t.match(deps.org.findApp(web.clientId), {
    label: 'New client',
    clientSecret: web.clientSecret,
    consentMethod: 'TRUSTED',
    grants: web.grants,
    assignments: web.assignments,
  })
  t.match(await send(`PUT ${path}`, { ...body, client_name: 'New client' }), { status: 200 }, 'its own name')
  t.match(await send(`PUT ${path}`, { ...body, client_id: 'other' }), {
    status: 400,
    json: { error: 'invalid_client_metadata', error_description: 'client_id: The field cannot be changed' },
  })
})

t.test('a new secret is in force at once', async (t) => {
  const { deps, send } = asAdmin()
  const reply = await send(`POST /oauth2/v1/clients/${web.clientId}/lifecycle/newSecret`)
  t.match(reply, { status: 200, json: { client_id: web.clientId, client_secret: /^[\w-]{64}$/ } })
  t.equal(deps.org.findApp(web.clientId)?.clientSecret, Object(reply.json).client_secret)
  t.match(await send(`POST /oauth2/v1/clients/${spa.clientId}/lifecycle/newSecret`), {
    status: 400,
    json: { error: 'invalid_client_metadata' },
    reason: 'token_endpoint_auth_method: none uses no secret',
  })
})

t.test('clients are listed in pages and by name', async (t) => {
  const { deps, send } = asAdmin()
  const ids = (json: unknown) => (json as { client_id: string }[]).map(({ client_id }) => client_id)
  const all = await send('GET /oauth2/v1/clients')
  t.strictSame(
    ids(all.json),
    deps.org
      .apps()
      .map(({ clientId }) => clientId)
      .sort(),
  )
  t.notMatch(JSON.stringify(all.json), web.clientSecret)
  t.strictSame(all.headers.link, [`<${url}/oauth2/v1/clients?limit=20>; rel="self"`])
  t.strictSame(ids((await send('GET /oauth2/v1/clients?q=serv')).json), [service.clientId])
  t.match((await send('GET /oauth2/v1/clients?limit=1')).headers.link, [/./, /after=0oa\w{17}&limit=1>; rel="next"/])
})

t.test('a deleted client is gone', async (t) => {
  const { send } = asAdmin()
  t.match(await send(`DELETE /oauth2/v1/clients/${web.clientId}`), { status: 204, json: undefined })
  const notFound = apiError('E0000007', `Not found: Resource not found: ${web.clientId} (PublicClientApp)`)
  for (const method of ['GET', 'DELETE', 'PUT']) {
    t.match(await send(`${method} /oauth2/v1/clients/${web.clientId}`), { status: 404, json: notFound })
  }
})
