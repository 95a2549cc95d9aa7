import t from 'tap'
import type { Body } from '../../../src/server/exchange.js'
import { createAuthorize } from '../../../src/server/oauth/endpoints/authorize.js'
import { createOrgServer } from '../../../src/server/oauth/org-server.js'
import { Refusal } from '../../../src/server/refusal.js'
import { authn } from '../../../src/server/signin/authn.js'
import { ask } from '../../fixtures/ask.js'
import { ada, callback, createTestDeps, suspended, type TestDeps, url, web } from '../../fixtures/deps.js'

const json = (value: unknown): Body => ({ kind: 'json', value })

const post = async (body: Body, deps: TestDeps = createTestDeps()) => {
  const asked = ask({ method: 'POST', body })
  try {
    return { answer: await authn(asked, deps), reason: undefined }
  } catch (error) {
    if (error instanceof Refusal) return { answer: error.answer(deps.random), reason: error.reason }
    throw error
  }
}

const jsonOf = (answer: object): Record<string, unknown> => ('json' in answer ? Object(answer.json) : {})

t.test('name and password give a session token', async (t) => {
  const { answer } = await post(json({ username: 'ada@example.com', password: 'Passw0rd!' }))
  const { sessionToken } = jsonOf(answer)
  t.match(sessionToken, /^20111[\w-]{50}$/)
  t.equal(
    JSON.stringify(jsonOf(answer)),
    JSON.stringify({
      expiresAt: '2026-01-01T00:05:00.000Z',
      status: 'SUCCESS',
      sessionToken,
      _embedded: {
        user: {
          id: ada.id,
          passwordChanged: '2026-01-01T00:00:00.000Z',
          profile: {
            login: 'ada@example.com',
            firstName: 'Ada',
            lastName: 'Admin',
            locale: 'en_GB',
            timeZone: 'Europe/London',
          },
        },
      },
      _links: { cancel: { href: `${url}/api/v1/authn/cancel`, hints: { allow: ['POST'] } } },
    }),
    'members and their order',
  )
})

t.test('everything that is wrong with the person looks the same', async (t) => {
  const failed = {
    errorCode: 'E0000004',
    errorSummary: 'Authentication failed',
    errorLink: 'E0000004',
    errorId: /^oae[\w-]{22}$/,
    errorCauses: [],
  }
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
    const { answer, reason } = await post(json(value))
    t.equal(answer.status, 401, name)
    t.match(jsonOf(answer), failed, name)
    t.match(reason, expected, name)
  }
})

t.test('a body that is no JSON', async (t) => {
  const cases: readonly (readonly [Body, string])[] = [
    [{ kind: 'malformed', mediaType: 'application/json' }, 'E0000003'],
    [{ kind: 'form', params: Object.assign(new Map<string, string>(), { repeated: [] }) }, 'E0000021'],
    [{ kind: 'other', mediaType: 'text/plain' }, 'E0000021'],
  ]
  for (const [body, code] of cases) {
    const { answer } = await post(body)
    t.strictSame([answer.status, jsonOf(answer).errorCode], [400, code], body.kind)
  }
})

t.test('the session token works once at /authorize, for five minutes', async (t) => {
  const authorize = createAuthorize(createOrgServer(url))
  const deps = createTestDeps()
  const fresh = async (): Promise<string> => {
    const { answer } = await post(json({ username: 'ada@example.com', password: 'Passw0rd!' }), deps)
    return String(jsonOf(answer).sessionToken)
  }
  const go = async (sessionToken: string, more: Record<string, string> = {}) => {
    const query = {
      client_id: web.clientId,
      redirect_uri: callback,
      response_type: 'code',
      scope: 'openid',
      state: 's',
      sessionToken,
      ...more,
    }
    const asked = ask({ query })
    const answer = await authorize(asked, deps)
    const shown = 'redirect' in answer ? /[?&](code|error=\w+)/.exec(answer.redirect)?.[1] : 'page'
    return { shown, cookies: answer.cookies?.length ?? 0, notes: asked.trace.notes.length }
  }
  const token = await fresh()
  t.strictSame(await go(token, { prompt: 'none' }), { shown: 'code', cookies: 1, notes: 0 })
  t.strictSame(await go(token, { prompt: 'none' }), { shown: 'error=login_required', cookies: 0, notes: 1 })
  t.strictSame(await go(token), { shown: 'page', cookies: 0, notes: 1 })
  const late = await fresh()
  deps.advance(300)
  t.strictSame(await go(late), { shown: 'page', cookies: 0, notes: 1 })
  t.strictSame(
    await go(await fresh(), { prompt: 'login' }),
    { shown: 'code', cookies: 1, notes: 0 },
    'it is a fresh sign-in',
  )
})
