// The safety rules, each through the wire that all checks use: what is refused is never sent.
import t from 'tap'
import type { TestApp, TestUser } from '../../../../src/conformance/targets/settings.js'
import { createRunWire } from '../../../../src/conformance/wire/create-wire.js'
import type { WireRequest, WireResponse } from '../../../../src/conformance/wire/exchange.js'
import { createObtained } from '../../../../src/conformance/wire/obtained.js'
import { carefully, freely, type Policy } from '../../../../src/conformance/wire/policy.js'
import { createRedactor } from '../../../../src/conformance/wire/redact/redactor.js'
import { createRules } from '../../../../src/conformance/wire/rules/index.js'
import type { RawResponse } from '../../../../src/conformance/wire/transport.js'
import { QuotaUsed, RuleBroken } from '../../../../src/conformance/wire/wire.js'
import { fakeTarget, json, page, testApp } from '../../../fixtures/fake-target.js'

const user: TestUser = { login: 'user@example.com', password: 'right one', roles: [] }
const app: TestApp = testApp({ clientId: '0oaone', clientSecret: 'the secret' })
const signal = new AbortController().signal

/** A careful wire on a fake org whose clock only moves when somebody sleeps. */
const careful = (change: Partial<Policy> = {}, answer: (request: WireRequest) => RawResponse = () => page(200)) => {
  const sent: string[] = []
  const slept: number[] = []
  let time = 0
  const obtained = createObtained()
  const policy = change.api === 'free' ? freely(['op.test']) : { ...carefully(['op.test']), ...change }
  const target = fakeTarget(() => page(200), { policy, settings: { apps: [app], users: [user] } })
  const pace = {
    clock: () => time,
    sleep: async (milliseconds: number) => {
      slept.push(milliseconds)
      time += milliseconds
    },
  }
  const wire = createRunWire({
    transport: {
      send: async (request) => {
        sent.push(`${request.method} ${request.url}`)
        return answer(request)
      },
      close: async () => undefined,
    },
    policy,
    rules: createRules({ target, obtained, pace, now: () => 1_700_000_000 + time / 1000 }),
    redactor: createRedactor(),
    signal,
    clock: () => time,
  }).forCheck().wire
  const tick = (milliseconds: number): void => {
    time += milliseconds
  }
  return { ...wire, sent, slept, obtained, tick }
}

const form = (url: string, fields: Readonly<Record<string, string>>, headers = {}): WireRequest => ({
  method: 'POST',
  url,
  headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  body: new URLSearchParams(fields).toString(),
})

const authn = (username: string, password: string): WireRequest => ({
  method: 'POST',
  url: 'https://op.test/api/v1/authn',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ username, password }),
})

/** The rule that refused, and how much it stops; `sent` where nothing did. */
const refusal = async (sending: Promise<WireResponse>): Promise<string> => {
  try {
    await sending
    return 'sent'
  } catch (error) {
    if (error instanceof RuleBroken) return `${error.rule} stops the ${error.stop}`
    if (error instanceof QuotaUsed) return 'quota'
    throw error
  }
}

t.test('hosts: nothing but the hosts of the run, and never an admin console', async (t) => {
  const table: readonly (readonly [string, string])[] = [
    ['https://op.test/', 'sent'],
    ['https://op.test.evil.example/', 'hosts stops the check'],
    ['https://op.test:8443/', 'hosts stops the check'],
    ['https://evil.example/?op.test', 'hosts stops the check'],
    ['https://acme-admin.okta.com/', 'hosts stops the check'],
    ['https://acme-admin.oktapreview.com/', 'hosts stops the check'],
    ['ftp://op.test/', 'hosts stops the check'],
  ]
  const wire = careful({ hosts: ['op.test', 'acme-admin.okta.com', 'acme-admin.oktapreview.com'] })
  for (const [url, expected] of table) t.equal(await refusal(wire.send({ method: 'GET', url })), expected, url)
  t.strictSame(wire.sent, ['GET https://op.test/'])
})

t.test('read-only: no management API, no DELETE', async (t) => {
  const table: readonly (readonly [method: string, path: string, expected: string])[] = [
    ['GET', '/oauth2/v1/keys', 'sent'],
    ['OPTIONS', '/oauth2/v1/token', 'sent'],
    ['POST', '/api/v1/authn', 'sent'],
    ['POST', '/api/v1/authn/factors/opf1/verify', 'sent'],
    ['GET', '/api/v1/users', 'read-only stops the check'],
    ['POST', '/api/v1/users', 'read-only stops the check'],
    ['POST', '/api/v1/authn/recovery/password', 'read-only stops the check'],
    ['POST', '/oauth2/v1/clients', 'read-only stops the check'],
    ['DELETE', '/api/v1/sessions/me', 'read-only stops the check'],
    ['DELETE', '/oauth2/v1/token', 'read-only stops the check'],
    ['PUT', '/anything', 'read-only stops the check'],
  ]
  const wire = careful()
  for (const [method, path, expected] of table) {
    t.equal(await refusal(wire.send({ method, url: `https://op.test${path}` })), expected, `${method} ${path}`)
  }
})

t.test('read-only: with --provision only what this run made', async (t) => {
  const made = { tag: 'conformance-42', ids: new Set(['0oamine', '00gmine']) }
  const wire = careful({ api: 'provision', made })
  const table: readonly (readonly [method: string, path: string, body: string | undefined, expected: string])[] = [
    ['GET', '/api/v1/apps?limit=1', undefined, 'sent'],
    ['POST', '/api/v1/apps', '{"label":"conformance-42 web"}', 'sent'],
    ['POST', '/api/v1/apps', '{"label":"web"}', 'read-only stops the check'],
    ['POST', '/api/v1/apps/0oamine/lifecycle/deactivate', undefined, 'sent'],
    ['DELETE', '/api/v1/apps/0oamine', undefined, 'sent'],
    ['PUT', '/api/v1/apps/0oamine/groups/00gmine', '{}', 'sent'],
    ['POST', '/api/v1/apps/0oamine/grants', '{"scopeId":"okta.users.read"}', 'sent'],
    ['POST', '/oauth2/v1/clients/0oamine/roles', '{"type":"READ_ONLY_ADMIN"}', 'sent'],
    ['DELETE', '/api/v1/apps/0oayours', undefined, 'read-only stops the check'],
    ['PUT', '/api/v1/groups/00gyours/users/0oamine', undefined, 'read-only stops the check'],
    ['PUT', '/api/v1/apps/0oamine/groups/00gyours', '{}', 'read-only stops the check'],
    ['POST', '/api/v1/policies', '{"name":"conformance-42"}', 'read-only stops the check'],
    ['POST', '/api/v1/apps/0oayours/grants', '{"note":"conformance-42"}', 'read-only stops the check'],
    ['PUT', '/api/v1/users/00uyours', '{}', 'read-only stops the check'],
  ]
  for (const [method, path, body, expected] of table) {
    const request = { method, url: `https://op.test${path}`, ...(body !== undefined && { body }) }
    t.equal(await refusal(wire.send(request)), expected, `${method} ${path} ${body}`)
  }
})

t.test('passwords: a wrong one is not sent, by whichever way', async (t) => {
  const wire = careful()
  const wrong = [
    authn(user.login, 'wrong one'),
    authn('somebody.else@example.com', 'right one'),
    form('https://op.test/signin', { identifier: user.login, 'credentials.passcode': 'wrong one' }),
    form('https://op.test/token', { grant_type: 'password', username: user.login, password: 'wrong one' }),
    {
      method: 'POST',
      url: 'https://op.test/idp/idx/identify',
      headers: { 'content-type': 'application/ion+json' },
      body: JSON.stringify({ identifier: user.login, credentials: { passcode: 'wrong one' } }),
    },
  ]
  for (const request of wrong) {
    t.equal(await refusal(wire.send(request)), 'passwords stops the check', request.url)
  }
  const steps = (passcode: string) => wire.send(form('https://op.test/challenge', { 'credentials.passcode': passcode }))
  t.equal(await refusal(steps('wrong one')), 'passwords stops the check', 'a second step without the name')
  t.equal(wire.sent.length, 0)
  t.equal(await refusal(wire.send(authn('USER@example.com', 'right one'))), 'sent')
  t.equal(await refusal(steps('right one')), 'sent')
  t.equal(await refusal(steps('123456')), 'sent', 'a one-time code is no password')
})

t.test('passwords: one wrong one for each user where that is allowed', async (t) => {
  const wire = careful({ wrongPasswordsPerUser: 1 })
  t.equal(await refusal(wire.send(authn(user.login, 'wrong one'))), 'sent')
  t.equal(await refusal(wire.send(authn(user.login, 'wrong two'))), 'passwords stops the check')
  t.equal(await refusal(wire.send(authn('other@example.com', 'wrong one'))), 'sent')
})

t.test('passwords: one that was refused is not tried again', async (t) => {
  const wire = careful({}, () => json(401, { errorCode: 'E0000004', errorSummary: 'Authentication failed' }))
  t.equal(await refusal(wire.send(authn(user.login, 'right one'))), 'sent')
  t.equal(await refusal(wire.send(authn(user.login, 'right one'))), 'passwords stops the run')
  t.equal(wire.sent.length, 1)
})

t.test('passwords: an account in a bad state ends the run', async (t) => {
  for (const status of ['LOCKED_OUT', 'PASSWORD_EXPIRED']) {
    const wire = careful({}, () => json(200, { status }))
    t.equal(await refusal(wire.send(authn(user.login, 'right one'))), 'locked-account stops the run', status)
  }
})

t.test('client secrets: ten wrong ones for each client, right and made-up ones as many as needed', async (t) => {
  const wire = careful({}, () => page(401))
  const basic = (id: string, secret: string) =>
    wire.send(
      form(
        'https://op.test/token',
        { grant_type: 'x' },
        { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
      ),
    )
  const post = (secret: string) =>
    wire.send(form('https://op.test/token', { client_id: '0oaone', client_secret: secret }))
  const outcomes: string[] = []
  for (let count = 0; count < 6; count += 1) {
    outcomes.push(await refusal(basic('0oaone', 'wrong')), await refusal(post('wrong')))
  }
  t.strictSame(outcomes, [...Array<string>(10).fill('sent'), 'quota', 'quota'])
  t.equal(await refusal(basic('0oaone', encodeURIComponent('the secret'))), 'sent')
  t.equal(await refusal(basic('0oaunknown', 'any')), 'sent')
})

t.test('pace: one authorization request a second, two token requests, documents at once', async (t) => {
  const wire = careful()
  const times = async (url: string, count: number): Promise<readonly number[]> => {
    const before = wire.slept.length
    await Promise.all(Array.from({ length: count }, () => wire.send({ method: 'GET', url })))
    return wire.slept.slice(before)
  }
  t.strictSame(await times('https://op.test/authorize?x=1', 3), [1000, 1000])
  wire.tick(10_000)
  t.strictSame(await times('https://op.test/token', 3), [500, 500])
  t.strictSame(await times('https://op.test/keys', 20), [])
  t.strictSame(await times('https://op.test/.well-known/openid-configuration', 20), [])
})

t.test('rate limit: the run ends when less than a fifth is left', async (t) => {
  const left = (remaining: string) => () =>
    page(200, '', { 'x-rate-limit-limit': '50', 'x-rate-limit-remaining': remaining, 'x-rate-limit-reset': '1' })
  t.equal(await refusal(careful({}, left('10')).send({ method: 'GET', url: 'https://op.test/keys' })), 'sent')
  t.equal(
    await refusal(careful({}, left('9')).send({ method: 'GET', url: 'https://op.test/keys' })),
    'rate stops the run',
  )
})

t.test('rate limit: a 429 is waited for once', async (t) => {
  const limited = page(429, '', { 'x-rate-limit-reset': String(1_700_000_000 + 30) })
  let answers = [limited, page(200, 'at last')]
  const wire = careful({}, () => answers.shift() ?? limited)
  const response = await wire.send({ method: 'GET', url: 'https://op.test/keys' })
  t.strictSame([response.text, wire.slept, wire.sent.length], ['at last', [31_000], 2])
  answers = [limited]
  t.equal(await refusal(wire.send({ method: 'GET', url: 'https://op.test/keys' })), 'rate stops the run')

  const long = careful({}, () => page(429, '', { 'retry-after': '3600' }))
  t.equal(await refusal(long.send({ method: 'GET', url: 'https://op.test/keys' })), 'rate stops the run')
  t.strictSame(long.slept, [])
})

t.test('budget: so many requests, so much time', async (t) => {
  const few = careful({ requests: 2 })
  const get = { method: 'GET', url: 'https://op.test/keys' }
  t.strictSame(
    [await refusal(few.send(get)), await refusal(few.send(get)), await refusal(few.send(get))],
    ['sent', 'sent', 'budget stops the run'],
  )
  t.equal(few.sent.length, 2)
  const short = careful({ durationSeconds: 60 })
  t.equal(await refusal(short.send(get)), 'sent')
  short.tick(60_001)
  t.equal(await refusal(short.send(get)), 'budget stops the run')
})

t.test('own tokens: only what this run was given is revoked', async (t) => {
  const target = 'https://op.test/revoke'
  const wire = careful({}, ({ url }) =>
    url.endsWith('/token') ? json(200, { access_token: 'at-1', refresh_token: 'rt-1' }) : page(200),
  )
  const revoke = (token: string) => wire.send(form(target, { token, client_id: '0oaone' }))
  t.equal(await refusal(revoke('at-1')), 'own-tokens stops the check')
  await wire.send(form('https://op.test/token', { grant_type: 'x', client_id: '0oaone' }))
  t.equal(await refusal(revoke('at-1')), 'sent')
  t.equal(await refusal(revoke('rt-1')), 'sent')
  t.equal(await refusal(revoke('conformance-made-up-x')), 'sent')
  t.equal(await refusal(revoke('somebody-elses')), 'own-tokens stops the check')
  t.strictSame(wire.obtained.all(), [
    { token: 'rt-1', kind: 'refresh_token', clientId: '0oaone' },
    { token: 'at-1', kind: 'access_token', clientId: '0oaone' },
  ])
})

t.test('own tokens: a session that a person lent is not ended', async (t) => {
  const logout = { method: 'GET', url: 'https://op.test/logout?id_token_hint=x', headers: { cookie: 'idx=lent' } }
  t.equal(await refusal(careful({ lentSession: true }).send(logout)), 'own-tokens stops the check')
  t.equal(await refusal(careful({ lentSession: true }).send({ ...logout, headers: {} })), 'sent')
  t.equal(await refusal(careful().send(logout)), 'sent')
})

t.test('on a server that is there to be tested only the hosts are watched', async (t) => {
  const wire = careful({ api: 'free' }, () => page(429))
  const requests = [authn(user.login, 'wrong'), { method: 'DELETE', url: 'https://op.test/api/v1/users/00u1' }]
  for (const request of requests) t.equal(await refusal(wire.send(request)), 'sent')
  t.equal(await refusal(wire.send({ method: 'GET', url: 'https://other.test/' })), 'hosts stops the check')
  t.strictSame(wire.slept, [])
})
