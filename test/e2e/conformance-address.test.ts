// `conformance --client URL`: nothing is known of a web app but where it answers.
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { runConformance } from '../../src/conformance/index.js'
import { startOrg } from '../../src/server/index.js'
import { conformance } from '../fixtures/conformance-command.js'
import { freePort } from '../fixtures/free-port.js'
import type { WebFlaw } from '../mutants/web/flaws.js'
import { startWebApp } from '../mutants/web/web-app.js'

t.setTimeout(120_000)

const app = (issuer: string, flaws: readonly WebFlaw[] = [], greets = true) =>
  startWebApp(
    {
      issuer,
      clientId: '0oabyaddress00000000',
      clientSecret: 'a-secret-that-the-kit-does-not-make-up',
      scopes: ['openid', 'profile', 'email'],
      timeoutMs: 60_000,
      greets,
    },
    new Set(flaws),
  )

/** An app that runs, and where its issuer will be: a mock that the kit starts there. */
const startApp = async (t: Test, flaws: readonly WebFlaw[] = [], greets = true) => {
  const issuer = `http://localhost:${await freePort()}`
  const started = await app(issuer, flaws, greets)
  t.teardown(() => started.close())
  const client = {
    kind: 'web',
    url: started.url,
    issuer,
    client_secret: 'a-secret-that-the-kit-does-not-make-up',
  } as const
  return { ...started, issuer, client }
}

t.test('--exec: the example is found, started and tested, and a file is there to be saved', async (t) => {
  const example = join(import.meta.dirname, '../../examples/express-app/app.mjs')
  const port = await freePort()
  const url = `http://localhost:${port}`
  const exec = `PORT=${port} ${process.execPath} ${example}`
  const { code, out } = await conformance(t, '--client', url, '--exec', exec, '--only', 'CL-STATE-01,CL-CODE-01')
  t.equal(code, 0, out)
  t.match(
    out,
    `To keep what was guessed, and to correct it, save this as client.yaml:

client:
  kind: web
  client_id: 0oaclientundertest00
  start: ${url}/login
  callback: ${url}/authorization-code/callback
# Who is signed in was guessed from ${url}/. Better is a URL that tells:
`,
  )
  t.match(
    out,
    `2 pass: localhost:${port} (web, start guessed: ${url}/login, callback guessed: ${url}/authorization-code/callback, probe guessed: ${url}/)`,
  )
})

t.test('an app that runs: its redirect URI and its id are those that it sends', async (t) => {
  const { url, client } = await startApp(t)
  const report = await runConformance({ client: { client }, only: ['CL-STATE-01', 'CL-STATE-05'] })
  t.equal(report.exitCode, 0)
  t.match(report.client, {
    kind: 'web',
    guessed: { start: `${url}/login`, callback: `${url}/callback`, file: /client_id: 0oabyaddress00000000\n/ },
    guessedProbe: `${url}/`,
  })
  t.notMatch(JSON.stringify(report), 'a-secret-that')
})

t.test('an app whose first page names nobody: a usual page of the person’s own does', async (t) => {
  const { url, client } = await startApp(t, [], false)
  const report = await runConformance({ client: { client }, only: ['CL-STATE-01', 'CL-STATE-05'] })
  t.strictSame([report.exitCode, report.counts.pass], [0, 2])
  t.equal(report.client?.guessedProbe, `${url}/api/me`)
  t.match(report.client?.guessed?.file, `guessed from ${url}/api/me. Better`)
})

t.test('on a guess nothing critical is said; --accept-probe says that the guess is right', async (t) => {
  const { client } = await startApp(t, ['takes-logins-of-other-browsers'])
  const only = ['CL-STATE-05']
  const guessed = await runConformance({ client: { client }, only })
  t.match(guessed, {
    exitCode: 3,
    results: [{ verdict: 'inconclusive', reason: /; but the probe is guessed: .* --accept-probe$/ }],
  })
  const probe = { url: `${client.url}/api/me`, signedIn: { status: 200, json: 'email' }, signedOut: { status: 401 } }
  const probed = await runConformance({ client: { client, probe }, only })
  t.match(probed, {
    exitCode: 3,
    results: [{ verdict: 'inconclusive', reason: /; but where a login starts is guessed: .* --accept-probe$/ }],
  })
  const accepted = await runConformance({ client: { client }, only, acceptProbe: true })
  t.match(accepted, { exitCode: 1, results: [{ verdict: 'fail' }] })
})

t.test('nothing can be found out: one diagnosis, nothing green, exit 3', async (t) => {
  const org = await startOrg()
  t.teardown(() => org.close())
  const at = ['--issuer', org.issuer, '--admin', org.adminUrl]
  const elsewhere = await app('http://localhost:9')
  t.teardown(() => elsewhere.close())
  const gone = `http://localhost:${await freePort()}`
  const table: readonly (readonly [url: string, diagnosis: RegExp])[] = [
    [gone, /^no answer from localhost:\d+: .*ECONNREFUSED.*: is it running\? --exec starts it$/],
    [
      elsewhere.url,
      /^nothing at http:\/\/localhost:\d+ leads to http:\/\/localhost:\d+, of \/ \(200\), \/login \(400\), .*: is http:\/\/localhost:\d+ its issuer\?$/,
    ],
  ]
  for (const [url, diagnosis] of table) {
    const { code, out } = await conformance(t, '--client', url, ...at)
    t.equal(code, 3, url)
    const [said = ''] = /(?<=: nothing can be said about \S+: ).*/.exec(out) ?? []
    t.match(said, diagnosis)
    t.match(out, /\n\d+ skip, \d+ blocked: |\n\d+ blocked, \d+ skip: /, 'nothing else')
  }
})

t.test('a secret that the kit does not know is named', async (t) => {
  const { client } = await startApp(t)
  const { client_secret: _, ...secretless } = client
  const { client: summary, exitCode } = await runConformance({ client: { client: secretless }, only: ['CL-STATE-01'] })
  t.equal(exitCode, 3)
  t.match(
    summary?.diagnosis,
    /^an ordinary login ends with: signed out; the app took the answer and ended with 400 at \S+; the org refused \/oauth2\/v1\/token: wrong client_secret for [^;]+$/,
  )
})
