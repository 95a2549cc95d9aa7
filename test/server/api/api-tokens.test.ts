import t from 'tap'
import { apiError, asAdmin, asService, sender } from '../../fixtures/api.js'
import { ada, bob, url } from '../../fixtures/deps.js'

const apiTokens = [
  { token: '00Tada', userId: ada.id },
  { token: '00Tbob', userId: bob.id },
]

t.test('tokens are listed without themselves', async (t) => {
  const { deps, send } = asAdmin({ apiTokens })
  deps.advance(60)
  const reply = await send('GET /api/v1/api-tokens')
  const [first] = reply.json as { id: string }[]
  const { id = '' } = first ?? {}
  t.match(id, /^00T\w{17}$/)
  t.equal(
    JSON.stringify(first),
    JSON.stringify({
      id,
      name: 'API Token',
      userId: ada.id,
      clientName: 'Okta API',
      tokenWindow: 'P30D',
      network: { connection: 'ANYWHERE' },
      expiresAt: '2026-01-31T00:01:00.000Z',
      created: '2026-01-01T00:00:00.000Z',
      lastUpdated: '2026-01-01T00:01:00.000Z',
      _links: {
        self: { href: `${url}/api/v1/api-tokens/${id}`, hints: { allow: ['GET', 'DELETE'] } },
        user: { href: `${url}/api/v1/users/${ada.id}`, hints: { allow: ['GET'] } },
      },
    }),
  )
  t.equal(Object(reply.json).length, 2)
  t.notOk('link' in reply.headers)
  t.notMatch(JSON.stringify(reply.json), '00Tada')
  t.match((await send(`GET /api/v1/api-tokens/${id}`)).json, first ?? {})
  t.match(await send('GET /api/v1/api-tokens/00Tinvalid1234567890'), {
    status: 404,
    json: apiError('E0000007', 'Not found: Resource not found: 00Tinvalid1234567890 (Token)'),
  })
})

t.test('a revoked token is refused', async (t) => {
  const { deps, send } = asAdmin({ apiTokens })
  const theirs = sender(deps, 'SSWS 00Tbob')
  t.equal((await theirs('GET /api/v1/users/me')).status, 200)
  const [, second] = (await send('GET /api/v1/api-tokens')).json as { id: string }[]
  t.match(await send(`DELETE /api/v1/api-tokens/${second?.id}`), { status: 204, json: undefined })
  t.equal((await theirs('GET /api/v1/users/me')).status, 401)
  t.match(await send('DELETE /api/v1/api-tokens/00Tinvalid9999999999'), { status: 404 })
  deps.org.reset()
  t.equal((await theirs('GET /api/v1/users/me')).status, 200, 'until the org is reset')
})

t.test('a token revokes itself, whatever the role of its owner', async (t) => {
  const { deps } = asAdmin({ apiTokens })
  const theirs = sender(deps, 'SSWS 00Tbob')
  t.match(await theirs('DELETE /api/v1/api-tokens/current'), { status: 204, json: undefined })
  t.equal((await theirs('GET /api/v1/users/me')).status, 401)
})

t.test('some operations take one kind of credentials only', async (t) => {
  const { send: asBearer } = await asService([])
  t.match(await asBearer('DELETE /api/v1/api-tokens/current'), {
    status: 403,
    json: apiError('E0000006', 'You do not have permission to perform the requested action'),
    reason: 'DELETE /api/v1/api-tokens/current takes API tokens only: no scope gives access to it',
  })
  t.match(await asAdmin({ apiTokens }).send('GET /api/v1/dr/status'), {
    status: 403,
    reason: 'GET /api/v1/dr/status takes access tokens only',
  })
})
