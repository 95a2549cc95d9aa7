import t from 'tap'
import { corsHeaders, preflight } from '../../../src/server/http/cors.js'
import { ask } from '../../fixtures/ask.js'
import { createTestDeps } from '../../fixtures/deps.js'

const trusted = 'http://localhost:8080'
const other = 'https://app.example'
const deps = createTestDeps({
  trustedOrigins: [
    { origin: trusted, scopes: ['CORS'] },
    { origin: 'https://redirect.example', scopes: ['REDIRECT'] },
  ],
})
const exposed =
  'DPoP-Nonce, WWW-Authenticate, Date, Link, X-Okta-Request-Id, X-Rate-Limit-Limit, X-Rate-Limit-Remaining, X-Rate-Limit-Reset'
const read = (origin: string) => ({
  'access-control-allow-origin': origin,
  vary: 'Origin',
  'access-control-expose-headers': exposed,
})
const withCookies = { 'access-control-allow-credentials': 'true' }
const vary = { vary: 'Origin' }

t.test('who may read an answer', async (t) => {
  const cases: readonly (readonly [string, string, Readonly<Record<string, string>>, object])[] = [
    ['no origin, public path', '/oauth2/v1/keys', {}, vary],
    ['any origin, public path', '/oauth2/v1/keys', { origin: other }, read(other)],
    ['a trusted origin may send cookies', '/oauth2/v1/keys', { origin: trusted }, { ...read(trusted), ...withCookies }],
    ['never cookies at /token', '/oauth2/v1/token', { origin: trusted }, read(trusted)],
    ['an opaque origin', '/oauth2/v1/token', { origin: 'null' }, read('null')],
    ['bearer', '/api/v1/users', { origin: other, authorization: 'Bearer x' }, read(other)],
    ['DPoP', '/api/v1/users', { origin: other, authorization: 'DPoP x' }, read(other)],
    ['API token', '/api/v1/users', { origin: trusted, authorization: 'SSWS x' }, vary],
    ['cookie', '/api/v1/users/me', { origin: other, cookie: 'idx=1' }, vary],
    ['trusted for redirects only', '/api/v1/users/me', { origin: 'https://redirect.example' }, vary],
    ['trusted, cookie', '/api/v1/users/me', { origin: trusted }, { ...read(trusted), ...withCookies }],
    ['trusted, sign-in', '/api/v1/authn', { origin: trusted }, { ...read(trusted), ...withCookies }],
    ['an operation without CORS', '/api/v1/groups', { origin: trusted, authorization: 'Bearer x' }, {}],
    ['a page', '/oauth2/v1/authorize', { origin: trusted }, {}],
  ]
  for (const [name, path, headers, expected] of cases) {
    t.strictSame(corsHeaders(ask({ path, headers }), deps.org), expected, name)
  }
})

t.test('the log says why a script gets nothing', async (t) => {
  const notes = (path: string, headers: Readonly<Record<string, string>>) => {
    const asked = ask({ path, headers })
    corsHeaders(asked, deps.org)
    return asked.trace.notes
  }
  const kept = `a browser keeps this answer from scripts at ${other}: `
  t.strictSame(notes('/api/v1/users/me', { origin: other }), [
    `${kept}it has no bearer token and the origin is not trusted: add it under trustedOrigins[] with the scope CORS`,
  ])
  t.strictSame(notes('/api/v1/users', { origin: other, authorization: 'SSWS x' }), [
    `${kept}the call carries an API token, which Okta takes from servers only`,
  ])
  t.strictSame(notes('/api/v1/groups', { origin: other, 'sec-fetch-mode': 'cors' }), [
    `${kept}Okta answers /api/v1/groups to no other origin`,
  ])
  t.strictSame(notes('/oauth2/v1/authorize', { origin: other, 'sec-fetch-mode': 'navigate' }), [], 'a form')
})

t.test('preflights', async (t) => {
  const bearer = { 'access-control-request-headers': 'accept, Authorization,x-okta-user-agent-extended' }
  const allow = (origin: string, methods: string) => ({
    'access-control-allow-origin': origin,
    vary: 'Origin',
    'access-control-allow-methods': methods,
    'access-control-max-age': '3600',
  })
  const cases: readonly (readonly [string, string, Readonly<Record<string, string>>, object])[] = [
    ['the four headers of /token', '/oauth2/v1/token', { origin: other }, allow(other, 'POST')],
    [
      'headers are echoed',
      '/oauth2/v1/token',
      { origin: other, 'access-control-request-headers': 'dpop' },
      {
        ...allow(other, 'POST'),
        'access-control-allow-headers': 'dpop',
      },
    ],
    ['no origin', '/oauth2/v1/par', {}, vary],
    [
      'a bearer call',
      '/api/v1/users/me',
      { origin: other, ...bearer },
      {
        ...allow(other, 'GET, POST, PUT, DELETE'),
        'access-control-allow-headers': bearer['access-control-request-headers'],
      },
    ],
    ['a cookie call', '/api/v1/users/me', { origin: other, 'access-control-request-headers': 'x-authorization' }, vary],
    [
      'a cookie call of a trusted origin',
      '/api/v1/sessions/me',
      { origin: trusted },
      {
        ...allow(trusted, 'GET, DELETE'),
        ...withCookies,
      },
    ],
  ]
  for (const [name, path, headers, expected] of cases) {
    const asked = ask({ method: 'OPTIONS', path, headers })
    t.strictSame(await preflight(asked, deps), { status: 204, headers: expected, empty: true }, name)
    t.equal(asked.trace.notes.length, name === 'a cookie call' ? 1 : 0, name)
  }
  t.strictSame(corsHeaders(ask({ method: 'OPTIONS', path: '/oauth2/v1/token' }), deps.org), {}, 'nothing is added')
  t.throws(() => preflight(ask({ method: 'OPTIONS', path: '/oauth2/v1/authorize' }), deps), {
    message: 'The endpoint does not support the provided HTTP method',
  })
})
