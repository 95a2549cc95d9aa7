import { decodeJwt } from 'jose'
import t from 'tap'
import { inspectAccessToken } from '../../../../src/server/bearer/access-token.js'
import type { Answer } from '../../../../src/server/exchange.js'
import type { AuthorizationServer } from '../../../../src/server/oauth/authorization-server.js'
import { createToken } from '../../../../src/server/oauth/endpoints/token.js'
import { createOrgServer } from '../../../../src/server/oauth/org-server.js'
import { readRefreshToken, writeRefreshToken } from '../../../../src/server/oauth/tokens/refresh-token-string.js'
import type { App } from '../../../../src/server/org/records.js'
import { Refusal } from '../../../../src/server/refusal.js'
import { ask } from '../../../fixtures/ask.js'
import { ada, callback, codeOnly, createTestDeps, spa, start, type TestDeps, url, web } from '../../../fixtures/deps.js'

const server = createOrgServer(url)
const basic = ({ clientId, clientSecret = '' }: App) => ({
  authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
})
const grantTypes = ['authorization_code', 'refresh_token']
const fixed: App = { ...web, grantTypes }
const rotating: App = { ...fixed, refreshToken: { rotationType: 'ROTATE', leeway: 30 } }
const strict: App = { ...fixed, refreshToken: { rotationType: 'ROTATE', leeway: 0 } }
const other: App = { ...codeOnly, grantTypes }

type Body = Readonly<Record<string, string>>
const bodyOf = (answer: Answer): Body => ('json' in answer ? Object(answer.json) : {})

const request = async (
  form: Body,
  deps: TestDeps,
  { at = server, app = fixed, headers = {} }: { at?: AuthorizationServer; app?: App; headers?: Body } = {},
): Promise<{ readonly status: number; readonly body: Body; readonly reason?: string }> => {
  const asked = ask({ form, headers: { ...basic(app), ...headers } })
  try {
    const answer = await createToken(at)(asked, deps)
    return { status: answer.status, body: bodyOf(answer) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const answer = error.answer(deps.random)
    return { status: answer.status, body: bodyOf(answer), reason: error.reason }
  }
}

const orgWith = (...apps: readonly App[]): TestDeps => createTestDeps({ apps })

/** Trades a code for the first tokens. */
const signIn = async (deps: TestDeps, change: object = {}, at = server): Promise<Body> => {
  await deps.store.codes.put(
    'c',
    {
      serverId: 'org',
      clientId: web.clientId,
      redirectUri: callback,
      userId: ada.id,
      scopes: ['openid', 'profile', 'offline_access', 'okta.users.read'],
      nonce: 'n',
      authTime: start - 5,
      amr: ['pwd'],
      acr: 'urn:okta:loa:1fa:any',
      ...change,
    },
    300,
  )
  return (await request({ grant_type: 'authorization_code', code: 'c', redirect_uri: callback }, deps, { at })).body
}

const refresh = (refreshToken: string | undefined, more: Body = {}): Body => ({
  grant_type: 'refresh_token',
  refresh_token: refreshToken ?? '',
  ...more,
})

const dead = { error: 'invalid_grant', error_description: 'The refresh token is invalid or expired.' }
const aliveness = async (accessToken: string | undefined, deps: TestDeps) =>
  (await inspectAccessToken(accessToken ?? '', url, deps)).kind

t.test('the first answer has a refresh token, between scope and ID token', async (t) => {
  const deps = orgWith(fixed)
  const first = await signIn(deps)
  t.strictSame(Object.keys(first), ['token_type', 'expires_in', 'access_token', 'scope', 'refresh_token', 'id_token'])
  t.match(first.refresh_token, /^[A-Za-z0-9_-]{43}$/)
  t.match(decodeJwt(first.access_token ?? '').jti, /^AT\.[A-Za-z0-9_-]{43}\.oar[A-Za-z0-9]{17}$/)
  t.notOk((await signIn(deps, { scopes: ['openid'] })).refresh_token, 'none without offline_access')
})

t.test('a static refresh token stays the same; the sign-in it came from too', async (t) => {
  const deps = orgWith(fixed)
  const first = await signIn(deps)
  deps.advance(4000)
  const { status, body } = await request(refresh(first.refresh_token), deps)
  t.equal(status, 200)
  t.strictSame(Object.entries(body), [
    ['token_type', 'Bearer'],
    ['expires_in', 3600],
    ['access_token', body.access_token],
    ['scope', 'openid profile offline_access okta.users.read'],
    ['refresh_token', first.refresh_token],
    ['id_token', body.id_token],
  ])
  const idToken = decodeJwt(body.id_token ?? '')
  t.match(idToken, { sub: ada.id, auth_time: start - 5, amr: ['pwd'], acr: 'urn:okta:loa:1fa:any', iat: start + 4000 })
  t.notOk('nonce' in idToken)
  t.match(decodeJwt(body.access_token ?? ''), { auth_time: start - 5, acr: 'urn:okta:loa:1fa:any' })
  t.equal(
    String(decodeJwt(body.access_token ?? '').jti).split('.')[2],
    String(decodeJwt(first.access_token ?? '').jti).split('.')[2],
    'all its access tokens name it',
  )
})

t.test('fewer scopes may be asked for', async (t) => {
  const deps = orgWith(rotating)
  const { refresh_token } = await signIn(deps)
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['profile openid', ['token_type', 'expires_in', 'access_token', 'scope', 'id_token']],
    ['okta.users.read', ['token_type', 'expires_in', 'access_token', 'scope']],
    ['okta.users.read offline_access', ['token_type', 'expires_in', 'access_token', 'scope', 'refresh_token']],
  ]
  for (const [scope, members] of cases) {
    const { body } = await request(refresh(refresh_token, { scope }), deps, { app: rotating })
    t.strictSame(Object.keys(body), members, scope)
    t.equal(body.scope, scope)
    deps.advance(100)
  }
  t.match(
    await request(refresh(refresh_token), deps, { app: rotating }),
    { status: 400, body: dead },
    'only the last answer replaced the string',
  )
})

t.test('a rotating refresh token is a new string each time, and lives no longer for it', async (t) => {
  const deps = orgWith(rotating)
  const first = await signIn(deps)
  const day = 86_400
  let current = first.refresh_token
  for (let days = 1; days < 90; days += 1) {
    deps.advance(day)
    const { body } = await request(refresh(current), deps)
    t.not(body.refresh_token, current)
    current = body.refresh_token
  }
  deps.advance(day - 1)
  t.equal((await request(refresh(current, { scope: 'openid' }), deps)).status, 200, 'a second before the 90 days')
  deps.advance(1)
  t.match(await request(refresh(current), deps), { status: 400, body: dead })
})

t.test('the replaced string works for the leeway and gives the same new one', async (t) => {
  const deps = orgWith(rotating)
  const first = await signIn(deps)
  const answers = await Promise.all([1, 2, 3].map(() => request(refresh(first.refresh_token), deps)))
  t.strictSame([...new Set(answers.map(({ status }) => status))], [200])
  t.equal(new Set(answers.map(({ body }) => body.refresh_token)).size, 1, 'at the same time')
  deps.advance(29)
  const late = await request(refresh(first.refresh_token), deps)
  t.equal(late.body.refresh_token, answers[0]?.body.refresh_token, 'and up to the leeway')
  t.not(late.body.access_token, answers[0]?.body.access_token)
})

t.test('reuse ends the newest refresh token and every access token since the sign-in', async (t) => {
  const deps = orgWith(rotating)
  const first = await signIn(deps)
  const unrelated = await signIn(deps)
  const second = await request(refresh(first.refresh_token), deps)
  deps.advance(30)
  const reused = await request(refresh(first.refresh_token), deps)
  t.match(reused, { status: 400, body: dead, reason: /^reuse detected: .* more than 30 s ago/ })
  t.match(await request(refresh(second.body.refresh_token), deps), { status: 400, body: dead })
  t.equal(await aliveness(first.access_token, deps), 'revoked')
  t.equal(await aliveness(second.body.access_token, deps), 'revoked')
  t.equal(await aliveness(unrelated.access_token, deps), 'alive', 'another sign-in is not touched')
  t.equal((await request(refresh(unrelated.refresh_token), deps)).status, 200)
})

t.test('reuse is seen also where no new string was asked for', async (t) => {
  const deps = orgWith(strict)
  const { refresh_token } = await signIn(deps)
  await request(refresh(refresh_token), deps)
  t.match(await request(refresh(refresh_token, { scope: 'openid' }), deps), { status: 400, reason: /^reuse detected/ })
})

t.test('without leeway two at the same time are reuse: nothing of the family lives on', async (t) => {
  const deps = orgWith(strict)
  const first = await signIn(deps)
  const answers = await Promise.all([1, 2].map(() => request(refresh(first.refresh_token), deps)))
  t.strictSame(answers.map(({ status }) => status).sort(), [200, 400])
  const won = answers.find(({ status }) => status === 200)
  t.equal(await aliveness(won?.body.access_token, deps), 'revoked')
  t.equal((await request(refresh(won?.body.refresh_token), deps)).status, 400)
})

t.test('a hundred thousand rotations leave one entry behind', async (t) => {
  const deps = orgWith(rotating)
  const { refresh_token = '' } = await signIn(deps)
  const id = readRefreshToken(refresh_token)?.id ?? ''
  let now = start
  const { rotate } = await import('../../../../src/server/oauth/tokens/rotation.js')
  for (let number = 0; number < 100_000; number += 1) {
    if (number % 50 === 0) now += 1
    await deps.store.refreshTokens.change(id, (held) => rotate(held, number, rotating.refreshToken, now).token)
  }
  const held = await deps.store.refreshTokens.find(id)
  t.equal(held?.newest, 100_000)
  t.ok(JSON.stringify(held).length < 5000, 'the last minute and nothing more')
})

t.test('a refresh token that does not fit is refused', async (t) => {
  const denied = (scopes: string) => ({
    error: 'access_denied',
    error_description: `Some of the scopes requested for the refresh request were not granted in the original authorize request. Denied scopes: ${scopes}.`,
  })
  const forged = (text: string): string => {
    const { id = '', number = 0 } = readRefreshToken(text) ?? {}
    return writeRefreshToken({ id, secret: 'guess' }, number)
  }
  const ahead = async (text: string, deps: TestDeps): Promise<string> => {
    const held = await deps.store.refreshTokens.find(readRefreshToken(text)?.id ?? '')
    return writeRefreshToken({ id: held?.id ?? '', secret: held?.secret ?? '' }, 1)
  }
  const elsewhere = { ...server, id: 'default' }
  type Case = (token: string, deps: TestDeps) => Promise<{ status: number; body: Body }>
  const cases: readonly (readonly [string, Case, object])[] = [
    [
      'none',
      (_, deps) => request({ grant_type: 'refresh_token' }, deps),
      { error: 'invalid_request', error_description: "The required parameter 'refresh_token' is missing." },
    ],
    ['nonsense', (_, deps) => request(refresh('x'), deps), dead],
    ['cut', (token, deps) => request(refresh(token.slice(0, -1)), deps), dead],
    ['forged', (token, deps) => request(refresh(forged(token)), deps), dead],
    ['a string of the future', async (token, deps) => request(refresh(await ahead(token, deps)), deps), dead],
    ['of another client', (token, deps) => request(refresh(token), deps, { app: other }), dead],
    ['of another server', (token, deps) => request(refresh(token), deps, { at: elsewhere }), dead],
    [
      'of a suspended user',
      (token, deps) => {
        deps.org.putUser({ ...ada, status: 'SUSPENDED' })
        return request(refresh(token), deps)
      },
      dead,
    ],
    [
      'of a deactivated user',
      (token, deps) => {
        deps.org.putUser({ ...ada, status: 'DEPROVISIONED' })
        return request(refresh(token), deps)
      },
      dead,
    ],
    [
      'ended with all of the user',
      async (token, deps) => {
        await deps.store.revoke(ada.id, 100)
        return request(refresh(token), deps)
      },
      dead,
    ],
    [
      'ended with all of the app',
      async (token, deps) => {
        await deps.store.revoke(web.clientId, 100)
        return request(refresh(token), deps)
      },
      dead,
    ],
    [
      'of before a reset',
      async (token, deps) => {
        await deps.store.clear()
        return request(refresh(token), deps)
      },
      dead,
    ],
    [
      'a scope that was not granted',
      (token, deps) => request(refresh(token, { scope: 'openid email address' }), deps),
      denied('email, address'),
    ],
    [
      'a browser of another origin',
      (token, deps) => request(refresh(token), deps, { headers: { origin: 'http://evil.example' } }),
      {
        error: 'invalid_request',
        error_description:
          'Browser requests to the token endpoint must be part of at least one whitelisted redirect_uri.',
      },
    ],
  ]
  for (const [name, attempt, body] of cases) {
    const deps = orgWith(fixed, other)
    const { refresh_token = '' } = await signIn(deps)
    const { status, body: answered } = await attempt(refresh_token, deps)
    t.strictSame([status, answered], [400, body], name)
  }
})

t.test('a user who is merely locked out keeps the tokens', async (t) => {
  const deps = orgWith(fixed)
  const { refresh_token } = await signIn(deps)
  deps.org.putUser({ ...ada, status: 'LOCKED_OUT' })
  t.equal((await request(refresh(refresh_token), deps)).status, 200)
})

t.test('an app that was deactivated cannot refresh, and a public one does it with its id alone', async (t) => {
  const deps = orgWith({ ...spa, grantTypes })
  const form = { grant_type: 'authorization_code', code: 'c', redirect_uri: callback, client_id: spa.clientId }
  await deps.store.codes.put(
    'c',
    {
      serverId: 'org',
      clientId: spa.clientId,
      redirectUri: callback,
      userId: ada.id,
      scopes: ['offline_access'],
      authTime: start,
      amr: ['pwd'],
    },
    300,
  )
  const answer = await createToken(server)(ask({ form }), deps)
  const { refresh_token = '' } = bodyOf(answer)
  const again = ask({
    form: { ...refresh(refresh_token), client_id: spa.clientId },
    headers: { origin: 'http://localhost:8080' },
  })
  t.equal((await createToken(server)(again, deps)).status, 200)
})

t.test('a server may end refresh tokens that nobody uses', async (t) => {
  const idle: AuthorizationServer = {
    ...server,
    requirePolicy: () => ({ lifetimeSeconds: 86_400, idleSeconds: 600 }),
  }
  for (const app of [fixed, rotating]) {
    const deps = orgWith(app)
    let { refresh_token } = await signIn(deps, {}, idle)
    for (let use = 0; use < 3; use += 1) {
      deps.advance(599)
      const { status, body } = await request(refresh(refresh_token), deps, { at: idle })
      t.equal(status, 200)
      refresh_token = body.refresh_token
    }
    deps.advance(600)
    t.match(await request(refresh(refresh_token), deps, { at: idle }), {
      status: 400,
      body: dead,
      reason: /not used for 600 seconds/,
    })
  }
})
