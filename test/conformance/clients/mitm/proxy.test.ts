import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import t, { type Test } from 'tap'
import { ProxyAgent, request } from 'undici'
import { startProxy } from '../../../../src/conformance/clients/mitm/proxy.js'
import { makeRunCertificate } from '../../../../src/conformance/clients/mitm/run-certificate.js'
import type { WireRequest } from '../../../../src/conformance/wire/exchange.js'
import type { RawResponse } from '../../../../src/conformance/wire/transport.js'

const origin = 'https://acme.okta.test'
const stray = 'https://elsewhere.acme.okta.test'
const made = await makeRunCertificate('acme.okta.test', undefined, Math.floor(Date.now() / 1000))
t.teardown(() => made.close())

const start = async (t: Test, answer: (asked: WireRequest) => Promise<RawResponse>) => {
  const proxy = await startProxy({ origin, stray, certificate: made.server, answer })
  t.teardown(() => proxy.close())
  const agent = new ProxyAgent({ uri: proxy.url, requestTls: { ca: readFileSync(made.caFile, 'utf8') } })
  t.teardown(() => agent.destroy())
  return { proxy, agent }
}

/** What the proxy says to a first line, without TLS. */
const said = async (url: string, line: string): Promise<string> => {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  socket.write(`${line}\r\nhost: x\r\n\r\n`)
  const chunks: Buffer[] = []
  socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  await once(socket, 'end')
  socket.destroy()
  return Buffer.concat(chunks).toString()
}

t.test('what the client asks the org comes here, whole; what is answered goes back, whole', async (t) => {
  const asked: WireRequest[] = []
  const { agent, proxy } = await start(t, async (one) => {
    asked.push(one)
    return {
      status: 400,
      headers: [
        ['content-type', 'application/json'],
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
        ['transfer-encoding', 'chunked'],
      ],
      text: '{"error":"invalid_grant","who":"Zoë"}',
    }
  })
  t.match(proxy.trouble(), /^nothing of the client came to the proxy/)
  const response = await request(`${origin}/oauth2/v1/token?x=1`, {
    dispatcher: agent,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', authorization: 'Basic eA==' },
    body: 'grant_type=authorization_code&code=Zo%C3%AB',
  })
  t.equal(response.statusCode, 400)
  t.equal(proxy.trouble(), undefined)
  t.strictSame(await response.body.json(), { error: 'invalid_grant', who: 'Zoë' })
  t.match(response.headers, { 'set-cookie': ['a=1', 'b=2'], 'content-length': '38' })
  t.strictSame(asked, [
    {
      method: 'POST',
      url: `${origin}/oauth2/v1/token?x=1`,
      headers: { 'content-type': 'application/x-www-form-urlencoded', authorization: 'Basic eA==' },
      body: 'grant_type=authorization_code&code=Zo%C3%AB',
    },
  ])
})

t.test('what is asked where nobody is comes here too', async (t) => {
  const asked: string[] = []
  const { agent } = await start(t, async ({ url }) => {
    asked.push(url)
    return { status: 404, headers: [], text: '' }
  })
  const response = await request(`${stray}/mockta/elsewhere`, { dispatcher: agent, method: 'POST', body: 'a=b' })
  t.equal(response.statusCode, 404)
  t.strictSame(asked, [`${origin}/mockta/elsewhere`])
})

t.test('where there is no answer the client hears why', async (t) => {
  const { agent } = await start(t, async () => {
    throw new Error('safety rule budget')
  })
  const response = await request(`${origin}/oauth2/v1/keys`, { dispatcher: agent })
  t.equal(response.statusCode, 502)
  t.match(await response.body.text(), 'the proxy has no answer: safety rule budget')
})

t.test('other hosts are passed through, but for those that are nowhere', async (t) => {
  const { agent, proxy } = await start(t, async () => ({ status: 500, headers: [], text: '' }))
  const other = createServer((_, response) => response.end('somebody else'))
  other.listen(0, '127.0.0.1')
  await once(other, 'listening')
  t.teardown(() => other.close())
  const { port } = other.address() as AddressInfo
  const response = await request(`http://127.0.0.1:${port}/`, { dispatcher: agent })
  t.equal(await response.body.text(), 'somebody else')
  const closed = createServer().listen(0, '127.0.0.1')
  await once(closed, 'listening')
  const gone = (closed.address() as AddressInfo).port
  closed.close()
  t.match(await said(proxy.url, `CONNECT 127.0.0.1:${gone} HTTP/1.1`), /^HTTP\/1\.1 502 [\s\S]*ECONNREFUSED/)
  t.match(await said(proxy.url, 'CONNECT attacker.example.com:443 HTTP/1.1'), /^HTTP\/1\.1 502 [\s\S]* is nowhere/)
  t.match(
    await said(proxy.url, 'CONNECT nonsense:x HTTP/1.1'),
    /^HTTP\/1\.1 502 [\s\S]*"nonsense:x" is no host and port/,
  )
  const plain = (url: string): Promise<string> => said(proxy.url, `GET ${url} HTTP/1.1\r\nconnection: close`)
  t.match(await plain(`http://127.0.0.1:${port}/`), /^HTTP\/1\.1 200 [\s\S]*somebody else/, 'without TLS too')
  t.match(await plain(`http://127.0.0.1:${gone}/`), /^HTTP\/1\.1 502 [\s\S]*ECONNREFUSED/)
  t.match(await plain('/'), /^HTTP\/1\.1 400 /)
})

t.test('a client that comes and asks nothing', async (t) => {
  const { proxy } = await start(t, async () => ({ status: 200, headers: [], text: '' }))
  const socket = connect(Number(new URL(proxy.url).port), '127.0.0.1')
  socket.write('CONNECT acme.okta.test:443 HTTP/1.1\r\nhost: x\r\n\r\n')
  const [answer] = (await once(socket, 'data')) as [Buffer]
  t.match(answer.toString(), /^HTTP\/1\.1 200 /)
  socket.destroy()
  t.match(proxy.trouble(), /does not trust the authority/)
})

t.test('it listens on this machine only', async (t) => {
  const { proxy } = await start(t, async () => ({ status: 200, headers: [], text: '' }))
  t.match(proxy.url, /^http:\/\/127\.0\.0\.1:\d+$/)
})
