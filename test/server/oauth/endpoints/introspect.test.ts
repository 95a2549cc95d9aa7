import { decodeJwt } from 'jose'
import t from 'tap'
import type { Answer, Ask } from '../../../../src/server/exchange.js'
import { createIntrospect } from '../../../../src/server/oauth/endpoints/introspect.js'
import { createOrgServer } from '../../../../src/server/oauth/org-server.js'
import { writeRefreshToken } from '../../../../src/server/oauth/tokens/refresh-token-string.js'
import type { App } from '../../../../src/server/org/records.js'
import { Refusal } from '../../../../src/server/refusal.js'
import { ask } from '../../../fixtures/ask.js'
import { ada, codeOnly, createTestDeps, service, spa, start, type TestDeps, url, web } from '../../../fixtures/deps.js'
import { basicOf, mintTokens } from '../../../fixtures/tokens.js'

const org = createOrgServer(url)
const introspect = createIntrospect(org)
const headers = basicOf(web)

const answerOf = async (asked: Ask, deps: TestDeps): Promise<Answer> => {
  try {
    return await introspect(asked, deps)
  } catch (error) {
    if (error instanceof Refusal) return error.answer(deps.random)
    throw error
  }
}
const bodyOf = (answer: Answer): object => ('json' in answer ? Object(answer.json) : {})
const about = async (token: string, deps: TestDeps, more: object = {}) =>
  bodyOf(await answerOf(ask({ form: { token, ...more }, headers }), deps))

t.test('an access token of a user', async (t) => {
  const deps = createTestDeps()
  const { accessToken } = await mintTokens(deps)
  const answer = await answerOf(ask({ form: { token: accessToken, token_type_hint: 'access_token' }, headers }), deps)
  t.strictSame(
    [answer.status, answer.headers],
    [200, { 'cache-control': 'no-cache, no-store', pragma: 'no-cache', expires: '0' }],
  )
  const { jti = '' } = decodeJwt(accessToken)
  t.match(jti, /^AT\.[\w-]{43}\.oar\w{17}$/)
  t.strictSame(Object.entries(bodyOf(answer)), [
    ['active', true],
    ['scope', 'openid profile offline_access'],
    ['username', 'ada@example.com'],
    ['exp', start + 3600],
    ['iat', start],
    ['sub', 'ada@example.com'],
    ['aud', url],
    ['iss', url],
    ['jti', jti],
    ['token_type', 'Bearer'],
    ['client_id', web.clientId],
    ['uid', ada.id],
  ])
})

t.test('an access token of an app, bound to a key', async (t) => {
  const deps = createTestDeps()
  const { accessToken } = await mintTokens(deps, {
    app: service,
    user: undefined,
    scopes: ['okta.users.read'],
    jkt: 'thumbprint',
  })
  t.strictSame(Object.entries(await about(accessToken, deps)), [
    ['active', true],
    ['scope', 'okta.users.read'],
    ['exp', start + 3600],
    ['iat', start],
    ['sub', service.clientId],
    ['aud', url],
    ['iss', url],
    ['jti', decodeJwt(accessToken).jti],
    ['token_type', 'Bearer'],
    ['client_id', service.clientId],
    ['cnf', { jkt: 'thumbprint' }],
  ])
})

t.test('a refresh token', async (t) => {
  const deps = createTestDeps()
  const { refreshToken } = await mintTokens(deps)
  t.strictSame(Object.entries(await about(refreshToken, deps, { token_type_hint: 'refresh_token' })), [
    ['active', true],
    ['scope', 'openid profile offline_access'],
    ['username', 'ada@example.com'],
    ['exp', start + 90 * 86_400],
    ['sub', 'ada@example.com'],
    ['token_type', 'Bearer'],
    ['client_id', web.clientId],
  ])
})

t.test('an ID token', async (t) => {
  const deps = createTestDeps()
  const { idToken } = await mintTokens(deps)
  t.strictSame(Object.entries(await about(idToken, deps, { token_type_hint: 'id_token' })), [
    ['active', true],
    ['username', 'ada@example.com'],
    ['exp', start + 3600],
    ['iat', start],
    ['sub', ada.id],
    ['aud', web.clientId],
    ['iss', url],
    ['jti', decodeJwt(idToken).jti],
    ['client_id', web.clientId],
    ['uid', ada.id],
  ])
})

t.test('a wrong hint is only a hint; any client may ask', async (t) => {
  const deps = createTestDeps()
  const tokens = await mintTokens(deps)
  for (const token of Object.values(tokens)) {
    for (const hint of ['access_token', 'refresh_token', 'id_token', 'device_secret', 'nonsense']) {
      t.match(await about(token, deps, { token_type_hint: hint }), { active: true }, hint)
    }
    const other = ask({ form: { token }, headers: basicOf(codeOnly) })
    t.match(bodyOf(await answerOf(other, deps)), { active: true })
  }
})

t.test('ways to say who asks', async (t) => {
  const deps = createTestDeps()
  const { accessToken: token } = await mintTokens(deps)
  const bare = { authorization: `Basic ${Buffer.from(spa.clientId).toString('base64')}` }
  const asks: readonly (readonly [string, Ask])[] = [
    ['Basic without a colon', ask({ form: { token }, headers: bare })],
    ['client_id in the query', ask({ form: { token }, query: { client_id: spa.clientId } })],
    ['client_id in the form', ask({ form: { token, client_id: spa.clientId } })],
    ['secret in the form', ask({ form: { token, client_id: web.clientId, client_secret: web.clientSecret ?? '' } })],
  ]
  for (const [name, asked] of asks) t.match(bodyOf(await answerOf(asked, deps)), { active: true }, name)
})

t.test('what is not alive is inactive, and that is all that is said', async (t) => {
  const rotating: App = { ...web, refreshToken: { rotationType: 'ROTATE', leeway: 30 } }
  const elsewhere = { ...org, id: 'default', issuer: `${url}/oauth2/default` }
  type Change = (deps: TestDeps) => unknown
  const changes: readonly (readonly [string, Change])[] = [
    ['expired', (deps) => deps.advance(90 * 86_400)],
    ['a suspended user', (deps) => deps.org.putUser({ ...ada, status: 'SUSPENDED' })],
    ['revoked with all of the user', (deps) => deps.store.revoke(ada.id, 3600)],
    ['revoked with all of the app', (deps) => deps.store.revoke(web.clientId, 3600)],
    ['a reset', (deps) => deps.store.clear()],
  ]
  for (const [name, change] of changes) {
    const deps = createTestDeps()
    const tokens = await mintTokens(deps)
    await change(deps)
    for (const [kind, token] of Object.entries(tokens)) {
      t.strictSame(await about(token, deps), { active: false }, `${kind}: ${name}`)
    }
  }

  const deps = createTestDeps({ apps: [rotating] })
  const { refreshToken, accessToken } = await mintTokens(deps, { app: rotating })
  const foreign = await mintTokens(deps, {
    server: { ...elsewhere, accessTokenClaims: () => ({ iss: 'x', jti: 'AT.x' }) },
  })
  for (const token of [...Object.values(foreign), 'x', 'a.b.c', `${accessToken}x`, refreshToken.slice(1)]) {
    t.strictSame(await about(token, deps), { active: false }, token.slice(0, 20))
  }

  const [id = ''] = [String(decodeJwt(accessToken).jti).split('.')[2]]
  await deps.store.refreshTokens.change(id, (held) => ({
    ...held,
    newest: 1,
    replaced: [{ from: 0, to: 0, at: start }],
  }))
  t.match(await about(refreshToken, deps), { active: true }, 'replaced within the leeway')
  deps.advance(30)
  t.strictSame(await about(refreshToken, deps), { active: false }, 'replaced')
  const held = await deps.store.refreshTokens.find(id)
  t.match(await about(held ? writeRefreshToken(held, 1) : '', deps), { active: true }, 'asking ends nothing')
})

t.test('what is refused', async (t) => {
  const deps = createTestDeps()
  const cases: readonly (readonly [string, Ask, number, object])[] = [
    [
      'no token',
      ask({ form: { token_type_hint: 'access_token' }, headers }),
      400,
      { error: 'invalid_request', error_description: "The 'token' parameter is required." },
    ],
    [
      'token twice',
      ask({ form: 'token=a&token=b', headers }),
      400,
      { error: 'invalid_request', error_description: 'The request contained multiple parameters with the same name.' },
    ],
    [
      'nobody asks',
      ask({ form: { token: 'x' } }),
      401,
      { error: 'invalid_client', error_description: 'No client credentials found.' },
    ],
    [
      'an unknown client',
      ask({ form: { token: 'x', client_id: '0oanobody' } }),
      401,
      { error: 'invalid_client', error_description: "Invalid value for 'client_id' parameter." },
    ],
    [
      'JSON',
      ask({ method: 'POST', path: '/oauth2/v1/introspect', body: { kind: 'json', value: {} }, headers }),
      400,
      { errorCode: 'E0000021' },
    ],
  ]
  for (const [name, asked, status, body] of cases) {
    const answer = await answerOf(asked, deps)
    t.equal(answer.status, status, name)
    t.match(bodyOf(answer), body, name)
  }
})
