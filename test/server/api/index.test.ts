import t from 'tap'
import type { User } from '../../../src/server/org/records.js'
import { apiError, asAdmin, asService, bearer, mint, sender } from '../../fixtures/api.js'
import { createTestApp } from '../../fixtures/app.js'
import { ada, bob, createTestDeps, suspended, url, web } from '../../fixtures/deps.js'

const challenge = (
  error: string,
  description: string,
  { scope = 'okta.users.read.self', resource = '/api/v1/users' } = {},
) =>
  `Bearer authorization_uri="${url}/oauth2/v1/authorize", realm="${url}", scope="${scope}", error="${error}", error_description="${description}", resource="${resource}"`

const noStore = { 'cache-control': 'no-cache, no-store', pragma: 'no-cache', expires: '0' }
const invalidSession = apiError('E0000005', 'Invalid session')
const invalidToken = apiError('E0000011', 'Invalid token provided')
const forbidden = apiError('E0000006', 'You do not have permission to perform the requested action')

t.test('no credentials', async (t) => {
  const deps = createTestDeps()
  const cases: readonly (readonly [string | undefined, RegExp])[] = [
    [undefined, /no Authorization header/],
    ['', /no Authorization header/],
    ['Basic YTpi', /scheme "Basic" is not served/],
    ['Token x', /scheme "Token" is not served/],
  ]
  for (const [authorization, reason] of cases) {
    const reply = await sender(deps, authorization)('GET /api/v1/users')
    t.match(reply, { status: 403, json: invalidSession, headers: noStore, reason }, String(authorization))
    t.notOk('www-authenticate' in reply.headers)
  }
})

t.test('a bearer that is no token of this org: an error object and the header', async (t) => {
  const deps = createTestDeps()
  const good = await mint(deps, { user: ada, scopes: ['okta.users.read'] })
  const idToken = await deps.keys.signIdToken({ iss: url, aud: web.clientId, jti: 'ID.x', exp: deps.now() + 60 })
  const elsewhere = await deps.keys.signAccessToken(
    { iss: `${url}/oauth2/default`, jti: 'AT.x', exp: deps.now() + 60 },
    { readers: 'anyone' },
  )
  const cases: Readonly<Record<string, string>> = {
    'the word undefined': 'undefined',
    nothing: '',
    'cut short': good.slice(0, -9),
    'another signature': `${good.slice(0, -10)}AAAAAAAAAA`,
    'an ID token': idToken,
    'a custom server’s token': elsewhere,
  }
  for (const [name, token] of Object.entries(cases)) {
    const reply = await sender(deps, `Bearer ${token}`)('GET /api/v1/users')
    t.match(reply, { status: 401, json: invalidToken }, name)
    t.equal(reply.headers['www-authenticate'], challenge('invalid_token', 'The access token is invalid.'), name)
  }
})

t.test('a genuine token that is dead: the header alone', async (t) => {
  const fresh = async (change: Parameters<typeof createTestDeps>[0] = {}) => {
    const deps = createTestDeps(change)
    return { deps, send: await bearer(deps, { user: ada, scopes: ['okta.users.read'] }) }
  }
  const cases: readonly (readonly [string, string, RegExp, (deps: ReturnType<typeof createTestDeps>) => unknown])[] = [
    ['expired', 'The token has expired.', /past its lifetime/, (deps) => deps.advance(3600)],
    ['revoked', 'The access token has been revoked.', /revoked/, (deps) => deps.store.revoke(ada.id, 3600)],
    ['reset', 'The access token has been revoked.', /reset/, (deps) => deps.store.clear()],
    [
      'app off',
      'The access token is invalid.',
      /app .* is INACTIVE/,
      (deps) => deps.org.putApp({ ...web, status: 'INACTIVE' }),
    ],
    ['app gone', 'The access token is invalid.', /app .* is gone/, (deps) => deps.org.removeApp(web.id)],
    [
      'user off',
      'The access token is invalid.',
      /user .* is SUSPENDED/,
      (deps) => deps.org.putUser({ ...ada, status: 'SUSPENDED' }),
    ],
    ['user gone', 'The access token is invalid.', /user .* is gone/, (deps) => deps.org.removeUser(ada.id)],
  ]
  for (const [name, description, reason, kill] of cases) {
    const { deps, send } = await fresh()
    t.equal((await send('GET /api/v1/users')).status, 200, `${name}: before`)
    await kill(deps)
    const reply = await send('GET /api/v1/users')
    t.match(reply, { status: 401, json: undefined, headers: noStore, reason }, name)
    t.equal(reply.headers['www-authenticate'], challenge('invalid_token', description), name)
  }
})

t.test('API tokens act as their owner and have no scopes', async (t) => {
  const deps = createTestDeps({
    apiTokens: [
      { token: '00Tada', userId: ada.id },
      { token: '00Tbob', userId: bob.id },
      { token: '00Tsue', userId: suspended.id },
      { token: '00Tgone', userId: '00ugone0000000000000' },
    ],
  })
  t.equal((await sender(deps, 'SSWS 00Tada')('GET /api/v1/users')).status, 200)
  t.equal((await sender(deps, 'ssws  00Tada')('GET /api/v1/users')).status, 200, 'in any case')
  t.match(await sender(deps, 'SSWS 00Tbob')('GET /api/v1/groups'), { status: 403, json: forbidden })
  for (const token of [
    '00Tsue',
    '00Tgone',
    '00Tother',
    '',
    await mint(deps, { user: ada, scopes: ['okta.users.read'] }),
  ]) {
    const reply = await sender(deps, `SSWS ${token}`)('GET /api/v1/users')
    t.match(reply, { status: 401, json: invalidToken }, token)
    t.notOk('www-authenticate' in reply.headers)
  }
})

t.test('a missing scope: 403, the header names the least scope that would do, no body', async (t) => {
  const deps = createTestDeps()
  const send = await bearer(deps, { user: ada, scopes: ['openid', 'okta.users.read'] })
  const cases: readonly (readonly [string, string, string])[] = [
    ['POST /api/v1/users', 'okta.users.manage.self', '/api/v1/users'],
    ['GET /api/v1/groups?limit=1', 'okta.groups.read', '/api/v1/groups'],
    ['GET /api/v1/groups/12345', 'okta.groups.read', '/api/v1/groups/12345'],
    ['DELETE /api/v1/apps/x/grants/y', 'okta.appGrants.manage', '/api/v1/apps/x/grants/y'],
    ['GET /api/v1/policies', 'okta.policies.read', '/api/v1/policies'],
  ]
  for (const [request, scope, resource] of cases) {
    const reply = await send(request)
    t.match(reply, { status: 403, json: undefined, headers: noStore }, request)
    t.equal(
      reply.headers['www-authenticate'],
      challenge('insufficient_scope', 'The access token provided does not contain the required scopes.', {
        scope,
        resource,
      }),
    )
  }
  t.equal(
    (await send('GET /api/v1/groups')).reason,
    'GET /api/v1/groups needs okta.groups.read; the token of "Web" (0oaweb00000000000000) carries openid okta.users.read: ask for it in scope, and add it under apps[].grants',
  )
})

t.test('on https the header says http all the same', async (t) => {
  const deps = { ...createTestDeps(), url: 'https://localhost:6582' }
  const reply = await sender(deps, 'Bearer x')('GET /api/v1/users')
  t.match(reply.headers['www-authenticate'], /^Bearer authorization_uri="http:.*", realm="http:/)
})

t.test('the scope is there, the role is not: 403 with a body', async (t) => {
  const deps = createTestDeps()
  const send = await bearer(deps, { user: bob, scopes: ['okta.groups.read', 'okta.users.read', 'okta.users.manage'] })
  for (const request of [
    'GET /api/v1/groups',
    'GET /api/v1/groups/unknown',
    `GET /api/v1/users/${ada.id}`,
    'GET /api/v1/users/unknown',
    'POST /api/v1/users',
    `DELETE /api/v1/users/${bob.id}`,
    `POST /api/v1/users/${bob.id}/lifecycle/suspend`,
  ]) {
    t.match(await send(request), { status: 403, json: forbidden, headers: noStore }, request)
  }
  t.equal(
    (await send('GET /api/v1/groups')).reason,
    '"Web" (0oaweb00000000000000) has the scope, but no admin role that allows GET /api/v1/groups: add one under users[].roles of bob@example.com',
  )
  const { send: asRoleless } = await asService(['okta.groups.read'], [])
  t.match((await asRoleless('GET /api/v1/groups')).reason, /add one under apps\[\]\.roles$/)
})

t.test('without a role people reach their own user', async (t) => {
  const deps = createTestDeps()
  const send = await bearer(deps, { user: bob, scopes: ['okta.users.read'] })
  for (const name of ['me', bob.id, 'bob@example.com', 'BOB']) {
    t.match(await send(`GET /api/v1/users/${name}`), { status: 200, json: { id: bob.id } }, name)
  }
  t.match(await send('GET /api/v1/users'), { status: 200, json: [{ id: bob.id }] })
})

t.test('a .self scope reaches the own user whatever the role', async (t) => {
  const deps = createTestDeps()
  const send = await bearer(deps, { user: ada, scopes: ['okta.users.read.self'] })
  const list = await send('GET /api/v1/users')
  t.strictSame(
    (list.json as User[]).map(({ id }) => id),
    [ada.id],
  )
  t.match(await send('GET /api/v1/users/me'), { status: 200, json: { id: ada.id } })
  const other = await send(`GET /api/v1/users/${bob.id}`)
  t.match(other, { status: 403, json: forbidden })
  t.equal(
    other.reason,
    "the token's .self scope reaches ada@example.com only: GET /api/v1/users/{id} on others needs okta.users.read",
  )
  t.match(
    await send('GET /api/v1/users/me/grants'),
    { status: 403, json: forbidden },
    'not every operation is for people',
  )
})

t.test('a service app without a role sees an empty list of users, and the log says why', async (t) => {
  const { send } = await asService(['okta.users.read'], [])
  const reply = await send('GET /api/v1/users?limit=1')
  t.strictSame([reply.status, reply.json, reply.headers.link], [200, [], [`<${url}/api/v1/users?limit=1>; rel="self"`]])
  t.strictSame(reply.notes, [
    'the list is empty because 0oaservice0000000000 has no admin role that may see users: add one under apps[].roles',
  ])
  t.match(await send(`GET /api/v1/users/${bob.id}`), { status: 403, json: forbidden })
  t.match(await send('GET /api/v1/users/me'), {
    status: 404,
    json: apiError('E0000007', 'Not found: Resource not found: me (User)'),
  })
})

t.test('paths, methods and operations that are not there', async (t) => {
  const { send } = await asService(['okta.users.read', 'okta.policies.read', 'okta.policies.manage'])
  t.match(await send('GET /api/v1/nothing'), {
    status: 404,
    json: apiError('E0000008', 'The requested path was not found'),
  })
  const wrong = await send('PATCH /api/v1/users')
  t.match(wrong, { status: 405, json: apiError('E0000022', 'The endpoint does not support the provided HTTP method') })
  t.notOk('allow' in wrong.headers)
  t.match(await send('GET /api/v1/policies'), {
    status: 501,
    json: apiError('E0000060', 'Unsupported operation.'),
    reason: "listPolicies (GET /api/v1/policies) is an operation of Okta's API that mockta knows and has not built yet",
  })
})

t.test('the order: path, method, credentials, scope, role, existence, then what is not built', async (t) => {
  const anonymous = sender(createTestDeps())
  t.equal((await anonymous('GET /api/v1/nothing')).rule, 'pathUnknown')
  t.equal((await anonymous('PATCH /api/v1/users')).rule, 'methodNotAllowed')
  t.equal((await anonymous('GET /api/v1/users/unknown')).rule, 'sessionInvalid')
  const { send: scopeless } = await asService([], [])
  t.equal((await scopeless('GET /api/v1/users/unknown')).rule, 'insufficientScope')
  t.equal((await scopeless('GET /api/v1/policies')).rule, 'insufficientScope')
  const { send: roleless } = await asService(['okta.users.read', 'okta.policies.read'], [])
  t.equal((await roleless('GET /api/v1/users/unknown')).rule, 'permissionMissing')
  t.equal((await roleless('GET /api/v1/policies')).rule, 'permissionMissing')
  const { send } = await asService(['okta.users.read', 'okta.policies.read'])
  t.equal((await send('GET /api/v1/users/unknown')).rule, 'notFound')
  t.equal((await send('GET /api/v1/policies/unknown')).rule, 'notBuilt')
})

t.test('what is known and not built, wherever it is', async (t) => {
  const { app } = await createTestApp({ apiTokens: [{ token: '00Tada', userId: ada.id }] })
  const status = async (method: 'GET' | 'POST', path: string, authorization = 'SSWS 00Tada') =>
    (await app.inject({ method, url: path, headers: { authorization } })).statusCode
  t.equal(await status('GET', '/oauth2/v1/clients/x/roles/y/targets/groups'), 501)
  t.equal(await status('GET', '/attack-protection/api/v1/user-lockout-settings'), 501)
  t.equal(await status('GET', '/integrations/api/v1/api-services'), 501)
  t.equal(await status('GET', '/privileged-access/api/v1/service-accounts'), 501)
  t.equal(await status('POST', '/security/api/v1/security-events', ''), 501, 'needs no credentials')
  t.equal(await status('GET', '/idp/myaccount/nothing'), 404)
  t.equal(await status('GET', '/oauth2/v1/clients/x/nothing'), 404)
})

t.test('the own account needs a scope and no role', async (t) => {
  const deps = createTestDeps()
  const send = await bearer(deps, { user: bob, scopes: ['okta.myAccount.profile.read'] })
  t.match(await send('GET /idp/myaccount/profile'), { status: 501 })
  t.match(await send('GET /idp/myaccount/emails'), { status: 403, rule: 'insufficientScope' })
  t.match(await asAdmin().send('GET /idp/myaccount/profile'), { status: 403, rule: 'permissionMissing' })
})
