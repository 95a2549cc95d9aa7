// --mitm: a client that signs in at a mock that stands in for an org, with the kit between the two. No wait of the kit's is real.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import type { ClientContent, ConformanceOptions, Report } from '../../src/conformance/index.js'
import type { ConfigFile } from '../../src/server/index.js'
import { startSpa } from '../fixtures/apps/spa.js'
import { noBrowser } from '../fixtures/browser.js'
import { freePort } from '../fixtures/free-port.js'
import { clientIds, clientSecret, orgConfig, outOfReach, runOnStandIn, settingsOf } from '../fixtures/stand-in-org.js'
import { type Front, startFront } from '../fixtures/tls-front.js'
import { type Flaw, libraryFlaws } from '../mutants/clients/flaws.js'

t.setTimeout(300_000)

const redirectUri = 'http://localhost:9/callback'

const loaders = process.execArgv.filter((argument) => argument.startsWith('--import'))
const scriptAt = (path: string): string => join(import.meta.dirname, '..', path)
const adapter = scriptAt('mutants/clients/stdio-adapter.ts')
const commandOf = (script: string, ...flaws: readonly string[]): string =>
  [process.execPath, ...loaders, script, ...flaws].map((word) => JSON.stringify(word)).join(' ')

const library = (command = commandOf(adapter)): ClientContent => ({
  client: {
    kind: 'library',
    client_id: clientIds[0],
    scopes: ['openid', 'profile', 'offline_access'],
    command,
  },
})

const run = (front: Front, { client = library(), ...change }: ConformanceOptions = {}) =>
  runOnStandIn(front, client, redirectUri, { mitm: true, ...change })

const shape = { client_secret: clientSecret, grant_types: ['authorization_code' as const, 'refresh_token' as const] }

const start = async (t: Test, config: ConfigFile = orgConfig(redirectUri, shape)): Promise<Front> => {
  const front = await startFront({ name: 'localhost', config: { ...config, org: { rateLimits: outOfReach } } })
  t.teardown(() => front.close())
  return front
}

const failed = ({ results }: Report): readonly string[] =>
  results.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id)

t.test(
  'a correct client passes nearly everything that a mock would have checked, within the default budget',
  async (t) => {
    const front = await start(t)
    const report = await run(front)
    const { results, incidents, exitCode, client, requests } = report
    t.strictSame({ incidents, diagnosis: client?.diagnosis }, { incidents: [], diagnosis: undefined })
    t.strictSame(
      results
        .filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skip')
        .map(({ id, verdict, reason }) => [id, verdict, reason]),
      [],
    )
    t.equal(exitCode, 0)
    const passed = (...levels: readonly string[]): number =>
      results.filter(({ verdict, level }) => verdict === 'pass' && levels.includes(level)).length
    t.ok(passed('O', 'Q', 'F') >= 20 && passed('P') >= 30, 'levels O, Q and F as without it, P on top')
    t.ok(requests > 400, 'the client’s own requests are counted')
    t.strictSame(
      results
        .filter(({ verdict, reason }) => verdict === 'skip' && !/^(not for|no access|code and)/.test(reason ?? ''))
        .map(({ id }) => id),
      ['CL-ISS-02', 'CL-TOK-06', 'CL-RT-02'],
      'what the settings and the org do not offer',
    )
    t.strictSame(
      front.seen.filter((request) => request.includes('/mockta/')),
      [],
      'no org is asked for a stranger’s keys',
    )
    const exchanges = results.find(({ id }) => id === 'CL-SUB-01')?.exchanges.slice(0, 8) ?? []
    t.match(
      exchanges.map(({ between = [], request: { method, url } }) => `${between.join(' > ')} ${method} ${url}`),
      [
        /browser > client POST adapter:.authorize/,
        /browser > org POST proxy:.faults.id-token-sub-missing/,
        /browser > org POST .*authn/,
        /browser > org GET .*authorize/,
        /browser > client POST adapter:.callback/,
        /client > org GET .*openid-configuration/,
        /client > org POST .*token/,
        /client > org GET .*keys/,
      ],
    )
    const [token] = exchanges.filter(({ request: { url } }) => url.endsWith('/v1/token'))
    t.match(token?.response?.body, /^fault id-token-sub-missing: sub is missing\n/)
    t.notMatch(JSON.stringify(exchanges), clientSecret)
    t.match(token?.request.body, /code=sha256:/)
    const written = JSON.stringify(report)
    const issued = front.org.admin.journal().flatMap(({ issued: tokens }) => tokens.map(({ value }) => value))
    t.ok(issued.length > 100)
    t.strictSame(
      [clientSecret, 'Passw0rd-1', ...issued].filter((value) => written.includes(value)),
      [],
      'no token, code, password or secret is written down',
    )
  },
)

const flaws = [
  'compares-nonce-only-if-present',
  'ignores-slash-of-issuer',
  'no-aud-check',
  'no-exp-check',
  'accepts-none-in-capitals',
  'hs256-with-public-pem',
  'trusts-jku',
  'no-token-type-check',
  'no-subject-check-of-userinfo',
  'no-issuer-check-of-discovery',
] as const satisfies readonly Flaw[]

t.test('each flaw fails its checks, and no others fail', async (t) => {
  const front = await start(t)
  const report = await run(front, { client: library(commandOf(adapter, ...flaws)) })
  const due = new Set<string>(flaws.flatMap((flaw) => libraryFlaws[flaw]))
  t.strictSame(
    failed(report),
    report.results.filter(({ id }) => due.has(id)).map(({ id }) => id),
  )
  t.equal(report.exitCode, 1)
  t.match(
    report.results.find(({ id }) => id === 'CL-AUD-01'),
    { level: 'P', reproduce: /--target real .*--mitm --only CL-AUD-01/ },
  )
})

t.test('a client that does not heed the proxy: said once, no pass, and the rest is checked', async (t) => {
  const front = await start(t)
  const command = `HTTPS_PROXY= https_proxy= NODE_OPTIONS= ${commandOf(adapter)}`
  const { results, incidents, exitCode } = await run(front, {
    client: library(command),
    only: ['CL-STATE-01', 'CL-REQ-04', 'CL-AUD-01'],
  })
  const message = /^the client does not go through the kit: an ordinary login worked, and none of its requests/
  t.match(incidents, [{ kind: 'client', message }])
  t.match(
    results.map(({ id, verdict, reason }) => [id, verdict, reason]),
    [
      ['CL-REQ-04', 'skip', message],
      ['CL-STATE-01', 'pass', /./],
      ['CL-AUD-01', 'skip', message],
    ],
  )
  t.equal(exitCode, 3)
})

t.test('a client that comes to the proxy and does not trust it', async (t) => {
  const front = await start(t)
  const { client, exitCode } = await run(front, {
    client: library(`NODE_EXTRA_CA_CERTS= ${commandOf(adapter)}`),
    only: ['CL-AUD-01'],
  })
  t.match(
    client?.diagnosis,
    /^an ordinary login ends with: .*; the client came to the proxy and asked nothing: it does not trust/,
  )
  t.equal(exitCode, 3)
})

/** Runs on an app that --exec starts. */
const runApp = async (t: Test, script: string, client: (url: string) => ClientContent, change: ConformanceOptions) => {
  const port = await freePort()
  const content = client(`http://localhost:${port}`)
  const callback = 'callback' in content.client ? (content.client.callback ?? '') : ''
  const front = await start(t, orgConfig(callback, shape))
  return runOnStandIn(front, content, callback, { mitm: true, exec: `PORT=${port} ${script}`, ...change })
}

const verdicts = ({ results }: Report) => results.map(({ id, verdict, level }) => `${id} ${verdict} at ${level}`)

const webApp = (url: string): ClientContent => ({
  client: {
    kind: 'web',
    client_id: clientIds[0],
    start: `${url}/login`,
    callback: `${url}/callback`,
    refresh: `${url}/refresh`,
    userinfo: true,
    scopes: ['openid', 'profile', 'email', 'offline_access'],
  },
  probe: { url: `${url}/api/me`, signedIn: { status: 200, json: 'email' }, signedOut: { status: 401 } },
})

t.test('a web app on fetch, which the kit starts: correct, and with two flaws', async (t) => {
  const only = [
    'CL-REQ-04',
    'CL-REQ-09',
    'CL-ISS-10',
    'CL-AUD-02',
    'CL-AUD-03',
    'CL-TOK-05',
    'CL-UI-01',
    'CL-RT-01',
    'CL-RT-03',
  ]
  const script = scriptAt('mutants/web/main.ts')
  const good = await runApp(t, commandOf(script), webApp, { only })
  t.strictSame(
    verdicts(good).toSorted(),
    only.map((id) => `${id} pass at ${id === 'CL-REQ-09' ? 'O' : 'P'}`).toSorted(),
    JSON.stringify(good.results.map(({ reason }) => reason)),
  )
  t.strictSame({ incidents: good.incidents, exitCode: good.exitCode }, { incidents: [], exitCode: 0 })
  const flawed = commandOf(script, 'access-token-in-a-url', 'keeps-the-session-after-a-refused-refresh')
  const bad = await runApp(t, flawed, webApp, { only: ['CL-REQ-09', 'CL-AUD-02', 'CL-RT-03'] })
  t.strictSame(verdicts(bad), ['CL-REQ-09 fail at O', 'CL-AUD-02 pass at P', 'CL-RT-03 fail at P'])
})

t.test('a web app on https.request: @okta/oidc-middleware', async (t) => {
  const express = (url: string): ClientContent => ({
    client: {
      kind: 'web',
      client_id: clientIds[0],
      start: `${url}/login`,
      callback: `${url}/authorization-code/callback`,
    },
    probe: { url: `${url}/api/me`, signedIn: { status: 200, json: 'email' }, signedOut: { status: 401 } },
  })
  const script = `${JSON.stringify(process.execPath)} ${JSON.stringify(scriptAt('../examples/express-app/app.mjs'))}`
  const report = await runApp(t, script, express, { only: ['CL-REQ-05', 'CL-AUD-02', 'CL-SIG-03', 'CL-TOK-02'] })
  const found = ['CL-REQ-05 pass at P', 'CL-AUD-02 pass at P', 'CL-SIG-03 pass at P', 'CL-TOK-02 fail at P']
  t.strictSame(verdicts(report), found, 'as on a mock')
  t.strictSame(report.incidents, [])
})

t.test('a page in a browser needs neither proxy nor authority', { skip: noBrowser }, async (t) => {
  const code = readFileSync(scriptAt('mutants/spa/app.js'), 'utf8')
  const runPage = async (flaws: readonly string[], only: readonly string[]) => {
    const front = await start(t, {})
    const scopes = ['openid', 'profile', 'email']
    const settings = { issuer: front.issuer, clientId: clientIds[0], scopes, responseType: 'code', popup: false, flaws }
    const page = await startSpa(settings, '', code)
    t.teardown(() => page.close())
    const isPublic = { token_endpoint_auth_method: 'none' as const }
    await front.org.admin.patchOrg({
      ...orgConfig(page.callback, { ...isPublic, application_type: 'browser', grant_types: ['authorization_code'] }),
      trustedOrigins: [{ origin: page.url, scopes: ['CORS', 'REDIRECT'] }],
    })
    const client: ClientContent = {
      client: { kind: 'spa', client_id: clientIds[0], start: page.start, callback: page.callback, userinfo: true },
      probe: { selector: '#user', signedOut: '#nobody' },
    }
    const config = settingsOf(page.callback, isPublic)
    return runOnStandIn(front, client, page.callback, { mitm: true, config, only })
  }
  const good = await runPage([], ['CL-REQ-04', 'CL-AUD-02', 'CL-AUD-03', 'CL-TOK-05', 'CL-UI-01'])
  t.strictSame(
    verdicts(good),
    ['CL-REQ-04 pass at P', 'CL-AUD-02 pass at P', 'CL-AUD-03 pass at P', 'CL-TOK-05 pass at P', 'CL-UI-01 pass at P'],
    JSON.stringify(good.results.map(({ reason }) => reason)),
  )
  t.strictSame({ incidents: good.incidents, exitCode: good.exitCode }, { incidents: [], exitCode: 0 })
  const bad = await runPage(['no-subject-check-of-userinfo'], ['CL-AUD-02', 'CL-UI-01'])
  t.strictSame(verdicts(bad), ['CL-AUD-02 pass at P', 'CL-UI-01 fail at P'])
})

t.test('what makes no sense is said before anything is sent', async (t) => {
  const front = await start(t)
  const refused = (change: ConformanceOptions, message: string) =>
    t.rejects(run(front, change), { name: 'UsageError', message })
  await refused({ target: 'mock' }, '--mitm is for --target real: a mock misbehaves by itself')
  await refused(
    { client: { client: { kind: 'library', client_id: clientIds[0], url: 'http://localhost:9' } } },
    '--mitm needs a client that the kit starts, so that it goes through the proxy: --exec COMMAND',
  )
  t.strictSame(front.seen, [])
})
