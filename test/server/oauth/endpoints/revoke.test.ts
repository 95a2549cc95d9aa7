import t from 'tap'
import { inspectAccessToken } from '../../../../src/server/bearer/access-token.js'
import type { Answer, Ask } from '../../../../src/server/exchange.js'
import { createRevoke } from '../../../../src/server/oauth/endpoints/revoke.js'
import { createOrgServer } from '../../../../src/server/oauth/org-server.js'
import { findRefreshToken } from '../../../../src/server/oauth/tokens/refresh-tokens.js'
import { Refusal } from '../../../../src/server/refusal.js'
import { createTestApp } from '../../../fixtures/app.js'
import { ask } from '../../../fixtures/ask.js'
import { ada, codeOnly, createTestDeps, spa, type TestDeps, url, web } from '../../../fixtures/deps.js'
import { basicOf, mintTokens } from '../../../fixtures/tokens.js'

const org = createOrgServer(url)
const revoke = createRevoke(org)
const headers = basicOf(web)

const answerOf = async (asked: Ask, deps: TestDeps): Promise<Answer> => {
  try {
    return await revoke(asked, deps)
  } catch (error) {
    if (error instanceof Refusal) return error.answer(deps.random)
    throw error
  }
}

const done = {
  status: 200,
  headers: { 'cache-control': 'no-cache, no-store', pragma: 'no-cache', expires: '0' },
  empty: true,
}

/** What is alive of access token and refresh token. */
const alive = async ({ accessToken = '', refreshToken = '' }, deps: TestDeps) => [
  (await inspectAccessToken(accessToken, url, deps)).kind === 'alive',
  'token' in (await findRefreshToken(refreshToken, org, deps)),
]

t.test('an access token goes alone, a refresh token takes its access tokens along', async (t) => {
  for (const [kind, left] of [
    ['accessToken', [false, true]],
    ['refreshToken', [false, false]],
    ['idToken', [true, true]],
  ] as const) {
    const deps = createTestDeps()
    const tokens = await mintTokens(deps)
    const others = await mintTokens(deps)
    const asked = ask({ form: { token: tokens[kind], token_type_hint: 'access_token' }, headers })
    t.strictSame(await answerOf(asked, deps), done, kind)
    t.strictSame(await alive(tokens, deps), left, kind)
    t.strictSame(await alive(others, deps), [true, true], 'nothing else')
    t.strictSame(await answerOf(asked, deps), done, 'a second time')
  }
})

t.test('the public client of a browser library revokes its own', async (t) => {
  const deps = createTestDeps()
  const tokens = await mintTokens(deps, { app: spa })
  const bare = { authorization: `Basic ${Buffer.from(spa.clientId).toString('base64')}` }
  const form = { token_type_hint: 'refresh_token', token: tokens.refreshToken }
  t.strictSame(await answerOf(ask({ form, headers: bare }), deps), done)
  t.strictSame(await alive(tokens, deps), [false, false])
})

t.test('what cannot be revoked gets the same answer and stays', async (t) => {
  const deps = createTestDeps()
  const tokens = await mintTokens(deps)
  for (const token of [tokens.accessToken, tokens.refreshToken]) {
    const asked = ask({ form: { token }, headers: basicOf(codeOnly) })
    t.strictSame(await answerOf(asked, deps), done, 'of another client')
    t.match(asked.trace, {
      decision: 'nothing revoked',
      notes: [/^nothing was revoked: the token is of 0oaweb.*, and 0oacode.* may revoke its own tokens only$/],
    })
  }
  t.strictSame(await alive(tokens, deps), [true, true])
  for (const token of ['x', 'a.b.c', `${tokens.accessToken}x`]) {
    t.strictSame(await answerOf(ask({ form: { token }, headers }), deps), done, token.slice(0, 10))
  }
  deps.advance(3600)
  t.strictSame(await answerOf(ask({ form: { token: tokens.accessToken }, headers }), deps), done, 'expired')
  deps.org.putUser({ ...ada, status: 'DEPROVISIONED' })
  t.strictSame(await answerOf(ask({ form: { token: tokens.refreshToken }, headers }), deps), done, 'of a user who left')
})

t.test('over HTTP the answer has no body and no content type', async (t) => {
  const { app, deps } = await createTestApp()
  const { accessToken } = await mintTokens(deps)
  const response = await app.inject({
    method: 'POST',
    url: '/oauth2/v1/revoke',
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ token: accessToken }).toString(),
  })
  t.strictSame(
    [response.statusCode, response.body, response.headers['content-type'], response.headers['content-length']],
    [200, '', undefined, '0'],
  )
})

t.test('what is refused', async (t) => {
  const deps = createTestDeps()
  const cases: readonly (readonly [string, Ask, number, object])[] = [
    [
      'no token',
      ask({ form: {}, headers }),
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
    ['JSON', ask({ method: 'POST', body: { kind: 'json', value: {} }, headers }), 400, { errorCode: 'E0000021' }],
  ]
  for (const [name, asked, status, body] of cases) {
    const answer = await answerOf(asked, deps)
    t.equal(answer.status, status, name)
    t.match('json' in answer ? answer.json : {}, body, name)
  }
})
