import { type JWK, SignJWT, UnsecuredJWT } from 'jose'
import t from 'tap'
import type { Answer } from '../../../../src/server/exchange.js'
import type { App } from '../../../../src/server/org/records.js'
import { ask } from '../../../fixtures/ask.js'
import { authorize, htmlOf, request, sent, signedInAs } from '../../../fixtures/authorize.js'
import { otherRsa, p256, publicHalf, rsa } from '../../../fixtures/client-keys.js'
import { ada, callback, createTestDeps, spa, start, type TestDeps, url, web } from '../../../fixtures/deps.js'

const secret = web.clientSecret ?? ''
const keyed: App = {
  ...web,
  id: '0oakeyed000000000000',
  clientId: '0oakeyed000000000000',
  jwks: {
    keys: [
      publicHalf(rsa, { kid: 'rsa' }),
      publicHalf(p256, { kid: 'p256' }),
      publicHalf(otherRsa, { kid: 'encryption', use: 'enc' }),
      publicHalf({ kty: 'RSA', n: 'AQAB', e: 'AQAB' }, { kid: 'broken' }),
    ],
  },
}
const short: App = {
  ...web,
  id: '0oashort000000000000',
  clientId: '0oashort000000000000',
  clientSecret: 'x'.repeat(31),
}
const pkce: App = { ...web, id: '0oapkce0000000000000', clientId: '0oapkce0000000000000', pkceRequired: true }
const apps = [web, keyed, short, pkce, spa]

interface Change {
  /** A claim that is undefined is left out. */
  readonly claims?: Readonly<Record<string, unknown>>
  readonly header?: Readonly<Record<string, string>>
  readonly key?: JWK | Uint8Array
}

/** A good request object of the app, signed with its secret, changed. */
const sign = ({ clientId }: App, { claims, header, key }: Change = {}): Promise<string> =>
  new SignJWT(JSON.parse(JSON.stringify({ iss: clientId, aud: url, ...claims })))
    .setProtectedHeader({ alg: 'HS256', ...header })
    .sign(key ?? Buffer.from(secret))

type Beside = Readonly<Record<string, string | undefined>>

/** Asks with a session; `beside` changes the parameters beside the object. */
const go = async (object: string, beside: Beside = {}, deps: TestDeps = createTestDeps({ apps })): Promise<Answer> => {
  const query = request({ request: object, ...beside })
  return authorize(ask({ query, cookies: await signedInAs(ada, deps) }), deps)
}

/** What the app is told. */
const told = async (object: string, beside?: Beside, deps?: TestDeps) => sent(await go(object, beside, deps)).params

t.test('every algorithm that Okta takes', async (t) => {
  const cases: readonly (readonly [App, string, JWK | Uint8Array, string?])[] = [
    [web, 'HS256', Buffer.from(secret)],
    [keyed, 'RS256', rsa, 'rsa'],
    [keyed, 'RS512', rsa, 'rsa'],
    [keyed, 'ES256', p256, 'p256'],
  ]
  for (const [app, alg, key, kid] of cases) {
    const object = await sign(app, { key, header: { alg, ...(kid !== undefined && { kid }) } })
    const params = await told(object, { client_id: app.clientId })
    t.match(
      params,
      [
        ['code', String],
        ['state', 's'],
      ],
      alg,
    )
  }
})

t.test('an app that says how it signs, signs so and not otherwise', async (t) => {
  const strict: App = { ...keyed, requestObjectSigningAlg: 'RS256' }
  const params = async (alg: string, key: JWK | Uint8Array, kid?: string) => {
    const object = await sign(strict, { key, header: { alg, ...(kid !== undefined && { kid }) } })
    return told(object, { client_id: strict.clientId }, createTestDeps({ apps: [strict] }))
  }
  t.match(await params('RS256', rsa, 'rsa'), [
    ['code', String],
    ['state', 's'],
  ])
  for (const refused of [
    params('RS512', rsa, 'rsa'),
    params('ES256', p256, 'p256'),
    params('HS256', Buffer.from(secret)),
  ]) {
    t.strictSame(await refused, [
      ['state', 's'],
      ['error', 'invalid_request_object'],
      ['error_description', 'The signing algorithm used is not supported by this client.'],
    ])
  }
})

t.test('what stands in it counts', async (t) => {
  const whole = { redirect_uri: callback, response_type: 'code', scope: 'openid', state: 'inside', max_age: 3600 }
  const alone = {
    redirect_uri: undefined,
    response_type: undefined,
    scope: undefined,
    state: undefined,
    nonce: undefined,
  }
  t.match(
    await told(await sign(web, { claims: whole }), alone),
    [
      ['code', String],
      ['state', 'inside'],
    ],
    'alone',
  )
  t.match(
    await told(await sign(web, { claims: { state: 'inside' } })),
    [
      ['code', String],
      ['state', 'inside'],
    ],
    'state wins',
  )

  const deps = createTestDeps({ apps })
  const inside = { nonce: 'inside', code_challenge: 'b'.repeat(43), code_challenge_method: 'S256' }
  const outside = { nonce: 'outside', code_challenge: 'c'.repeat(43), code_challenge_method: 'S256' }
  const [[, code = ''] = []] = await told(await sign(web, { claims: inside }), outside, deps)
  t.match(await deps.store.codes.find(code), { nonce: 'inside', codeChallenge: 'b'.repeat(43) })

  const same = { client_id: web.clientId, scope: 'openid profile', response_type: 'code' }
  t.match(
    await told(await sign(web, { claims: same })),
    [
      ['code', String],
      ['state', 's'],
    ],
    'sent twice, the same',
  )
  const object = await sign(pkce, { claims: { code_challenge: 'b'.repeat(43), code_challenge_method: 'S256' } })
  t.match(
    await told(object, { client_id: pkce.clientId }),
    [
      ['code', String],
      ['state', 's'],
    ],
    'PKCE only inside',
  )
  const none = { claims: { prompt: 'none', display: '', ui_locales: null, registration: {} } }
  t.match(
    await told(await sign(web, none)),
    [
      ['code', String],
      ['state', 's'],
    ],
    'what is no text is left out',
  )
})

t.test('what the sign-in page keeps is the merged request', async (t) => {
  const deps = createTestDeps({ apps })
  const query = request({ request: await sign(web, { claims: { state: 'inside', jti: 'x' } }) })
  const answer = await authorize(ask({ query }), deps)
  const [, stateToken = ''] = /name="stateToken" value="([^"]+)"/.exec(htmlOf(answer)) ?? []
  const { request: _, ...rest } = query
  t.strictSame((await deps.store.transactions.find(stateToken))?.params, { ...rest, state: 'inside' })
})

t.test('objects that are refused, told to the app', async (t) => {
  const object = (description: string) => ['invalid_request_object', description]
  const cases: readonly (readonly [string, App, Change, readonly string[]])[] = [
    [
      'another secret',
      web,
      { key: Buffer.from('x'.repeat(40)) },
      object('The signature of the request object is invalid.'),
    ],
    ['a secret of 31 bytes', short, {}, object('The JWT signature secret length is too short.')],
    [
      'no secret',
      spa,
      {},
      ['request_not_supported', 'The issuer of the request object does not have a client secret.'],
    ],
    [
      'no keys',
      web,
      { key: rsa, header: { alg: 'RS256' } },
      ['invalid_client', 'The client does not have a JWKSet configured, but the request object requires one.'],
    ],
    [
      'PS256',
      web,
      { key: rsa, header: { alg: 'PS256' } },
      object('The JWT signature algorithm of the request object is invalid.'),
    ],
    [
      'an unknown kid',
      keyed,
      { key: rsa, header: { alg: 'RS256', kid: 'x' } },
      object('The JWT kid of the request object is invalid.'),
    ],
    [
      'a key that is none',
      keyed,
      { key: rsa, header: { alg: 'RS256', kid: 'broken' } },
      object('The client JWKSet is invalid.'),
    ],
    [
      'a key for encryption',
      keyed,
      { key: otherRsa, header: { alg: 'RS256', kid: 'encryption' } },
      object(
        "The public key being used for signing the request object has an invalid 'use' parameter. Valid values for the 'use' parameter are sig.",
      ),
    ],
    [
      'another iss',
      web,
      { claims: { iss: spa.clientId } },
      ['invalid_client', 'The issuer of the request object is invalid.'],
    ],
    ['no iss', web, { claims: { iss: undefined } }, ['invalid_client', 'The issuer of the request object is invalid.']],
    [
      'the endpoint as aud',
      web,
      { claims: { aud: `${url}/oauth2/v1/authorize` } },
      object('The audience of the request object is invalid.'),
    ],
    ['no aud', web, { claims: { aud: undefined } }, object('The audience of the request object is invalid.')],
    ['exp now', web, { claims: { exp: start } }, object('The request object is expired.')],
    [
      'exp 3606 s ahead',
      web,
      { claims: { exp: start + 3606 } },
      object('The request object expires too far in the future.'),
    ],
    ['iat 6 s ahead', web, { claims: { iat: start + 6 } }, object('The request object is issued in the future.')],
    ['nbf 6 s ahead', web, { claims: { nbf: start + 6 } }, object('The request object is issued too early.')],
    ['exp as text', web, { claims: { exp: 'soon' } }, object('The authorize request object is invalid.')],
    [
      'another scope than beside it',
      web,
      { claims: { scope: 'openid' } },
      object('The authorize request object is invalid.'),
    ],
    [
      'another client_id',
      web,
      { claims: { client_id: spa.clientId } },
      object('The authorize request object is invalid.'),
    ],
    ['a request in it', web, { claims: { request: 'x' } }, object('The authorize request object is invalid.')],
    ['a request_uri in it', web, { claims: { request_uri: 'x' } }, object('The authorize request object is invalid.')],
  ]
  for (const [name, app, change, [error, description]] of cases) {
    const params = await told(await sign(app, change), { client_id: app.clientId })
    t.strictSame(
      params,
      [
        ['state', 's'],
        ['error', error],
        ['error_description', description],
      ],
      name,
    )
  }
  const unsigned = new UnsecuredJWT({ iss: web.clientId, aud: url, state: 'inside' }).encode()
  for (const [text, description] of [
    ['x', 'The request object cannot be parsed.'],
    ['a.b.c.d.e', 'The request object cannot be parsed.'],
    [unsigned, 'The JWT signature algorithm of the request object is invalid.'],
  ] as const) {
    t.strictSame(await told(text), [
      ['state', 's'],
      ['error', 'invalid_request_object'],
      ['error_description', description],
    ])
  }
})

t.test('times that are good', async (t) => {
  const cases: readonly object[] = [
    { exp: start + 3605, iat: start + 5, nbf: start + 5 },
    { exp: start + 1 },
    { iat: start - 9999 },
  ]
  for (const claims of cases) {
    t.match(
      await told(await sign(web, { claims: { ...claims } })),
      [
        ['code', String],
        ['state', 's'],
      ],
      JSON.stringify(claims),
    )
  }
})

t.test('a jti works once', async (t) => {
  const deps = createTestDeps({ apps })
  const used = [
    ['state', 's'],
    ['error', 'invalid_request_object'],
    ['error_description', 'The request object has already been used.'],
  ]
  for (const claims of [{ jti: 'a' }, { jti: 'b', exp: start + 60 }]) {
    const object = await sign(web, { claims })
    t.match(await told(object, {}, deps), [
      ['code', String],
      ['state', 's'],
    ])
    t.strictSame(await told(object, {}, deps), used)
  }
})

t.test('without a place to send it to, a refusal is an error page', async (t) => {
  const bad = await sign(web, { claims: { exp: start, redirect_uri: callback } })
  const cases: Readonly<Record<string, Beside>> = {
    'the redirect URI only inside': { redirect_uri: undefined },
    'a redirect URI that is not registered': { redirect_uri: 'https://evil.example.com' },
    'no client': { client_id: undefined },
  }
  for (const [name, beside] of Object.entries(cases)) {
    const answer = await go(bad, beside)
    t.equal(answer.status, 400, name)
    t.notOk('redirect' in answer, name)
  }
  const evil = await sign(web, { claims: { redirect_uri: 'https://evil.example.com' } })
  t.notOk('redirect' in (await go(evil, { redirect_uri: undefined })), 'what it says itself is not registered')
  t.match(
    sent(await go(evil)).params,
    [
      ['state', 's'],
      ['error', 'invalid_request_object'],
      ['error_description', String],
    ],
    'nor is it taken in place of the one beside it',
  )
  const twice = `${new URLSearchParams(request({ request: bad }))}&redirect_uri=x`
  t.notOk('redirect' in (await authorize(ask({ query: twice }), createTestDeps({ apps }))), 'a parameter twice')
})
