import t from 'tap'
import { findSession, startSession } from '../../../src/server/signin/sessions.js'
import { apiError, asAdmin, asService, bearer } from '../../fixtures/api.js'
import { ada, bob, url } from '../../fixtures/deps.js'

const request = 'POST /oauth2/v1/global-token-revocation'

t.test('everything a user has so far ends, and nobody else’s', async (t) => {
  const ways: readonly object[] = [
    { format: 'opaque', id: bob.id },
    { format: 'iss_sub', iss: url, sub: bob.id },
    { format: 'iss_sub', iss: url, sub: 'BOB@example.com' },
  ]
  for (const sub_id of ways) {
    const { deps, send } = asAdmin()
    const [bobs, adas] = [await startSession(bob, ['pwd'], deps), await startSession(ada, ['pwd'], deps)]
    const asBob = await bearer(deps, { user: bob, scopes: ['okta.users.read.self'] })
    const asAda = await bearer(deps, { user: ada, scopes: ['okta.users.read.self'] })
    const reply = await send(request, { sub_id })
    t.strictSame([reply.status, reply.json], [204, undefined])
    t.equal(await findSession(bobs.session.id, deps), undefined)
    t.ok(await findSession(adas.session.id, deps))
    t.equal((await asBob('GET /api/v1/users/me')).status, 401)
    t.equal((await asAda('GET /api/v1/users/me')).status, 200)
    const later = await startSession(bob, ['pwd'], deps)
    t.ok(await findSession(later.session.id, deps), 'who signs in again is signed in')
  }
})

t.test('a subject that names no user', async (t) => {
  const { send } = asAdmin()
  for (const body of [
    {},
    { sub_id: 'x' },
    { sub_id: { format: 'opaque', id: '00unobody' } },
    { sub_id: { format: 'opaque' } },
    { sub_id: { format: 'email', email: 'bob@example.com' } },
    { sub_id: { format: 'iss_sub', iss: 'https://elsewhere.example.com', sub: bob.id } },
  ]) {
    const reply = await send(request, body)
    t.equal(reply.status, 400, JSON.stringify(body))
    t.match(reply.json, apiError('E0000001', 'Api validation failed: sub_id', ['sub_id: The field is invalid.']))
  }
})

t.test('it takes its own scope', async (t) => {
  const sub_id = { format: 'opaque', id: bob.id }
  const right = await asService(['okta.universalLogout.manage'])
  t.equal((await right.send(request, { sub_id })).status, 204)
  const wrong = await asService(['okta.users.manage'])
  t.equal((await wrong.send(request, { sub_id })).status, 403)
})
