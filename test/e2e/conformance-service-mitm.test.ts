// --mitm for service apps: what they ask a mock that stands in for an org is seen, and answered in its place. Waits of the kit's take no time.
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { serviceChecks } from '../../src/conformance/client-checks/service/index.js'
import type { ConformanceOptions, Report } from '../../src/conformance/index.js'
import { p256, publicHalf } from '../fixtures/client-keys.js'
import { freePort } from '../fixtures/free-port.js'
import { outOfReach, runOnStandIn } from '../fixtures/stand-in-org.js'
import { type Front, startFront } from '../fixtures/tls-front.js'

t.setTimeout(300_000)

const keyFile = join(t.testdir({ 'key.jwk.json': JSON.stringify({ ...p256, kid: 'of-the-app' }) }), 'key.jwk.json')
const loaders = process.execArgv.filter((argument) => argument.startsWith('--import'))
const commandOf = (script: string, ...flaws: readonly string[]): string =>
  [process.execPath, ...loaders, join(import.meta.dirname, '../mutants/service', script), ...flaws]
    .map((word) => JSON.stringify(word))
    .join(' ')

const verdicts = ({ results }: Report) => results.map(({ id, verdict, level }) => `${id} ${verdict} at ${level}`)

const run = (front: Front, { client = '', ...change }: ConformanceOptions) =>
  runOnStandIn(front, client, 'http://localhost:9/callback', { mitm: true, config: {}, ...change })

/** Those that take their time. */
const waits = ['CL-SVC-04', 'CL-TOK-06']

const service = (client: object, dpop = false, ...flaws: readonly string[]) => ({
  client: {
    kind: 'service' as const,
    client_id: dpop ? '0oaservicedpop000000' : '0oaservicebearer0000',
    dpop,
    scopes: ['okta.users.read'],
    private_key_file: keyFile,
    trigger: { adapter: commandOf('stdio-adapter.ts', ...flaws) },
    ...client,
  },
})

const start = async (t: Test): Promise<Front> => {
  const shared = {
    application_type: 'service' as const,
    grants: ['okta.users.read'],
    roles: ['READ_ONLY_ADMIN' as const],
    jwks: { keys: [{ ...publicHalf(p256), kty: 'EC' as const, kid: 'of-the-app' }] },
  }
  const apps = [
    { ...shared, label: 'Bearer', client_id: '0oaservicebearer0000' },
    { ...shared, label: 'Bound', client_id: '0oaservicedpop000000', dpop_bound_access_tokens: true },
  ]
  const front = await startFront({ name: 'localhost', config: { apps, org: { rateLimits: outOfReach } } })
  t.teardown(() => front.close())
  return front
}

t.test('a service app by URL, which the kit starts: what it sends is seen, and the org seems to say no', async (t) => {
  const front = await start(t)
  const runTrigger = async (only: readonly string[], ...flaws: readonly string[]) => {
    const port = await freePort()
    const exec = `PORT=${port} ${commandOf('trigger.ts', ...flaws)}`
    return run(front, { client: service({ trigger: { url: `http://localhost:${port}/sync` } }), exec, only })
  }
  const own = ['CL-SVC', 'CL-DPOP', 'CL-REQ-06', 'CL-REQ-07', 'CL-REQ-09', 'CL-REQ-10', 'CL-TOK', 'CL-RT'].flatMap(
    (part) => serviceChecks.flatMap(({ id }) => (id.startsWith(part) && !waits.includes(id) ? [id] : [])),
  )
  const good = await runTrigger(own)
  t.strictSame(
    good.results.filter(({ verdict }) => verdict !== 'pass').map(({ id, verdict, reason }) => [id, verdict, reason]),
    [
      ['CL-SVC-02', 'skip', 'needs M, which this target does not offer'],
      ['CL-DPOP-01', 'skip', 'the org binds the app’s tokens to no key: dpop_bound_access_tokens is off'],
      ['CL-DPOP-02', 'skip', 'needs M, which this target does not offer'],
      ['CL-DPOP-03', 'skip', 'the org binds the app’s tokens to no key: dpop_bound_access_tokens is off'],
      ['CL-REQ-07', 'skip', 'the app does not use client_secret_basic'],
      ['CL-TOK-07', 'skip', 'the app asks for one scope: there is nothing to leave out'],
    ],
  )
  t.strictSame({ incidents: good.incidents, exitCode: good.exitCode }, { incidents: [], exitCode: 0 })
  t.strictSame(
    front.seen.filter((one) => one.includes('/mockta/')),
    [],
  )
  const table = [
    ['CL-SVC-01', 'assertion-lives-two-hours'],
    ['CL-SVC-03', 'tries-again-after-403'],
    ['CL-REQ-09', 'token-in-url-too'],
    ['CL-TOK-05', 'follows-redirects'],
  ] as const
  for (const [id, flaw] of table) {
    const report = await runTrigger([id], flaw)
    t.strictSame(
      verdicts(report),
      [`${id} fail at P`],
      `${flaw}: ${report.client?.diagnosis ?? report.results[0]?.reason}`,
    )
  }
})

t.test('a service app whose tokens are bound to a key', async (t) => {
  const front = await start(t)
  const only = ['CL-DPOP-01', 'CL-DPOP-03']
  t.strictSame(verdicts(await run(front, { client: service({}, true), only })), [
    'CL-DPOP-01 pass at P',
    'CL-DPOP-03 pass at P',
  ])
  for (const [id, flaw] of [
    ['CL-DPOP-01', 'query-in-htu'],
    ['CL-DPOP-03', 'takes-bearer-for-dpop'],
  ] as const) {
    const report = await run(front, { client: service({}, true, flaw), only: [id] })
    t.strictSame(verdicts(report), [`${id} fail at P`], flaw)
  }
})

t.test('a service app that goes its own way', async (t) => {
  const front = await start(t)
  const own = service({})
  const adapterOf = { adapter: `HTTPS_PROXY= https_proxy= NODE_OPTIONS= ${own.client.trigger.adapter}` }
  const { client, exitCode } = await run(front, { client: service({ trigger: adapterOf }), only: ['CL-SVC-01'] })
  t.match(
    client?.diagnosis,
    /^the app says that its call went well, and the org saw none: .*; nothing of the client came to the proxy/,
  )
  t.equal(exitCode, 3)
})
