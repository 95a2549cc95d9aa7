// `conformance --client` as people run it: real ports, real processes.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import t, { type Test } from 'tap'
import type { Report } from '../../src/conformance/result.js'
import { schemaTexts } from '../../src/conformance/write-schema.js'
import { startOrg } from '../../src/server/index.js'
import { conformance } from '../fixtures/conformance-command.js'

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
