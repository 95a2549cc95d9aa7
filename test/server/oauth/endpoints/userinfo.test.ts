import { createHash } from 'node:crypto'
import { calculateJwkThumbprint } from 'jose'
import t from 'tap'
import type { Answer, Ask } from '../../../../src/server/exchange.js'
import { createCustomServer } from '../../../../src/server/oauth/custom-server.js'
import { createUserinfo } from '../../../../src/server/oauth/endpoints/userinfo.js'
import { createOrgServer } from '../../../../src/server/oauth/org-server.js'
import { Refusal } from '../../../../src/server/refusal.js'
import { createTestApp } from '../../../fixtures/app.js'
import { ask } from '../../../fixtures/ask.js'
import { p256, publicHalf } from '../../../fixtures/client-keys.js'
import { ada, bob, createTestDeps, service, start, type TestDeps, url } from '../../../fixtures/deps.js'
import { signProof } from '../../../fixtures/proof.js'
import { mintTokens } from '../../../fixtures/tokens.js'

const path = '/oauth2/v1/userinfo'
const org = createOrgServer(url)
const every = ['openid', 'profile', 'email', 'address', 'phone', 'groups', 'okta.users.read', 'offline_access']

const answerOf = async (asked: Ask, deps: TestDeps, server = org): Promise<Answer> => {
  try {
    return await createUserinfo(server)(asked, deps)
  } catch (error) {
    if (error instanceof Refusal) return error.answer(deps.random)
    throw error
  }
}
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const ofToken = (token: string) => ask({ path, headers: bearer(token) })

t.test('all claims of the granted scopes', async (t) => {
  const deps = createTestDeps()
  const { accessToken } = await mintTokens(deps, { scopes: every })
  const answer = await answerOf(ofToken(accessToken), deps)
  t.strictSame(
    [answer.status, answer.headers],
    [200, { 'cache-control': 'no-cache, no-store', pragma: 'no-cache', expires: '0' }],
  )
  t.strictSame('json' in answer && Object.entries(Object(answer.json)), [
    ['sub', ada.id],
    ['name', 'Ada Admin'],
    ['nickname', 'Countess'],
    ['locale', 'en_GB'],
    ['email', 'ada@example.com'],
    ['preferred_username', 'ada@example.com'],
    ['given_name', 'Ada'],
    ['family_name', 'Admin'],
    ['zoneinfo', 'Europe/London'],
    ['updated_at', start],
    ['email_verified', true],
    ['address', { street_address: '12 St James’s Square', locality: 'London' }],
    ['phone_number', '+44 20 7946 0000'],
    ['groups', ['Everyone', 'Engineers']],
  ])
})

t.test('and no others', async (t) => {
  const deps = createTestDeps()
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['openid', ['sub']],
    ['openid email', ['sub', 'email', 'email_verified']],
    ['openid groups', ['sub', 'groups']],
    ['openid address phone', ['sub']],
  ]
  for (const [scope, members] of cases) {
    const { accessToken } = await mintTokens(deps, { user: bob, scopes: scope.split(' ') })
    const answer = await answerOf(ofToken(accessToken), deps)
    t.strictSame('json' in answer && Object.keys(Object(answer.json)), members, scope)
  }
})

t.test('by POST, the token in the header or in the form', async (t) => {
  const deps = createTestDeps()
  const { accessToken } = await mintTokens(deps, { scopes: ['openid'] })
  for (const asked of [
    ask({ method: 'POST', path, headers: bearer(accessToken) }),
    ask({ path, form: { access_token: accessToken } }),
  ]) {
    const answer = await answerOf(asked, deps)
    t.strictSame('json' in answer && answer.json, { sub: ada.id })
  }
})

t.test('a custom server adds its claims and has its own groups, or none', async (t) => {
  const server = createCustomServer(
    {
      id: 'orders',
      name: 'Orders',
      audiences: ['api://orders'],
      scopes: [],
      claims: [{ name: 'city', claimType: 'IDENTITY', value: 'user.city', scopes: [] }],
      accessTokenLifetimeMinutes: 60,
      policies: [],
    },
    url,
  )
  const deps = createTestDeps()
  const { accessToken } = await mintTokens(deps, { scopes: ['openid', 'email', 'groups'], server })
  const answer = await answerOf(ofToken(accessToken), deps, server)
  t.strictSame('json' in answer && answer.json, {
    sub: ada.id,
    email: 'ada@example.com',
    email_verified: true,
    city: 'London',
  })
  t.equal((await answerOf(ofToken(accessToken), deps)).status, 401, 'its token is good there only')
})

const challenge = (error: string, description: string, start = 'Bearer') =>
  `${start} authorization_uri="${url}/oauth2/v1/authorize", realm="${url}", scope="openid", error="${error}", error_description="${description}", resource="${path}"`

t.test('refusals are in the header, the body is empty', async (t) => {
  const deps = createTestDeps()
  const { accessToken } = await mintTokens(deps)
  const withoutOpenid = await mintTokens(deps, { scopes: ['okta.users.read'] })
  const ofService = await mintTokens(deps, { app: service, user: undefined, scopes: ['okta.users.read'] })
  const { accessToken: revoked, idToken } = await mintTokens(deps, { user: bob })
  await deps.store.revoke(bob.id, 3600)
  const missing = [401, 'invalid_request', 'The access token is missing.'] as const
  const invalid = [401, 'invalid_token', 'The access token is invalid.'] as const
  const scope = [403, 'insufficient_scope', 'The access token provided does not contain the required scopes.'] as const
  const twice = [
    400,
    'invalid_request',
    'The access token cannot be specified in both the Authorization header and the request-body.',
  ] as const
  const cases: readonly (readonly [string, Ask, readonly [number, string, string]])[] = [
    ['nothing', ask({ path }), missing],
    ['Bearer alone', ask({ path, headers: { authorization: 'Bearer' } }), missing],
    ['another scheme', ask({ path, headers: { authorization: 'Basic YTpi' } }), missing],
    ['in the query', ask({ path, query: { access_token: accessToken } }), missing],
    ['in the header and in the form', ask({ path, form: { access_token: 'x' }, headers: bearer(accessToken) }), twice],
    ['nonsense', ofToken('undefined'), invalid],
    ['an ID token', ofToken(idToken), invalid],
    ['a revoked token', ofToken(revoked), [401, 'invalid_token', 'The access token has been revoked.']],
    ['a token without openid', ofToken(withoutOpenid.accessToken), scope],
    ['a token of an app', ofToken(ofService.accessToken), scope],
  ]
  for (const [name, asked, [status, error, description]] of cases) {
    const answer = await answerOf(asked, deps)
    const { 'www-authenticate': header } = answer.headers ?? {}
    t.strictSame([answer.status, header, 'empty' in answer], [status, challenge(error, description), true], name)
  }
  deps.advance(3600)
  const expired = await answerOf(ofToken(accessToken), deps)
  t.equal(expired.headers?.['www-authenticate'], challenge('invalid_token', 'The token has expired.'))
})

t.test('a token that is bound to a key comes with its proof and needs no nonce', async (t) => {
  const deps = createTestDeps()
  const jkt = await calculateJwkThumbprint(publicHalf(p256))
  const { accessToken } = await mintTokens(deps, { jkt, scopes: ['openid'] })
  const ath = createHash('sha256').update(accessToken).digest('base64url')
  const show = async (claims: object) =>
    answerOf(
      ask({
        path,
        headers: {
          authorization: `DPoP ${accessToken}`,
          dpop: await signProof('GET', `${url}${path}`, { claims: { ath, ...claims } }),
        },
      }),
      deps,
    )
  const answer = await show({})
  t.strictSame('json' in answer && answer.json, { sub: ada.id })

  const wrong = await show({ ath: 'x', jti: 'two' })
  t.strictSame(
    [wrong.status, wrong.headers?.['www-authenticate']],
    [
      400,
      challenge(
        'invalid_dpop_proof',
        "'ath' claim in the DPoP proof does not match the presented access_token.",
        'DPoP algs="RS256 RS384 RS512 ES256 ES384 ES512",',
      ),
    ],
  )
})

t.test('over HTTP', async (t) => {
  const { app, deps } = await createTestApp()
  const { accessToken } = await mintTokens(deps, { scopes: ['openid'] })
  const good = await app.inject({ url: path, headers: bearer(accessToken) })
  t.strictSame(
    [good.statusCode, good.headers['content-type'], good.body],
    [200, 'application/json', `{"sub":"${ada.id}"}`],
  )
  const bad = await app.inject({ url: path, headers: bearer('x') })
  t.strictSame([bad.statusCode, bad.headers['content-type'], bad.body], [401, undefined, ''])
})
