import t from 'tap'
import { createAdminSurface } from '../../../src/server/admin/surface.js'
import { createApp } from '../../../src/server/app.js'
import { createClock } from '../../../src/server/clock.js'
import { describeOrg } from '../../../src/server/config/describe.js'
import { createAdmin } from '../../../src/server/controls/admin.js'
import { createJournal } from '../../../src/server/journal.js'
import { silentLog } from '../../../src/server/log.js'
import { createRateLimiter } from '../../../src/server/rate-limits/rate-limiter.js'
import { createMemoryStore } from '../../../src/server/store/memory.js'
import { ada, createTestDeps, start, web } from '../../fixtures/deps.js'

const setUp = async () => {
  const clock = createClock(() => start * 1000 + 999)
  const test = createTestDeps()
  const deps = { ...test, now: clock.now, store: createMemoryStore(clock.now, test.random) }
  const admin = createAdmin({
    deps,
    clock,
    limiter: createRateLimiter(),
  })
  const app = await createApp({
    surface: createAdminSurface(admin, 'http://localhost:6583'),
    deps: { ...test, journal: createJournal(1) },
    log: silentLog,
  })
  return { app, deps, clock }
}

t.test('health and org', async (t) => {
  const { app, deps } = await setUp()
  t.strictSame((await app.inject('/health')).json(), { status: 'ok' })
  t.strictSame((await app.inject('/org')).json(), JSON.parse(JSON.stringify(describeOrg(deps.org))))
})

t.test('the clock moves by an offset or to a date', async (t) => {
  const { app, deps } = await setUp()
  const put = async (payload: object) => {
    const response = await app.inject({ method: 'PUT', url: '/clock', payload })
    return [response.statusCode, response.json()]
  }
  t.strictSame((await app.inject('/clock')).json(), { now: '2026-01-01T00:00:00.000Z', offsetSeconds: 0 })
  t.strictSame(await put({ offsetSeconds: 3600 }), [200, { now: '2026-01-01T01:00:00.000Z', offsetSeconds: 3600 }])
  t.equal(deps.now(), start + 3600)
  t.strictSame(await put({ offsetSeconds: -60 }), [200, { now: '2025-12-31T23:59:00.000Z', offsetSeconds: -60 }])
  t.strictSame(await put({ now: '2027-01-01T00:00:00Z' }), [
    200,
    { now: '2027-01-01T00:00:00.000Z', offsetSeconds: 31_536_000 },
  ])

  const error = 'clock takes { "offsetSeconds": whole seconds } or { "now": "2026-01-01T00:00:00Z" }'
  for (const bad of [
    {},
    { offsetSeconds: 1.5 },
    { offsetSeconds: '1' },
    { offsetSeconds: 1e12 },
    { now: 'tomorrow' },
  ]) {
    t.strictSame(await put(bad), [400, { error }], JSON.stringify(bad))
  }
  const text = await app.inject({
    method: 'PUT',
    url: '/clock',
    payload: 'x',
    headers: { 'content-type': 'text/plain' },
  })
  t.strictSame([text.statusCode, text.json()], [400, { error: 'send JSON with content-type: application/json' }])
})

t.test('tokens of a client are revoked', async (t) => {
  const { app, deps } = await setUp()
  const made = await deps.store.newTokenId()
  const revoke = (query: string) => app.inject({ method: 'DELETE', url: `/tokens${query}` })
  t.strictSame((await revoke('')).json(), { error: 'there is no client ""' })
  t.equal((await revoke(`?clientId=${web.clientId}`)).statusCode, 204)
  t.equal(await deps.store.isRevoked(made, [web.clientId]), true)
  t.equal(await deps.store.isRevoked(await deps.store.newTokenId(), [web.clientId]), false)
})

t.test('the journal is read from an id on, by client, with tokens decoded, and cleared', async (t) => {
  const { app, deps } = await setUp()
  const token = await deps.keys.signAccessToken({ sub: 'ada' }, { typ: 'typ', readers: 'org' })
  const entry = {
    time: '2026-01-01T00:00:00.000Z',
    requestId: 'r',
    method: 'GET',
    path: '/',
    parameters: {},
    status: 200,
    notes: [],
  }
  deps.journal.add(() => ({ ...entry, clientId: 'a', issued: [{ kind: 'access_token', value: token }] }))
  deps.journal.add(() => ({ ...entry, clientId: 'b', issued: [{ kind: 'code', value: 'c' }] }))
  const read = async (query: string) =>
    (await app.inject(`/journal${query}`)).json<{ id: number; issued: unknown[] }[]>()

  t.strictSame(
    (await read('')).map(({ id }) => id),
    [1, 2],
  )
  t.strictSame(
    (await read('?since=1')).map(({ issued }) => issued),
    [[{ kind: 'code', value: 'c' }]],
  )
  t.match(
    (await read('?clientId=a')).map(({ issued }) => issued),
    [[{ kind: 'access_token', value: token, header: { typ: 'typ', alg: 'RS256' }, payload: { sub: 'ada' } }]],
  )
  t.strictSame((await app.inject('/journal?since=x')).json(), {
    error: 'since is the id of a journal entry: a whole number',
  })
  t.equal((await app.inject({ method: 'DELETE', url: '/journal' })).statusCode, 204)
  t.strictSame(await read(''), [])
})

t.test('reset takes back users, tokens, sessions, clock and journal', async (t) => {
  const { app, deps, clock } = await setUp()
  clock.setOffset(60)
  deps.org.putUser({ ...ada, status: 'SUSPENDED' })
  const jti = await deps.store.newTokenId()
  const session = { id: 's', userId: ada.id, createdAt: 0, authTime: 0, amr: [], expiresAt: start * 2 }
  await deps.store.sessions.put('s', session, start)
  deps.journal.add(() => ({
    time: '',
    requestId: '',
    method: '',
    path: '',
    parameters: {},
    status: 200,
    notes: [],
    issued: [],
  }))

  t.equal((await app.inject({ method: 'POST', url: '/reset' })).statusCode, 204)
  t.equal(deps.now(), start)
  t.equal(deps.org.findUser(ada.id)?.status, 'ACTIVE')
  t.equal(await deps.store.isRevoked(jti, []), true)
  t.equal(await deps.store.sessions.find('s'), undefined)
  t.strictSame(deps.journal.read(), [])
})

t.test('the callback page takes a query and a form', async (t) => {
  const { app } = await setUp()
  t.match((await app.inject('/callback?code=abc')).body, '<h1>You have an authorization code</h1>')
  const form = await app.inject({
    method: 'POST',
    url: '/callback',
    payload: 'id_token=x',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  t.match(form.body, '<h1>You have an ID token</h1>')
})

t.test('the org is changed while it runs, or every problem is told', async (t) => {
  const { app, deps } = await setUp()
  const patch = (payload: unknown) =>
    app.inject({
      method: 'PATCH',
      url: '/org',
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify(payload),
    })
  const changed = await patch({ users: [{ profile: { login: 'bob@example.com' }, status: 'SUSPENDED' }] })
  t.equal(changed.statusCode, 200)
  t.equal(changed.json().users.length, deps.org.users().length, 'the answer is the org as it stands')
  t.equal(deps.org.findUserByLogin('bob@example.com')?.status, 'SUSPENDED')

  const refused = await patch({ users: [{ profile: { login: 'bob@example.com' }, roles: ['KING'], colour: 'red' }] })
  t.equal(refused.statusCode, 400)
  const { error, problems } = refused.json()
  t.match(problems, [/^users\[0\]\.colour: unknown key/, /^users\[0\]\.roles\[0\]: "KING"/])
  t.equal(error, problems.join('\n'))
  t.strictSame((await patch('text')).json(), { error: 'send JSON with content-type: application/json' })
})

t.test('tokens and sessions are made, keys rotate', async (t) => {
  const { app, deps } = await setUp()
  const post = async (url: string, payload?: object) => {
    const response = await app.inject({ method: 'POST', url, ...(payload && { payload }) })
    return { status: response.statusCode, body: response.json() }
  }
  const wish = { clientId: web.clientId, user: 'ada@example.com', scopes: ['okta.users.read'] }
  const { body: token } = await post('/tokens', wish)
  t.match(token, { token_type: 'Bearer', access_token: /^[\w-]+\.[\w-]+\.[\w-]+$/ })
  t.match(await deps.keys.verify(token.access_token), { claims: { sub: 'ada@example.com', iat: start } })
  t.match(await post('/tokens', { ...wish, scopes: [] }), { status: 400, body: { error: /^the request has no scope/ } })

  t.match(await post('/sessions', { user: 'ada@example.com' }), {
    status: 200,
    body: { cookie: /^idx=102/, sessionToken: /^20111/ },
  })
  t.match(await post('/sessions', { user: 'nobody' }), { status: 400 })

  const before = await deps.keys.state()
  t.match(await post('/keys/rotate'), { status: 200, body: { active: before.next, retired: [before.active] } })
  t.match(await post('/keys/rotate?forget=true'), { body: { retired: [] } })
  t.equal(await deps.keys.verify(token.access_token), undefined)
  t.strictSame(await post('/keys/rotate?forget=yes'), { status: 400, body: { error: 'forget is true or false' } })
  t.equal((await app.inject({ method: 'POST', url: '/reset' })).statusCode, 204)
  t.strictSame(await deps.keys.state(), before)
})

t.test('what is not there is told in words of our own', async (t) => {
  const { app } = await setUp()
  const ask = async (method: 'GET' | 'DELETE' | 'OPTIONS', url: string) => {
    const response = await app.inject({ method, url })
    return [response.statusCode, response.json().error]
  }
  t.match(await ask('GET', '/nothing'), [
    404,
    /^the admin listener has nothing at \/nothing: its calls are GET \/health, GET \/org, PATCH \/org, /,
  ])
  t.strictSame(await ask('DELETE', '/org'), [405, '/org does not take DELETE: it takes GET, PATCH'])
  t.strictSame(await ask('OPTIONS', '/tokens'), [405, '/tokens does not take OPTIONS: it takes POST, DELETE'])
})
