import t from 'tap'
import type { Endpoint } from '../../../../src/server/exchange.js'
import {
  closeOwnSession,
  getOwnSession,
  refreshOwnSession,
} from '../../../../src/server/signin/endpoints/own-session.js'
import { answered, ask, jsonOf } from '../../../fixtures/ask.js'
import { apiError } from '../../../fixtures/authn.js'
import { signedInAs } from '../../../fixtures/authorize.js'
import { ada, createTestDeps, type TestDeps, url } from '../../../fixtures/deps.js'

const call = (endpoint: Endpoint, cookies: Readonly<Record<string, string>>, deps: TestDeps) =>
  answered(endpoint, ask({ cookies }), deps)

t.test('the session of the cookie: shown, refreshed, closed', async (t) => {
  for (const [engine, mfaActive] of [
    ['oie', true],
    ['classic', false],
  ] as const) {
    const deps = createTestDeps({ engine })
    const cookies = await signedInAs(ada, deps)
    const shown = await call(getOwnSession, cookies, deps)
    t.equal(shown.status, 200)
    t.match(jsonOf(shown), {
      id: Object.values(cookies)[0],
      userId: ada.id,
      login: 'ada@example.com',
      status: 'ACTIVE',
      mfaActive,
      _links: {
        refresh: { href: `${url}/api/v1/sessions/me/lifecycle/refresh` },
        user: { href: `${url}/api/v1/users/me` },
      },
    })
    deps.advance(60)
    const refreshed = await call(refreshOwnSession, cookies, deps)
    t.equal(jsonOf(refreshed).expiresAt, '2026-01-01T02:01:00.000Z')

    const closed = await call(closeOwnSession, cookies, deps)
    t.strictSame([closed.status, 'empty' in closed], [204, true])
    const name = Object.keys(cookies)[0]
    t.strictSame(closed.cookies, [{ name, value: '', maxAge: 0 }])
    t.equal((await call(getOwnSession, cookies, deps)).status, 404)
  }
})

t.test('without a session', async (t) => {
  const notFound = apiError('E0000007', 'Not found: Resource not found: me (Session)')
  for (const endpoint of [getOwnSession, refreshOwnSession, closeOwnSession]) {
    for (const cookies of [{}, { idx: '' }, { idx: 'unknown' }]) {
      const answer = await call(endpoint, cookies, createTestDeps())
      t.equal(answer.status, 404)
      t.match(jsonOf(answer), notFound)
    }
  }
})
