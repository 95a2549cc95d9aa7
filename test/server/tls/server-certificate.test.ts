import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { readServerCertificate } from '../../../src/server/tls/server-certificate.js'

const now = Math.floor(Date.now() / 1000)

t.test('of the local authority, or one’s own', async (t) => {
  const directory = t.testdir()
  const { cert, key, caFile = '' } = await readServerCertificate(true, directory, now)
  t.equal(caFile, join(directory, 'tls', 'ca.pem'))
  t.equal(new X509Certificate(cert).checkIssued(new X509Certificate(readFileSync(caFile))), true)
  t.strictSame(await readServerCertificate({ cert, key }, directory, now), { cert, key })
})

t.test('an authority that cannot be kept: one line that says what to do', async (t) => {
  const directory = t.testdir({ tls: 'a file' })
  await t.rejects(readServerCertificate(true, directory, now), {
    name: 'UsageError',
    message: `no certificate authority can be kept in ${directory} (ENOTDIR): set XDG_STATE_HOME to a folder that can be written`,
  })
})
