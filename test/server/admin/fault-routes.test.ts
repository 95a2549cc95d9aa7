import t from 'tap'
import { createAdminSurface } from '../../../src/server/admin/surface.js'
import { createApp } from '../../../src/server/app.js'
import { createClock } from '../../../src/server/clock.js'
import { createAdmin } from '../../../src/server/controls/admin.js'
import { allFaults } from '../../../src/server/faults/index.js'
import { silentLog } from '../../../src/server/log.js'
import { createRateLimiter } from '../../../src/server/rate-limits/rate-limiter.js'
import { createTestDeps } from '../../fixtures/deps.js'

const setUp = async () => {
  const deps = createTestDeps()
  const admin = createAdmin({ deps, clock: createClock(), limiter: createRateLimiter() })
  const app = await createApp({
    surface: createAdminSurface(admin, 'http://localhost:6583'),
    deps: createTestDeps(),
    log: silentLog,
  })
  const on = async () => (await admin.faults()).filter(({ armed }) => armed).map(({ id, armed }) => [id, armed])
  return { app, admin, on }
}

t.test('faults are listed, switched on one by one or all at once, and off', async (t) => {
  const { app, on } = await setUp()
  const list = (await app.inject('/faults')).json()
  t.equal(list.length, allFaults.length)
  t.strictSame(list[0], {
    id: 'id-token-nonce-wrong',
    title: 'nonce is another one',
    why: 'A replayed token is taken for a fresh one.',
    armed: null,
    fired: 0,
  })

  const post = await app.inject({ method: 'POST', url: '/faults/token-429', payload: { count: 2, clientId: '0oa' } })
  t.equal(post.statusCode, 204)
  t.equal((await app.inject({ method: 'POST', url: '/faults/keys-empty' })).statusCode, 204, 'without a body: for good')
  t.strictSame(
    await on(),
    [
      ['keys-empty', {}],
      ['token-429', { count: 2, clientId: '0oa' }],
    ].sort((a, b) => (String(a[0]) < String(b[0]) ? 1 : -1)),
  )

  t.equal((await app.inject({ method: 'DELETE', url: '/faults/token-429' })).statusCode, 204)
  t.strictSame(await on(), [['keys-empty', {}]])
  await app.inject({ method: 'PUT', url: '/faults', payload: [{ id: 'api-401', probability: 0.5, seed: 7 }] })
  t.strictSame(await on(), [['api-401', { probability: 0.5, seed: 7 }]], 'PUT replaces what was on')
  t.equal((await app.inject({ method: 'DELETE', url: '/faults' })).statusCode, 204)
  t.strictSame(await on(), [])
})

t.test('what makes no sense is refused in one sentence', async (t) => {
  const { app } = await setUp()
  const sense =
    'a fault takes { "count": times, "clientId": "0oa…", "probability": 0 to 1, "seed": whole number }, each optional'
  for (const [method, url, payload, error] of [
    ['POST', '/faults/token-430', {}, 'there is no fault "token-430": GET /faults lists them'],
    ['POST', '/faults/token-429', { count: 0 }, sense],
    ['POST', '/faults/token-429', { count: '2' }, sense],
    ['POST', '/faults/token-429', { probability: 2 }, sense],
    ['POST', '/faults/token-429', { seed: 0.5 }, sense],
    ['POST', '/faults/token-429', { clientId: 1 }, sense],
    ['POST', '/faults/token-429', { times: 1 }, '"times" is not one of count, clientId, probability, seed'],
    ['PUT', '/faults', {}, 'send a list: [{ "id": "token-429", "count": 2 }]'],
    ['PUT', '/faults', [{}], 'each fault in the list needs its id'],
  ] as const) {
    const response = await app.inject({ method, url, payload })
    t.strictSame([response.statusCode, response.json()], [400, { error }], JSON.stringify(payload))
  }
})
