import t from 'tap'
import type { Body } from '../../../../src/server/exchange.js'
import type { UserStatus } from '../../../../src/server/org/records.js'
import { authn } from '../../../../src/server/signin/authn/primary.js'
import { answered, ask, jsonOf } from '../../../fixtures/ask.js'
import { apiError, call, invalidToken, signInTo } from '../../../fixtures/authn.js'
import { go, sent } from '../../../fixtures/authorize.js'
import { guarded } from '../../../fixtures/codes.js'
import { ada, createTestDeps, suspended, url } from '../../../fixtures/deps.js'

const user = {
  id: ada.id,
  passwordChanged: '2026-01-01T00:00:00.000Z',
  profile: {
    login: 'ada@example.com',
    firstName: 'Ada',
    lastName: 'Admin',
    locale: 'en_GB',
    timeZone: 'Europe/London',
  },
}
const post = (path: string) => ({ href: `${url}/api/v1/authn/${path}`, hints: { allow: ['POST'] } })

t.test('name and password give a session token', async (t) => {
  const { json } = await signInTo(createTestDeps())
  t.match(json.sessionToken, /^20111[\w-]{50}$/)
  t.equal(
    JSON.stringify(json),
    JSON.stringify({
      expiresAt: '2026-01-01T00:05:00.000Z',
      status: 'SUCCESS',
      sessionToken: json.sessionToken,
      _embedded: { user },
      _links: { cancel: post('cancel') },
    }),
    'members and their order',
  )
})

t.test('everything that is wrong with the person looks the same', async (t) => {
  const failed = apiError('E0000004', 'Authentication failed')
  const cases: readonly (readonly [string, unknown, RegExp])[] = [
    ['wrong password', { username: 'ada@example.com', password: 'x' }, /wrong password/],
    ['unknown user', { username: 'nobody', password: 'x' }, /no user has the login "nobody"/],
    ['suspended', { username: suspended.profile.login, password: 'Passw0rd!' }, /SUSPENDED/],
    ['nothing', {}, /no user has the login ""/],
    ['numbers', { username: 1, password: 2 }, /no user/],
    ['null', null, /no user/],
    ['an array', [], /no user/],
  ]
  for (const [name, value, expected] of cases) {
    const { answer, json, asked } = await call(authn, value, createTestDeps())
    t.equal(answer.status, 401, name)
    t.match(json, failed, name)
    t.match(asked.trace.refusal?.reason, expected, name)
  }
})

t.test('what a right password is worth depends on the status', async (t) => {
  const cases: readonly (readonly [UserStatus, number, string])[] = [
    ['ACTIVE', 200, 'SUCCESS'],
    ['PASSWORD_EXPIRED', 200, 'PASSWORD_EXPIRED'],
    ['STAGED', 401, 'E0000004'],
    ['PROVISIONED', 401, 'E0000004'],
    ['RECOVERY', 401, 'E0000004'],
    ['LOCKED_OUT', 401, 'E0000004'],
    ['SUSPENDED', 401, 'E0000004'],
    ['DEPROVISIONED', 401, 'E0000004'],
  ]
  for (const [status, code, expected] of cases) {
    const deps = createTestDeps({ users: [{ ...ada, status }] })
    const { answer, json } = await signInTo(deps)
    t.strictSame([answer.status, json.status ?? json.errorCode], [code, expected], status)
    const wrong = await signInTo(deps, undefined, 'wrong')
    t.strictSame([wrong.answer.status, wrong.json.errorCode], [401, 'E0000004'], `${status}, wrong password`)
  }
})

t.test('an expired password has to be changed first', async (t) => {
  const { json } = await signInTo(createTestDeps({ users: [{ ...ada, status: 'PASSWORD_EXPIRED' }] }))
  t.match(json.stateToken, /^00[\w-]{40}$/)
  t.equal(
    JSON.stringify(json),
    JSON.stringify({
      stateToken: json.stateToken,
      expiresAt: '2026-01-01T00:05:00.000Z',
      status: 'PASSWORD_EXPIRED',
      _embedded: {
        user,
        policy: { complexity: { minLength: 8, minLowerCase: 1, minUpperCase: 1, minNumber: 1, minSymbol: 0 } },
      },
      _links: {
        next: { name: 'changePassword', ...post('credentials/change_password') },
        cancel: post('cancel'),
      },
    }),
  )
})

t.test('a second factor comes first, before an expired password too', async (t) => {
  for (const status of ['ACTIVE', 'PASSWORD_EXPIRED'] as const) {
    const { json } = await signInTo(createTestDeps({ users: [{ ...guarded, status }] }))
    const id = /factors\/(uft\w{17})\/verify/.exec(JSON.stringify(json))?.[1]
    t.equal(
      JSON.stringify(json),
      JSON.stringify({
        stateToken: json.stateToken,
        expiresAt: '2026-01-01T00:05:00.000Z',
        status: 'MFA_REQUIRED',
        _embedded: {
          user,
          factors: [
            {
              id,
              factorType: 'token:software:totp',
              provider: 'GOOGLE',
              vendorName: 'GOOGLE',
              profile: { credentialId: 'ada@example.com' },
              _links: { verify: post(`factors/${id}/verify`) },
            },
          ],
        },
        _links: { cancel: post('cancel') },
      }),
      status,
    )
  }
})

t.test('a state token shows the state, and every look makes it last longer', async (t) => {
  const deps = createTestDeps({ users: [guarded] })
  const { json } = await signInTo(deps)
  const { stateToken } = json
  for (const expiresAt of ['2026-01-01T00:09:59.000Z', '2026-01-01T00:14:58.000Z']) {
    deps.advance(299)
    t.strictSame((await call(authn, { stateToken }, deps)).json, { ...json, expiresAt })
  }
  deps.advance(300)
  const late = await call(authn, { stateToken }, deps)
  t.equal(late.answer.status, 401)
  t.match(late.json, invalidToken)
})

t.test('a state token is worth nothing when its user may not sign in any more', async (t) => {
  const deps = createTestDeps({ users: [guarded] })
  const { stateToken } = (await signInTo(deps)).json
  deps.org.putUser({ ...guarded, status: 'SUSPENDED' })
  t.match((await call(authn, { stateToken }, deps)).json, invalidToken)
})

t.test('tokens that mockta never made', async (t) => {
  for (const value of [{ stateToken: 'x' }, { stateToken: '' }, { token: 'x' }]) {
    const { answer, json } = await call(authn, value, createTestDeps())
    t.equal(answer.status, 401)
    t.match(json, invalidToken)
  }
})

t.test('a body that is no JSON', async (t) => {
  const cases: readonly (readonly [Body, string])[] = [
    [{ kind: 'malformed', mediaType: 'application/json' }, 'E0000003'],
    [{ kind: 'form', params: Object.assign(new Map<string, string>(), { repeated: [] }) }, 'E0000021'],
    [{ kind: 'other', mediaType: 'text/plain' }, 'E0000021'],
  ]
  for (const [body, code] of cases) {
    const answer = await answered(authn, ask({ method: 'POST', body }), createTestDeps())
    t.strictSame([answer.status, jsonOf(answer).errorCode], [400, code], body.kind)
  }
})

t.test('the session token works once at /authorize, for five minutes', async (t) => {
  const deps = createTestDeps()
  const fresh = async (): Promise<string> => String((await signInTo(deps)).json.sessionToken)
  const show = async (sessionToken: string, more: Readonly<Record<string, string>> = {}) => {
    const { answer, asked } = await go({ sessionToken, ...more }, deps)
    const shown = 'redirect' in answer ? /[?&](code|error=\w+)/.exec(answer.redirect)?.[1] : 'page'
    return { shown, cookies: answer.cookies?.length ?? 0, notes: asked.trace.notes.length }
  }
  const token = await fresh()
  t.strictSame(await show(token, { prompt: 'none' }), { shown: 'code', cookies: 1, notes: 0 })
  t.strictSame(await show(token, { prompt: 'none' }), { shown: 'error=login_required', cookies: 0, notes: 1 })
  t.strictSame(await show(token), { shown: 'page', cookies: 0, notes: 1 })
  const late = await fresh()
  deps.advance(300)
  t.strictSame(await show(late), { shown: 'page', cookies: 0, notes: 1 })
  t.strictSame(
    await show(await fresh(), { prompt: 'login' }),
    { shown: 'code', cookies: 1, notes: 0 },
    'it is a fresh sign-in',
  )
})

t.test('auth_time is when the password was checked, not when the session began', async (t) => {
  const deps = createTestDeps()
  const at = deps.now()
  const sessionToken = String((await signInTo(deps)).json.sessionToken)
  deps.advance(60)
  const { answer } = await go({ sessionToken, response_type: 'id_token', scope: 'openid' }, deps)
  const idToken = sent(answer).params[0]?.[1] ?? ''
  t.equal(JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString()).auth_time, at)
})
