import { createHash } from 'node:crypto'
import { decodeJwt } from 'jose'
import t from 'tap'
import type { Answer, Ask } from '../../../../src/server/exchange.js'
import { createToken } from '../../../../src/server/oauth/endpoints/token.js'
import { createOrgServer } from '../../../../src/server/oauth/org-server.js'
import { Refusal } from '../../../../src/server/refusal.js'
import { ask } from '../../../fixtures/ask.js'
import {
  ada,
  callback,
  codeOnly,
  createTestDeps,
  inactive,
  service,
  spa,
  start,
  type TestDeps,
  url,
  web,
} from '../../../fixtures/deps.js'

const token = createToken(createOrgServer(url))
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
const codeChallenge = createHash('sha256').update(verifier).digest('base64url')
const basic = (id: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
})
const webBasic = basic(web.clientId, web.clientSecret ?? '')
const form = { grant_type: 'authorization_code', code: 'c', redirect_uri: callback }

const putCode = (deps: TestDeps, change: object = {}) =>
  deps.store.codes.put(
    'c',
    {
      serverId: 'org',
      clientId: web.clientId,
      redirectUri: callback,
      userId: ada.id,
      scopes: ['openid', 'profile', 'okta.users.read'],
      nonce: 'n',
      authTime: start - 5,
      amr: ['pwd'],
      ...change,
    },
    300,
  )

const answerOf = async (asked: Ask, deps: TestDeps): Promise<Answer> => {
  try {
    return await token(asked, deps)
  } catch (error) {
    if (error instanceof Refusal) return error.answer(deps.random)
    throw error
  }
}

const refusal = async (asked: Ask, deps: TestDeps): Promise<unknown> => {
  const answer = await answerOf(asked, deps)
  return [answer.status, 'json' in answer ? answer.json : answer]
}

t.test('a code becomes tokens', async (t) => {
  const deps = createTestDeps()
  await putCode(deps)
  const answer = await answerOf(ask({ form, headers: webBasic }), deps)
  t.equal(answer.status, 200)
  t.strictSame(answer.headers, {
    'cache-control': 'no-cache, no-store',
    pragma: 'no-cache',
    expires: '0',
    'x-robots-tag': 'noindex,nofollow',
  })
  const json = ('json' in answer ? answer.json : {}) as Record<string, string>
  t.strictSame(Object.entries(json), [
    ['token_type', 'Bearer'],
    ['expires_in', 3600],
    ['access_token', json.access_token],
    ['scope', 'openid profile okta.users.read'],
    ['id_token', json.id_token],
  ])
  t.match(decodeJwt(json.access_token ?? ''), { sub: 'ada@example.com', scp: ['openid', 'profile', 'okta.users.read'] })
  t.match(decodeJwt(json.id_token ?? ''), { sub: ada.id, nonce: 'n', auth_time: start - 5, at_hash: String })
})

t.test('no ID token without openid, no nonce where none was sent', async (t) => {
  const deps = createTestDeps()
  await putCode(deps, { scopes: ['okta.users.read'] })
  const answer = await answerOf(ask({ form, headers: webBasic }), deps)
  t.strictSame(Object.keys('json' in answer ? Object(answer.json) : {}), [
    'token_type',
    'expires_in',
    'access_token',
    'scope',
  ])
})

t.test('how a client may prove itself', async (t) => {
  const secret = web.clientSecret ?? ''
  const ways: readonly (readonly [string, Ask, object])[] = [
    ['Basic', ask({ form, headers: webBasic }), {}],
    [
      'in the body, although Basic is configured',
      ask({ form: { ...form, client_id: web.clientId, client_secret: secret } }),
      {},
    ],
    ['in the query except the secret', ask({ method: 'POST', query: form, headers: webBasic }), {}],
    [
      'public client with PKCE',
      ask({ form: { ...form, client_id: spa.clientId, code_verifier: verifier } }),
      { clientId: spa.clientId, codeChallenge },
    ],
    [
      'public client with PKCE in a browser, origin in another case',
      ask({
        form: { ...form, client_id: spa.clientId, code_verifier: verifier },
        headers: { origin: 'HTTP://LOCALHOST:8080' },
      }),
      { clientId: spa.clientId, codeChallenge },
    ],
  ]
  for (const [name, asked, change] of ways) {
    const deps = createTestDeps()
    await putCode(deps, change)
    t.equal((await answerOf(asked, deps)).status, 200, name)
  }
})

t.test('Basic credentials are form-encoded inside', async (t) => {
  const odd = { ...web, clientSecret: 'a+b c%/:ü' }
  const deps = createTestDeps({ apps: [odd] })
  await putCode(deps)
  const headers = basic(odd.clientId, encodeURIComponent(odd.clientSecret))
  t.equal((await answerOf(ask({ form, headers }), deps)).status, 200)
})

const many =
  'Cannot supply multiple client credentials. Use one of the following: credentials in the Authorization header, credentials in the post body, or a client_assertion in the post body.'

t.test('a client that does not prove itself is refused', async (t) => {
  const invalid = (error_description: string) => ({ error: 'invalid_client', error_description })
  const secret = web.clientSecret ?? ''
  const both = { error: 'invalid_request', error_description: many }
  const cases: readonly (readonly [string, Ask, number, object])[] = [
    ['nothing', ask({ form }), 401, invalid('No client credentials found.')],
    [
      'confidential without proof',
      ask({ form: { ...form, client_id: web.clientId } }),
      401,
      invalid('No client credentials found.'),
    ],
    [
      'wrong secret',
      ask({ form, headers: basic(web.clientId, 'no') }),
      401,
      invalid('The client secret supplied for a confidential client is invalid.'),
    ],
    [
      'wrong secret in the body',
      ask({ form: { ...form, client_id: web.clientId, client_secret: 'no' } }),
      401,
      invalid('The client secret supplied for a confidential client is invalid.'),
    ],
    [
      'secret of a public client',
      ask({ form: { ...form, client_id: spa.clientId, client_secret: 'x' } }),
      401,
      invalid('Client authentication failed. Either the client or the client credentials are invalid.'),
    ],
    [
      'Basic without a colon',
      ask({ form, headers: { authorization: `Basic ${Buffer.from('abc').toString('base64')}` } }),
      401,
      invalid('Found Authentication header but was not valid client credentials.'),
    ],
    [
      'Bearer',
      ask({ form, headers: { authorization: 'Bearer x' } }),
      401,
      invalid('Found Authentication header but was not valid client credentials.'),
    ],
    [
      'Basic and a secret',
      ask({ form: { ...form, client_id: web.clientId, client_secret: secret }, headers: webBasic }),
      401,
      both,
    ],
    ['Basic and a bare client_id', ask({ form: { ...form, client_id: web.clientId }, headers: webBasic }), 401, both],
    [
      'secret in the query',
      ask({ form, query: { client_id: web.clientId, client_secret: secret } }),
      400,
      { error: 'invalid_request', error_description: 'Client credentials cannot be supplied via query parameters.' },
    ],
  ]
  for (const [name, asked, status, json] of cases) {
    const deps = createTestDeps()
    await putCode(deps)
    const answer = await answerOf(asked, deps)
    t.strictSame([answer.status, 'json' in answer && answer.json], [status, json], name)
    t.equal(answer.headers?.['www-authenticate'], status === 401 ? 'Basic realm="Okta"' : undefined, name)
  }
})

t.test('an unknown client gets the shape of an API error', async (t) => {
  const body = {
    errorCode: 'invalid_client',
    errorSummary: "Invalid value for 'client_id' parameter.",
    errorLink: 'invalid_client',
    errorId: /^oae[A-Za-z0-9_-]{22}$/,
    errorCauses: [],
  }
  const deps = createTestDeps()
  t.match(await refusal(ask({ form, headers: basic('0oanobody', 'x') }), deps), [401, body], 'by Basic')
  t.match(await refusal(ask({ form: { ...form, client_id: '0oanobody' } }), deps), [400, body], 'in the body')
  t.match(
    await refusal(ask({ form, headers: basic(inactive.clientId, 'x'.repeat(40)) }), deps),
    [401, body],
    'deactivated',
  )
})

t.test('a request that is none is refused', async (t) => {
  const cases: readonly (readonly [string, Ask, number, object])[] = [
    [
      'JSON',
      ask({ method: 'POST', body: { kind: 'json', value: form }, headers: webBasic }),
      400,
      {
        errorCode: 'E0000021',
        errorSummary: 'Bad request.  Accept and/or Content-Type headers likely do not match supported values.',
      },
    ],
    [
      'a parameter twice',
      ask({ form: 'grant_type=authorization_code&code=c&code=d', headers: webBasic }),
      400,
      { error: 'invalid_request', error_description: 'The request contained multiple parameters with the same name.' },
    ],
    [
      'a parameter in query and form',
      ask({ form, query: { code: 'c' }, headers: webBasic }),
      400,
      { error: 'invalid_request', error_description: 'The request contained multiple parameters with the same name.' },
    ],
    [
      'no grant_type',
      ask({ form: { code: 'c' }, headers: webBasic }),
      400,
      {
        error: 'invalid_request',
        error_description:
          "The token request must specify a 'grant_type'. Valid values: [authorization_code, implicit, refresh_token, password, client_credentials, urn:ietf:params:oauth:grant-type:device_code]",
      },
    ],
    [
      'unknown grant_type',
      ask({ form: { grant_type: 'magic' }, headers: webBasic }),
      400,
      {
        error: 'unsupported_grant_type',
        error_description:
          'The authorization grant type is not supported by the authorization server. Configured grant types: [authorization_code, implicit, refresh_token, password, client_credentials, urn:ietf:params:oauth:grant-type:device_code].',
      },
    ],
  ]
  for (const [name, asked, status, json] of cases) {
    t.match(await refusal(asked, createTestDeps()), [status, json], name)
  }
})

t.test('a grant type that the app lacks is refused with the configured list', async (t) => {
  const app = { ...service, tokenEndpointAuthMethod: 'client_secret_basic' as const, clientSecret: 'x'.repeat(40) }
  t.strictSame(
    await refusal(ask({ form, headers: basic(app.clientId, 'x'.repeat(40)) }), createTestDeps({ apps: [app] })),
    [
      400,
      {
        error: 'unauthorized_client',
        error_description:
          'The client is not authorized to use the provided grant type. Configured grant types: [client_credentials].',
      },
    ],
  )
})

t.test('a code that does not fit is refused', async (t) => {
  const grant = (error_description: string) => ({ error: 'invalid_grant', error_description })
  const invalid = grant('The authorization code is invalid or has expired.')
  const mismatch = grant("The 'redirect_uri' does not match the redirection URI used in the authorization request.")
  const pkce = grant('PKCE verification failed.')
  const browser = { origin: 'http://localhost:8080' }
  const cases: readonly (readonly [string, Ask, object, number, object])[] = [
    [
      'no code',
      ask({ form: { grant_type: 'authorization_code' }, headers: webBasic }),
      {},
      400,
      { error: 'invalid_request', error_description: "The required parameter 'code' is missing." },
    ],
    ['unknown code', ask({ form: { ...form, code: 'x' }, headers: webBasic }), {}, 400, invalid],
    ['code of another server', ask({ form, headers: webBasic }), { serverId: 'default' }, 400, invalid],
    [
      'code of another client',
      ask({ form, headers: webBasic }),
      { clientId: codeOnly.clientId },
      400,
      grant(
        "The grant was issued to another client. Please make sure the 'client_id' matches the one used at the authorize request.",
      ),
    ],
    [
      'another redirect_uri',
      ask({ form: { ...form, redirect_uri: `${callback}/` }, headers: webBasic }),
      {},
      400,
      mismatch,
    ],
    [
      'no redirect_uri',
      ask({ form: { grant_type: 'authorization_code', code: 'c' }, headers: webBasic }),
      {},
      400,
      mismatch,
    ],
    ['wrong verifier', ask({ form: { ...form, code_verifier: 'x' }, headers: webBasic }), { codeChallenge }, 400, pkce],
    ['no verifier', ask({ form, headers: webBasic }), { codeChallenge }, 400, pkce],
    [
      'a verifier nobody asked for',
      ask({ form: { ...form, code_verifier: verifier }, headers: webBasic }),
      {},
      400,
      {
        error: 'invalid_request',
        error_description: 'PKCE code challenge should be specified in the authorize request for code verification.',
      },
    ],
    [
      'a browser without PKCE',
      ask({ form, headers: { ...webBasic, ...browser } }),
      {},
      401,
      {
        error: 'invalid_client',
        error_description: 'Browser requests to the token endpoint must use Proof Key for Code Exchange.',
      },
    ],
    [
      'a browser of another origin',
      ask({ form: { ...form, code_verifier: verifier }, headers: { ...webBasic, origin: 'http://evil.example' } }),
      { codeChallenge },
      400,
      {
        error: 'invalid_request',
        error_description:
          'Browser requests to the token endpoint must be part of at least one whitelisted redirect_uri.',
      },
    ],
  ]
  for (const [name, asked, change, status, json] of cases) {
    const deps = createTestDeps()
    await putCode(deps, change)
    t.strictSame(await refusal(asked, deps), [status, json], name)
  }
})

t.test('a code works once, and for 300 seconds', async (t) => {
  const deps = createTestDeps()
  const spent = [
    400,
    { error: 'invalid_grant', error_description: 'The authorization code is invalid or has expired.' },
  ]
  await putCode(deps)
  const twice = await Promise.all([
    answerOf(ask({ form, headers: webBasic }), deps),
    answerOf(ask({ form, headers: webBasic }), deps),
  ])
  t.strictSame(
    twice.map(({ status }) => status),
    [200, 400],
    'of two requests at the same time one gets the tokens',
  )
  t.strictSame(await refusal(ask({ form, headers: webBasic }), deps), spent, 'a third gets nothing')

  await putCode(deps)
  deps.advance(299)
  t.equal((await answerOf(ask({ form, headers: webBasic }), deps)).status, 200)
  await putCode(deps)
  deps.advance(300)
  t.strictSame(await refusal(ask({ form, headers: webBasic }), deps), spent)
})

t.test('a code of a user who was suspended since gives nothing', async (t) => {
  const deps = createTestDeps()
  await putCode(deps)
  deps.org.putUser({ ...ada, status: 'SUSPENDED' })
  t.strictSame(await refusal(ask({ form, headers: webBasic }), deps), [
    400,
    { error: 'invalid_grant', error_description: 'The authorization code is invalid or has expired.' },
  ])
})
