import { type JWK, SignJWT, UnsecuredJWT } from 'jose'
import t from 'tap'
import { assertionType } from '../../../../src/server/oauth/clients/assertion.js'
import { authenticateClient } from '../../../../src/server/oauth/clients/authenticate.js'
import type { ClientEndpoint } from '../../../../src/server/oauth/clients/client-request.js'
import { createToken } from '../../../../src/server/oauth/endpoints/token.js'
import { createOrgServer } from '../../../../src/server/oauth/org-server.js'
import type { App } from '../../../../src/server/org/records.js'
import { Refusal } from '../../../../src/server/refusal.js'
import { ask } from '../../../fixtures/ask.js'
import { otherRsa, p256, p384, p521, publicHalf, rsa } from '../../../fixtures/client-keys.js'
import { createTestDeps, service, start, type TestDeps, url, web } from '../../../fixtures/deps.js'

const server = createOrgServer(url)
const tokenUrl = `${url}/oauth2/v1/token`
const secret = 's'.repeat(64)
const jwksUri = 'https://client.example.com/keys'

const rsaKey = publicHalf(rsa, { kid: 'rsa' })
const one: App = { ...service, id: '0oaone00000000000000', clientId: '0oaone00000000000000', jwks: { keys: [rsaKey] } }
const several: App = {
  ...service,
  id: '0oaseveral0000000000',
  clientId: '0oaseveral0000000000',
  jwks: {
    keys: [
      rsaKey,
      publicHalf(p256, { kid: 'p256' }),
      publicHalf(p384, { kid: 'p384', alg: 'ES384' }),
      publicHalf(p521, { kid: 'p521' }),
      publicHalf(otherRsa, { kid: 'encryption', use: 'enc' }),
      { ...publicHalf(otherRsa, { kid: 'off' }), status: 'INACTIVE' },
      publicHalf(otherRsa, { kid: 'RS512 only', alg: 'RS512', use: 'sig' }),
      publicHalf({ kty: 'RSA', n: 'AQAB', e: 'AQAB' }, { kid: 'broken' }),
    ],
  },
}
const keyless: App = { ...service, id: '0oakeyless0000000000', clientId: '0oakeyless0000000000' }
const remote: App = { ...service, id: '0oaremote00000000000', clientId: '0oaremote00000000000', jwksUri }
const hmac: App = {
  ...web,
  id: '0oahmac0000000000000',
  clientId: '0oahmac0000000000000',
  tokenEndpointAuthMethod: 'client_secret_jwt',
  clientSecret: secret,
}
const shortSecret: App = {
  ...hmac,
  id: '0oashort000000000000',
  clientId: '0oashort000000000000',
  clientSecret: secret.slice(0, 40),
}
const hmacWithKeys: App = {
  ...hmac,
  id: '0oahmackeys000000000',
  clientId: '0oahmackeys000000000',
  jwks: { keys: [rsaKey] },
}
const apps = [one, several, keyless, remote, hmac, shortSecret, hmacWithKeys, web]

interface Change {
  readonly claims?: Readonly<Record<string, unknown>>
  readonly header?: { readonly alg?: string; readonly kid?: string; readonly jku?: string }
  readonly key?: JWK | Uint8Array
}

/** A good assertion of the app, changed; a claim that is undefined is left out. */
const sign = ({ clientId }: App, { claims, header, key }: Change = {}): Promise<string> => {
  const payload = { iss: clientId, sub: clientId, aud: tokenUrl, exp: start + 300, iat: start, ...claims }
  return new SignJWT(JSON.parse(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'RS256', ...header })
    .sign(key ?? rsa)
}

type Form = Readonly<Record<string, string>>

const withAssertion = (assertion: string, more: Form = {}): Form => ({
  client_assertion_type: assertionType,
  client_assertion: assertion,
  ...more,
})

/** The client id of the app that was found, or the refusal's status and body. */
const outcome = async (
  form: Form,
  deps: TestDeps = createTestDeps({ apps }),
  { endpoint = 'token' as ClientEndpoint, headers = {}, query = {} } = {},
): Promise<unknown> => {
  const asked = ask({ form, headers, query })
  const params = asked.body.kind === 'form' ? asked.body.params : asked.query
  try {
    return (await authenticateClient({ ask: asked, params, server, endpoint }, deps)).clientId
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const answer = error.answer(deps.random)
    return [answer.status, 'json' in answer ? answer.json : answer]
  }
}

const invalid = (error_description: string) => [401, { error: 'invalid_client', error_description }]

t.test('every algorithm that Okta takes', async (t) => {
  const cases: readonly (readonly [App, string, JWK | Uint8Array, string?])[] = [
    ...(['RS256', 'RS384', 'RS512'] as const).map((alg) => [one, alg, rsa] as const),
    [several, 'ES256', p256, 'p256'],
    [several, 'ES384', p384, 'p384'],
    [several, 'ES512', p521, 'p521'],
    ...(['HS256', 'HS384', 'HS512'] as const).map((alg) => [hmac, alg, Buffer.from(secret)] as const),
  ]
  for (const [app, alg, key, kid] of cases) {
    const assertion = await sign(app, { key, header: { alg, ...(kid !== undefined && { kid }) } })
    t.equal(await outcome(withAssertion(assertion)), app.clientId, alg)
  }
})

t.test('what may vary', async (t) => {
  const cases: readonly (readonly [string, App, Change, Form?])[] = [
    ['the key id, where there is one key', one, { header: { kid: 'rsa' } }],
    ['a client_id beside it', one, {}, { client_id: one.clientId }],
    ['an audience among others', one, { claims: { aud: ['https://elsewhere.example.com', tokenUrl] } }],
    ['an hour, to the second', one, { claims: { exp: start + 3600 } }],
    ['an hour, by a clock that is 5 s ahead', one, { claims: { exp: start + 3605, iat: start + 5 } }],
    ['no iat', one, { claims: { iat: undefined } }],
    ['a jti', one, { claims: { jti: 'once' } }],
    [
      'HS256 where public keys are for request objects',
      hmacWithKeys,
      { header: { alg: 'HS256' }, key: Buffer.from(secret) },
    ],
  ]
  for (const [name, app, change, more] of cases) {
    t.equal(await outcome(withAssertion(await sign(app, change), more)), app.clientId, name)
  }
})

t.test('the audience is the endpoint that was called, by any of its names', async (t) => {
  const deps = createTestDeps({ apps })
  for (const endpoint of ['token', 'introspect', 'revoke', 'device/authorize', 'par'] as const) {
    const assertion = await sign(one, { claims: { aud: `${url}/oauth2/v1/${endpoint}` } })
    t.equal(await outcome(withAssertion(assertion), deps, { endpoint }), one.clientId, endpoint)
  }
  const assertion = await sign(one, { claims: { aud: 'http://mockta:6582/oauth2/v1/token' } })
  t.equal(await outcome(withAssertion(assertion), deps, { headers: { host: 'mockta:6582' } }), one.clientId)
  const refused = invalid('The audience claim for client_assertion must be the endpoint invoked for the request.')
  t.strictSame(await outcome(withAssertion(assertion), deps), refused, 'not under that name')
  const elsewhere = await sign(one, { claims: { aud: tokenUrl } })
  t.strictSame(await outcome(withAssertion(elsewhere), deps, { endpoint: 'revoke' }), refused, 'another endpoint')
  const issuer = await sign(one, { claims: { aud: url } })
  t.strictSame(await outcome(withAssertion(issuer), deps), refused, 'the issuer')
})

t.test('a jti works once, for one app, whatever becomes of the request', async (t) => {
  const deps = createTestDeps({ apps })
  const used = invalid('The client_assertion token has already been used.')
  const first = withAssertion(await sign(one, { claims: { jti: 'j' } }))
  t.equal(await outcome(first, deps), one.clientId)
  t.strictSame(await outcome(first, deps), used)
  const other = withAssertion(await sign(several, { claims: { jti: 'j' }, header: { kid: 'rsa' } }))
  t.equal(await outcome(other, deps), several.clientId, 'the same jti of another app')
  const [one1, one2] = await Promise.all(
    [1, 2].map(async () => outcome(withAssertion(await sign(one, { claims: { jti: 'k' } })), deps)),
  )
  t.strictSame([one1, one2].filter((result) => result === one.clientId).length, 1, 'of two at a time one gets through')

  const unproven = withAssertion(await sign(one, { claims: { jti: 'l' }, key: otherRsa }))
  t.strictSame(await outcome(unproven, deps), invalid('The client_assertion signature is invalid.'))
  t.equal(await outcome(withAssertion(await sign(one, { claims: { jti: 'l' } })), deps), one.clientId)

  const long = { jti: 'm', exp: start + 3600 }
  t.equal(await outcome(withAssertion(await sign(one, { claims: long })), deps), one.clientId)
  deps.advance(3599)
  t.strictSame(await outcome(withAssertion(await sign(one, { claims: long })), deps), used, 'until it expires')
})

t.test('assertions that are refused', async (t) => {
  const expired = invalid('The client_assertion token is expired.')
  const tooLate = invalid('The client_assertion token has an expiration too far into the future.')
  const noExp = invalid("The client_assertion must contain the 'exp' claim as seconds since epoch.")
  const early = invalid('The client_assertion token must be issued before the current time.')
  const issuer = invalid('The issuer claim for client_assertion is not a valid client_id.')
  const subject = invalid('The subject claim for client_assertion is not a valid client_id.')
  const kid = invalid('The client_assertion JWT kid is invalid.')
  const algorithm = invalid('The client_assertion JWT signature algorithm is invalid.')
  const signature = invalid('The client_assertion signature is invalid.')
  const noSecret = invalid(
    'The issuer and subject claim for client_assertion is invalid because the client does not have a client secret.',
  )
  const short = invalid('The client secret is too short to verify a JWT HMAC.')
  const hs = (alg: string, bytes: Uint8Array = Buffer.from(secret)) => ({ header: { alg }, key: bytes })
  const publicAsSecret = Buffer.from(JSON.stringify(rsaKey))
  const cases: readonly (readonly [string, App, Change, unknown])[] = [
    [
      'no aud',
      one,
      { claims: { aud: undefined } },
      invalid('The audience claim for client_assertion must be the endpoint invoked for the request.'),
    ],
    ['no exp', one, { claims: { exp: undefined } }, noExp],
    ['exp as text', one, { claims: { exp: '1767225900' } }, noExp],
    ['exp now', one, { claims: { exp: start } }, expired],
    ['exp 3606 s ahead', one, { claims: { exp: start + 3606 } }, tooLate],
    ['exp in milliseconds', one, { claims: { exp: (start + 300) * 1000 } }, tooLate],
    ['iat 6 s ahead', one, { claims: { iat: start + 6 } }, early],
    ['iat as text', one, { claims: { iat: 'now' } }, early],
    ['another iss', one, { claims: { iss: several.clientId } }, issuer],
    ['no iss', one, { claims: { iss: undefined } }, issuer],
    ['no sub', one, { claims: { sub: undefined } }, subject],
    ['another key', one, { key: otherRsa }, signature],
    ['an unknown kid', one, { header: { kid: 'new' } }, kid],
    ['no kid among several keys', several, {}, kid],
    ['the kid of a key that is not active', several, { header: { kid: 'off' }, key: otherRsa }, kid],
    ['PS256', one, { header: { alg: 'PS256' } }, algorithm],
    ['RS256 with the kid of an EC key', several, { header: { kid: 'p256' } }, algorithm],
    ['another curve', several, { header: { alg: 'ES256', kid: 'p384' }, key: p256 }, algorithm],
    ['an algorithm that the key is not for', several, { header: { kid: 'RS512 only' }, key: otherRsa }, algorithm],
    [
      'a key for encryption',
      several,
      { header: { kid: 'encryption' }, key: otherRsa },
      invalid(
        "The public key being used for client assertion has an invalid 'use' parameter. Valid values for the 'use' parameter are sig.",
      ),
    ],
    ['a key that is none', several, { header: { kid: 'broken' } }, invalid('The client JWKSet is invalid.')],
    [
      'no key',
      keyless,
      {},
      invalid('The client does not have a JWKSet configured, but the client_assertion requires one.'),
    ],
    ['HS256 with the public key as its secret', one, hs('HS256', publicAsSecret), noSecret],
    ['HS256 with another secret', hmac, hs('HS256', Buffer.from('x'.repeat(64))), signature],
    ['HS384 with a secret of 40 bytes', shortSecret, hs('HS384'), short],
    [
      'RS256 instead of a secret, no key',
      hmac,
      {},
      invalid('The client does not have a JWKSet configured, but the client_assertion requires one.'),
    ],
    ['RS256 instead of a secret', hmacWithKeys, {}, algorithm],
    [
      'Basic is configured',
      web,
      hs('HS256'),
      invalid('Client authentication failed. Either the client or the client credentials are invalid.'),
    ],
  ]
  for (const [name, app, change, expected] of cases) {
    t.strictSame(await outcome(withAssertion(await sign(app, change))), expected, name)
  }
})

t.test('requests that are refused whatever the assertion says', async (t) => {
  const good = await sign(one)
  const unparsable = invalid('The parsing of the client_assertion failed.')
  const type = [400, { error: 'invalid_request', error_description: 'The client_assertion_type is invalid.' }]
  const multiple = [
    401,
    {
      error: 'invalid_request',
      error_description:
        'Cannot supply multiple client credentials. Use one of the following: credentials in the Authorization header, credentials in the post body, or a client_assertion in the post body.',
    },
  ]
  const anonymous = [
    400,
    { error: 'invalid_client', error_description: 'A client_id must be provided in the request.' },
  ]
  const basic = { authorization: `Basic ${Buffer.from(`${one.clientId}:x`).toString('base64')}` }
  const critical = [{ alg: 'RS256', crit: ['x'], x: 1 }, { sub: one.clientId }, 'signature']
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  const unsigned = new UnsecuredJWT({ iss: one.clientId, sub: one.clientId, aud: tokenUrl, exp: start + 300 }).encode()
  const cases: readonly (readonly [string, Form, unknown, { headers?: Record<string, string> }?])[] = [
    ['no type', { client_assertion: good }, type],
    ['another type', withAssertion(good, { client_assertion_type: 'urn:x' }), type],
    ['text', withAssertion('assertion'), unparsable],
    ['five parts', withAssertion('a.b.c.d.e'), unparsable],
    ['a body that is no JSON', withAssertion('eyJhbGciOiJSUzI1NiJ9.YQ.YQ'), unparsable],
    ['an extension that nobody knows', withAssertion(critical), unparsable],
    ['not signed', withAssertion(unsigned), invalid('The client_assertion JWT signature algorithm is invalid.')],
    ['no iss, no sub', withAssertion(await sign(one, { claims: { iss: '', sub: '' } })), anonymous],
    ['a number as sub', withAssertion(await sign(one, { claims: { iss: 1, sub: 1 } })), anonymous],
    ['beside Basic', withAssertion(good), multiple, { headers: basic }],
    ['beside a secret', withAssertion(good, { client_id: one.clientId, client_secret: 'x' }), multiple],
    [
      'beside the client_id of another app',
      withAssertion(await sign(one, { header: { kid: 'rsa' } }), { client_id: several.clientId }),
      invalid('The issuer claim for client_assertion is not a valid client_id.'),
    ],
    [
      'a secret although client_secret_jwt is configured',
      { client_id: hmac.clientId, client_secret: secret },
      invalid('Client authentication failed. Either the client or the client credentials are invalid.'),
    ],
    [
      'an app that does not exist',
      withAssertion(await sign({ ...one, clientId: 'nobody' })),
      [
        400,
        {
          errorCode: 'invalid_client',
          errorSummary: "Invalid value for 'client_id' parameter.",
          errorLink: 'invalid_client',
          errorId: 'oaecDCRbn8JtA3YXM8f4NnchQ',
          errorCauses: [],
        },
      ],
    ],
  ]
  for (const [name, form, expected, options] of cases) {
    t.strictSame(await outcome(form, createTestDeps({ apps }), options), expected, name)
  }
})

t.test('keys at a jwks_uri', async (t) => {
  const asked: string[] = []
  let answer: () => Promise<Response> | Response = () => Response.json({ keys: [publicHalf(rsa, { kid: 'a' })] })
  const newDeps = () =>
    createTestDeps({ apps }, async (uri, { redirect }) => {
      asked.push(`${uri} ${redirect}`)
      return answer()
    })
  const deps = newDeps()
  const form = async (kid: string, key: JWK = rsa, more: object = {}) =>
    withAssertion(await sign(remote, { header: { kid, ...more }, key }))

  t.equal(await outcome(await form('a'), deps), remote.clientId)
  t.equal(await outcome(await form('a'), deps), remote.clientId)
  t.strictSame(asked, [`${jwksUri} manual`], 'fetched once, redirects not followed')

  answer = () => Response.json({ keys: [publicHalf(rsa, { kid: 'a' }), publicHalf(otherRsa, { kid: 'b' })] })
  t.equal(await outcome(await form('b', otherRsa), deps), remote.clientId, 'a kid that is new')
  t.equal(asked.length, 2, 'is fetched once more')
  t.strictSame(await outcome(await form('c'), deps), invalid('The client_assertion JWT kid is invalid.'))
  t.equal(asked.length, 3)

  const failed = invalid('Error retrieving the client JWKSet from jwks_uri.')
  const empty = invalid('The client JWKSet from jwks_uri must contain at least one key.')
  const failures: readonly (readonly [string, () => Promise<Response> | Response, unknown])[] = [
    ['404', () => new Response('', { status: 404 }), failed],
    ['a redirect', () => new Response('', { status: 302, headers: { location: 'http://169.254.169.254/' } }), failed],
    ['no JSON', () => new Response('<html>'), failed],
    ['no key set', () => Response.json({ key: 1 }), failed],
    ['no network', () => Promise.reject(new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } })), failed],
    ['no key', () => Response.json({ keys: [] }), empty],
    [
      'the same kid twice',
      () => Response.json({ keys: [publicHalf(rsa, { kid: 'a' }), publicHalf(otherRsa, { kid: 'a' })] }),
      invalid('All keys in the client JWKSet from jwks_uri must have a unique kid.'),
    ],
    ['a private key', () => Response.json({ keys: [{ ...rsa, kid: 'a' }] }), invalid('The client JWKSet is invalid.')],
  ]
  for (const [name, broken, expected] of failures) {
    answer = broken
    t.strictSame(await outcome(await form('a'), newDeps()), expected, name)
  }

  asked.length = 0
  t.strictSame(
    await outcome(await form('a', rsa, { jku: 'https://evil.example.com/keys' }), newDeps()),
    invalid("The 'jku' in JWT and 'jwks_uri' doesn't match."),
  )
  t.strictSame(asked, [], 'nothing is fetched')
})

t.test('what the log says where keys cannot be had', async (t) => {
  const deps = createTestDeps({ apps }, () =>
    Promise.reject(new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } })),
  )
  const asked = ask({ form: withAssertion(await sign(remote)) })
  const params = asked.body.kind === 'form' ? asked.body.params : asked.query
  const refusal: unknown = await authenticateClient({ ask: asked, params, server, endpoint: 'token' }, deps).catch(
    (error: unknown) => error,
  )
  t.match(refusal, {
    rule: 'jwksUriFailed',
    reason: `jwks_uri ${jwksUri} of "Service" (${remote.clientId}) gave no key set: fetch failed: ECONNREFUSED`,
  })
  t.equal(asked.trace.clientId, remote.clientId)
})

t.test('everything in the query of a POST, as one of Okta’s SDKs sends it', async (t) => {
  const query = { grant_type: 'client_credentials', scope: 'okta.users.read', ...withAssertion(await sign(one)) }
  const answer = await createToken(server)(ask({ method: 'POST', query }), createTestDeps({ apps }))
  t.match(answer, { status: 200, json: { token_type: 'Bearer', scope: 'okta.users.read' } })
})
