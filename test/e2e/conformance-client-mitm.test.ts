// --mitm: a client that signs in at a mock that stands in for an org, with the kit between the two. No wait of the kit's is real.
import { join } from 'node:path'
import t, { type Test } from 'tap'
import {
  type ClientContent,
  type ConformanceOptions,
  type Pace,
  type Report,
  runConformance,
} from '../../src/conformance/index.js'
import type { ConfigFile } from '../../src/server/index.js'
import { caFile, type Front, startFront } from '../fixtures/tls-front.js'
import { type Flaw, libraryFlaws } from '../mutants/clients/flaws.js'

t.setTimeout(300_000)

const redirectUri = 'http://localhost:9/callback'
const secret = 'a-secret-of-forty-characters-or-more-here'
const app = {
  redirect_uris: [redirectUri],
  client_secret: secret,
  grant_types: ['authorization_code' as const, 'refresh_token' as const],
}
const password = (value: string) => ({ password: { value } })

const config: ConfigFile = {
  // Its clock goes on as the machine's does, while the kit's waits take no time.
  org: { rateLimits: { '/api/v1/authn': 10_000, '/oauth2/v1/authorize': 10_000, '/oauth2/v1/token': 10_000 } },
  users: [
    {
      profile: { login: 'paula@acme.test', firstName: 'Paula', lastName: 'Plain' },
      credentials: password('Passw0rd-1'),
    },
    {
      profile: { login: 'peter@acme.test', firstName: 'Peter', lastName: 'Second' },
      credentials: password('Passw0rd-2'),
    },
  ],
  apps: [
    { ...app, label: 'Under test', client_id: '0oareal0000000000001' },
    { ...app, label: 'Other', client_id: '0oareal0000000000002' },
  ],
}

/** Time that passes only where somebody waits. */
const fakePace = (): Pace => {
  let time = 0
  return {
    clock: () => time,
    sleep: async (milliseconds) => {
      time += milliseconds
    },
  }
}

const loaders = process.execArgv.filter((argument) => argument.startsWith('--import'))
const adapter = join(import.meta.dirname, '../mutants/clients/stdio-adapter.ts')
const commandOf = (...flaws: readonly string[]): string =>
  [process.execPath, ...loaders, adapter, ...flaws].map((word) => JSON.stringify(word)).join(' ')

const library = (command = commandOf()): ClientContent => ({
  client: {
    kind: 'library',
    client_id: '0oareal0000000000001',
    scopes: ['openid', 'profile', 'offline_access'],
    command,
  },
})

const run = (front: Front, change: ConformanceOptions = {}) =>
  runConformance({
    client: library(),
    target: 'real',
    mitm: true,
    issuer: front.issuer,
    config: {
      apps: [app, app].map(({ redirect_uris, client_secret }, index) => ({
        redirect_uris,
        client_secret,
        client_id: `0oareal000000000000${index + 1}`,
      })),
      users: (config.users ?? []).map(({ profile: { login }, credentials }) => ({
        profile: { login },
        credentials: password(credentials?.password?.value ?? ''),
      })),
    },
    caFile,
    surroundings: { env: {}, directory: '/nonexistent', home: '/nonexistent' },
    pace: fakePace(),
    seed: 'real',
    ...change,
  })

const start = async (t: Test): Promise<Front> => {
  const front = await startFront({ name: 'localhost', config })
  t.teardown(() => front.close())
  return front
}

const failed = ({ results }: Report): readonly string[] =>
  results.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id)

t.test(
  'a correct client passes nearly everything that a mock would have checked, within the default budget',
  async (t) => {
    const front = await start(t)
    const { results, incidents, exitCode, client, requests } = await run(front)
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
    t.notMatch(JSON.stringify(exchanges), secret)
    t.match(token?.request.body, /code=sha256:/)
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
  const report = await run(front, { client: library(commandOf(...flaws)) })
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
  const command = `HTTPS_PROXY= https_proxy= NODE_OPTIONS= ${commandOf()}`
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
    client: library(`NODE_EXTRA_CA_CERTS= ${commandOf()}`),
    only: ['CL-AUD-01'],
  })
  t.match(
    client?.diagnosis,
    /^an ordinary login ends with: .*; the client came to the proxy and asked nothing: it does not trust/,
  )
  t.equal(exitCode, 3)
})

t.test('what makes no sense is said before anything is sent', async (t) => {
  const front = await start(t)
  const refused = (change: ConformanceOptions, message: string) =>
    t.rejects(run(front, change), { name: 'UsageError', message })
  await refused({ target: 'mock' }, '--mitm is for --target real: a mock misbehaves by itself')
  await refused(
    { client: { client: { kind: 'library', client_id: '0oareal0000000000001', url: 'http://localhost:9' } } },
    '--mitm needs a client that the kit starts, so that it goes through the proxy: --exec COMMAND',
  )
  t.strictSame(front.seen, [])
})
