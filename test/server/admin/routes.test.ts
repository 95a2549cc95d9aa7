import t from 'tap'
import { createAdmin } from '../../../src/server/admin/admin.js'
import { createAdminSurface } from '../../../src/server/admin/surface.js'
import { createApp } from '../../../src/server/app.js'
import { createClock } from '../../../src/server/clock.js'
import { createJournal } from '../../../src/server/journal.js'
import { silentLog } from '../../../src/server/log.js'
import { createRateLimiter } from '../../../src/server/rate-limits/rate-limiter.js'
import { createMemoryStore } from '../../../src/server/store/memory.js'
import { ada, createTestDeps, start } from '../../fixtures/deps.js'

const setUp = async () => {
  const clock = createClock(() => start * 1000 + 999)
  const test = createTestDeps()
  const deps = { ...test, now: clock.now, store: createMemoryStore(clock.now, test.random) }
  const admin = createAdmin({
    deps,
    clock,
    limiter: createRateLimiter(),
    describe: () => ({ org: { id: deps.org.id } }),
  })
  const app = await createApp({
    surface: createAdminSurface(admin, 'http://localhost:6583'),
    deps: { ...test, journal: createJournal(1) },
    log: silentLog,
  })
  return { app, deps, clock }
}

t.test('health and org', async (t) => {
  const { app } = await setUp()
  t.strictSame((await app.inject('/health')).json(), { status: 'ok' })
  t.strictSame((await app.inject('/org')).json(), { org: { id: '00omockta00000000001' } })
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

t.test('the journal is read from an id on, by client, with tokens decoded, and cleared', async (t) => {
  const { app, deps } = await setUp()
  const token = await deps.keys.signAccessToken({ sub: 'ada' }, 'typ')
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
