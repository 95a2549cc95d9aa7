import t from 'tap'
import { explainListenError } from '../../../src/server/cli/listen-error.js'
import { UsageError } from '../../../src/server/config/usage-error.js'

const addresses = { host: 'a.example', port: 1, adminHost: 'b.example', adminPort: 2 }

t.test('errors of listening name what failed and the flag to change', async (t) => {
  const cases: readonly (readonly [code: string, fields: object, message: string])[] = [
    [
      'EADDRINUSE',
      { address: '127.0.0.1', port: 1 },
      'port 1 of 127.0.0.1 is taken: choose another one with --port, 0 takes any free one',
    ],
    [
      'EADDRINUSE',
      { address: '::1', port: 2 },
      'port 2 of ::1 is taken: choose another one with --admin-port, 0 takes any free one',
    ],
    ['EACCES', { address: '::1', port: 1 }, 'port 1 needs more rights: choose one above 1023 with --port'],
    [
      'EADDRNOTAVAIL',
      { address: '1.2.3.4', port: 2 },
      'this machine does not have the address 1.2.3.4: see --admin-host',
    ],
    ['ENOTFOUND', { hostname: 'a.example' }, 'there is no host a.example: see --host'],
    ['EAI_AGAIN', { hostname: 'b.example' }, 'the host b.example could not be looked up: see --admin-host'],
  ]
  for (const [code, fields, message] of cases) {
    const cause = Object.assign(new Error('listen'), { code, ...fields })
    const explained = explainListenError(cause, addresses)
    t.ok(explained instanceof UsageError)
    t.match(explained, { message, cause }, code)
  }
})

t.test('anything else stays what it is', async (t) => {
  const defect = new TypeError('no')
  t.equal(explainListenError(defect, addresses), defect)
  t.equal(explainListenError('text', addresses), 'text')
})
