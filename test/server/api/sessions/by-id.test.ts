import t from 'tap'
import { startSession } from '../../../../src/server/signin/sessions.js'
import { apiError, asAdmin, asService } from '../../../fixtures/api.js'
import { signInTo } from '../../../fixtures/authn.js'
import { guarded } from '../../../fixtures/codes.js'
import { ada, bob, url } from '../../../fixtures/deps.js'

const link = (path: string, ...allow: readonly string[]) => ({ href: `${url}${path}`, hints: { allow } })

t.test('a session token becomes a session, once', async (t) => {
  const { deps, send } = asAdmin()
  const { sessionToken } = (await signInTo(deps)).json
  deps.advance(10)
  const reply = await send('POST /api/v1/sessions', { sessionToken })
  t.equal(reply.status, 200)
  const { id } = Object(reply.json) as { id?: string }
  t.match(id, /^102[\w-]{43}$/)
  t.equal(
    JSON.stringify(reply.json),
    JSON.stringify({
      id,
      userId: ada.id,
      login: 'ada@example.com',
      createdAt: '2026-01-01T00:00:10.000Z',
      expiresAt: '2026-01-01T02:00:10.000Z',
      status: 'ACTIVE',
      lastPasswordVerification: '2026-01-01T00:00:00.000Z',
      lastFactorVerification: null,
      amr: ['pwd'],
      idp: { id: '00omockta00000000001', type: 'OKTA' },
      mfaActive: true,
      _links: {
        self: link('/api/v1/sessions/me', 'GET', 'DELETE'),
        refresh: link('/api/v1/sessions/me/lifecycle/refresh', 'POST'),
        user: { name: 'Ada Admin', ...link('/api/v1/users/me', 'GET') },
      },
    }),
    'members and their order',
  )
  const failed = apiError('E0000004', 'Authentication failed')
  for (const body of [{ sessionToken }, { sessionToken: 'x' }, { sessionToken: 1 }, {}]) {
    const again = await send('POST /api/v1/sessions', body)
    t.equal(again.status, 401)
    t.match(again.json, failed)
  }
  const none = await send('POST /api/v1/sessions')
  t.strictSame([none.status, none.rule], [400, 'bodyMalformed'])
})

t.test('one session: shown, refreshed, revoked', async (t) => {
  const { deps, send } = asAdmin({ users: [ada, guarded] })
  const { session } = await startSession(guarded, ['mfa', 'otp', 'pwd'], deps)
  const path = `/api/v1/sessions/${session.id}`
  const shown = await send(`GET ${path}`)
  t.equal(shown.status, 200)
  t.match(shown.json, {
    id: session.id,
    lastFactorVerification: '2026-01-01T00:00:00.000Z',
    amr: ['mfa', 'otp', 'pwd'],
    _links: {
      self: link(path, 'GET', 'DELETE'),
      refresh: link(`${path}/lifecycle/refresh`, 'POST'),
      user: { name: 'Ada Admin', ...link(`/api/v1/users/${ada.id}`, 'GET') },
    },
  })

  deps.advance(7199)
  const refreshed = await send(`POST ${path}/lifecycle/refresh`)
  t.match(refreshed.json, { createdAt: '2026-01-01T00:00:00.000Z', expiresAt: '2026-01-01T03:59:59.000Z' })
  deps.advance(7199)
  t.equal((await send(`GET ${path}`)).status, 200, 'it lasts as long again')

  t.strictSame([(await send(`DELETE ${path}`)).status, (await send(`GET ${path}`)).status], [204, 404])
})

t.test('sessions that are not there', async (t) => {
  const { send } = asAdmin()
  for (const request of ['GET /', 'DELETE /', 'POST /lifecycle/refresh']) {
    const [method, rest = ''] = request.split(' /')
    const reply = await send(`${method} /api/v1/sessions/nonexistent${rest === '' ? '' : `/${rest}`}`)
    t.equal(reply.status, 404)
    t.match(reply.json, apiError('E0000007', 'Not found: Resource not found: nonexistent (AppSession)'))
  }
  const list = await send('GET /api/v1/sessions/')
  t.equal(list.status, 405)
  t.match(list.json, apiError('E0000022', 'The endpoint does not support the provided HTTP method'))
})

t.test('who may', async (t) => {
  const reading = await asService(['okta.sessions.read'])
  const { session } = await startSession(bob, ['pwd'], reading.deps)
  t.equal((await reading.send(`GET /api/v1/sessions/${session.id}`)).status, 200)
  t.equal((await reading.send(`DELETE /api/v1/sessions/${session.id}`)).status, 403)
  t.equal((await reading.send('POST /api/v1/sessions', { sessionToken: 'x' })).status, 403)
  const weak = await asService(['okta.sessions.manage'], [])
  t.equal((await weak.send('POST /api/v1/sessions', { sessionToken: 'x' })).rule, 'permissionMissing')
})
