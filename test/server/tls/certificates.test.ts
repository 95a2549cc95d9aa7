import { X509Certificate } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { createServer, connect as tlsConnect } from 'node:tls'
import t from 'tap'
import {
  createAuthority,
  createServerCertificate,
  type KeyedCertificate,
} from '../../../src/server/tls/certificates.js'

const now = Math.floor(Date.now() / 1000)
const day = 86_400
const secondsOf = (time: string) => Date.parse(time) / 1000

t.test(
  'the server certificate is for this machine, signed by the authority, and short enough for browsers',
  async (t) => {
    const authority = await createAuthority(now, 'ada@host')
    const ca = new X509Certificate(authority.cert)
    const server = new X509Certificate((await createServerCertificate(authority, now)).cert)

    t.equal(ca.ca, true)
    t.match(ca.subject, 'mockta local authority (ada@host)')
    t.equal(secondsOf(ca.validTo), now + 3650 * day)
    t.equal(server.ca, false)
    t.equal(server.checkIssued(ca), true)
    t.equal(server.verify(ca.publicKey), true)
    t.equal(
      server.subjectAltName,
      'DNS:localhost, DNS:*.okta.localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1',
    )
    t.strictSame(server.keyUsage, ['1.3.6.1.5.5.7.3.1'], 'for servers only')
    t.equal(secondsOf(server.validFrom), now - day)
    t.equal(secondsOf(server.validTo), now + 397 * day)
  },
)

t.test('no server certificate outlives its authority', async (t) => {
  const authority = await createAuthority(now - 3600 * day, 'ada@host')
  const { cert } = await createServerCertificate(authority, now)
  t.equal(secondsOf(new X509Certificate(cert).validTo), now + 50 * day)
})

/** Whether a client that trusts the authority takes the certificate for the name. */
const shakeHands = async (authority: KeyedCertificate, server: KeyedCertificate, servername: string) => {
  const listener = createServer(server)
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  const { port } = listener.address() as AddressInfo
  const outcome = await new Promise<string>((resolve) => {
    const socket = tlsConnect({ host: '127.0.0.1', port, servername, ca: authority.cert }, () => {
      socket.end()
      resolve('trusted')
    })
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
  })
  listener.close()
  return outcome
}

t.test('clients that trust the authority take it for these names and no others', async (t) => {
  const authority = await createAuthority(now, 'ada@host')
  const server = await createServerCertificate(authority, now)
  t.equal(await shakeHands(authority, server, 'localhost'), 'trusted')
  t.equal(await shakeHands(authority, server, 'dev-1.okta.localhost'), 'trusted')
  t.equal(await shakeHands(authority, server, 'example.com'), 'ERR_TLS_CERT_ALTNAME_INVALID')
  const stranger = await createAuthority(now, 'eve@host')
  t.not(await shakeHands(stranger, server, 'localhost'), 'trusted')
})
