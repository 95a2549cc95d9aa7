// `conformance --client` on service apps as people run it: by URL, by command, behind an adapter.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import type { Report } from '../../src/conformance/result.js'
import { p256 } from '../fixtures/client-keys.js'
import { conformance } from '../fixtures/conformance-command.js'
import { freePort } from '../fixtures/free-port.js'

t.setTimeout(240_000)

const loaders = process.execArgv.filter((argument) => argument.startsWith('--import'))
const commandOf = (script: string, ...flaws: readonly string[]): string =>
  [process.execPath, ...loaders, join(import.meta.dirname, '../mutants/service', script), ...flaws]
    .map((word) => JSON.stringify(word))
    .join(' ')

/** A client file with its key beside it. */
const describe = (t: Test, client: object): string => {
  const directory = t.testdir({ 'key.jwk.json': JSON.stringify({ ...p256, kid: 'of-the-app' }) })
  const file = join(directory, 'client.yaml')
  const known = { kind: 'service', private_key_file: 'key.jwk.json', scopes: ['okta.users.read'] }
  writeFileSync(file, JSON.stringify({ client: { ...known, ...client } }))
  return file
}

const verdictsOf = async (t: Test, ...argv: readonly string[]) => {
  const { code, out } = await conformance(t, ...argv, '--report', 'json')
  const report = JSON.parse(out) as Report
  return { code, report, verdicts: report.results.map(({ id, verdict }) => [id, verdict]) }
}

t.test('a service by URL, which the kit starts', async (t) => {
  const port = await freePort()
  const file = describe(t, { name: 'sync', trigger: { url: `http://localhost:${port}/sync` } })
  const run = (only: string, ...flaws: readonly string[]) => {
    const exec = `PORT=${port} ${commandOf('trigger.ts', ...flaws)}`
    return verdictsOf(t, '--client', file, '--exec', exec, '--only', only)
  }
  const good = await run('CL-SVC,CL-TOK-03')
  t.strictSame(good.verdicts, [
    ['CL-SVC-03', 'pass'],
    ['CL-SVC-02', 'pass'],
    ['CL-SVC-04', 'pass'],
    ['CL-SVC-01', 'pass'],
    ['CL-TOK-03', 'pass'],
  ])
  t.equal(good.code, 0)
  t.match(good.report.client, { kind: 'service', name: 'sync' })
  t.notMatch(JSON.stringify(good.report), p256.d, 'no key in the report')

  const bad = await run('CL-TOK-03,CL-TOK-04', 'takes-an-unknown-type')
  t.strictSame(
    bad.verdicts.filter(([, verdict]) => verdict !== 'pass'),
    [['CL-TOK-03', 'fail']],
  )
  t.equal(bad.code, 1)
})

t.test('a service that is a command', async (t) => {
  const file = describe(t, { trigger: { command: commandOf('trigger.ts') } })
  const { verdicts, report, code } = await verdictsOf(
    t,
    '--client',
    file,
    '--only',
    'CL-SVC-01,CL-SVC-02,CL-RT-02,CL-RT-03,CL-TOK-03',
  )
  t.strictSame(verdicts, [
    ['CL-SVC-02', 'skip'],
    ['CL-SVC-01', 'pass'],
    ['CL-TOK-03', 'pass'],
    ['CL-RT-02', 'skip'],
    ['CL-RT-03', 'skip'],
  ])
  t.equal(code, 0)
  t.match(report.results[0]?.reason, /^each trigger starts the app anew/)
})

t.test('a service behind an adapter, whose clock the kit moves', async (t) => {
  const file = describe(t, { dpop: true, trigger: { adapter: commandOf('stdio-adapter.ts') } })
  const { verdicts, code } = await verdictsOf(t, '--client', file, '--only', 'CL-SVC-02,CL-DPOP')
  t.strictSame(verdicts, [
    ['CL-SVC-02', 'pass'],
    ['CL-DPOP-01', 'pass'],
    ['CL-DPOP-02', 'pass'],
    ['CL-DPOP-03', 'pass'],
  ])
  t.equal(code, 0)
})

t.test('a service that cannot be judged is one diagnosis, exit code 3', async (t) => {
  const url = `http://localhost:${await freePort()}/sync`
  const away = await verdictsOf(
    t,
    '--client',
    describe(t, { trigger: { url } }),
    '--exec',
    'true',
    '--only',
    'CL-SVC-01',
  )
  t.equal(away.code, 3)
  t.strictSame(away.verdicts, [['CL-SVC-01', 'blocked']])

  const failing = await verdictsOf(
    t,
    '--client',
    describe(t, { trigger: { command: 'exit 7' } }),
    '--only',
    'CL-SVC-01',
  )
  t.equal(failing.code, 3)
  t.match(failing.report.client?.diagnosis, 'an ordinary call ends with: it failed: the command ended with exit code 7')
  t.match(failing.report.results[0]?.reason, 'nothing can be said while an ordinary call does not work')
})
