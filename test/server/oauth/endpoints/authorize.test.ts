import { decodeJwt, decodeProtectedHeader } from 'jose'
import t from 'tap'
import { ask } from '../../../fixtures/ask.js'
import { authorize, htmlOf, request, sent, signedInAs } from '../../../fixtures/authorize.js'
import {
  ada,
  bob,
  callback,
  codeOnly,
  createTestDeps,
  inactive,
  service,
  spa,
  url,
  web,
  wildcard,
} from '../../../fixtures/deps.js'

const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
const whole = request()

t.test('without a session the sign-in page is shown, with the hint in its field', async (t) => {
  const deps = createTestDeps()
  const answer = await authorize(ask({ query: request({ login_hint: 'ada@example.com' }) }), deps)
  t.equal(answer.status, 200)
  t.match(htmlOf(answer), /name="identifier" value="ada@example.com"/)
  t.match(htmlOf(answer), /name="credentials.passcode"/)
})

t.test('parameters that change nothing are accepted', async (t) => {
  const deps = createTestDeps()
  const more = { idp: '0oaidp00000000000000', idp_scope: 'x', display: 'page', ui_locales: 'de', nobody_knows: 'x' }
  const answer = await authorize(ask({ query: request(more), cookies: await signedInAs(ada, deps) }), deps)
  t.strictSame(
    sent(answer).params.map(([name]) => name),
    ['code', 'state'],
  )
})

t.test('what goes wrong before the redirect URI is trusted is an error page, status 400', async (t) => {
  const admin = (clientId: string) => `http://localhost:6582/admin/app/oidc_client/instance/${clientId}#tab-general`
  const redirectUri = (clientId: string) =>
    `The 'redirect_uri' parameter must be a Login redirect URI in the client app settings: ${admin(clientId)}`
  const client = "Invalid value for 'client_id' parameter."
  const twice = `${new URLSearchParams(whole)}&client_id=${web.clientId}`
  const cases: readonly (readonly [string, string | Record<string, string>, string, string])[] = [
    ['no client_id', request({ client_id: undefined }), 'invalid_client', client],
    ['empty client_id', request({ client_id: '' }), 'invalid_client', client],
    ['unknown client_id', request({ client_id: '0oanobody' }), 'invalid_client', client],
    ['deactivated app', request({ client_id: inactive.clientId }), 'invalid_client', client],
    [
      'service app',
      request({ client_id: service.clientId }),
      'invalid_request',
      "Clients with 'application_type' of 'service' are not allowed to access the '/authorize' endpoint.",
    ],
    ['no redirect_uri', request({ redirect_uri: undefined }), 'invalid_request', redirectUri(web.clientId)],
    ['another path', request({ redirect_uri: `${callback}/` }), 'invalid_request', redirectUri(web.clientId)],
    ['another case', request({ redirect_uri: callback.toUpperCase() }), 'invalid_request', redirectUri(web.clientId)],
    [
      'another port',
      request({ redirect_uri: callback.replace('8080', '8081') }),
      'invalid_request',
      redirectUri(web.clientId),
    ],
    ['a query added', request({ redirect_uri: `${callback}?a=b` }), 'invalid_request', redirectUri(web.clientId)],
    [
      'no challenge where PKCE is required',
      request({ client_id: spa.clientId }),
      'invalid_request',
      'PKCE code challenge is required by the application.',
    ],
    ['a parameter twice', twice, 'invalid_request', 'The request contained multiple parameters with the same name.'],
  ]
  const escaped = (text: string) => text.replaceAll("'", '&#39;')
  for (const [name, query, error, description] of cases) {
    const asked = ask({ query })
    const answer = await authorize(asked, createTestDeps())
    t.equal(answer.status, 400, name)
    t.notOk('redirect' in answer, `${name}: no redirect`)
    t.ok(htmlOf(answer).includes(`<dd>${error}</dd>`), `${name}: ${error}`)
    t.ok(htmlOf(answer).includes(`<dd>${escaped(description)}</dd>`), `${name}: ${description}`)
    t.match(asked.trace.refusal, { reason: String, source: /^S-\d{3}$/ }, `${name}: the log says why`)
  }
})

t.test('everything else is an error by redirect, before anybody is asked to sign in', async (t) => {
  const query = `${callback}?`
  const fragment = `${callback}#`
  const pkce = { code_challenge: challenge, code_challenge_method: 'S256' }
  const token = { response_type: 'token', scope: 'okta.users.read' }
  const typeText = (configured: string) =>
    `The response type is not supported by the authorization server. Configured response types: [${configured}].`
  const methodText = 'PKCE code challenge method is not supported. Valid values: [S256]'
  const illegalText = 'PKCE code challenge contains illegal characters.'
  const promptText = "Invalid value for 'prompt' parameter. Supported values: [none, login, consent]"
  const maxAgeText = "Invalid value for 'max_age' parameter. It should be within range 0 - 2^31-1."
  const openidText = "Requests for ID tokens or access tokens with OpenID scopes require the 'openid' scope."
  const cases: readonly (readonly [string, Record<string, string | undefined>, string, string, string])[] = [
    [
      'no response_type',
      { response_type: undefined },
      query,
      'unsupported_response_type',
      typeText('code, token, id_token'),
    ],
    [
      'unknown response_type',
      { response_type: 'codes' },
      query,
      'unsupported_response_type',
      typeText('code, token, id_token'),
    ],
    [
      'response type not configured',
      { client_id: codeOnly.clientId, response_type: 'token' },
      fragment,
      'unsupported_response_type',
      typeText('code'),
    ],
    [
      'unknown response mode',
      { response_mode: 'web_message' },
      query,
      'unsupported_response_mode',
      'The response mode is not supported by the authorization server. Valid response modes: [query, fragment, form_post, okta_post_message].',
    ],
    [
      'a token in the query',
      { ...token, response_mode: 'query' },
      fragment,
      'unsupported_response_mode',
      "'query' response mode cannot be used with either the 'id_token' or 'token' response types.",
    ],
    [
      'no nonce for a token',
      { ...token, nonce: undefined },
      fragment,
      'invalid_request',
      "The 'nonce' parameter is required for authorize requests with either the 'id_token' or 'token' response types..",
    ],
    ['challenge without method', { code_challenge: challenge }, query, 'invalid_request', methodText],
    ['method plain', { ...pkce, code_challenge_method: 'plain' }, query, 'invalid_request', methodText],
    ['short challenge', { ...pkce, code_challenge: challenge.slice(1) }, query, 'invalid_request', illegalText],
    ['illegal challenge', { ...pkce, code_challenge: `${challenge.slice(1)}+` }, query, 'invalid_request', illegalText],
    ['unknown prompt', { prompt: 'create' }, query, 'invalid_request', promptText],
    ['none beside login', { prompt: 'none login' }, query, 'invalid_request', promptText],
    ['max_age in words', { max_age: 'old' }, query, 'invalid_request', maxAgeText],
    ['negative max_age', { max_age: '-1' }, query, 'invalid_request', maxAgeText],
    ['huge max_age', { max_age: '2147483648' }, query, 'invalid_request', maxAgeText],
    [
      'max_age=0 with prompt=none',
      { max_age: '0', prompt: 'none' },
      query,
      'invalid_request',
      "'prompt' parameter must not have the value 'none' for request with 'zero' as max_age.",
    ],
    ['no scope', { scope: undefined }, query, 'invalid_scope', 'No scopes were requested.'],
    [
      'custom scope',
      { scope: 'openid orders' },
      query,
      'invalid_scope',
      'Custom scopes are not allowed for this request.',
    ],
    [
      'unknown okta scope',
      { scope: 'okta.user.read' },
      query,
      'invalid_scope',
      'One or more scopes are not configured for the authorization server resource.',
    ],
    ['profile without openid', { scope: 'profile' }, query, 'invalid_scope', openidText],
    [
      'id_token without openid',
      { response_type: 'id_token', scope: 'okta.users.read' },
      fragment,
      'invalid_scope',
      openidText,
    ],
    [
      'nothing granted',
      { scope: 'okta.apps.read okta.logs.read' },
      query,
      'consent_required',
      'You are not allowed any of the requested scopes.',
    ],
    [
      'prompt=none without a session',
      { prompt: 'none' },
      query,
      'login_required',
      'The client specified not to prompt, but the user is not logged in.',
    ],
  ]
  for (const [name, parts, to, error, error_description] of cases) {
    const asked = ask({ query: request(parts) })
    const answer = await authorize(asked, createTestDeps())
    t.equal(answer.status, 302, name)
    t.strictSame(sent(answer), { to, params: Object.entries({ state: 's', error, error_description }) }, name)
    t.match(asked.trace.refusal, { reason: String, source: /^S-\d{3}$/ }, `${name}: the log says why`)
  }
})

t.test('a missing or empty state is an error by redirect that carries none', async (t) => {
  for (const state of [undefined, '']) {
    const answer = await authorize(ask({ query: request({ state }) }), createTestDeps())
    t.strictSame(sent(answer).params, [
      ['error', 'invalid_request'],
      ['error_description', "The authentication request has an invalid 'state' parameter."],
    ])
  }
})

t.test('the log says which change would let a scope through', async (t) => {
  const asked = ask({ query: request({ scope: 'okta.apps.read' }) })
  await authorize(asked, createTestDeps())
  t.strictSame(
    asked.trace.refusal?.reason,
    'none of okta.apps.read is in the grants of "Web" (0oaweb00000000000000): add them under apps[].grants',
  )
})

t.test('with a session the browser goes straight back', async (t) => {
  t.test('with a code in the query', async (t) => {
    const deps = createTestDeps()
    const answer = await authorize(ask({ query: whole, cookies: await signedInAs(ada, deps) }), deps)
    const { to, params } = sent(answer)
    t.equal(answer.status, 302)
    t.equal(answer.headers?.['referrer-policy'], 'no-referrer')
    t.equal(to, `${callback}?`)
    t.strictSame(
      params.map(([name]) => name),
      ['code', 'state'],
    )
    t.match(params[0]?.[1], /^[A-Za-z0-9_-]{43}$/)
    t.equal(params[1]?.[1], 's')
  })

  t.test('with an access token in the fragment', async (t) => {
    const deps = createTestDeps()
    const query = request({ response_type: 'token', scope: 'okta.users.read' })
    const { to, params } = sent(await authorize(ask({ query, cookies: await signedInAs(ada, deps) }), deps))
    const token = params[0]?.[1] ?? ''
    t.equal(to, `${callback}#`)
    t.strictSame(params, [
      ['access_token', token],
      ['token_type', 'Bearer'],
      ['expires_in', '3600'],
      ['scope', 'okta.users.read'],
      ['state', 's'],
    ])
    const { kid } = (await deps.keys.published())[0] ?? {}
    t.strictSame(Object.entries(decodeProtectedHeader(token)), [
      ['kid', kid],
      ['typ', 'application/okta-internal-at+jwt'],
      ['alg', 'RS256'],
    ])
    const claims = decodeJwt(token)
    t.match(claims.jti, /^AT\.[A-Za-z0-9_-]{43}$/)
    t.strictSame(Object.entries(claims), [
      ['ver', 1],
      ['jti', claims.jti],
      ['iss', url],
      ['aud', url],
      ['sub', 'ada@example.com'],
      ['iat', deps.now()],
      ['exp', deps.now() + 3600],
      ['cid', web.clientId],
      ['uid', ada.id],
      ['scp', ['okta.users.read']],
      ['auth_time', deps.now()],
    ])
  })

  t.test('with a full ID token where it comes alone', async (t) => {
    const deps = createTestDeps()
    const query = request({ response_type: 'id_token', scope: 'openid profile email address phone groups' })
    const { params } = sent(await authorize(ask({ query, cookies: await signedInAs(ada, deps) }), deps))
    t.strictSame(
      params.map(([name]) => name),
      ['id_token', 'state'],
    )
    const claims = decodeJwt(params[0]?.[1] ?? '')
    t.strictSame(Object.entries(claims), [
      ['sub', ada.id],
      ['name', 'Ada Admin'],
      ['email', 'ada@example.com'],
      ['ver', 1],
      ['iss', url],
      ['aud', web.clientId],
      ['iat', deps.now()],
      ['exp', deps.now() + 3600],
      ['jti', claims.jti],
      ['amr', ['pwd']],
      ['idp', deps.org.id],
      ['nonce', 'n'],
      ['preferred_username', 'ada@example.com'],
      ['auth_time', deps.now()],
      ['family_name', 'Admin'],
      ['given_name', 'Ada'],
      ['nickname', 'Countess'],
      ['zoneinfo', 'Europe/London'],
      ['locale', 'en_GB'],
      ['updated_at', ada.lastUpdated],
      ['email_verified', true],
      ['address', { street_address: '12 St James’s Square', locality: 'London' }],
      ['phone_number', '+44 20 7946 0000'],
      ['groups', ['Everyone', 'Engineers']],
    ])
  })

  t.test('with a thin ID token beside an access token, bound by at_hash', async (t) => {
    const deps = createTestDeps()
    const query = request({ response_type: 'id_token token', scope: 'openid email profile groups' })
    const { params } = sent(await authorize(ask({ query, cookies: await signedInAs(ada, deps) }), deps))
    t.strictSame(
      params.map(([name]) => name),
      ['id_token', 'access_token', 'token_type', 'expires_in', 'scope', 'state'],
    )
    const [idToken, accessToken] = [params[0]?.[1] ?? '', params[1]?.[1] ?? '']
    const { createHash } = await import('node:crypto')
    const expected = createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url')
    const claims = decodeJwt(idToken)
    t.equal(claims.at_hash, expected)
    t.strictSame(Object.keys(claims), [
      'sub',
      'name',
      'email',
      'ver',
      'iss',
      'aud',
      'iat',
      'exp',
      'jti',
      'amr',
      'idp',
      'nonce',
      'preferred_username',
      'auth_time',
      'at_hash',
    ])
  })

  t.test('by a form that posts itself', async (t) => {
    const deps = createTestDeps()
    const query = request({ response_mode: 'form_post', state: '"><script>alert(1)</script>' })
    const answer = await authorize(ask({ query, cookies: await signedInAs(ada, deps) }), deps)
    t.equal(answer.status, 200)
    t.match(
      htmlOf(answer),
      new RegExp(
        `<form method="post" action="${callback}">\\s*<input type="hidden" name="code" value="[A-Za-z0-9_-]{43}">`,
      ),
    )
    t.notMatch(htmlOf(answer), /<script>alert/)
  })
})

t.test('a scope that is not granted is left out, and the log says so', async (t) => {
  const deps = createTestDeps()
  const query = request({ response_type: 'token', scope: 'okta.users.read okta.apps.read' })
  const asked = ask({ query, cookies: await signedInAs(ada, deps) })
  const { params } = sent(await authorize(asked, deps))
  t.equal(new Map(params.map(([name = '', value]) => [name, value])).get('scope'), 'okta.users.read')
  t.strictSame(asked.trace.notes, [
    'scope okta.apps.read is not in the grants of "Web" (0oaweb00000000000000) and was left out: add it under apps[].grants',
  ])
})

t.test('a user who is not assigned is refused by redirect, after sign-in', async (t) => {
  const deps = createTestDeps()
  const query = request({ client_id: codeOnly.clientId })
  t.strictSame(sent(await authorize(ask({ query, cookies: await signedInAs(bob, deps) }), deps)).params, [
    ['state', 's'],
    ['error', 'access_denied'],
    ['error_description', 'User is not assigned to the client application.'],
  ])
})

t.test('when the person is asked although there is a session', async (t) => {
  const asked = async (parts: Record<string, string>, secondsLater: number): Promise<string> => {
    const deps = createTestDeps()
    const cookies = await signedInAs(ada, deps)
    deps.advance(secondsLater)
    const answer = await authorize(ask({ query: request(parts), cookies }), deps)
    return 'redirect' in answer
      ? (sent(answer).params.find(([name]) => name === 'error_description')?.[1] ?? 'code')
      : 'page'
  }
  t.equal(await asked({}, 7199), 'code', 'a session lasts two hours')
  t.equal(await asked({}, 7200), 'page', 'and no second longer')
  t.equal(await asked({ prompt: 'login' }, 0), 'page', 'prompt=login')
  t.equal(await asked({ max_age: '60' }, 59), 'code', 'younger than max_age')
  t.equal(await asked({ max_age: '60' }, 60), 'page', 'max_age reached')
  t.equal(await asked({ max_age: '0' }, 0), 'page', 'max_age=0')
  t.equal(
    await asked({ max_age: '60', prompt: 'none' }, 61),
    'The client specified not to prompt, but the client app requires re-authentication or MFA.',
    'max_age reached and prompt=none',
  )
})

t.test('a session of a user who may not sign in any more does not count', async (t) => {
  const deps = createTestDeps()
  const cookies = await signedInAs(ada, deps)
  deps.org.putUser({ ...ada, status: 'SUSPENDED' })
  const answer = await authorize(ask({ query: whole, cookies }), deps)
  t.match(htmlOf(answer), /name="identifier"/)
})

t.test('a wildcard covers one label of a subdomain', async (t) => {
  const ok = async (redirect_uri: string): Promise<boolean> => {
    const answer = await authorize(
      ask({ query: request({ client_id: wildcard.clientId, redirect_uri }) }),
      createTestDeps(),
    )
    return answer.status === 200
  }
  t.equal(await ok('https://pr-7.preview.example.com/cb'), true)
  for (const uri of [
    'https://a.b.preview.example.com/cb',
    'https://preview.example.com/cb',
    'https://.preview.example.com/cb',
    'http://pr-7.preview.example.com/cb',
    'https://pr-7.preview.example.com/cb/x',
    'https://evil.com/.preview.example.com/cb',
    'https://evil.com#.preview.example.com/cb',
    'https://*.preview.example.com/cbx',
  ]) {
    t.equal(await ok(uri), false, uri)
  }
})

t.test('POST reads the form; another media type is refused on the page', async (t) => {
  const deps = createTestDeps()
  const cookies = await signedInAs(ada, deps)
  const posted = await authorize(ask({ form: whole, cookies }), deps)
  t.strictSame(
    sent(posted).params.map(([name]) => name),
    ['code', 'state'],
  )
  const json = await authorize(ask({ method: 'POST', body: { kind: 'json', value: whole }, cookies }), deps)
  t.equal(json.status, 400)
  t.match(htmlOf(json), /E0000021/)
})
