import { X509Certificate } from 'node:crypto'
import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { readAuthority } from '../../../src/server/tls/authority.js'

const now = Math.floor(Date.now() / 1000)
const year = 365 * 86_400

t.test('made once, kept where only its owner reads the key', async (t) => {
  const directory = join(t.testdir(), 'state', 'mockta')
  const first = await readAuthority(directory, now)
  t.equal(first.caFile, join(directory, 'tls', 'ca.pem'))
  t.equal(new X509Certificate(first.cert).ca, true)
  t.strictSame(readdirSync(directory), ['tls'], 'no drafts are left')
  t.equal(statSync(directory).mode & 0o777, 0o700)
  t.equal(statSync(join(directory, 'tls', 'ca-key.pem')).mode & 0o777, 0o600)
  t.strictSame(await readAuthority(directory, now + year), first)
})

t.test('made anew when it is about to expire, or damaged', async (t) => {
  const directory = t.testdir()
  const old = await readAuthority(directory, now - 10 * year + 20 * 86_400)
  const fresh = await readAuthority(directory, now)
  t.not(fresh.cert, old.cert)
  writeFileSync(join(directory, 'tls', 'ca-key.pem'), old.key)
  const repaired = await readAuthority(directory, now)
  t.not(repaired.cert, fresh.cert, 'the key did not belong to it')
  writeFileSync(repaired.caFile, 'nonsense')
  t.equal(new X509Certificate((await readAuthority(directory, now)).cert).ca, true)
})

t.test('mocks that start at the same time agree', async (t) => {
  const directory = t.testdir()
  const made = await Promise.all([1, 2, 3].map(() => readAuthority(directory, now)))
  t.equal(new Set(made.map(({ cert }) => cert)).size, 1)
})

t.test('a folder that cannot be used is an error', async (t) => {
  const directory = t.testdir({ tls: 'a file' })
  await t.rejects(readAuthority(directory, now), { code: 'ENOTDIR' })
})
