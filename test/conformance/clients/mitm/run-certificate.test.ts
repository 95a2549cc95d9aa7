import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readFileSync, statSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { dirname } from 'node:path'
import { connect, createServer, rootCertificates } from 'node:tls'
import t from 'tap'
import { makeRunCertificate } from '../../../../src/conformance/clients/mitm/run-certificate.js'
import { caFile as orgCaFile } from '../../../fixtures/tls-front.js'

const now = Math.floor(Date.now() / 1000)
const hostname = 'acme.okta.test'

/** Whether a TLS client that trusts this file believes the server. */
const trusts = async (file: string, server: { cert: string; key: string }, servername: string) => {
  const listener = createServer(server, (socket) => socket.end())
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const { port } = listener.address() as AddressInfo
  const client = connect({ host: '127.0.0.1', port, servername, ca: readFileSync(file, 'utf8') })
  const result = await new Promise<string | undefined>((resolve) => {
    client.on('secureConnect', () => resolve('trusted'))
    client.on('error', ({ code }: NodeJS.ErrnoException) => resolve(code))
  })
  client.destroy()
  listener.close()
  return result
}

t.test('a certificate for the org, of an authority that is for the org alone and for a day', async (t) => {
  const made = await makeRunCertificate(hostname, undefined, now)
  t.teardown(() => made.close())
  t.equal(await trusts(made.caFile, made.server, hostname), 'trusted')
  t.equal(await trusts(made.bundleFile, made.server, hostname), 'trusted')
  t.equal(await trusts(made.caFile, made.server, 'other.okta.test'), 'ERR_TLS_CERT_ALTNAME_INVALID')
  const authority = new X509Certificate(readFileSync(made.caFile, 'utf8'))
  t.equal(Date.parse(authority.validTo) / 1000 - now, 86_400)
  const { subjectAltName } = new X509Certificate(made.server.cert)
  t.equal(subjectAltName, `DNS:${hostname}, DNS:elsewhere.${hostname}`)
})

t.test('the files are for their owner alone, hold no key, and are gone in the end', async (t) => {
  const made = await makeRunCertificate('127.0.0.1', orgCaFile, now)
  const { caFile, bundleFile } = made
  const mode = (path: string): number => statSync(path).mode & 0o777
  t.strictSame([mode(dirname(caFile)), mode(caFile), mode(bundleFile)], [0o700, 0o600, 0o600])
  const [ca, bundle] = [readFileSync(caFile, 'utf8'), readFileSync(bundleFile, 'utf8')]
  t.notMatch(ca + bundle, 'PRIVATE KEY')
  const org = readFileSync(orgCaFile, 'utf8').trim()
  t.ok(ca.includes(org), 'what the org itself is signed by')
  t.ok(bundle.includes(org) && bundle.includes(rootCertificates[0] ?? '?'), 'and all that is usually trusted')
  t.match(new X509Certificate(made.server.cert).subjectAltName, 'IP Address:127.0.0.1')
  await made.close()
  t.equal(existsSync(dirname(caFile)), false)
})
