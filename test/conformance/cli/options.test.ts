import t from 'tap'
import { readCommand } from '../../../src/conformance/cli/options.js'

const run = {
  command: 'run',
  target: 'mock',
  profiles: [],
  only: [],
  skip: [],
  reports: [{ format: 'text' }],
  plan: false,
  verbose: false,
}

t.test('every command and option, typed', async (t) => {
  const table: readonly (readonly [string, object])[] = [
    ['', run],
    ['run', run],
    ['--target mock', run],
    ['run --target=real --plan', { ...run, target: 'real', plan: true }],
    [
      '--issuer http://localhost:1 --admin http://localhost:2 --config c.yaml --ca ca.pem --seed 7 --verbose',
      {
        ...run,
        issuer: 'http://localhost:1',
        admin: 'http://localhost:2',
        config: 'c.yaml',
        caFile: 'ca.pem',
        seed: '7',
        verbose: true,
      },
    ],
    [
      '--target real --i-own-this-org acme.okta.com --budget 40',
      { ...run, target: 'real', owned: 'acme.okta.com', budget: 40 },
    ],
    [
      '--profile basic,okta --profile logout --only token --only a/b,c/d --skip keys',
      { ...run, profiles: ['basic', 'okta', 'logout'], only: ['token', 'a/b', 'c/d'], skip: ['keys'] },
    ],
    [
      '--report junit=out.xml --report json',
      { ...run, reports: [{ format: 'junit', file: 'out.xml' }, { format: 'json' }] },
    ],
    ['--report junit=a=b.xml,tap=-', { ...run, reports: [{ format: 'junit', file: 'a=b.xml' }, { format: 'tap' }] }],
    ['--report html=r.html', { ...run, reports: [{ format: 'text' }, { format: 'html', file: 'r.html' }] }],
    [
      '--deviations d.yaml --record r.json --compare c.json',
      { ...run, deviations: 'd.yaml', record: 'r.json', compare: 'c.json' },
    ],
    [
      '--client c.yaml --profile client --target real --plan',
      { ...run, client: 'c.yaml', profiles: ['client'], target: 'real', plan: true },
    ],
    ['--client c.yaml --exec start --only CL-STATE', { ...run, client: 'c.yaml', exec: 'start', only: ['CL-STATE'] }],
    ['--target real --provision', { ...run, target: 'real', provision: true }],
    ['--client c.yaml --accept-probe', { ...run, client: 'c.yaml', acceptProbe: true }],
    ['list', { command: 'list', json: false }],
    ['list --json', { command: 'list', json: true }],
    ['login --target real --issuer https://acme.okta.com', { command: 'login', issuer: 'https://acme.okta.com' }],
    ['compare a.json b.json', { command: 'compare', left: 'a.json', right: 'b.json' }],
    ['--help', { command: 'help' }],
    ['list -h', { command: 'help' }],
    ['--version', { command: 'version' }],
  ]
  for (const [line, expected] of table) {
    t.strictSame(readCommand(line.split(' ').filter((word) => word !== '')), expected, line || '(nothing)')
  }
})

t.test('every mistake is one line that says what to change', async (t) => {
  const table: readonly (readonly [readonly string[], RegExp])[] = [
    [['walk'], /^unknown command "walk": see --help$/],
    [['--tarmac', 'mock'], /^unknown option '--tarmac': see --help$/],
    [['--target', 'moon'], /^--target takes mock or real, not "moon"$/],
    [['--target'], /^option '--target <value>' argument missing: see --help$/],
    [['--plan=yes'], /^option '--plan' does not take an argument: see --help$/],
    [['--plan'], /^--plan is for --target real/],
    [['--provision'], /^--provision is for checks of --target real: a mock has all that they need$/],
    [['--profile', 'basics'], /^--profile takes basic, .*, not "basics"$/],
    [['--report', 'pdf'], /^--report takes text, .*, not "pdf"$/],
    [['--budget', '0'], /^--budget takes a number of requests, not "0"$/],
    [['--profile', 'client'], /^--profile client needs a client: --client FILE$/],
    [['--client', 'c', '--profile', 'basic'], /^--profile basic is of servers: leave it out with --client$/],
    [['--client', 'c', '--record', 'r'], /^--record is of servers: leave it out with --client$/],
    [['--exec', 'npm start'], /^--exec needs a client: --client FILE$/],
    [['--accept-probe'], /^--accept-probe needs a client: --client FILE$/],
    [['--mitm'], /^--mitm needs a client: --client FILE$/],
    [['--config', ''], /^--config needs a value$/],
    [['run', 'token'], /^"token" is one argument too many: see --help$/],
    [['login'], /^login is for --target real$/],
    [['compare', 'a.json'], /^compare takes two recorded runs/],
    [['compare', 'a', 'b', 'c'], /^"c" is one argument too many/],
  ]
  for (const [argv, message] of table)
    t.throws(() => readCommand(argv), { name: 'UsageError', message }, argv.join(' '))
})
