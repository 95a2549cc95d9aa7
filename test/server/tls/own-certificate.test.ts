import { generateKeyPairSync } from 'node:crypto'
import { join } from 'node:path'
import t from 'tap'
import { createAuthority } from '../../../src/server/tls/certificates.js'
import { readOwnCertificate } from '../../../src/server/tls/own-certificate.js'

const now = Math.floor(Date.now() / 1000)

t.test('a certificate of one’s own', async (t) => {
  const { cert, key } = await createAuthority(now, 'ada@host')
  const other = await createAuthority(now - 4000 * 86_400, 'ada@host')
  const locked = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' },
  }).privateKey
  const directory = t.testdir({
    'cert.pem': cert,
    'key.pem': key,
    'other.pem': other.cert,
    'other-key.pem': other.key,
    'locked.pem': locked,
    'text.pem': 'hello',
  })
  const file = (name: string) => join(directory, name)

  t.strictSame(await readOwnCertificate({ cert: file('cert.pem'), key: file('key.pem') }, now), { cert, key })
  t.strictSame(await readOwnCertificate({ cert, key }, now), { cert, key }, 'as PEM')

  const cases = [
    ['none.pem', 'key.pem', `${file('none.pem')}: there is no such file`],
    ['.', 'key.pem', `${file('.')}: cannot be read (EISDIR)`],
    ['text.pem', 'key.pem', `${file('text.pem')} is no certificate in PEM`],
    ['cert.pem', 'text.pem', `${file('text.pem')} is no private key in PEM, or needs a passphrase`],
    ['cert.pem', 'locked.pem', `${file('locked.pem')} is no private key in PEM, or needs a passphrase`],
    ['cert.pem', 'other-key.pem', `${file('other-key.pem')} is not the key of the certificate in ${file('cert.pem')}`],
  ] as const
  for (const [certName, keyName, message] of cases) {
    await t.rejects(readOwnCertificate({ cert: file(certName), key: file(keyName) }, now), {
      name: 'UsageError',
      message,
    })
  }
  await t.rejects(readOwnCertificate({ cert: file('other.pem'), key: file('other-key.pem') }, now), {
    message: /^the certificate in .*other\.pem expired on /,
  })
  await t.rejects(readOwnCertificate({ cert, key: other.key }, now), {
    message: 'key is not the key of the certificate in cert',
  })
})
