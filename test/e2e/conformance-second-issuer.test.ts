// CL-ISS-02 as people run it: a library and a web app with two issuers, each right and mixed up, and what the report shows.
import { join } from 'node:path'
import t, { type Test } from 'tap'
import type { Report } from '../../src/conformance/result.js'
import { startOrg } from '../../src/server/index.js'
import { conformance } from '../fixtures/conformance-command.js'
import { freePort } from '../fixtures/free-port.js'

t.setTimeout(120_000)

const mutants = join(import.meta.dirname, '../mutants')
const loaders = process.execArgv.filter((argument) => argument.startsWith('--import'))
const commandOf = (...words: readonly string[]): string =>
  [process.execPath, ...loaders, ...words].map((word) => JSON.stringify(word)).join(' ')

const flaw = 'takes-answers-at-any-redirect-uri'

/** The file of the reference library with these flaws. */
const libraryFile = (t: Test, second_issuer: object | undefined, ...flaws: readonly string[]): string => {
  const command = commandOf(join(mutants, 'clients/stdio-adapter.ts'), ...flaws)
  const client = { kind: 'library', command, ...(second_issuer && { second_issuer }) }
  return join(t.testdir({ 'client.json': JSON.stringify({ client }) }), 'client.json')
}

const resultOf = async (t: Test, ...argv: readonly string[]) => {
  const { code, out, err } = await conformance(t, ...argv, '--only', 'CL-ISS-02', '--report', 'json')
  const [result] = (JSON.parse(out) as Report).results
  if (result === undefined) throw new Error(err)
  return { code, ...result }
}

/** Who asked whom for what: the issuers are called by the order in which they are asked. */
const sequenceOf = ({ exchanges }: Pick<Report['results'][number], 'exchanges'>): readonly string[] => {
  const hosts: string[] = []
  return exchanges.map(({ between = [], request: { method, url } }) => {
    const { host, pathname } = new URL(url)
    if (between[1] !== 'org') return `${between.join(' > ')} ${pathname}`
    if (!hosts.includes(host)) hosts.push(host)
    return `${between.join(' > ')} ${hosts.indexOf(host) + 1} ${method} ${pathname}`
  })
}

t.test('a library, at mocks of the kit’s own and beside one that runs', async (t) => {
  const running = await startOrg()
  t.teardown(() => running.close())
  for (const at of [[], ['--issuer', running.issuer, '--admin', running.adminUrl]]) {
    const right = await resultOf(t, '--client', libraryFile(t, {}), ...at)
    t.match(right, { code: 0, verdict: 'pass', level: 'M', severity: { rank: 'critical' } })
    const wrong = await resultOf(t, '--client', libraryFile(t, {}, flaw), ...at)
    t.match(wrong, { code: 1, verdict: 'fail', cwe: 346 })
    t.match(wrong.reason, /expected not sent to the token endpoint of the second, got "sent there"/)
    t.strictSame(sequenceOf(wrong).slice(0, 7), [
      'browser > client /authorize',
      'browser > client /authorize',
      'browser > org 1 GET /oauth2/v1/authorize',
      'browser > org 1 POST /signin',
      'browser > client /callback',
      'client > org 2 GET /.well-known/openid-configuration',
      'client > org 2 POST /oauth2/v1/token',
    ])
  }
})

t.test('without second_issuer in the file it is skipped', async (t) => {
  t.match(await resultOf(t, '--client', libraryFile(t, undefined)), {
    code: 3,
    verdict: 'skip',
    reason: /^the client has one issuer: its file names no second_issuer/,
  })
})

t.test('a web app that --exec starts is told of both issuers', async (t) => {
  for (const [flaws, verdict, exitCode] of [
    [[], 'pass', 0],
    [[flaw], 'fail', 1],
  ] as const) {
    const port = await freePort()
    const app = `http://localhost:${port}`
    const client = {
      kind: 'web',
      start: `${app}/login`,
      callback: `${app}/callback`,
      second_issuer: { start: `${app}/second/login`, callback: `${app}/second/callback` },
    }
    const probe = { url: `${app}/api/me`, signedIn: { status: 200, json: 'email' }, signedOut: { status: 401 } }
    const file = join(t.testdir({ 'client.json': JSON.stringify({ client, probe }) }), 'client.json')
    const exec = `PORT=${port} ${commandOf(join(mutants, 'web/main.ts'), ...flaws)}`
    const { code, ...result } = await resultOf(t, '--client', file, '--exec', exec)
    t.equal(result.verdict, verdict)
    t.equal(
      sequenceOf(result)[5],
      verdict === 'fail' ? 'client > org 2 POST /oauth2/v1/token' : 'browser > client /api/me',
    )
    t.equal(code, exitCode)
  }
})
