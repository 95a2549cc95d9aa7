import t from 'tap'
import { createApp } from '../../src/server/app.js'
import type { Endpoint } from '../../src/server/exchange.js'
import { createOrgSurface } from '../../src/server/http/org-surface.js'
import { silentLog } from '../../src/server/log.js'
import { createTestApp } from '../fixtures/app.js'
import { callback, createTestDeps, url, web } from '../fixtures/deps.js'

const surfaceOf = (endpoint: Endpoint) => ({
  ...createOrgSurface(url),
  routes: [{ methods: ['GET'], path: '/', endpoint }] as const,
})

const error = (errorCode: string, errorSummary: string) => ({
  errorCode,
  errorSummary,
  errorLink: errorCode,
  errorId: /^oae[\w-]{22}$/,
  errorCauses: [],
})

t.test('paths and methods that do not exist are refused in Okta’s words', async (t) => {
  const { app } = await createTestApp()
  const notFound = error('E0000008', 'The requested path was not found')
  const wrongMethod = error('E0000022', 'The endpoint does not support the provided HTTP method')
  const cases = [
    ['GET', '/nothing', 404, notFound],
    ['GET', '/api/v2/users', 404, notFound],
    ['GET', '/oauth2/v1/token/', 404, notFound],
    ['GET', '/%', 404, notFound],
    ['GET', '/%E0%A4%A', 404, notFound],
    ['GET', '/oauth2/v1/token', 405, wrongMethod],
    ['PUT', '/oauth2/v1/authorize', 405, wrongMethod],
    ['DELETE', '/.well-known/openid-configuration', 405, wrongMethod],
    ['GET', '/signin', 405, wrongMethod],
    ['GET', '/api/v1/authn', 405, wrongMethod],
  ] as const
  for (const [method, url, status, body] of cases) {
    const response = await app.inject({ method, url })
    t.equal(response.statusCode, status, `${method} ${url}`)
    t.match(response.json(), body, `${method} ${url}`)
    t.equal(response.headers['content-type'], 'application/json')
    t.equal(response.headers.allow, undefined, 'Okta sends no Allow')
  }
})

t.test('the home page, where error pages lead, says where things are', async (t) => {
  const { app } = await createTestApp()
  const { statusCode, headers, body } = await app.inject('/')
  t.strictSame([statusCode, headers['content-type']], [200, 'text/html; charset=utf-8'])
  t.match(body, '<dt>Issuer</dt><dd>http://localhost:6582</dd>')
  for (const [, path = ''] of body.matchAll(/<a href="([^"]+)"/g)) {
    t.equal((await app.inject(path)).statusCode, 200, path)
  }
})

t.test('every answer carries Okta’s headers and a request id of its own', async (t) => {
  const { app } = await createTestApp()
  const { headers } = await app.inject('/.well-known/okta-organization')
  t.match(headers, {
    'cache-control': 'no-cache, no-store',
    pragma: 'no-cache',
    expires: '0',
    'content-type': 'application/json',
    'x-okta-request-id': /^[0-9a-f]{32}$/,
    'x-content-type-options': 'nosniff',
    'x-xss-protection': '0',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'accept-ch': 'Sec-CH-UA-Platform-Version',
    p3p: 'CP="HONK"',
  })
  const again = await app.inject('/.well-known/okta-organization')
  t.not(again.headers['x-okta-request-id'], headers['x-okta-request-id'])
})

t.test('absolute-form targets mean their path', async (t) => {
  const { app } = await createTestApp()
  const response = await app.inject('http://localhost/.well-known/okta-organization')
  t.strictSame(response.json(), {
    id: '00omockta00000000001',
    _links: { organization: { href: 'http://localhost:6582' } },
    pipeline: 'idx',
  })
})

t.test('on Classic the organisation says v1', async (t) => {
  const { app } = await createTestApp({ engine: 'classic' })
  t.match((await app.inject('/.well-known/okta-organization')).json(), { pipeline: 'v1' })
})

t.test('the session cookie is HttpOnly, and Secure only over https', async (t) => {
  const cookieOver = async (url: string): Promise<unknown> => {
    const deps = { ...createTestDeps(), url }
    const endpoint = () => ({ status: 200, cookies: [{ name: 'idx', value: 'v' }], json: {} })
    const app = await createApp({ surface: surfaceOf(endpoint), deps, log: silentLog })
    return (await app.inject('/')).headers['set-cookie']
  }
  t.strictSame(await cookieOver('http://localhost:6582'), ['idx=v; Path=/; HttpOnly; SameSite=Lax'])
  t.strictSame(await cookieOver('https://localhost:6582'), ['idx=v; Path=/; HttpOnly; Secure; SameSite=None'])
})

t.test('bodies that are not what they say', async (t) => {
  const { app } = await createTestApp()
  const post = (url: string, type: string | undefined, payload: string | Buffer) =>
    app.inject({ method: 'POST', url, payload, headers: type === undefined ? {} : { 'content-type': type } })
  const form = 'application/x-www-form-urlencoded'

  t.match(
    (await post('/api/v1/authn', 'application/json', '{')).json(),
    error('E0000003', 'The request body was not well-formed.'),
  )
  t.match((await post('/api/v1/authn', 'application/json', '')).json(), error('E0000004', 'Authentication failed'))
  t.match((await post('/api/v1/authn', 'text/plain', 'x')).json(), { errorCode: 'E0000021' })
  t.match((await post('/oauth2/v1/token', 'application/json', '{}')).json(), { errorCode: 'E0000021' })
  t.match((await post('/oauth2/v1/token', undefined, '')).json(), { error: 'invalid_client' })
  t.match((await post('/oauth2/v1/token', form, '%&=&%zz=%')).json(), { error: 'invalid_client' })
  t.match((await post('/oauth2/v1/token', `${form};charset=UTF-8`, 'grant_type=x')).json(), { error: 'invalid_client' })
  const large = await post('/oauth2/v1/token', form, 'a'.repeat(2_000_000))
  t.strictSame([large.statusCode, large.json().errorCode], [400, 'E0000003'])
  const binary = await post('/oauth2/v1/token', form, Buffer.from([0xff, 0xfe, 0x00]))
  t.equal(binary.statusCode, 401)
})

t.test('cross-origin headers are on every answer, a preflight is answered at any path', async (t) => {
  const { app } = await createTestApp()
  const origin = 'http://app.example:3000'
  const allowed = async (method: 'GET' | 'POST' | 'DELETE' | 'OPTIONS', path: string, payload = '') => {
    const response = await app.inject({ method, url: path, headers: { origin }, payload })
    return [response.statusCode, response.headers['access-control-allow-origin']]
  }
  t.strictSame(await allowed('GET', '/oauth2/v1/keys'), [200, origin])
  t.strictSame(await allowed('POST', '/oauth2/v1/token'), [401, origin])
  t.strictSame(await allowed('DELETE', '/oauth2/v1/token'), [405, origin])
  t.strictSame(await allowed('POST', '/oauth2/v1/token', 'a'.repeat(2_000_000)), [400, origin])
  t.strictSame(await allowed('GET', '/oauth2/v1/authorize'), [400, undefined])
  t.strictSame(await allowed('OPTIONS', '/oauth2/v1/token'), [204, origin])
  t.strictSame(await allowed('OPTIONS', '/oauth2/v1/authorize'), [405, undefined])
  t.strictSame(await allowed('OPTIONS', '/'), [405, undefined])
})

t.test('a refusal is one line in the log, and an entry of the journal', async (t) => {
  const { app, deps, lines } = await createTestApp()
  await app.inject({ url: '/oauth2/v1/authorize', query: { client_id: web.clientId, redirect_uri: `${callback}/` } })
  const reason = `redirect_uri "${callback}/" is not registered for "Web" (${web.clientId}), which has [${callback}]: add it under apps[].redirect_uris, same scheme, host, port, path and trailing slash`
  t.strictSame(lines, [['warn', `GET /oauth2/v1/authorize 400 refused (redirectUriNotRegistered): ${reason}`]])
  const [entry] = deps.journal.read()
  t.match(entry, {
    id: 1,
    time: '2026-01-01T00:00:00.000Z',
    method: 'GET',
    path: '/oauth2/v1/authorize',
    parameters: { client_id: web.clientId, redirect_uri: `${callback}/` },
    status: 400,
    clientId: web.clientId,
    refusal: { rule: 'redirectUriNotRegistered', source: 'S-013', reason },
  })
})

t.test('the journal tells what stood in the URL and how the client proved itself, but no API token', async (t) => {
  const { app, deps } = await createTestApp()
  const read = async (url: string, headers: Record<string, string>) => {
    await app.inject({ url, headers })
    const { inUrl, headers: shown, parameters } = deps.journal.read().at(-1) ?? {}
    return { inUrl, headers: shown, parameters }
  }
  t.strictSame(await read('/api/v1/users?access_token=a', { authorization: 'Bearer a', dpop: 'p' }), {
    inUrl: ['access_token'],
    headers: { authorization: 'Bearer a', dpop: 'p' },
    parameters: { access_token: 'a' },
  })
  t.strictSame(await read('/api/v1/users', { authorization: 'SSWS 00Tsecret' }), {
    inUrl: undefined,
    headers: { authorization: 'SSWS (hidden)' },
    parameters: {},
  })
  t.strictSame(await read('/api/v1/users', {}), { inUrl: undefined, headers: undefined, parameters: {} })
})

t.test('passwords do not reach the journal', async (t) => {
  const { app, deps } = await createTestApp()
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  await app.inject({
    method: 'POST',
    url: '/signin',
    headers,
    payload: 'identifier=ada&credentials.passcode=my-real-password',
  })
  t.strictSame(deps.journal.read()[0]?.parameters, { identifier: 'ada', 'credentials.passcode': '(hidden)' })
  await app.inject({
    method: 'POST',
    url: '/signin',
    headers,
    payload: 'stateToken=x&oldPassword=my-real-password&newPassword=my-next-one&confirmPassword=my-next-one',
  })
  t.strictSame(deps.journal.read()[1]?.parameters, {
    stateToken: 'x',
    oldPassword: '(hidden)',
    newPassword: '(hidden)',
    confirmPassword: '(hidden)',
  })
  t.notMatch(JSON.stringify(deps.journal.read()), 'my-real-password')
})

t.test('a defect answers 500 in Okta’s shape and is logged whole', async (t) => {
  const deps = createTestDeps()
  const seen: unknown[] = []
  const log = { ...silentLog, error: (fields: object) => seen.push(fields) }
  const endpoint = () => {
    throw new TypeError('boom')
  }
  const app = await createApp({ surface: surfaceOf(endpoint), deps, log })
  const response = await app.inject('/')
  t.equal(response.statusCode, 500)
  t.match(response.json(), error('E0000009', 'Internal Server Error'))
  t.notMatch(response.body, /boom/)
  t.match(seen, [{ err: { message: 'boom' } }])
})
