import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { readState, stateFile, writeState } from '../../../src/conformance/targets/browser-state.js'

const issuer = 'https://acme.okta.test:8443'
const key = 'a key of the tests'
const state = { issuer, expiresAt: 2000, jar: { cookies: [{ key: 'idx', value: 'a-session-cookie' }] } }

t.test('what is kept can be read with its key, by its owner, for its org, until it expires', async (t) => {
  const path = stateFile(t.testdir(), issuer)
  t.match(path, /\.config\/mockta\/acme\.okta\.test-8443\.state$/)
  writeState(path, state, key)
  t.equal(statSync(path).mode & 0o777, 0o600)
  t.notMatch(readFileSync(path, 'latin1'), /session-cookie|idx|acme/)
  t.strictSame(readState(path, issuer, key, 1999), state)
  t.equal(readState(path, issuer, key, 2000), undefined, 'expired')
  t.equal(readState(path, 'https://other.okta.test', key, 1999), undefined, "another org's")
  t.equal(readState(join(t.testdirName, 'none'), issuer, undefined, 1999), undefined, 'none')
})

t.test('without the key, with another, or changed it cannot be read', async (t) => {
  const path = stateFile(t.testdir(), issuer)
  t.throws(() => writeState(path, state, undefined), {
    name: 'UsageError',
    message: /^CONFORMANCE_STATE_KEY must be set/,
  })
  t.throws(() => writeState(path, state, 'short'), { name: 'UsageError' })
  writeState(path, state, key)
  t.throws(() => readState(path, issuer, undefined, 1999), {
    name: 'UsageError',
    message: /^CONFORMANCE_STATE_KEY must be set/,
  })
  t.throws(() => readState(path, issuer, 'another key of them', 1999), {
    name: 'UsageError',
    message: /cannot be read with this/,
  })
  const content = readFileSync(path)
  content.writeUInt8(content.readUInt8(content.length - 1) ^ 1, content.length - 1)
  writeFileSync(path, content)
  t.throws(() => readState(path, issuer, key, 1999), { name: 'UsageError', message: /cannot be read with this/ })
})
