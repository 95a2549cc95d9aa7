import t from 'tap'
import { startSession } from '../../../src/server/signin/sessions.js'
import { apiError, sender } from '../../fixtures/api.js'
import { ada, bob, createTestDeps } from '../../fixtures/deps.js'

t.test('a signed-in browser reaches its own user, and no other', async (t) => {
  for (const user of [ada, bob]) {
    const deps = createTestDeps()
    const { session } = await startSession(user, ['pwd'], deps)
    const send = sender(deps, undefined, { idx: session.id })
    const me = await send('GET /api/v1/users/me')
    t.equal(me.status, 200)
    t.match(me.json, { id: user.id })
    const other = user === ada ? bob : ada
    t.strictSame((await send(`GET /api/v1/users/${other.id}`)).rule, 'permissionMissing', 'whatever the role')
    t.strictSame((await send('GET /api/v1/apps')).rule, 'permissionMissing')
  }
})

t.test('a session that is over, and a header that is wrong beside one', async (t) => {
  const deps = createTestDeps()
  const { session } = await startSession(ada, ['pwd'], deps)
  const wrong = await sender(deps, 'Basic eDp5', { idx: session.id })('GET /api/v1/users/me')
  t.strictSame([wrong.status, wrong.rule], [403, 'sessionInvalid'])
  deps.advance(7200)
  const late = await sender(deps, undefined, { idx: session.id })('GET /api/v1/users/me')
  t.equal(late.status, 403)
  t.match(late.json, apiError('E0000005', 'Invalid session'))
})
