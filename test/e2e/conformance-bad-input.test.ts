// The command with settings that cannot work, and with an org that answers nonsense: one line, the right exit code, no crash.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import t from 'tap'
import { type Pace, runConformance } from '../../src/conformance/index.js'
import { mockOrg } from '../../src/conformance/targets/mock-org.js'
import { built, root } from '../fixtures/built.js'
import { caFile, host, type Intercept, startFront } from '../fixtures/tls-front.js'

/** In a folder and a home with nothing in them. */
const conformance = async (
  directory: string,
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: unknown; readonly out: string; readonly err: string }> => {
  const child = spawn(process.execPath, [join(root, 'dist/conformance/cli.js'), ...argv], {
    cwd: directory,
    env: { PATH: process.env.PATH, HOME: directory, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { code, out, err }
}

t.test('settings that cannot work are one line and exit 2', async (t) => {
  await built()
  const directory = t.testdir({
    'c.yaml': 'isuer: https://acme.okta.test\n',
    'h.yaml': 'issuer: http://acme.okta.test\n',
  })
  const table: readonly (readonly [
    what: string,
    argv: readonly string[],
    env: Record<string, string>,
    line: RegExp,
  ])[] = [
    [
      'none at all',
      [],
      {},
      /^conformance: --target real needs the org: --issuer, OKTA_CLIENT_ORGURL, or issuer in --config\n$/,
    ],
    [
      'a broken key',
      [],
      { OKTA_CLIENT_ORGURL: 'https://acme.okta.test', OKTA_CLIENT_CLIENTID: '0oa1', OKTA_CLIENT_PRIVATEKEY: '{' },
      /^conformance: OKTA_CLIENT_PRIVATEKEY is not a JWK: [^\n]+\n$/,
    ],
    [
      'plain http',
      ['--config', 'h.yaml'],
      {},
      /^conformance: the issuer "http:\/\/acme\.okta\.test" must be https: [^\n]+\n$/,
    ],
    ['an unknown key', ['--config', 'c.yaml'], {}, /^conformance: c\.yaml: unknown key isuer\n$/],
  ]
  const ended = await Promise.all(
    table.map(([, argv, env]) => conformance(directory, ['--target', 'real', ...argv], env)),
  )
  for (const [index, [what, , , line]] of table.entries()) {
    t.match(ended[index], { code: 2, out: '', err: line }, what)
    t.match(ended[index]?.err, line, what)
  }
})

t.test(
  'half the settings skip what they are not enough for, each by name; a host that is none is exit 3',
  async (t) => {
    await built()
    const front = await startFront({ config: mockOrg(new Map()) })
    t.teardown(() => front.close())
    const directory = t.testdir({ 'c.yaml': `resolve: { ${host}: 127.0.0.1 }\n`, 'none.yaml': 'resolve: {}\n' })
    const argv = [
      '--target',
      'real',
      '--i-own-this-org',
      host,
      '--ca',
      caFile,
      '--only',
      'token/code-single-use,service/token',
    ]
    const half = {
      OKTA_CLIENT_ORGURL: front.issuer,
      OKTA_CLIENT_CLIENTID: '0oa1',
      CONFORMANCE_CLIENT_ID: '0oa2',
      CONFORMANCE_USERNAME: 'somebody@example.com',
    }
    const [skipped, nowhere] = await Promise.all([
      conformance(directory, [...argv, '--config', 'c.yaml'], half),
      conformance(directory, [...argv, '--config', 'none.yaml'], half),
    ])
    t.equal(skipped.code, 3, 'a run in which nothing ran is no success')
    t.match(
      skipped.out,
      /- token\/code-single-use {2}skip: code-app: no web app with a client secret .*CONFORMANCE_CLIENT_SECRET/,
    )
    t.match(skipped.out, /- service\/token {2}skip: service-app: .*OKTA_CLIENT_CLIENTID and OKTA_CLIENT_PRIVATEKEY/)
    t.match(nowhere, { code: 3, err: '' })
    t.match(nowhere.out, /^\nunreachable: acme\.okta\.test:\d+: acme\.okta\.test has no address\n/)
  },
)

/** Time that passes only where somebody waits. */
const pace: Pace = { clock: () => 0, sleep: async () => undefined }

t.test('an org that answers nonsense in the middle breaks no check', async (t) => {
  const at =
    (answer: Intercept): Intercept =>
    (request, response, count) =>
      /^\/oauth2\/v1\/(token|userinfo|introspect)/.test(request.url ?? '') && answer(request, response, count)
  const send =
    (status: number, type: string, body: string): Intercept =>
    (_request, response) => {
      response.writeHead(status, { 'content-type': type }).end(body)
      return true
    }
  const table: readonly (readonly [string, Intercept])[] = [
    ['HTML', send(200, 'text/html', '<p>hello</p>')],
    ['500', send(500, 'text/html', 'oops')],
    ['JSON that ends', send(200, 'application/json', '{"access_token":"x')],
    ['JSON of another kind', send(200, 'application/json', '[null]')],
    [
      'members of other types',
      send(200, 'application/json', '{"access_token":7,"id_token":{},"scope":[],"active":"no"}'),
    ],
    ['nothing', (request) => request.socket.destroy() !== undefined],
  ]
  for (const [what, answer] of table) {
    const front = await startFront({ config: mockOrg(new Map()), intercept: at(answer) })
    t.teardown(() => front.close())
    const { apps, users } = front.org.admin.org()
    const web = apps.find(({ label }) => label === 'Web')
    const [user] = users
    const report = await runConformance({
      target: 'real',
      issuer: front.issuer,
      config: {
        resolve: { [host]: '127.0.0.1' },
        apps: [
          {
            client_id: web?.client_id ?? '',
            client_secret: web?.client_secret ?? '',
            redirect_uris: [...(web?.redirect_uris ?? [])],
            grant_types: [...(web?.grant_types ?? [])],
          },
        ],
        users: [
          {
            profile: { login: user?.profile.login ?? '' },
            credentials: { password: { value: user?.credentials.password?.value ?? '' } },
          },
        ],
      },
      caFile,
      owned: host,
      surroundings: { env: {}, directory: '/nonexistent', home: '/nonexistent' },
      pace,
      seed: 'nonsense',
      budget: 5000,
      only: ['token/code-response', 'userinfo/get', 'introspection/active', 'refresh/works', 'scopes/echoed'],
    })
    t.strictSame(
      report.results
        .filter(({ reason }) => reason?.startsWith('the check itself broke'))
        .map(({ id, reason }) => [id, reason]),
      [],
      what,
    )
    t.equal(report.exitCode, what === 'nothing' ? 3 : 1, what)
  }
})

t.test('a reader that leaves early is no error', async (t) => {
  await built()
  const child = spawn(process.execPath, [join(root, 'dist/conformance/cli.js'), 'list', '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child.stdout.destroy()
  const [err, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
  t.strictSame({ code, err }, { code: 0, err: '' })
})
