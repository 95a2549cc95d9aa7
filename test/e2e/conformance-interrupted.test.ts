// Ctrl-C, as a terminal sends it, in the middle of a run against an org.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import t from 'tap'
import { stringify } from 'yaml'
import type { Report } from '../../src/conformance/index.js'
import { mockOrg } from '../../src/conformance/targets/mock-org.js'
import { built, root } from '../fixtures/built.js'
import { caFile, host, startFront } from '../fixtures/tls-front.js'

t.test('what ran is reported, what was given is given back, and it says so in one line', async (t) => {
  await built()
  const front = await startFront({ config: mockOrg(new Map()) })
  t.teardown(() => front.close())
  const { apps, users } = front.org.admin.org()
  const [app, user] = [apps.find(({ label }) => label === 'Web'), users[0]]
  const directory = t.testdir()
  const file = (name: string): string => join(directory, name)
  const settings = {
    issuer: front.issuer,
    resolve: { [host]: '127.0.0.1' },
    apps: [{ client_id: app?.client_id, client_secret: app?.client_secret, redirect_uris: app?.redirect_uris }],
    users: [{ profile: { login: user?.profile.login }, credentials: user?.credentials }],
  }
  writeFileSync(file('settings.yaml'), stringify(settings))

  // At an org's pace, one sign-in a second, so that the run is far from its end when the first login is through.
  const argv = ['--target', 'real', '--config', file('settings.yaml'), '--ca', caFile, '--i-own-this-org', host]
  const reports = [
    '--only',
    'token,token-errors',
    '--report',
    `json=${file('r.json')}`,
    '--report',
    `junit=${file('r.xml')}`,
  ]
  const child = spawn(process.execPath, [join(root, 'dist/conformance/cli.js'), ...argv, ...reports], {
    cwd: directory,
    env: { PATH: process.env.PATH, HOME: directory },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  const reader = createInterface(child.stdout)
  reader.on('line', (line) => {
    lines.push(line)
    if (line.startsWith('✓ token/code-response')) child.kill('SIGINT')
  })
  const errors = text(child.stderr)
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null]
  t.strictSame({ code, signal, errors: await errors }, { code: 130, signal: null, errors: '' })

  const report = JSON.parse(readFileSync(file('r.json'), 'utf8')) as Report
  t.equal(report.exitCode, 130)
  t.ok(report.counts.pass >= 1 && report.counts.blocked > 5, 'some checks ran, and some no more')
  t.match(report.incidents, [{ kind: 'interrupted', message: /^\d+ of \d+ checks did not run$/ }])
  t.match(readFileSync(file('r.xml'), 'utf8'), /^<\?xml [\s\S]*<\/testsuites>\n$/)

  const revoked = front.org.admin
    .journal()
    .filter(({ method, path }) => `${method} ${path}` === 'POST /oauth2/v1/revoke')
    .map(({ status }) => status)
  t.ok(revoked.length > 0)
  t.strictSame(new Set(revoked), new Set([200]))
  t.strictSame(report.cleanedUp, { revoked: revoked.length, left: 0 })
  t.strictSame(
    lines.slice(-4).map((line) => line.replace(/\d+/g, 'N')),
    ['', 'interrupted: N of N checks did not run', 'N tokens given back', lines.at(-1)?.replace(/\d+/g, 'N')],
    'one line says that it was interrupted, and none is wasted on what did not run',
  )
  t.strictSame(
    lines.filter((line) => line.startsWith('▪')),
    [],
  )
})
