// Whatever is sent: an answer of Okta's kind, never a 5xx, never a redirect to a URI that nobody registered, nothing unescaped.
import fc from 'fast-check'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import t from 'tap'
import { readOperations } from '../../src/server/api/operations.js'
import { createRoutes } from '../../src/server/http/routes.js'
import { grants } from '../../src/server/oauth/grants/index.js'
import { startSession } from '../../src/server/signin/sessions.js'
import { mint } from '../fixtures/api.js'
import { createTestApp, type TestApp } from '../fixtures/app.js'
import { complaint, htmlProbe } from '../fixtures/complaint.js'
import { ada, callback, url as orgUrl, service, spa, web } from '../fixtures/deps.js'

type Values = Readonly<Record<string, string>>

const authorization: Values = {
  client_id: web.clientId,
  redirect_uri: callback,
  response_type: 'code',
  response_mode: 'query',
  scope: 'openid okta.users.read',
  state: 's',
  nonce: 'n',
  prompt: 'consent',
  max_age: '100',
  login_hint: 'ada@example.com',
  sessionToken: 't',
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
}
const signInForm: Values = { stateToken: 't', identifier: 'ada@example.com', 'credentials.passcode': 'p' }
const client: Values = { client_id: web.clientId, client_secret: web.clientSecret ?? '' }
const tokenRequest: Values = {
  ...client,
  scope: 'openid okta.users.read',
  redirect_uri: callback,
  code: 'c',
  code_verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
  refresh_token: 'r',
  device_code: 'd',
  username: 'ada@example.com',
  password: 'p',
}

/** Parameters of all endpoints, each with a value that is good somewhere. */
const everything: Values = {
  ...authorization,
  ...signInForm,
  ...tokenRequest,
  grant_type: 'authorization_code',
  client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  client_assertion: 'a.b.c',
  token: 't',
  access_token: 't',
  user_code: 'BBBBBBBB',
  userCode: 'BBBBBBBB',
  token_type_hint: 'access_token',
  id_token_hint: 'a.b.c',
  post_logout_redirect_uri: callback,
  request: 'a.b.c',
  request_uri: 'urn:okta:u',
  fromURI: callback,
  redirectUrl: callback,
  limit: '1',
  after: 'a',
  q: 'a',
  filter: 'status eq "ACTIVE"',
  search: 'profile.login eq "a"',
}
const names = Object.keys(everything)

/** What an endpoint reads: a request with all of it is good, or nearly so. An endpoint that is not here gets everything. */
const reads: Readonly<Record<string, readonly Values[]>> = {
  '/oauth2/v1/authorize': [authorization],
  '/oauth2/v1/token': [...grants.keys()].map((grant_type) => ({ ...tokenRequest, grant_type })),
  '/oauth2/v1/par': [{ ...authorization, client_secret: web.clientSecret ?? '' }],
  '/oauth2/v1/introspect': [{ ...client, token: 't', token_type_hint: 'access_token' }],
  '/oauth2/v1/revoke': [{ ...client, token: 't', token_type_hint: 'access_token' }],
  '/oauth2/v1/userinfo': [{ access_token: 't' }],
  '/oauth2/v1/logout': [{ id_token_hint: 'a.b.c', post_logout_redirect_uri: callback, state: 's' }],
  '/oauth2/v1/device/authorize': [{ ...client, scope: 'openid' }],
  '/activate': [{ user_code: 'BBBBBBBB', userCode: 'BBBBBBBB' }],
  '/signin': [signInForm],
  '/api/v1/authn': [signInForm],
}

type Pairs = readonly (readonly [name: string, value: string])[]

/** All that can be wrong with one parameter. */
const damages: readonly ((name: string, value: string) => Pairs)[] = [
  () => [],
  (name) => [[name, '']],
  (name, value) => [
    [name, value],
    [name, value],
  ],
  (name) => [[name, 'a'.repeat(20_000)]],
  (name) => [[name, '\0']],
  (name) => [[name, ' ']],
  (name) => [[name, 'a\r\nSet-Cookie: a=b']],
  (name) => [[name, htmlProbe]],
]

const encode = (pairs: Pairs): string =>
  new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value])).toString()

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'PROPFIND'] as const
const form = 'application/x-www-form-urlencoded'

/** Registered redirect URIs and the org itself; for signing in and out any page of a trusted origin. */
const mayGo = (path: string, location: string): boolean => {
  const isRegistered = [callback, ...spa.redirectUris].some(
    (uri) => /^[?#]?$/.test(location.slice(uri.length, uri.length + 1)) && location.startsWith(uri),
  )
  const isTrusted = path.startsWith('/login/') && location.startsWith('http://localhost:8080/')
  return isRegistered || isTrusted || location.startsWith(`${orgUrl}/`)
}

/** An app in which somebody is signed in, holds a token that opens everything, and looks at the sign-in page. */
const setUp = async () => {
  const test = await createTestApp()
  const { stateToken = '' } = signInForm
  const transaction = { serverId: 'org', params: authorization, awaited: { kind: 'password' } } as const
  await test.deps.store.transactions.put(stateToken, transaction, 3600)
  const { session } = await startSession(ada, ['pwd'], test.deps)
  const scopes = ['openid', 'okta.users.manage', 'okta.groups.manage', 'okta.apps.manage', 'okta.logs.read']
  return { ...test, cookie: `idx=${session.id}`, bearer: `Bearer ${await mint(test.deps, { user: ada, scopes })}` }
}

const send = async ({ app, deps }: TestApp, what: InjectOptions): Promise<LightMyRequestResponse> => {
  const response = await app.inject(what)
  deps.org.reset()
  const wrong = complaint(response, (location) => mayGo(String(what.url), location))
  if (wrong === undefined) return response
  const sent = `${what.method} ${JSON.stringify(what.url)} ${JSON.stringify(what.headers)} ${String(what.payload)}`
  throw new Error(`${wrong}: ${sent.slice(0, 2000)}\n-> ${response.statusCode} ${response.body.slice(0, 500)}`)
}

const defects = ({ lines }: TestApp) => lines.filter(([level]) => level === 'error')

/** Every route of the org, placeholders filled; the API has its own list. */
const routes = createRoutes(orgUrl)
  .filter(({ path }) => !path.endsWith('*'))
  .flatMap(({ methods: taken, path }) => taken.map((method) => ({ method, path: path.replace(/:\w+/g, 'default') })))

t.test('each parameter of each endpoint: missing, empty, doubled, long, with NUL, with HTML', async (t) => {
  const test = await setUp()
  const refused = new Map<string, number>()
  const ask = async (
    method: 'GET' | 'POST',
    path: string,
    name: string,
    pairs: Pairs,
    cookie: object,
  ): Promise<void> => {
    const inBody = method === 'POST'
    const { statusCode, headers } = await send(test, {
      method,
      url: inBody ? path : `${path}?${encode(pairs)}`,
      headers: { ...cookie, ...(inBody && { 'content-type': form }) },
      ...(inBody && { payload: encode(pairs) }),
    })
    const isRefused = statusCode >= 400 || /[?&#]error=/.test(String(headers.location))
    if (isRefused) refused.set(name, (refused.get(name) ?? 0) + 1)
  }

  const ofTheOrg = routes.filter(({ path }) => !/\/default\b|^\/\.well-known|\/keys$|^\/$/.test(path))
  for (const { method, path } of ofTheOrg) {
    for (const values of reads[path] ?? [everything]) {
      for (const [name, value] of Object.entries(values)) {
        const rest = Object.entries(values).filter(([other]) => other !== name)
        for (const damage of damages) {
          const pairs = [...rest, ...damage(name, value)]
          for (const cookie of path.endsWith('/authorize') ? [{}, { cookie: test.cookie }] : [{}]) {
            await ask(method === 'POST' ? 'POST' : 'GET', path, name, pairs, cookie)
          }
        }
      }
    }
  }
  for (const name of ['client_id', 'redirect_uri', 'response_type', 'state', 'scope', 'grant_type', 'stateToken']) {
    t.ok((refused.get(name) ?? 0) >= damages.length - 2, `${name} is looked at`)
  }
  t.strictSame(defects(test), [], 'no defect was logged')
})

const nasty = fc.oneof(
  fc.constantFrom('', ' ', '\0', '%00', '😀', '__proto__', 'constructor', '../..', 'null', '-1', '1e999', htmlProbe),
  fc.string({ maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
)

const encoded = fc
  .record({
    some: fc.subarray(names),
    changes: fc.array(fc.tuple(fc.constantFrom(...names, htmlProbe, '', '__proto__'), nasty), { maxLength: 4 }),
    twice: fc.boolean(),
  })
  .map(({ some, changes, twice }) => {
    const params = new URLSearchParams(some.map((name): [string, string] => [name, everything[name] ?? '']))
    for (const [name, value] of changes) twice ? params.append(name, value) : params.set(name, value)
    return params.toString()
  })

/** Members that the API's bodies have, with values that they should not have. */
const value = fc.oneof(nasty, fc.jsonValue({ maxDepth: 2 }))
const json = fc.oneof(
  fc.json(),
  fc
    .record(
      {
        username: value,
        password: value,
        profile: fc.oneof(value, fc.record({ login: value, email: value, name: value }, { requiredKeys: [] })),
        credentials: fc.oneof(value, fc.record({ password: fc.oneof(value, fc.record({ value })) })),
        groupIds: fc.oneof(value, fc.array(value, { maxLength: 2 })),
        label: value,
        type: value,
        scopeId: value,
      },
      { requiredKeys: [] },
    )
    .map((body) => JSON.stringify(body)),
)

const segment = nasty.map(encodeURIComponent)
const operation = fc
  .record({
    operation: fc.constantFrom(...readOperations()),
    values: fc.array(fc.oneof(segment, fc.constantFrom(ada.id, 'me', '00geveryone000000000', web.clientId)), {
      minLength: 4,
      maxLength: 4,
    }),
  })
  .map(({ operation: { method, path }, values }) => {
    const [...rest] = values
    return { method, path: path.replace(/\{\w+\}/g, () => rest.pop() ?? 'x') }
  })
const anyMethod = fc.constantFrom(...methods)
const target = fc.oneof(
  fc.constantFrom(...routes),
  operation,
  fc.record({ method: anyMethod, path: fc.constantFrom(...routes.map(({ path }) => path)) }),
  fc.record({ method: anyMethod, path: segment.map((text) => `/${text}`) }),
  fc.record({ method: anyMethod, path: segment.map((text) => `/oauth2/${text}/v1/authorize`) }),
)

t.test('anything, anywhere, as any media type, with any credentials', async (t) => {
  const test = await setUp()
  const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`
  const requests = fc.record({
    target,
    query: fc.oneof(encoded, segment, fc.constant('%&=&%zz=%&[]=1')),
    body: fc.oneof(encoded, json, nasty),
    type: fc.constantFrom(
      form,
      `${form}; charset=utf-16`,
      'application/json',
      'application/xml',
      'multipart/form-data',
      'a',
      '',
    ),
    accept: fc.constantFrom(undefined, '*/*', 'text/html', 'application/xml', 'x'),
    authorization: fc.constantFrom(
      undefined,
      test.bearer,
      `${test.bearer}x`,
      'Bearer',
      'Bearer undefined',
      'Bearer a.b.c',
      basic(`${web.clientId}:${web.clientSecret}`),
      basic(`${service.clientId}:`),
      basic(':'),
      'Basic !!!',
      'DPoP x',
      'SSWS',
      'SSWS x',
      'x y z',
    ),
    cookie: fc.constantFrom(undefined, test.cookie, 'idx=1', 'idx=%', '=;=', 'idx'),
    origin: fc.constantFrom(undefined, 'null', 'http://localhost:8080', 'x'),
  })
  await fc.assert(
    fc.asyncProperty(requests, async ({ target: { method, path }, query, body, type, ...others }) => {
      const hasBody = !['GET', 'HEAD', 'OPTIONS', 'PROPFIND'].includes(method)
      const headers = Object.entries(others).filter((entry): entry is [string, string] => entry[1] !== undefined)
      await send(test, {
        method: method as 'GET',
        url: `${path}?${query}`,
        headers: { ...Object.fromEntries(headers), ...(hasBody && type !== '' && { 'content-type': type }) },
        ...(hasBody && { payload: Buffer.from(body) }),
      })
    }),
    { numRuns: 1000 },
  )
  t.strictSame(defects(test), [], 'no defect was logged')
})
