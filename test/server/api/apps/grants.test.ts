import t from 'tap'
import { apiError, asAdmin, asService, bearer, type Reply } from '../../../fixtures/api.js'
import { createTestApp } from '../../../fixtures/app.js'
import { ada, bob, callback, createTestDeps, service, url, web } from '../../../fixtures/deps.js'

const list = `/api/v1/apps/${web.id}/grants`

/** Member for member as recorded. */
const grant = (id: string, scopeId: string, created: string, more: object = {}) => ({
  id,
  status: 'ACTIVE',
  created,
  createdBy: { id: ada.id, type: 'User' },
  lastUpdated: created,
  issuer: url,
  clientId: web.clientId,
  scopeId,
  source: 'ADMIN',
  ...more,
  _links: {
    app: { href: `${url}/api/v1/apps/${web.id}`, title: 'Web' },
    self: { href: `${url}${list}/${id}`, hints: { allow: ['GET', 'DELETE'] } },
    client: { href: `${url}/oauth2/v1/clients/${web.clientId}`, title: 'Web' },
  },
})

const idOf = ({ json }: Reply): string => Object(json).id

const scopes = ({ json }: Reply): readonly string[] => (json as { scopeId: string }[]).map(({ scopeId }) => scopeId)

t.test('a grant is made, listed, read and taken back', async (t) => {
  const { deps, send } = asAdmin()
  deps.advance(60)
  const made = await send(`POST ${list}`, { issuer: url, scopeId: 'okta.apps.read' })
  const at = '2026-01-01T00:01:00.000Z'
  t.equal(made.status, 201)
  t.match(idOf(made), /^oag\w{17}$/)
  const embedded = { _embedded: { scope: { id: 'okta.apps.read' } } }
  t.equal(JSON.stringify(made.json), JSON.stringify(grant(idOf(made), 'okta.apps.read', at, embedded)))

  const all = await send(`GET ${list}`)
  t.strictSame(scopes(all), ['okta.users.read', 'okta.groups.read', 'okta.apps.read'])
  t.notOk('link' in all.headers)
  const one = await send(`GET ${list}/${idOf(made)}`)
  t.equal(JSON.stringify(one.json), JSON.stringify(grant(idOf(made), 'okta.apps.read', at)))
  t.match((await send(`GET ${list}/${idOf(made)}?expand=scope`)).json, embedded)
  t.match((await send(`GET ${list}?expand=scope`)).json, [{ _embedded: { scope: { id: 'okta.users.read' } } }])

  t.match(await send(`DELETE ${list}/${idOf(made)}`), { status: 204, json: undefined })
  t.strictSame(scopes(await send(`GET ${list}`)), ['okta.users.read', 'okta.groups.read'])
  const gone = await send(`DELETE ${list}/${idOf(made)}`)
  t.match(gone, {
    status: 404,
    json: apiError('E0000007', `Not found: Resource not found: ${idOf(made)} (OAuth2ScopeConsentGrant)`),
  })
})

t.test('scopes that came with the app were granted with it', async (t) => {
  const { send } = asAdmin()
  const [first] = (await send(`GET ${list}`)).json as { id: string }[]
  const { id = '' } = first ?? {}
  t.match(id, /^oag\w{17}$/)
  t.equal(JSON.stringify(first), JSON.stringify(grant(id, 'okta.users.read', '2026-01-01T00:00:00.000Z')))
  t.match(await send(`DELETE ${list}/${id}`), { status: 204 })
  t.strictSame(scopes(await send(`GET ${list}`)), ['okta.groups.read'])
  const nobody = asAdmin({ users: [{ ...ada, roles: ['READ_ONLY_ADMIN'] }] })
  t.match((await nobody.send(`GET ${list}`)).json, [{ createdBy: { id: web.clientId, type: 'Client' } }])
})

t.test('a service app grants as itself', async (t) => {
  const { send } = await asService(['okta.appGrants.manage'])
  const reply = await send(`POST ${list}`, { issuer: url, scopeId: 'okta.logs.read' })
  t.match(reply, { status: 201, json: { createdBy: { id: service.clientId, type: 'Client' } } })
})

t.test('bodies that grant nothing', async (t) => {
  const cases: readonly (readonly [unknown, string, RegExp])[] = [
    [{ scopeId: 'okta.apps.read' }, 'issuer: The field cannot be left blank', /send "issuer"/],
    [{ issuer: '', scopeId: 'okta.apps.read' }, 'issuer: The field cannot be left blank', /send "issuer"/],
    [{ issuer: url }, 'scopeId: The field cannot be left blank', /send "scopeId"/],
    [{ issuer: url, scopeId: 1 }, 'scopeId: The field cannot be left blank', /send "scopeId"/],
    [{ issuer: `${url}/`, scopeId: 'okta.apps.read' }, 'issuer: The issuer is not valid', /issuer is/],
    [{ issuer: url, scopeId: 'okta.app.read' }, 'scopeId: The scope is not valid', /Okta has no scope/],
    [{ issuer: url, scopeId: 'openid' }, 'scopeId: The scope is not valid', /Okta has no scope/],
    [
      { issuer: url, scopeId: 'okta.users.read' },
      'scopeId: An object with this field already exists in the current organization',
      /has okta\.users\.read already/,
    ],
  ]
  const { deps, send } = asAdmin()
  for (const [body, cause, reason] of cases) {
    const [field = ''] = cause.split(':')
    t.match(
      await send(`POST ${list}`, body),
      { status: 400, json: apiError('E0000001', `Api validation failed: ${field}`, [cause]), reason },
      cause,
    )
  }
  for (const body of [undefined, [], 'okta.apps.read', null]) {
    t.match(await send(`POST ${list}`, body), {
      status: 400,
      json: apiError('E0000003', 'The request body was not well-formed.'),
    })
  }
  t.equal(deps.org.findAppById(web.id)?.grants, web.grants, 'nothing was changed')
  t.match(await send('POST /api/v1/apps/x/grants', { issuer: url, scopeId: 'okta.apps.read' }), { status: 404 })
})

t.test('only super admins grant', async (t) => {
  const deps = createTestDeps({ users: [ada, { ...bob, roles: ['APP_ADMIN'] }] })
  const send = await bearer(deps, { user: { ...bob }, scopes: ['okta.appGrants.manage'] })
  t.match(await send(`GET ${list}`), { status: 200 })
  t.match(await send(`POST ${list}`, { issuer: url, scopeId: 'okta.apps.read' }), {
    status: 403,
    json: apiError('E0000006', 'You do not have permission to perform the requested action'),
  })
})

t.test('what is granted is given by /authorize at once, and no longer when it is taken back', async (t) => {
  const { app } = await createTestApp({ apiTokens: [{ token: '00Tada', userId: ada.id }] })
  const headers = { authorization: 'SSWS 00Tada' }
  const issuedScope = async (): Promise<string | null> => {
    const payload = { username: 'ada@example.com', password: 'Passw0rd!' }
    const { sessionToken } = (await app.inject({ method: 'POST', url: '/api/v1/authn', payload })).json()
    const query = {
      client_id: web.clientId,
      redirect_uri: callback,
      response_type: 'token',
      scope: 'okta.users.read okta.apps.read',
      state: 's',
      nonce: 'n',
      sessionToken,
    }
    const { location = '' } = (await app.inject({ url: '/oauth2/v1/authorize', query })).headers
    return new URLSearchParams(new URL(location).hash.slice(1)).get('scope')
  }
  t.equal(await issuedScope(), 'okta.users.read')
  const payload = { issuer: url, scopeId: 'okta.apps.read' }
  const made = await app.inject({ method: 'POST', url: list, headers, payload })
  t.equal(made.statusCode, 201)
  t.equal(await issuedScope(), 'okta.users.read okta.apps.read')
  await app.inject({ method: 'DELETE', url: `${list}/${made.json().id}`, headers })
  t.equal(await issuedScope(), 'okta.users.read')
})
