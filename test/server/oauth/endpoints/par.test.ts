import { SignJWT } from 'jose'
import t from 'tap'
import type { Answer } from '../../../../src/server/exchange.js'
import { createPar } from '../../../../src/server/oauth/endpoints/par.js'
import { createServers } from '../../../../src/server/oauth/servers.js'
import type { App } from '../../../../src/server/org/records.js'
import { Refusal } from '../../../../src/server/refusal.js'
import { createTestApp } from '../../../fixtures/app.js'
import { ask } from '../../../fixtures/ask.js'
import { authorize, htmlOf, request, sent, signedInAs, signIn, stateTokenOf } from '../../../fixtures/authorize.js'
import { publicHalf, rsa } from '../../../fixtures/client-keys.js'
import { ada, callback, createTestDeps, spa, start, type TestDeps, url, web } from '../../../fixtures/deps.js'

const par = createPar(createServers(url).org)
const noStore = { 'cache-control': 'no-cache, no-store', pragma: 'no-cache', expires: '0' }
const secret = { client_secret: web.clientSecret ?? '' }
const keyed: App = {
  ...web,
  id: '0oakeyed000000000000',
  clientId: '0oakeyed000000000000',
  tokenEndpointAuthMethod: 'private_key_jwt',
  jwks: { keys: [publicHalf(rsa)] },
}
const apps = [web, spa, keyed]

const send = async (parts: Parameters<typeof ask>[0], deps: TestDeps): Promise<Answer> => {
  try {
    return await par(ask({ method: 'POST', path: '/oauth2/v1/par', ...parts }), deps)
  } catch (error) {
    if (error instanceof Refusal) return error.answer(deps.random)
    throw error
  }
}

const jsonOf = (answer: Answer): Record<string, unknown> => ('json' in answer ? Object(answer.json) : {})

/** Pushes a whole request of the web app, changed; gives its request_uri. */
const push = async (deps: TestDeps, change: Readonly<Record<string, string | undefined>> = {}): Promise<string> =>
  String(jsonOf(await send({ form: request({ ...secret, ...change }) }, deps)).request_uri)

const go = async (uri: string, deps: TestDeps, more: Readonly<Record<string, string>> = {}): Promise<Answer> =>
  authorize(
    ask({ query: { client_id: web.clientId, request_uri: uri, ...more }, cookies: await signedInAs(ada, deps) }),
    deps,
  )

t.test('a pushed request: 200, where RFC 9126 says 201', async (t) => {
  const deps = createTestDeps()
  const answer = await send({ form: request(secret) }, deps)
  const { request_uri } = jsonOf(answer)
  t.strictSame(answer, { status: 200, headers: noStore, json: { request_uri, expires_in: 3600 } })
  const [, text = ''] = /^urn:okta:([\w-]+)$/.exec(String(request_uri)) ?? []
  t.match(Buffer.from(text, 'base64url').toString(), /^[\w-]{43}:$/, 'in the shape of Okta’s')

  const { to, params } = sent(await go(String(request_uri), deps))
  t.equal(to, `${callback}?`)
  t.match(params, [
    ['code', String],
    ['state', 's'],
  ])
  const stored = await deps.store.pushedRequests.find(String(request_uri))
  t.strictSame(stored?.params, request(), 'without the credentials')
})

t.test('each way of sending it', async (t) => {
  const assertion = await new SignJWT({
    iss: keyed.clientId,
    sub: keyed.clientId,
    aud: `${url}/oauth2/v1/par`,
    exp: start + 60,
  })
    .setProtectedHeader({ alg: 'RS256' })
    .sign(rsa)
  const proof = {
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  }
  const pkce = { code_challenge: 'c'.repeat(43), code_challenge_method: 'S256' }
  const basic = { authorization: `Basic ${Buffer.from(`${web.clientId}:${web.clientSecret}`).toString('base64')}` }
  const json = (value: unknown) => ({ body: { kind: 'json', value } as const })
  const cases: Readonly<Record<string, Parameters<typeof ask>[0]>> = {
    JSON: json({ ...request(secret), max_age: 60, prompt: null }),
    'Basic without client_id': { form: request({ client_id: undefined }), headers: basic },
    'private_key_jwt without client_id': { form: request({ client_id: undefined, ...proof }) },
    'private_key_jwt with client_id': json(request({ client_id: keyed.clientId, ...proof })),
    'a public client': { form: request({ client_id: spa.clientId, ...pkce }) },
  }
  for (const [name, parts] of Object.entries(cases)) {
    t.equal((await send(parts, createTestDeps({ apps }))).status, 200, name)
  }
})

t.test('requests that are refused', async (t) => {
  const oauth = (error: string, error_description: string) => ({ error, error_description })
  const api = (errorCode: string, errorSummary: string) => ({
    errorCode,
    errorSummary,
    errorLink: errorCode,
    errorId: /^oae/,
    errorCauses: [],
  })
  const malformed = api('E0000003', 'The request body was not well-formed.')
  const whole = (change: Readonly<Record<string, string | undefined>>) => ({ form: request({ ...secret, ...change }) })
  const basic = { authorization: `Basic ${Buffer.from(`${web.clientId}:${web.clientSecret}`).toString('base64')}` }
  const cases: readonly (readonly [string, Parameters<typeof ask>[0], number, object])[] = [
    ['no proof', whole({ client_secret: undefined }), 401, oauth('invalid_client', 'No client credentials found.')],
    [
      'an unknown client',
      whole({ client_id: 'nobody' }),
      401,
      oauth('invalid_client', "Invalid value for 'client_id' parameter."),
    ],
    [
      'Basic with client_id in the body, as clients of RFC 9126 send it',
      { form: request(), headers: basic },
      401,
      oauth(
        'invalid_request',
        'Cannot supply multiple client credentials. Use one of the following: credentials in the Authorization header, credentials in the post body, or a client_assertion in the post body.',
      ),
    ],
    [
      'a request_uri',
      whole({ request_uri: 'urn:okta:x' }),
      400,
      oauth('invalid_request', "The 'request_uri' parameter must not be present in the request."),
    ],
    ['no scope', whole({ scope: undefined }), 400, oauth('invalid_scope', 'No scopes were requested.')],
    [
      'OpenID scopes without openid',
      whole({ scope: 'profile' }),
      403,
      oauth('access_denied', "Requests for ID tokens or access tokens with OpenID scopes require the 'openid' scope."),
    ],
    [
      'a response type that is none',
      whole({ response_type: 'codes' }),
      400,
      oauth(
        'unsupported_response_type',
        'The response type is not supported by the authorization server. Configured response types: [code, token, id_token].',
      ),
    ],
    [
      'a response mode that is none',
      whole({ response_mode: 'x' }),
      400,
      oauth(
        'unsupported_response_mode',
        'The response mode is not supported by the authorization server. Valid response modes: [query, fragment, form_post, okta_post_message].',
      ),
    ],
    [
      'no state',
      whole({ state: undefined }),
      400,
      oauth('invalid_request', "The authentication request has an invalid 'state' parameter."),
    ],
    [
      'another redirect URI',
      whole({ redirect_uri: 'https://evil.example.com' }),
      400,
      oauth(
        'invalid_request',
        `The 'redirect_uri' parameter must be a Login redirect URI in the client app settings: ${url}/admin/app/oidc_client/instance/${web.clientId}#tab-general`,
      ),
    ],
    [
      'a request object that cannot be parsed',
      whole({ request: 'x' }),
      400,
      oauth('invalid_request_object', 'The request object cannot be parsed.'),
    ],
    ['a list', { body: { kind: 'json', value: [] } }, 400, malformed],
    ['null', { body: { kind: 'json', value: null } }, 400, malformed],
    ['a nested value', { body: { kind: 'json', value: { ...request(secret), scope: ['openid'] } } }, 400, malformed],
    ['half of an object', { body: { kind: 'malformed', mediaType: 'application/json' } }, 400, malformed],
    [
      'text',
      { body: { kind: 'other', mediaType: 'text/plain' } },
      400,
      api('E0000021', 'Bad request.  Accept and/or Content-Type headers likely do not match supported values.'),
    ],
    [
      'a parameter twice',
      { form: `${new URLSearchParams(request(secret))}&state=x` },
      400,
      oauth('invalid_request', 'The request contained multiple parameters with the same name.'),
    ],
  ]
  for (const [name, parts, status, json] of cases) {
    const answer = await send(parts, createTestDeps({ apps }))
    t.equal(answer.status, status, name)
    t.match(jsonOf(answer), json, name)
    t.equal(Object.keys(jsonOf(answer)).length, Object.keys(json).length, name)
  }
  const classic = await send({ form: request(secret) }, createTestDeps({ apps, engine: 'classic' }))
  t.strictSame(
    [classic.status, jsonOf(classic)],
    [400, oauth('access_denied', 'The requested feature is not enabled in this environment.')],
    'on the classic engine',
  )
})

t.test('a request object is merged when it is pushed', async (t) => {
  const deps = createTestDeps()
  const object = await new SignJWT({ iss: web.clientId, aud: url, state: 'inside' })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(Buffer.from(web.clientSecret ?? ''))
  t.match(sent(await go(await push(deps, { request: object }), deps)).params, [
    ['code', String],
    ['state', 'inside'],
  ])
})

t.test('a request_uri is good for one authorization', async (t) => {
  const deps = createTestDeps()
  const uri = await push(deps)
  const page = () => authorize(ask({ query: { client_id: web.clientId, request_uri: uri } }), deps)
  t.match(htmlOf(await page()), /name="identifier"/)
  const stateToken = stateTokenOf(await page())
  t.not(stateToken, '', 'the sign-in page may be reloaded')

  deps.advance(3599)
  const form = { stateToken, identifier: 'ada@example.com', 'credentials.passcode': 'Passw0rd!' }
  t.match(sent(await signIn(ask({ form }), deps)).params, [
    ['code', String],
    ['state', 's'],
  ])
  const again = await go(uri, deps)
  t.equal(again.status, 400)
  t.match(htmlOf(again), /<dd>invalid_request_uri<\/dd>[\s\S]*The authorize request_uri is invalid\./)
})

t.test('of two pages of one request_uri one gets a code', async (t) => {
  const deps = createTestDeps()
  const uri = await push(deps)
  const pages = await Promise.all(
    [1, 2].map(async () =>
      stateTokenOf(await authorize(ask({ query: { client_id: web.clientId, request_uri: uri } }), deps)),
    ),
  )
  const answers = []
  for (const stateToken of pages) {
    const form = { stateToken, identifier: 'ada@example.com', 'credentials.passcode': 'Passw0rd!' }
    answers.push(sent(await signIn(ask({ form }), deps)).params)
  }
  t.match(answers[0], [
    ['code', String],
    ['state', 's'],
  ])
  t.strictSame(answers[1], [
    ['state', 's'],
    ['error', 'invalid_request_uri'],
    ['error_description', 'The authorize request_uri is invalid.'],
  ])
})

t.test('a request_uri that is refused, on the error page', async (t) => {
  const custom = createServers(url)
  const server = { id: 'default', name: 'default', audiences: ['api://default'], scopes: [], claims: [] }
  const deps = createTestDeps({
    authorizationServers: [{ ...server, accessTokenLifetimeMinutes: 60, policies: [] }],
  })
  const uri = await push(deps)
  const elsewhere = createPar(custom.custom(ask({ route: { serverId: 'default' } }), deps))
  const policyFree = request({ ...secret, scope: 'openid' })
  const foreign = jsonOf(await Promise.resolve(elsewhere(ask({ method: 'POST', form: policyFree }), deps)))
  const cases: readonly (readonly [string, string, Readonly<Record<string, string>>, string, string])[] = [
    ['unknown', 'urn:okta:x', {}, 'invalid_request_uri', 'The authorize request_uri is invalid.'],
    [
      'a URL, which is not fetched',
      'https://a.example.com',
      {},
      'invalid_request_uri',
      'The authorize request_uri is invalid.',
    ],
    [
      'pushed by another client',
      uri,
      { client_id: spa.clientId },
      'invalid_client',
      "The 'client_id' parameter does not match the expected value for the provided request_uri.",
    ],
    [
      'without client_id',
      uri,
      { client_id: '' },
      'invalid_client',
      "The 'client_id' parameter does not match the expected value for the provided request_uri.",
    ],
    [
      'beside a request object',
      uri,
      { request: 'x' },
      'invalid_request',
      'The authorize request must not contain both a request object and a request uri.',
    ],
    [
      'of another authorization server',
      String(foreign.request_uri),
      {},
      'invalid_request_uri',
      'The request_uri was issued for another authorization server.',
    ],
  ]
  for (const [name, requestUri, more, error, description] of cases) {
    const answer = await go(requestUri, deps, more)
    t.equal(answer.status, 400, name)
    t.ok(htmlOf(answer).includes(`<dd>${error}</dd>`), name)
    t.ok(htmlOf(answer).includes(description.replaceAll("'", '&#39;')), name)
  }
  deps.advance(3600)
  t.equal((await go(uri, deps)).status, 400, 'after an hour')
})

t.test('what is sent beside a request_uri is ignored, and the log says so', async (t) => {
  const deps = createTestDeps()
  const uri = await push(deps)
  const asked = ask({
    query: { client_id: web.clientId, request_uri: uri, state: 'other', redirect_uri: 'https://evil.example.com' },
    cookies: await signedInAs(ada, deps),
  })
  const { to, params } = sent(await authorize(asked, deps))
  t.equal(to, `${callback}?`)
  t.match(params, [
    ['code', String],
    ['state', 's'],
  ])
  t.strictSame(asked.trace.notes, ['beside request_uri only client_id counts; ignored: state, redirect_uri'])
})

t.test('over HTTP: below the org and below a custom server', async (t) => {
  const { app } = await createTestApp()
  const send1 = (path: string) =>
    app.inject({
      method: 'POST',
      url: path,
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost:8080' },
      payload: new URLSearchParams(request(secret)).toString(),
    })
  const answer = await send1('/oauth2/v1/par')
  t.match(answer, { statusCode: 200, headers: { 'access-control-allow-origin': 'http://localhost:8080' } })
  t.equal((await send1('/oauth2/nowhere/v1/par')).statusCode, 404)
})
