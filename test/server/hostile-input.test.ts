// Whatever is sent: an answer of Okta's kind, never a 5xx, never a redirect to a URI that nobody registered, nothing unescaped.
import fc from 'fast-check'
import t from 'tap'
import { createTestApp } from '../fixtures/app.js'
import { callback, spa, web } from '../fixtures/deps.js'

const whole: Readonly<Record<string, string>> = {
  client_id: web.clientId,
  redirect_uri: callback,
  response_type: 'code',
  response_mode: 'query',
  scope: 'openid',
  state: 's',
  nonce: 'n',
  prompt: 'login',
  max_age: '10',
  login_hint: 'ada@example.com',
  sessionToken: 't',
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
  grant_type: 'authorization_code',
  code: 'c',
  code_verifier: 'v',
  client_secret: web.clientSecret ?? '',
  stateToken: 't',
  identifier: 'ada@example.com',
  'credentials.passcode': 'p',
}

/** In a page this is harmless; unescaped it is an element of its own. */
const html = "\"><x-evil a='b'>"

const nasty = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\0',
    '%00',
    html,
    'a'.repeat(20_000),
    '\r\nSet-Cookie: a=b',
    '😀',
    '__proto__',
    '../..',
    'null',
  ),
  fc.string({ maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
)

const encoded = fc
  .record({
    names: fc.subarray(Object.keys(whole)),
    changes: fc.array(fc.tuple(fc.constantFrom(...Object.keys(whole), html, ''), nasty), { maxLength: 4 }),
    twice: fc.boolean(),
  })
  .map(({ names, changes, twice }) => {
    const params = new URLSearchParams(names.map((name): [string, string] => [name, whole[name] ?? '']))
    for (const [name, value] of changes) twice ? params.append(name, value) : params.set(name, value)
    return params.toString()
  })

const requests = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'),
  path: fc.oneof(
    fc.constantFrom(
      '/oauth2/v1/authorize',
      '/oauth2/v1/token',
      '/oauth2/v1/keys',
      '/signin',
      '/api/v1/authn',
      '/api/v1/users',
      '/api/v1/users/me',
      '/.well-known/openid-configuration',
    ),
    nasty.map((text) => `/api/v1/users/${encodeURIComponent(text)}`),
    nasty.map((text) => `/${encodeURIComponent(text)}`),
  ),
  query: encoded,
  body: fc.oneof(encoded, fc.json(), nasty),
  type: fc.constantFrom(
    'application/x-www-form-urlencoded',
    'application/json',
    'text/plain',
    'multipart/form-data',
    'nonsense',
    '',
  ),
  authorization: fc.constantFrom(
    undefined,
    'Bearer',
    'Bearer undefined',
    'Bearer a.b.c',
    'Basic !!!',
    'Basic Og==',
    'DPoP x',
    'SSWS',
    'x y z',
  ),
  cookie: fc.constantFrom(undefined, 'idx=1', 'idx=%', '=;=', 'idx'),
})

const registered = (location: string): boolean =>
  [callback, ...spa.redirectUris].some((uri) => location.startsWith(`${uri}?`) || location.startsWith(`${uri}#`))

t.test('hostile input', async (t) => {
  const { app, lines } = await createTestApp()
  await fc.assert(
    fc.asyncProperty(requests, async ({ method, path, query, body, type, authorization, cookie }) => {
      const bodyless = method === 'GET' || method === 'HEAD' || method === 'OPTIONS'
      const response = await app.inject({
        method: method as 'GET',
        url: `${path}?${query}`,
        headers: {
          ...(bodyless || type === '' ? {} : { 'content-type': type }),
          ...(authorization !== undefined && { authorization }),
          ...(cookie !== undefined && { cookie }),
        },
        ...(!bodyless && { payload: Buffer.from(body) }),
      })
      const what = `${method} ${path} -> ${response.statusCode} ${response.body.slice(0, 300)}`
      if (response.statusCode >= 500 && response.statusCode !== 501) throw new Error(what)
      const { location } = response.headers
      if (location !== undefined && !registered(String(location))) throw new Error(`redirect to ${location}: ${what}`)
      if (response.headers['set-cookie'] !== undefined) throw new Error(`a cookie was set: ${what}`)
      if (response.body.includes('<x-evil')) throw new Error(`unescaped: ${what}`)
      if (/FST_|statusCode| {4}at /.test(response.body)) throw new Error(`not Okta's kind: ${what}`)
      const json = String(response.headers['content-type']).startsWith('application/json')
      if (response.statusCode >= 400 && json && method !== 'HEAD') {
        const { error, errorCode } = response.json<{ error?: string; errorCode?: string }>()
        if (error === undefined && errorCode === undefined) throw new Error(`no error: ${what}`)
      }
    }),
    { numRuns: 1500 },
  )
  t.strictSame(
    lines.filter(([level]) => level === 'error'),
    [],
    'no defect was logged',
  )
})
