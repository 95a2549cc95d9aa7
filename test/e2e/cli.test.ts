// The command in processes of its own: exit codes, streams, signals, precedence.

import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import t from 'tap'
import { request } from 'undici'
import { built, root } from '../fixtures/built.js'
import { launch, run, start } from '../fixtures/command.js'

await built()

const folder = await mkdtemp(join(tmpdir(), 'mockta-cli-'))
t.teardown(() => rm(folder, { recursive: true }))

const json = async (url: string): Promise<unknown> => (await request(url)).body.json()

t.test('the ready line comes first, then what a person needs; SIGTERM ends with 0', async (t) => {
  const mockta = await start([], { cwd: folder })
  t.strictSame(await json(`${mockta.admin}/health`), { status: 'ok' })
  t.match(await json(`${mockta.url}/.well-known/openid-configuration`), { issuer: mockta.url })
  mockta.kill('SIGTERM')
  const { code, stdout, stderr } = await mockta.ended
  t.equal(code, 0)
  const [first = '', ...rest] = stdout.split('\n')
  t.equal(first, `mockta ready ${JSON.stringify({ url: mockta.url, admin: mockta.admin, pid: mockta.pid })}`)
  const text = rest.join('\n')
  t.match(text, `  Issuer  ${mockta.url}\n  Admin   ${mockta.admin}\n`)
  t.match(text, /0oamocktaweb00000001 +web +Web app +authorization_code implicit/)
  t.match(text, /admin@example\.com +Passw0rd! +SUPER_ADMIN/)
  t.match(text, `  ${mockta.url}/oauth2/v1/authorize?client_id=0oamocktaweb00000001&response_type=token&`)
  t.match(
    stderr
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
    [{ level: 'info', time: /^\d{4}-\d\d-\d\dT/, msg: 'GET /.well-known/openid-configuration 200' }],
    'one line of JSON a request of the org, where no person looks on',
  )
})

t.test(
  '--quiet leaves the ready line, --log-level silent too; a flag wins over the environment, that over the file',
  async (t) => {
    await writeFile(join(folder, 'a.yaml'), 'org: { id: 00oaaaaaaaaaaaaaaaaaa, engine: classic }\n')
    await writeFile(join(folder, 'b.yaml'), 'org: { id: 00obbbbbbbbbbbbbbbbbb }\n')
    const env = { MOCKTA_CONFIG: 'a.yaml', MOCKTA_URL: 'https://env.example.com', MOCKTA_HOST: '0.0.0.0' }
    const quiet = await start(['--quiet'], { cwd: folder, env })
    t.equal(quiet.url, 'https://env.example.com')
    t.match(await json(`${quiet.admin}/org`), { org: { id: '00oaaaaaaaaaaaaaaaaaa', engine: 'classic' } })
    const silent = await start(['--log-level=silent', '--config', 'b.yaml', '--url', 'http://flag.example.com/'], {
      cwd: folder,
      env,
    })
    t.equal(silent.url, 'http://flag.example.com')
    t.match(await json(`${silent.admin}/org`), { org: { id: '00obbbbbbbbbbbbbbbbbb', engine: 'oie' } })
    for (const mockta of [quiet, silent]) {
      mockta.kill('SIGINT')
      const { code, stdout, stderr } = await mockta.ended
      t.strictSame([code, stdout.split('\n').length, stderr], [0, 2, ''])
    }
  },
)

t.test('a host that others reach is warned of, and so is what a configuration asks for in vain', async (t) => {
  const app = 'apps: [{ label: Job, application_type: service, grant_types: [client_credentials] }]\n'
  await writeFile(join(folder, 'job.yaml'), app)
  const mockta = await start(['--host', '0.0.0.0', '--config', 'job.yaml'], { cwd: folder })
  mockta.kill('SIGTERM')
  const { stderr } = await mockta.ended
  const warnings = stderr
    .trimEnd()
    .split('\n')
    .map((line): { level: string; msg: string } => JSON.parse(line))
  t.ok(warnings.every(({ level }) => level === 'warn'))
  const texts = warnings.map(({ msg }) => msg)
  t.match(texts.at(-1), 'listening on 0.0.0.0, not only on this machine: this is a mock without security')
  t.ok(
    texts.includes('job.yaml:1:8 apps[0]: "Job" has neither jwks nor jwks_uri: none of its assertions can be verified'),
  )
})

t.test('what is running ends before the process does, idle connections do not keep it', async (t) => {
  const mockta = await start(['--quiet'], { cwd: folder })
  const port = Number(new URL(mockta.url).port)
  const idle = connect(port, '127.0.0.1')
  const busy = connect(port, '127.0.0.1')
  const head =
    'POST /oauth2/v1/token HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-www-form-urlencoded\r\n'
  busy.write(`${head}content-length: 3\r\n\r\n`)
  // Answered only when the head of the other has been read: both go through one event loop.
  await json(`${mockta.url}/.well-known/okta-organization`)
  const stoppedAt = performance.now()
  mockta.kill('SIGTERM')
  const refused = async (): Promise<boolean> =>
    json(mockta.url).then(
      () => false,
      () => true,
    )
  while (!(await refused()));
  busy.write('a=b')
  t.match(await text(busy), /^HTTP\/1\.1 401 [\s\S]*invalid_client/)
  t.equal((await mockta.ended).code, 0)
  t.ok(performance.now() - stoppedAt < 2000, 'before connections are cut')
  idle.destroy()
})

t.test('a request that never ends does not keep the process, and a second signal does not wait for it', async (t) => {
  const hanging = async () => {
    const mockta = await start(['--quiet'], { cwd: folder })
    const socket = connect(Number(new URL(mockta.url).port), '127.0.0.1')
    socket.on('error', () => {})
    socket.write('POST /oauth2/v1/token HTTP/1.1\r\nhost: localhost\r\ncontent-length: 3\r\n\r\n')
    await json(`${mockta.url}/.well-known/okta-organization`)
    return mockta
  }
  const [patient, hasty] = await Promise.all([hanging(), hanging()])
  const stoppedAt = performance.now()
  for (const mockta of [patient, hasty]) mockta.kill('SIGTERM')
  const refused = async (): Promise<boolean> =>
    json(hasty.url).then(
      () => false,
      () => true,
    )
  while (!(await refused()));
  hasty.kill('SIGINT')
  t.equal((await hasty.ended).code, 130)
  t.equal((await patient.ended).code, 0)
  t.ok(performance.now() - stoppedAt < 3000, 'within three seconds')
})

t.test('a port that is taken: one line that names the flag, exit code 2', async (t) => {
  const holder = createServer().listen(0, '127.0.0.1')
  t.teardown(() => holder.close())
  await new Promise((resolve) => holder.once('listening', resolve))
  const { port } = holder.address() as AddressInfo
  const taken = `mockta: port ${port} of 127.0.0.1 is taken: choose another one with`
  const [main, admin] = await Promise.all([
    run(['--port', String(port), '--admin-port', '0'], { cwd: folder }),
    run(['--port', '0', '--admin-port', String(port)], { cwd: folder }),
  ])
  t.strictSame(main, { code: 2, signal: null, stdout: '', stderr: `${taken} --port, 0 takes any free one\n` })
  t.strictSame(admin, { code: 2, signal: null, stdout: '', stderr: `${taken} --admin-port, 0 takes any free one\n` })
})

t.test('mistakes: one line each on standard error, exit code 2, no stack', async (t) => {
  const yaml = 'apps:\n  - label: Console\n    redirectUris: [http://localhost]\n    grants: okta.users.read\n'
  await writeFile(join(folder, 'bad.yaml'), yaml)
  const lines = [
    'bad.yaml:3:5 apps[0].redirectUris: unknown key "redirectUris"; did you mean redirect_uris?',
    'bad.yaml:4:5 apps[0].grants: "okta.users.read" is not right here: expected a list of okta.* scopes',
  ]
  const cases: readonly (readonly [args: string, stderr: string])[] = [
    ['--config bad.yaml', lines.map((line) => `mockta: ${line}\n`).join('')],
    ['check bad.yaml', `${[...lines, '2 problems'].join('\n')}\n`],
    ['--config none.yaml', 'mockta: none.yaml: there is no such file\n'],
    ['--prot 1', 'mockta: unknown flag --prot; did you mean --port?\n'],
    ['chekc a', 'mockta: unknown command "chekc"; did you mean check?\n'],
  ]
  const results = await Promise.all(cases.map(([args]) => run(args.split(' '), { cwd: folder })))
  for (const [index, [args, stderr]] of cases.entries()) {
    const result = results[index]
    t.match(result, { code: 2, stdout: '' }, args)
    t.equal(result?.stderr, stderr, args)
  }
})

t.test('init, check, serve: what is written starts, and is not written over', async (t) => {
  const cwd = join(folder, 'project')
  const wrote = await run(['init', 'project'], { cwd: folder })
  t.match(wrote, { code: 0, stderr: '' })
  t.match(wrote.stdout, '  mockta --config project/mockta.yaml  starts the org\n')
  const key = join(cwd, 'service-app-private-key.json')
  t.equal((await stat(key)).mode & 0o777, 0o600)
  const before = await readFile(join(cwd, 'mockta.yaml'), 'utf8')

  t.match(await run(['init'], { cwd }), {
    code: 2,
    stdout: '',
    stderr: 'mockta: mockta.yaml exists: nothing was written, --force replaces it\n',
  })
  t.equal(await readFile(join(cwd, 'mockta.yaml'), 'utf8'), before)
  t.match(await run(['check', 'mockta.yaml'], { cwd }), { code: 0, stdout: /(^|\n)OK(, \d warnings?)?\n$/, stderr: '' })

  const mockta = await start(['--quiet'], { cwd })
  t.match(await json(`${mockta.admin}/org`), {
    apps: [{ label: 'Web app' }, { label: 'Single-page app' }, { label: 'Service app' }],
  })
  mockta.kill('SIGTERM')
  t.equal((await mockta.ended).code, 0)
})

t.test('--help and --version', async (t) => {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
  const [shown, help] = await Promise.all([run(['--version']), run(['check', '--help'])])
  t.strictSame(shown, { code: 0, signal: null, stdout: `${version}\n`, stderr: '' })
  t.match(help, { code: 0, stdout: /^Usage: mockta check FILE\n/, stderr: '' })
})

t.test('whoever reads its output may leave, the org stays', async (t) => {
  const child = launch(['--port', '0', '--admin-port', '0'], { cwd: folder })
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  child.stdout.destroy()
  child.stderr.destroy()
  const { url } = JSON.parse(line.replace('mockta ready ', '')) as { url: string }
  for (let count = 0; count < 3; count += 1)
    t.match(await json(`${url}/.well-known/okta-organization`), { pipeline: 'idx' })
  child.kill('SIGTERM')
  t.strictSame(await once(child, 'exit'), [0, null])
})
