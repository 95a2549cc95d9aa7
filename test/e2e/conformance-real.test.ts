// --target real against a mock that stands in for an org: TLS, another host name, limits, failures. No wait is real.
import t, { type Test } from 'tap'
import { type ConformanceOptions, runConformance, type SettingsFile } from '../../src/conformance/index.js'
import { mockOrg } from '../../src/conformance/targets/mock-org.js'
import { fakePace } from '../fixtures/stand-in-org.js'
import { caFile, type Front, host, type Intercept, startFront } from '../fixtures/tls-front.js'

const config = mockOrg(new Map())
const nowhere = { env: {}, directory: '/nonexistent', home: '/nonexistent' }

/** What a team would write down about its org. */
const settingsOf = ({ org }: Front): SettingsFile => {
  const { apps, users } = org.admin.org()
  const plain = apps.filter(({ label }) => label === 'Web' || label === 'Second web')
  return {
    resolve: { [host]: '127.0.0.1' },
    apps: plain.map(({ client_id, client_secret, redirect_uris, grant_types, post_logout_redirect_uris }) => ({
      client_id,
      ...(client_secret !== undefined && { client_secret }),
      redirect_uris: [...redirect_uris],
      post_logout_redirect_uris: [...post_logout_redirect_uris],
      grant_types: [...grant_types],
    })),
    users: users.slice(0, 2).map(({ profile: { login }, credentials }) => ({
      profile: { login },
      credentials: { password: { value: credentials.password?.value ?? '' } },
    })),
  }
}

const run = (front: Front, change: ConformanceOptions = {}) =>
  runConformance({
    target: 'real',
    issuer: front.issuer,
    config: settingsOf(front),
    caFile,
    owned: host,
    surroundings: nowhere,
    pace: fakePace(),
    seed: 'real',
    budget: 5000,
    ...change,
  })

const start = async (t: Test, options: Parameters<typeof startFront>[0] = {}): Promise<Front> => {
  const front = await startFront({ config, ...options })
  t.teardown(() => front.close())
  return front
}

/** As many sign-ins as an org allows in a minute: here a minute of waiting takes no time. */
const someTopics = ['discovery', 'keys', 'authorize', 'token', 'userinfo', 'revocation', 'refresh', 'api']

t.test('what a real org allows runs, by session token, and leaves no token behind', async (t) => {
  const front = await start(t)
  const pace = fakePace()
  const report = await run(front, { pace, only: someTopics })
  t.strictSame(
    report.results
      .filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skip')
      .map(({ id, reason, findings }) => [id, reason, findings]),
    [],
  )
  t.strictSame(report.incidents, [])
  t.equal(report.exitCode, 0)
  t.match(report.target, { kind: 'real', issuer: front.issuer, dialect: 'okta', engine: 'oie' })
  t.ok(front.seen.includes('POST /api/v1/authn'))
  t.ok(pace.waits.length > 0, 'authorization requests were spaced out')
  t.ok(report.cleanedUp.revoked > 0)
  t.equal(report.cleanedUp.left, 0)
  t.ok(
    report.results.some(({ reason }) => reason?.includes("clock: nobody moves a real org's clock")),
    'what a real org cannot do is skipped by name',
  )
})

t.test('budget: the run ends where it must, with a report', async (t) => {
  const front = await start(t)
  const report = await run(front, { budget: 5 })
  t.equal(report.exitCode, 4)
  t.match(report.incidents, [{ kind: 'safety-rule', message: /^budget: 5 requests are used up/ }])
  const limited = front.seen.filter((request) => !request.includes('.well-known') && !request.includes('/revoke'))
  t.ok(limited.length <= 5, `${limited.length} requests`)
})

t.test('429: one is waited for, the second ends the run', async (t) => {
  let refusals = 1
  const intercept: Intercept = ({ url }, response) => {
    if (refusals === 0 || !url?.startsWith('/oauth2/v1/token')) return false
    refusals -= 1
    response.writeHead(429, { 'x-rate-limit-reset': String(Math.floor(Date.now() / 1000) + 20) }).end('{}')
    return true
  }
  const front = await start(t, { intercept })
  const pace = fakePace()
  const once = await run(front, { pace, only: ['token/code-single-use'] })
  t.equal(once.exitCode, 0)
  t.ok(pace.waits.some((wait) => wait > 15_000 && wait < 30_000))
  refusals = 2
  const twice = await run(front, { only: ['token/code-single-use'] })
  t.equal(twice.exitCode, 4)
  t.match(twice.incidents, [{ kind: 'safety-rule', message: /^rate: \/oauth2\/v1\/token answers 429 again/ }])
})

t.test('a server that dies half way: what ran is reported, the rest is not tried', async (t) => {
  let front: Front | undefined
  front = await start(t, {
    intercept: (_request, _response, count) => {
      if (count === 12) front?.die()
      return false
    },
  })
  const report = await run(front)
  t.equal(report.exitCode, 3)
  t.match(report.incidents, [{ kind: 'unreachable', message: /^the server is gone: / }])
  t.ok(report.results.some(({ verdict }) => verdict === 'pass'))
  t.ok(report.results.some(({ reason }) => reason === 'the run was stopped before this check'))
})

t.test('interrupted in the middle: what finished is reported, tokens are given back', async (t) => {
  const front = await start(t)
  const interrupted = new AbortController()
  let finished = 0
  const report = await run(front, {
    signal: interrupted.signal,
    progress: {
      finished: ({ verdict, id }) => {
        if (verdict === 'pass' && id.startsWith('token/')) finished += 1
        if (finished === 2) interrupted.abort()
      },
    },
  })
  t.equal(report.exitCode, 130)
  t.match(report.incidents.at(-1), { kind: 'interrupted' })
  t.ok(report.counts.pass >= 2)
  t.ok(report.results.some(({ reason }) => reason === 'interrupted'))
  t.ok(report.cleanedUp.revoked > 0)
})

t.test('a password that the org refuses is sent once', async (t) => {
  const front = await start(t)
  const { users: _, ...rest } = settingsOf(front)
  const [login] = front.org.admin.org().users.map(({ profile }) => profile.login)
  const report = await run(front, {
    config: { ...rest, users: [{ profile: { login: login ?? '' }, credentials: { password: { value: 'outdated' } } }] },
    only: ['authorize', 'token'],
  })
  t.equal(report.exitCode, 4)
  t.match(report.incidents, [{ kind: 'safety-rule', message: /^passwords: the password was refused once/ }])
  t.equal(front.seen.filter((request) => request === 'POST /api/v1/authn').length, 1)
})

t.test('what cannot be opened is one line and exit 3', async (t) => {
  const answer =
    (status: number, body: string, type = 'text/html'): Intercept =>
    (_request, response) => {
      response.writeHead(status, { 'content-type': type }).end(body)
      return true
    }
  const table: readonly (readonly [string, Parameters<typeof startFront>[0], RegExp])[] = [
    ['HTML', { intercept: answer(200, '<p>hello</p>') }, /openid-configuration does not answer JSON$/],
    ['500', { intercept: answer(500, 'oops') }, /openid-configuration answers 500$/],
    [
      'half a document',
      { intercept: answer(200, '{"issuer":"x"}', 'application/json') },
      /lacks authorization_endpoint, token_endpoint, jwks_uri$/,
    ],
    [
      'nothing',
      { intercept: (request) => request.socket.destroy() !== undefined },
      /^acme\.okta\.test:\d+: .*(closed|socket|hang up)/,
    ],
    ['slowness', { intercept: () => true }, /gave no answer in 0\.2 s$/],
    ['an expired certificate', { certificate: 'expired.pem' }, /certificate has expired/],
  ]
  for (const [what, options, message] of table) {
    const front = await start(t, options)
    const { exitCode, incidents, results } = await run(front, { timeoutMs: what === 'slowness' ? 200 : 5000 })
    t.match(
      { exitCode, incidents, results },
      { exitCode: 3, incidents: [{ kind: 'unreachable', message }], results: [] },
      what,
    )
  }
  const front = await start(t)
  const wrongHost = { ...settingsOf(front), resolve: {} }
  t.match(await run(front, { config: wrongHost }), {
    exitCode: 3,
    incidents: [{ kind: 'unreachable', message: /acme\.okta\.test has no address/ }],
  })
  const noAuthority = await runConformance({
    target: 'real',
    issuer: front.issuer,
    config: settingsOf(front),
    owned: host,
    surroundings: nowhere,
  })
  t.match(noAuthority, { exitCode: 3, incidents: [{ kind: 'unreachable', message: /certificate|issuer/ }] })
})
