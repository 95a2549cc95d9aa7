// What cannot be sent through a client library: bytes that are hardly HTTP. Every answer is HTTP, and Okta's kind.
import { EventEmitter, once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { SignJWT } from 'jose'
import t from 'tap'
import { startOrg } from '../../src/server/index.js'
import { apiError } from '../fixtures/api.js'
import { p256 } from '../fixtures/client-keys.js'

/** Sends the bytes and gives all that comes back until the server hangs up. */
const say = (port: number, text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    let heard = ''
    socket.setTimeout(10_000, () => socket.destroy(new Error(`no end after ${heard}`)))
    socket.on('data', (bytes) => {
      heard += bytes.toString()
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(heard))
  })

const readAnswer = (text: string): readonly [status: number, type: string | undefined, body: string] => {
  const [head = '', body = ''] = text.split('\r\n\r\n')
  return [Number(head.split(' ')[1]), /^content-type: (.*)$/im.exec(head)?.[1], body]
}

const form = 'Content-Type: application/x-www-form-urlencoded'

t.test('bytes that are hardly HTTP', async (t) => {
  const org = await startOrg({ seed: 1 })
  t.teardown(() => org.close())
  const port = Number(new URL(org.url).port)
  const malformed = apiError('E0000003', 'The request body was not well-formed.')
  const notFound = apiError('E0000008', 'The requested path was not found')
  const wrongMethod = apiError('E0000022', 'The endpoint does not support the provided HTTP method')
  const noClient = { error: 'invalid_client', error_description: 'No client credentials found.' }
  const post = (...headers: readonly string[]) => ['POST /oauth2/v1/token HTTP/1.1', ...headers, '', ''].join('\r\n')
  const get = (line: string) => `${line}\r\nHost: x\r\nConnection: close\r\n\r\n`

  const cases = [
    ['not HTTP at all', '\u0016\u0003\u0001\u0000\r\n\r\n', 400, malformed],
    ['a method nobody has heard of', get('FOO / HTTP/1.1'), 400, malformed],
    ['a version nobody has heard of', get('GET / HTTP/9.9'), 400, malformed],
    ['a method for other things', get('PROPFIND /nothing HTTP/1.1'), 404, notFound],
    ['OPTIONS of everything', get('OPTIONS * HTTP/1.1'), 405, wrongMethod],
    ['a head of 70 kB', get(`GET /?${'a'.repeat(70_000)} HTTP/1.1`), 431, malformed],
    ['no Host', post('Content-Length: 0', 'Connection: close'), 401, noClient],
    ['an unknown Expect', post('Host: x', 'Expect: tea', 'Content-Length: 0', 'Connection: close'), 401, noClient],
    ['a length that is no number', post('Host: x', 'Content-Length: x'), 400, malformed],
    ['two lengths', post('Host: x', 'Content-Length: 1', 'Transfer-Encoding: chunked'), 400, malformed],
    ['chunks that are none', `${post('Host: x', 'Transfer-Encoding: chunked', form)}zz\r\n`, 400, malformed],
    ['a body of 99 MB', post('Host: x', form, 'Content-Length: 99999999', 'Connection: close'), 400, malformed],
    ['a line end in a header', get('GET /nothing HTTP/1.1\r\nX: a\rb'), 400, malformed],
  ] as const
  for (const [what, bytes, status, error] of cases) {
    const [answered, type, body] = readAnswer(await say(port, bytes))
    t.strictSame([answered, type], [status, 'application/json'], what)
    t.match(JSON.parse(body), error, what)
  }
  t.equal((await fetch(`${org.adminUrl}/health`)).status, 200, 'and the org is still well')
})

t.test('a client that leaves before its answer was not answered: the journal has no entry of it', async (t) => {
  const gate = new EventEmitter()
  const keys = createServer((_request, response) => {
    gate.emit('asked')
    gate.once('open', () => response.end('{"keys":[]}'))
  }).listen(0, '127.0.0.1')
  t.teardown(() => keys.close())
  await once(keys, 'listening')
  const { port } = keys.address() as AddressInfo
  const app = { label: 'Remote', client_id: 'remote-service', jwks_uri: `http://127.0.0.1:${port}/keys` } as const
  const org = await startOrg({ seed: 1, config: { apps: [{ ...app, application_type: 'service' }] } })
  t.teardown(() => org.close())

  const assertion = await new SignJWT({ iss: app.client_id, sub: app.client_id })
    .setProtectedHeader({ alg: 'ES256' })
    .sign(p256)
  const leaving = new AbortController()
  const left = fetch(`${org.url}/oauth2/v1/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    }),
    signal: leaving.signal,
  }).catch(() => 'left')
  await once(gate, 'asked')
  leaving.abort()
  t.equal(await left, 'left')
  // By the time of these answers the org has heard that the first client is gone.
  for (const _ of [1, 2]) await fetch(`${org.url}/oauth2/v1/keys`)
  gate.emit('open')
  await fetch(`${org.url}/oauth2/v1/keys`)
  t.strictSame(
    org.admin.journal().map(({ path }) => path),
    Array.from({ length: 3 }, () => '/oauth2/v1/keys'),
  )
})
