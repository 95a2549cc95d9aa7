import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import type { Report } from '../../../src/conformance/result.js'
import { conformance } from '../../fixtures/conformance-command.js'

t.test('reports go where they are sent; progress never mixes with one for a tool', async (t) => {
  const directory = t.testdir()
  const file = (name: string): string => join(directory, name)
  const people = await conformance(
    t,
    '--only',
    'keys',
    '--report',
    `junit=${file('r.xml')}`,
    '--record',
    file('s.json'),
  )
  t.equal(people.code, 0)
  t.match(
    people.out,
    /^✓ keys\/public-only {2}every published key .* \(\d+ ms\)\n[\s\S]*\n1 pass on mock http:\/\/localhost:\d+ \(Okta, oie\): 1 requests, /,
  )
  t.equal(people.err, '')
  t.match(readFileSync(file('r.xml'), 'utf8'), /^<\?xml [\s\S]*<testsuites name="conformance" tests="1" failures="0"/)
  t.match(JSON.parse(readFileSync(file('s.json'), 'utf8')), {
    schema: 'mockta-conformance-snapshot/1',
    checks: { 'keys/public-only': { verdict: 'pass' } },
  })

  const tool = await conformance(t, '--only', 'keys', '--report', 'json', '--compare', file('s.json'))
  t.equal(tool.code, 0)
  const report = JSON.parse(tool.out) as Report
  t.match(report, { schema: 'mockta-conformance-report/1', drift: { same: 1, differences: [] } })
  t.match(tool.err, /^✓ keys\/public-only/)
})

t.test('deviations: one that no longer happens fails the run', async (t) => {
  const path = join(t.testdir(), 'd.yaml')
  writeFileSync(path, '- { id: keys/public-only, expect: fail, reason: an old bug }')
  const { code, out } = await conformance(t, '--only', 'keys', '--deviations', path)
  t.equal(code, 1)
  t.match(out, 'deviation: keys/public-only: the known deviation no longer happens: delete its entry (an old bug)\n')
})

t.test('mistakes are found before anything runs', async (t) => {
  const directory = t.testdir({ 'd.yaml': '- { id: keys/gone, expect: fail, reason: r }', 'x.json': '{}' })
  const table: readonly (readonly [readonly string[], RegExp])[] = [
    [['--only', 'tokens'], /^no check is called "tokens": see conformance list$/],
    [['--skip', 'keys/nothing'], /^no check is called "keys\/nothing"/],
    [['--deviations', join(directory, 'd.yaml')], /d\.yaml: no check is called "keys\/gone"$/],
    [['--report', `json=${directory}/none/r.json`], /none\/r\.json cannot be written: there is no such folder/],
    [['--record', `${directory}/none/s.json`], /none\/s\.json cannot be written/],
    [['--compare', join(directory, 'x.json')], /x\.json is not a snapshot of this version/],
    [['--compare', join(directory, 'none.json')], /none\.json: no such file$/],
    [['--issuer', 'localhost'], /^the issuer "localhost" is not an http or https URL$/],
    [['--target', 'real', '--config', join(directory, 'none.yaml')], /none\.yaml: no such file$/],
  ]
  for (const [argv, message] of table) {
    await t.rejects(conformance(t, ...argv), { name: 'UsageError', message }, argv.join(' '))
  }
})

t.test('a mock that is not there is one line and exit 3', async (t) => {
  const { code, out } = await conformance(t, '--issuer', 'http://localhost:9')
  t.equal(code, 3)
  t.match(out, /^\nunreachable: localhost:9: .*\nnothing ran on mock http:\/\/localhost:9 /)
})

t.test('plan: what would be sent and skipped, with nothing sent', async (t) => {
  const config = join(t.testdir({ 'c.yaml': 'issuer: https://acme.okta.test\nresolve: {}\n' }), 'c.yaml')
  const { code, out } = await conformance(
    t,
    '--target',
    'real',
    '--plan',
    '--config',
    config,
    '--only',
    'keys,token/code-single-use',
  )
  t.equal(code, 0)
  t.equal(
    out,
    `Plan for https://acme.okta.test; nothing has been sent to it.

1 checks would send about 1 requests in 0 min or more (counted on a mock; 300 are allowed):
  1  GET /oauth2/v1/keys

1 checks would be skipped:
  user: no user who can sign in (CONFORMANCE_USERNAME or users[] in --config); code-app: no web app with a client secret and authorization_code, PKCE not required (CONFORMANCE_CLIENT_ID, CONFORMANCE_CLIENT_SECRET and CONFORMANCE_REDIRECT_URI or apps[] in --config)
    token/code-single-use
`,
  )
})

t.test('plan: with --provision it says what would be made, and what that makes possible', async (t) => {
  const content = 'issuer: https://acme.okta.test\nresolve: {}\napi_token: 00Tmade\n'
  const config = join(t.testdir({ 'c.yaml': content }), 'c.yaml')
  const only = 'token/code-single-use,api/scope-allows'
  const { code, out } = await conformance(
    t,
    '--target',
    'real',
    '--plan',
    '--provision',
    '--config',
    config,
    '--only',
    only,
  )
  t.equal(code, 0)
  t.match(out, /\n2 checks would send about \d+ requests /)
  t.match(
    out,
    /\nMade on the org before, by about fifty requests more, and removed after by thirty:\n {2}a group, for the others\n {2}an app like "Web" \(web\), okta\.users\.read, /,
  )
  t.match(out, /\n {2}an app like "Service" \(service\), okta\.users\.read, okta\.groups\.read, READ_ONLY_ADMIN\n/)
  t.match(out, /\n0 checks would be skipped:\n/)
})
