// `conformance --client` as people run it: real ports, real processes.
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import t, { type Test } from 'tap'
import { runConformance } from '../../src/conformance/index.js'
import type { Report } from '../../src/conformance/result.js'
import { schemaTexts } from '../../src/conformance/write-schema.js'
import { type RunningOrg, startOrg } from '../../src/server/index.js'
import { conformance } from '../fixtures/conformance-command.js'
import { freePort } from '../fixtures/free-port.js'

t.setTimeout(120_000)

const loaders = process.execArgv.filter((argument) => argument.startsWith('--import'))
const adapter = join(import.meta.dirname, '../mutants/clients/stdio-adapter.ts')

/** A file that describes the reference library with these flaws. */
const libraryFile = (t: Test, ...flaws: readonly string[]): string => {
  const command = [process.execPath, ...loaders, adapter, ...flaws].map((word) => JSON.stringify(word)).join(' ')
  const path = join(t.testdir(), 'client.yaml')
  writeFileSync(
    path,
    JSON.stringify({ client: { kind: 'library', command, scopes: ['openid', 'profile', 'offline_access'] } }),
  )
  return path
}

const validate = new Ajv().compile(JSON.parse(schemaTexts['conformance-report.schema.json'] ?? '') as object)

const valid = (t: Test, report: unknown): Report => {
  t.ok(validate(report), JSON.stringify(validate.errors))
  return report as Report
}

t.test('a correct library: everything passes, and what was said is in the report', async (t) => {
  const file = libraryFile(t)
  const { code, out, err } = await conformance(
    t,
    '--client',
    file,
    '--only',
    'CL-STATE,CL-NONCE-01',
    '--report',
    'json',
  )
  t.equal(code, 0, err)
  const report = valid(t, JSON.parse(out))
  t.match(report.client, { kind: 'library', file, line: 1 })
  t.strictSame(
    report.results.map(({ id, verdict }) => [id, verdict]),
    report.results.map(({ id }) => [id, ['CL-STATE-04', 'CL-STATE-05', 'CL-STATE-06'].includes(id) ? 'skip' : 'pass']),
  )
  const nonce = report.results.find(({ id }) => id === 'CL-NONCE-01')
  t.match(nonce, { level: 'Q', severity: { rank: 'medium', reason: String }, cwe: Number, profiles: ['client'] })
  const said = nonce?.exchanges.map(({ between, request: { url } }) => [between?.join(' > '), new URL(url).pathname])
  t.match(said?.slice(0, 2), [
    ['browser > client', '/authorize'],
    ['browser > org', '/oauth2/v1/authorize'],
  ])
  t.ok(said?.some(([who, path]) => who === 'client > org' && path === '/oauth2/v1/token'))
  t.match(err, /^✓ CL-STATE-01 /)
})

t.test('a library with a flaw fails its check, with why, how bad, and how to see it again', async (t) => {
  const file = libraryFile(t, 'no-nonce-check')
  const { code, out } = await conformance(t, '--client', file, '--only', 'CL-NONCE-01,CL-STATE-01', '--seed', '7')
  t.equal(code, 1)
  t.match(out, 'signed in as the user by an answer that must be rejected')
  t.match(out, /severity {5}medium: /)
  t.match(out, `reproduce    conformance --client ${file} --target mock --only CL-NONCE-01 --seed 7`)
  t.match(out, /1 fail, 1 pass: .* \(library\) on mock http:\/\/localhost:\d+ \(Okta, oie\)/)
})

t.test('against a mock that runs, the client is registered there, and what is known there stays', async (t) => {
  const org = await startOrg()
  t.teardown(() => org.close())
  const file = libraryFile(t)
  const { code, out } = await conformance(
    t,
    ...['--client', file, '--issuer', org.issuer, '--admin', org.adminUrl, '--only', 'CL-AUD-01,CL-AUD-03'],
  )
  t.equal(code, 0, out)
  t.strictSame(
    org.admin
      .org()
      .apps.filter(({ label }) => label.startsWith('Client under test'))
      .map(({ label }) => label),
    ['Client under test', 'Client under test, second app'],
  )
  t.strictSame(
    (await org.admin.faults()).filter(({ armed }) => armed),
    [],
    'no fault is left on',
  )
})

t.test('a deviation covers a client check as any other', async (t) => {
  const file = libraryFile(t, 'no-nonce-check')
  const deviations = join(t.testdirName, 'd.yaml')
  writeFileSync(deviations, '- { id: CL-NONCE-01, expect: fail, reason: known }')
  const { code } = await conformance(t, '--client', file, '--only', 'CL-NONCE-01', '--deviations', deviations)
  t.equal(code, 0)
})

t.test('an adapter that cannot be talked to: one diagnosis, everything blocked, exit 3', async (t) => {
  const says = (script: string): string => `${JSON.stringify(process.execPath)} -e ${JSON.stringify(script)}`
  const hello = `{id:1,ok:true,ops:['configure','authorize','callback']}`
  const table: readonly (readonly [name: string, command: string, diagnosis: RegExp])[] = [
    ['garbage', 'echo listening on 3000; cat', /the adapter .*listening on 3000/],
    [
      'dies',
      'echo "no module named acme" >&2; exit 7',
      /the adapter ended with exit code 7 \(it complains: no module named acme\)/,
    ],
    [
      'answers out of order',
      says(`console.log(JSON.stringify({...${hello}, id: 5})); process.stdin.resume()`),
      /the adapter answered 5 where 1 \("hello"\) was asked/,
    ],
    ['is not there', 'no-such-program-here', /the adapter ended with exit code 127 \(it complains: .*not found\)/],
  ]
  for (const [name, command, diagnosis] of table) {
    const file = join(t.testdir(), 'client.json')
    writeFileSync(file, JSON.stringify({ client: { kind: 'library', command } }))
    const report = join(t.testdirName, 'r.json')
    const { code, out } = await conformance(t, '--client', file, '--report', `json=${report}`)
    t.equal(code, 3, name)
    t.match(out.match(/nothing can be said about library: .*/g), [diagnosis], 'said once')
    const { client, results } = valid(t, JSON.parse(readFileSync(report, 'utf8')))
    t.match(client?.diagnosis, diagnosis)
    t.strictSame(
      [...new Set(results.map(({ verdict }) => verdict))].filter((verdict) => verdict !== 'skip'),
      ['blocked'],
    )
  }
})

/** What an app does with a request; `signedIn`: whether its cookie came along. */
type App = (path: string, signedIn: boolean) => { status: number; to?: string; json?: object; cookie?: string }

const serveApp = async (t: Test, app: App): Promise<string> => {
  const server = createServer(({ url = '/', headers }, response) => {
    const { status, to, json, cookie } = app(url.split('?')[0] ?? '', headers.cookie !== undefined)
    response.writeHead(status, {
      ...(to !== undefined && { location: to }),
      ...(cookie !== undefined && { 'set-cookie': cookie }),
    })
    response.end(json ? JSON.stringify(json) : '')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.closeAllConnections())
  t.teardown(() => server.close())
  return `http://localhost:${(server.address() as AddressInfo).port}`
}

/** Each app is a client of its own. */
const idOf = (url: string): string => `0oa${new URL(url).port.padStart(5, '0')}example00000`

const webFile = (t: Test, url: string): string => {
  const path = join(t.testdir(), 'web.json')
  const client = { kind: 'web', client_id: idOf(url), start: `${url}/login`, callback: `${url}/callback` }
  const signedIn = { status: 200, json: 'email' }
  writeFileSync(path, JSON.stringify({ client, probe: { url: `${url}/me`, signedIn, signedOut: { status: 401 } } }))
  return path
}

t.test('an app that cannot be judged: one diagnosis, nothing green, exit 3', async (t) => {
  const org = await startOrg()
  t.teardown(() => org.close())
  const authorize = (own: string): string => {
    const params = {
      ...{ client_id: idOf(own), response_type: 'code', scope: 'openid', state: 's'.repeat(22) },
      redirect_uri: `${own}/callback`,
    }
    return `${org.issuer}/oauth2/v1/authorize?${new URLSearchParams(params)}`
  }
  let own = ''
  const ok: App = (path, signedIn) => {
    if (path === '/login') return { status: 302, to: authorize(own) }
    if (path === '/callback') return { status: 302, to: '/', cookie: 'sid=1' }
    return path === '/me' && !signedIn ? { status: 401 } : { status: 200 }
  }
  const at =
    (place: string, answer: ReturnType<App>): App =>
    (path, signedIn) =>
      path === place ? answer : ok(path, signedIn)
  let anybody = false
  const table: readonly (readonly [name: string, app: App, diagnosis: RegExp])[] = [
    [
      'never redirects',
      at('/login', { status: 200 }),
      /\/login answers 200 and does not redirect to http:\/\/localhost:\d+: start must be where a login begins/,
    ],
    [
      'another issuer',
      at('/login', { status: 302, to: 'https://dev-123.okta.com/oauth2/v1/authorize' }),
      /\/login redirects to https:\/\/dev-123\.okta\.com, not to http:\/\/localhost:\d+: the app has another issuer/,
    ],
    ['loops', at('/login', { status: 302, to: '/login' }), /the app redirects in circles: 20 hops/],
    [
      'loops after the login',
      at('/callback', { status: 302, to: '/callback' }),
      /the app redirects in circles: 20 hops from http:\/\/localhost:\d+\/callback/,
    ],
    ['asks for a proxy', at('/me', { status: 407 }), /\/me answers 407: a proxy wants credentials/],
    ['a proxy before the login', at('/login', { status: 407 }), /\/login answers 407: a proxy wants credentials/],
    [
      'a proxy that does not find it',
      at('/login', { status: 502 }),
      /\/login answers 502 and does not redirect to http:\/\/localhost:\d+/,
    ],
    [
      'another redirect URI',
      (path, signedIn) =>
        path === '/login' ? { status: 302, to: authorize(own).replace('callback', 'elsewhere') } : ok(path, signedIn),
      /the org shows error-page \(400\) instead of answering the client: .*redirect_uri/,
    ],
    [
      'breaks at the end of the login',
      at('/callback', { status: 500 }),
      /an ordinary login ends with: the app answered 500; the app took the answer and ended with 500 at/,
    ],
    [
      'always signed in',
      at('/me', { status: 200, json: { email: 'paula@example.com' } }),
      /before any login the probe must say "signed out", and it says: signed in as paula@example\.com; how both look stands under probe/,
    ],
    [
      'one session for everybody',
      (path, signedIn) => {
        if (path === '/callback') anybody = true
        if (path === '/me' && anybody) return { status: 200, json: { email: 'user@example.com' } }
        return ok(path, signedIn)
      },
      /in a browser that never signed in the probe says: signed in as the user/,
    ],
    [
      'a probe that breaks',
      at('/me', { status: 500 }),
      /the probe answered 500 and looks neither signed in nor signed out/,
    ],
    [
      'signs in the wrong user',
      (path, signedIn) =>
        path === '/me' && signedIn ? { status: 200, json: { email: 'mallory@example.com' } } : ok(path, signedIn),
      /an ordinary login of the user ends signed in as "mallory@example\.com", which is no login, email, name or id of theirs/,
    ],
    [
      'never signs in',
      (path) => ok(path, false),
      /an ordinary login ends with: signed out; the app took the answer and ended with 200 at/,
    ],
  ]
  for (const [name, app, diagnosis] of table) {
    own = await serveApp(t, app)
    await refused(t, name, webFile(t, own), org, diagnosis)
  }
  await refused(
    t,
    'not running',
    webFile(t, 'http://localhost:9'),
    org,
    /localhost:9: .*ECONNREFUSED.*: is it running\?$/,
  )
  const { HTTP_PROXY: before } = process.env
  process.env.HTTP_PROXY = 'http://proxy.acme.test:3128'
  t.teardown(() => {
    if (before === undefined) delete process.env.HTTP_PROXY
    else process.env.HTTP_PROXY = before
  })
  await refused(
    t,
    'not running, as far as can be said without a proxy',
    webFile(t, 'http://localhost:9'),
    org,
    /: is it running\?; HTTP_PROXY is set, and the kit does not use it: what it tests has to answer without a proxy$/,
  )
})

const refused = async (t: Test, name: string, file: string, org: RunningOrg, diagnosis: RegExp): Promise<void> => {
  const report = join(t.testdirName, 'r.json')
  const at = ['--client', file, '--issuer', org.issuer, '--admin', org.adminUrl]
  const { code, out } = await conformance(t, ...at, '--report', `json=${report}`)
  t.equal(code, 3, name)
  const { client, results } = valid(t, JSON.parse(readFileSync(report, 'utf8')))
  t.match(client?.diagnosis, diagnosis)
  t.equal(out.split(`nothing can be said about ${client?.name}: ${client?.diagnosis}`).length, 2, 'said once')
  const own = results.filter(({ reason }) => reason !== 'not for web clients')
  t.strictSame([...new Set(own.map(({ verdict }) => verdict))], ['blocked'])
  t.ok((client?.exchanges ?? []).length > 0, 'with what was said')
}

t.test('--exec starts the app with what it has to know of the org, and ends it', async (t) => {
  const example = join(import.meta.dirname, '../../examples/express-app')
  const port = await freePort()
  const file = join(t.testdir(), 'client.yaml')
  writeFileSync(file, readFileSync(join(example, 'client.yaml'), 'utf8').replaceAll(':3000', `:${port}`))
  const exec = `PORT=${port} ${process.execPath} ${join(example, 'app.mjs')}`
  const report = join(t.testdirName, 'r.json')
  const { code, out } = await conformance(
    t,
    ...[
      '--client',
      file,
      '--exec',
      exec,
      '--only',
      'CL-AUD,CL-ERR-01,CL-ERR-02,CL-STATE-01',
      '--report',
      `json=${report}`,
    ],
  )
  t.equal(code, 0, out)
  const { client, counts, results } = valid(t, JSON.parse(readFileSync(report, 'utf8')))
  t.match(client, { kind: 'web', name: 'express-app', line: 6 })
  t.equal(counts.pass, 7)
  t.ok(results.every(({ exchanges, verdict }) => verdict === 'skip' || exchanges.length > 3))
  t.match(out, /CL-AUD-01/)
  await t.rejects(fetch(`http://localhost:${port}/`), 'nobody is left behind')
})

t.test('--exec: an app that does not begin a login says why in its own words', async (t) => {
  const port = await freePort()
  const app = join(t.testdir(), 'app.cjs')
  writeFileSync(
    app,
    `require('http').createServer((q, r) => {
      if (q.url === '/login') console.error('MissingSecret: Please define a secret.')
      r.writeHead(q.url === '/me' ? 401 : 200).end()
    }).listen(${port})`,
  )
  const file = join(t.testdirName, 'client.json')
  const url = `http://localhost:${port}`
  const client = { kind: 'web', name: 'app', start: `${url}/login`, callback: `${url}/callback` }
  const probe = { url: `${url}/me`, signedIn: { status: 200, json: 'email' }, signedOut: { status: 401 } }
  writeFileSync(file, JSON.stringify({ client, probe }))
  const { code, out } = await conformance(t, '--client', file, '--exec', `${process.execPath} ${app}`)
  t.equal(code, 3)
  t.match(
    out,
    /^\n.*: nothing can be said about app: .*; the app said:\nMissingSecret: Please define a secret\.\n\n\d+ blocked, \d+ skip: /,
    'said once, and nothing else',
  )
})

t.test('what cannot be opened: the file is wrong (2), or there is no org (3)', async (t) => {
  const wrong = join(t.testdir(), 'wrong.yaml')
  writeFileSync(wrong, 'client: { kind: library, command: cat, callback: "http://a/cb#part" }')
  await t.rejects(conformance(t, '--client', wrong), {
    name: 'UsageError',
    message: /wrong\.yaml: the mock does not take this client: .*redirect_uris/,
  })
  const file = libraryFile(t)
  const { code, out } = await conformance(t, '--client', file, '--issuer', 'http://localhost:9')
  t.equal(code, 3)
  t.match(out, /^\nunreachable: localhost:9: /)
  await t.rejects(conformance(t, '--client', file, '--exec', 'cat'), {
    name: 'UsageError',
    message: /^--exec: nothing in .* says at which URL the app answers$/,
  })
})

t.test(
  'a service app by command: it is told of the org in its environment, and judged by what the org saw',
  async (t) => {
    const file = join(import.meta.dirname, '../../examples/service-app-node/client.yaml')
    const { code, out, err } = await conformance(t, '--client', file, '--only', 'CL-REQ-06', '--report', 'json')
    t.equal(code, 0, err)
    const { client, results } = valid(t, JSON.parse(out))
    t.match(client, { kind: 'service', name: 'nightly-sync' })
    t.strictSame(
      results.map(({ id, verdict }) => [id, verdict]),
      [['CL-REQ-06', 'pass']],
    )
    t.notMatch(out, /"d":"[\w-]{40}/, 'the private key is nowhere')
  },
)

t.test('without a probe the first page is watched; what is grave waits for --accept-probe', async (t) => {
  const org = await startOrg()
  t.teardown(() => org.close())
  let own = ''
  // It takes any answer for a login of the same person.
  const app: App = (path, signedIn) => {
    if (path === '/login') {
      const params = { client_id: idOf(own), response_type: 'code', scope: 'openid', state: 's'.repeat(22) }
      const query = new URLSearchParams({ ...params, redirect_uri: `${own}/callback` })
      return { status: 302, to: `${org.issuer}/oauth2/v1/authorize?${query}` }
    }
    if (path === '/callback') return { status: 302, to: '/', cookie: 'sid=1' }
    return { status: 200, json: signedIn ? { hello: 'user@example.com' } : {} }
  }
  own = await serveApp(t, app)
  const file = join(t.testdir(), 'web.json')
  const client = { kind: 'web', client_id: idOf(own), start: `${own}/login`, callback: `${own}/callback` }
  writeFileSync(file, JSON.stringify({ client }))
  const at = ['--client', file, '--issuer', org.issuer, '--admin', org.adminUrl, '--only', 'CL-STATE-01']
  const guessed = await conformance(t, ...at)
  t.equal(guessed.code, 3)
  t.match(guessed.out, `probe guessed: ${own}/`)
  t.match(guessed.out, /inconclusive: signed in as the user .*; but the probe is guessed: .*--accept-probe/)
  const accepted = await conformance(t, ...at, '--accept-probe')
  t.equal(accepted.code, 1)
  t.match(accepted.out, 'fail: signed in as the user by an answer that must be rejected')
})

t.test('interrupted in the middle: what finished is reported, the adapter has ended, exit 130', async (t) => {
  const interrupted = new AbortController()
  const command = [process.execPath, ...loaders, adapter].map((word) => JSON.stringify(word)).join(' ')
  const report = await runConformance({
    client: { client: { kind: 'library', command } },
    signal: interrupted.signal,
    progress: {
      finished: ({ verdict }) => {
        if (verdict === 'pass') interrupted.abort()
      },
    },
  })
  t.equal(report.exitCode, 130)
  t.strictSame(report.incidents, [{ kind: 'interrupted', message: 'interrupted' }])
  t.equal(report.counts.pass, 1)
  t.equal(report.counts.fail, 0)
  t.ok(report.counts.blocked > 20)
})
