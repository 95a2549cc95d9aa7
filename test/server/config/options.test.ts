import t from 'tap'
import { readOptions } from '../../../src/server/config/options.js'
import { UsageError } from '../../../src/server/config/usage-error.js'

const read = (argv: string, env: Record<string, string> = {}, files: readonly string[] = []) =>
  readOptions({ argv: argv === '' ? [] : argv.split(' '), env, exists: (file) => files.includes(file) })

const refusal = (argv: string, env?: Record<string, string>): string => {
  try {
    read(argv, env)
  } catch (error) {
    if (error instanceof UsageError) return error.message
    throw error
  }
  return 'nothing is wrong'
}

const defaults = {
  command: 'serve',
  host: '127.0.0.1',
  port: 6582,
  adminHost: '127.0.0.1',
  adminPort: 6583,
  logLevel: 'info',
  quiet: false,
}

t.test('serve is the command where none is named, and everything has a default', async (t) => {
  t.strictSame(read(''), defaults)
  t.strictSame(read('serve'), defaults)
})

t.test('every flag of serve, with a space or an equals sign', async (t) => {
  const expected = {
    command: 'serve',
    config: 'a.yaml',
    host: '0.0.0.0',
    port: 0,
    adminHost: '::1',
    adminPort: 65_535,
    url: 'https://org.example.com/base',
    seed: '7',
    logLevel: 'silent',
    quiet: true,
  }
  const flags =
    'config=a.yaml host=0.0.0.0 port=0 admin-host=::1 admin-port=65535 url=https://org.example.com/base/ seed=7 log-level=silent'
  const words = flags.split(' ').map((flag) => `--${flag}`)
  t.strictSame(read([...words, '--quiet'].join(' ')), expected)
  t.strictSame(read(['serve', '--quiet', ...words.map((word) => word.replace('=', ' '))].join(' ')), expected)
})

t.test('every option has an environment variable; a flag wins over it, an empty one counts as none', async (t) => {
  const env = {
    MOCKTA_CONFIG: 'b.yaml',
    MOCKTA_HOST: '::',
    MOCKTA_PORT: '1',
    MOCKTA_ADMIN_HOST: 'localhost',
    MOCKTA_ADMIN_PORT: '2',
    MOCKTA_URL: 'http://b',
    MOCKTA_SEED: 's',
    MOCKTA_LOG_LEVEL: 'debug',
    MOCKTA_QUIET: 'yes',
    MOCKTA_TLS: 'no',
  }
  t.strictSame(read('', env), {
    command: 'serve',
    config: 'b.yaml',
    host: '::',
    port: 1,
    adminHost: 'localhost',
    adminPort: 2,
    url: 'http://b',
    seed: 's',
    logLevel: 'debug',
    quiet: true,
  })
  t.match(read('--port 3 --config c.yaml', env), { port: 3, config: 'c.yaml' })
  t.strictSame(read('', { MOCKTA_PORT: '', MOCKTA_QUIET: '0', MOCKTA_CONFIG: '' }), defaults)
  t.strictSame(read('', { MOCKTA_PORT: 'tcp://10.0.0.1:6582' }), defaults, 'what Kubernetes sets beside a service')
})

t.test('TLS: a certificate made for this machine, or one with its key', async (t) => {
  t.match(read('--tls'), { tls: true })
  t.match(read('', { MOCKTA_TLS: 'true' }), { tls: true })
  const own = { tls: { cert: 'c.pem', key: 'k.pem' } }
  t.match(read('--tls-cert c.pem --tls-key k.pem'), own)
  t.match(read('--tls-cert c.pem', { MOCKTA_TLS_KEY: 'k.pem' }), own)
})

t.test('without --config the first of three files in the working directory', async (t) => {
  const all = ['mockta.json', 'mockta.yml', 'mockta.yaml']
  t.match(read('', {}, all), { config: 'mockta.yaml' })
  t.match(read('', {}, ['mockta.json', 'mockta.yml']), { config: 'mockta.yml' })
  t.match(read('', {}, ['mockta.json']), { config: 'mockta.json' })
  t.match(read('--config other.yaml', {}, all), { config: 'other.yaml' })
})

t.test('the other commands', async (t) => {
  t.strictSame(read('init'), { command: 'init', directory: '.', force: false })
  t.strictSame(read('init --force some/where'), { command: 'init', directory: 'some/where', force: true })
  t.strictSame(read('check a.yaml'), { command: 'check', file: 'a.yaml' })
  t.strictSame(read('check -- --a.yaml'), { command: 'check', file: '--a.yaml' })
  t.strictSame(read('token --client 0oa1 --scope okta.users.read,okta.groups.read --user ada --url http://a'), {
    command: 'token',
    client: '0oa1',
    scopes: ['okta.users.read', 'okta.groups.read'],
    user: 'ada',
    url: 'http://a',
  })
  t.match(read('token --client c --scope s'), { url: 'http://localhost:6583' })
  t.match(read('token --client c --scope s', { MOCKTA_ADMIN_URL: 'http://b:1/' }), { url: 'http://b:1' })
})

t.test('help and version win over everything else', async (t) => {
  t.strictSame(read('--help --port nonsense'), { command: 'help', of: 'serve' })
  for (const of of ['serve', 'init', 'check', 'token']) t.strictSame(read(`${of} --help`), { command: 'help', of })
  t.strictSame(read('--version'), { command: 'version' })
  t.strictSame(read('check --version'), { command: 'version' })
})

t.test('mistakes become one line that says what to change', async (t) => {
  const unknown = 'trace, debug, info, warn, error, fatal, silent'
  const mistakes: readonly (readonly [argv: string, message: string, env?: Record<string, string>])[] = [
    ['srve', 'unknown command "srve"; did you mean serve?'],
    ['fetch', 'unknown command "fetch": see --help'],
    ['serve here', '"here" is one argument too many: see --help'],
    ['check', 'the file to check is missing: see --help'],
    ['check a b', '"b" is one argument too many: see --help'],
    ['init a b', '"b" is one argument too many: see --help'],
    ['token --scope s', '--client is missing: see --help'],
    ['token --client c', '--scope is missing: see --help'],
    ['--prot 1', 'unknown flag --prot; did you mean --port?'],
    ['--frobnicate', 'unknown flag --frobnicate'],
    ['-p 1', 'unknown flag -p'],
    ['check --port 1 a', 'unknown flag --port'],
    ['--port', '--port needs a value'],
    ['--url --quiet', '--url needs a value'],
    ['--port 1 --port 2', '--port is given twice'],
    ['--quiet --quiet', '--quiet is given twice'],
    ['--quiet=yes', '--quiet takes no value'],
    ['--config=', '--config needs a value'],
    ['--port 65536', '--port takes a port from 0 to 65535, not "65536"'],
    ['--port 1e3', '--port takes a port from 0 to 65535, not "1e3"'],
    ['', 'MOCKTA_PORT takes a port from 0 to 65535, not "x"', { MOCKTA_PORT: 'x' }],
    ['--admin-port -1', '--admin-port takes a port from 0 to 65535, not "-1"'],
    ['--port 6583', 'the org and its admin listener cannot both have port 6583: change --admin-port'],
    ['--host a/b', '--host takes a host name or an IP address, not "a/b"'],
    ['--admin-host http://x', '--admin-host takes a host name or an IP address, not "http://x"'],
    ['--url org.example.com', '--url takes an http or https URL without query and fragment, not "org.example.com"'],
    ['--url http://a/?b=c', '--url takes an http or https URL without query and fragment, not "http://a/?b=c"'],
    ['--url ftp://a', '--url takes an http or https URL without query and fragment, not "ftp://a"'],
    ['--log-level inof', `--log-level takes one of ${unknown}, not "inof"; did you mean info?`],
    ['--log-level loud', `--log-level takes one of ${unknown}, not "loud"`],
    ['', 'MOCKTA_QUIET takes true or false, not "maybe"', { MOCKTA_QUIET: 'maybe' }],
    ['--tls-cert c.pem', '--tls-cert needs --tls-key beside it'],
    ['--tls-key k.pem', '--tls-key needs --tls-cert beside it'],
    ['--store redis://localhost', '--store is not built yet: leave it out'],
    ['', 'MOCKTA_STORE is not built yet: leave it out', { MOCKTA_STORE: 'redis://localhost' }],
  ]
  for (const [argv, message, env] of mistakes) {
    t.equal(refusal(argv, env), message, `${argv} ${env ? JSON.stringify(env) : ''}`)
  }
  t.match(read('--port 0 --admin-port 0'), { port: 0, adminPort: 0 })
  t.match(read('--port 7000 --admin-port 7000 --admin-host ::1'), { port: 7000, adminPort: 7000 })
})

t.test('https: a certificate made here, or one’s own', async (t) => {
  const own = { ...defaults, tls: { cert: 'c.pem', key: 'k.pem' } }
  t.strictSame(read('--tls'), { ...defaults, tls: true })
  t.strictSame(read('', { MOCKTA_TLS: 'yes' }), { ...defaults, tls: true })
  t.strictSame(read('', { MOCKTA_TLS: 'no' }), defaults)
  t.strictSame(read('--tls-cert c.pem --tls-key k.pem'), own)
  t.strictSame(read('--tls --tls-key k.pem', { MOCKTA_TLS_CERT: 'c.pem' }), own)
  t.equal(refusal('--tls-cert c.pem'), '--tls-cert needs --tls-key beside it')
  t.equal(refusal('--tls', { MOCKTA_TLS_KEY: 'k.pem' }), 'MOCKTA_TLS_KEY needs --tls-cert beside it')
})
