import { compactVerify, createLocalJWKSet, decodeJwt, decodeProtectedHeader, type JSONWebKeySet } from 'jose'
import t from 'tap'
import { allFaults } from '../../../src/server/faults/index.js'
import { type Misbehaviour, misbehaveAs, type PassingAnswer } from '../../../src/server/faults/on-another-org.js'
import { strangersKeysPath } from '../../../src/server/faults/strangers-keys-path.js'
import { keys } from '../../fixtures/deps.js'

const url = 'https://acme.okta.test'
const now = 1_767_225_600
const claims = {
  sub: '00uada00000000000000',
  iss: url,
  aud: '0oaweb00000000000000',
  iat: now,
  exp: now + 3600,
  nonce: 'nonce-of-this-login',
  at_hash: 'hash-of-the-token',
}
const orgHeaders = [
  ['content-type', 'application/json;charset=UTF-8'],
  ['content-length', '1'],
  ['access-control-allow-origin', '*'],
] as const

const json = (value: unknown, status = 200): PassingAnswer => ({
  status,
  headers: orgHeaders,
  text: JSON.stringify(value),
})
const body = ({ text }: PassingAnswer) => JSON.parse(text) as Readonly<Record<string, unknown>>

const tokenRequest = { method: 'POST', url: `${url}/oauth2/v1/token` }
const keysRequest = { method: 'GET', url: `${url}/oauth2/v1/keys` }

/** One for the file: keys take time to make. */
const clientSecret = 'the-secret-of-the-client'
const shared = misbehaveAs({ url, clientSecret, now: () => now })
const genuine = await keys.signIdToken(claims)
const tokens = { token_type: 'Bearer', expires_in: 3600, access_token: 'at', scope: 'openid email', id_token: genuine }

type Keys = Parameters<typeof compactVerify>[1]

/** What a token says, if one of the keys signed it. Times are not looked at. */
const verified = async (token: string, set: Keys): Promise<unknown> =>
  JSON.parse(new TextDecoder().decode((await compactVerify(token, set)).payload))

const publishedBy = async (org: Misbehaviour): Promise<JSONWebKeySet> =>
  body((await org.pass(keysRequest, json({ keys: await keys.published() }))).answer) as unknown as JSONWebKeySet

/** The ID token that the client gets while the fault is on. */
const idTokenUnder = async (id: string): Promise<string> => {
  t.equal(await shared.arm(id), true, id)
  const { answer, notes } = await shared.pass(tokenRequest, json(tokens))
  t.equal(await shared.fired(), 1, `${id} fired`)
  shared.clear()
  t.match(notes, [new RegExp(`^fault ${id}: `)])
  const { id_token: token, ...rest } = body(answer)
  const { id_token: _, ...others } = tokens
  t.strictSame(rest, others, 'the rest of the answer stays')
  return String(token)
}

t.test('nothing is on: the org’s answer passes as it is', async (t) => {
  const answer = json(tokens)
  t.strictSame(await shared.pass(tokenRequest, answer), { answer, notes: [] })
  t.equal(await shared.passIdToken(genuine), genuine)
  const page: PassingAnswer = { status: 502, headers: [], text: '<h1>Bad gateway</h1>' }
  t.strictSame(await shared.pass(keysRequest, page), { answer: page, notes: [] })
})

t.test(
  'every ID token verifies with the keys that the client is shown: the org’s own, and those of the kit',
  async (t) => {
    const set = createLocalJWKSet(await publishedBy(shared))
    t.strictSame(await verified(genuine, set), claims, 'a token that nothing concerns')
    const changed = await idTokenUnder('id-token-aud-other')
    t.strictSame(await verified(changed, set), { ...claims, aud: '0oaweb0000000000000A' })
    t.not(decodeProtectedHeader(changed).kid, decodeProtectedHeader(genuine).kid)
  },
)

t.test('every fault in what an ID token says', async (t) => {
  const set = createLocalJWKSet(await publishedBy(shared))
  const without = (name: keyof typeof claims) =>
    Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name))
  const table: readonly (readonly [id: string, expected: Readonly<Record<string, unknown>>])[] = [
    ['id-token-nonce-wrong', { ...claims, nonce: 'nonce-of-this-logiA' }],
    ['id-token-nonce-missing', without('nonce')],
    ['id-token-iss-other', { ...claims, iss: 'https://attacker.example.com' }],
    ['id-token-iss-slash', { ...claims, iss: `${url}/` }],
    ['id-token-iss-custom', { ...claims, iss: `${url}/oauth2/default` }],
    ['id-token-aud-missing', without('aud')],
    ['id-token-aud-array', { ...claims, aud: [claims.aud] }],
    ['id-token-aud-second', { ...claims, aud: [claims.aud, '0oaweb0000000000000A'] }],
    ['id-token-azp-other', { ...claims, azp: '0oaweb0000000000000A' }],
    ['id-token-exp-past', { ...claims, iat: now - 4200, exp: now - 600 }],
    ['id-token-exp-missing', without('exp')],
    ['id-token-iat-missing', without('iat')],
    ['id-token-sub-missing', without('sub')],
    ['id-token-sub-empty', { ...claims, sub: '' }],
    ['id-token-at-hash-wrong', { ...claims, at_hash: 'hash-of-the-tokeA' }],
  ]
  for (const [id, expected] of table) {
    const token = await idTokenUnder(id)
    t.strictSame(await verified(token, set), expected, id)
  }
})

t.test('every fault in how an ID token is signed: no key that is published verifies it', async (t) => {
  const set = createLocalJWKSet(await publishedBy(shared))
  const known = (await publishedBy(shared)).keys.map(({ kid }) => kid)
  const own = async (id: string) => {
    const token = await idTokenUnder(id)
    await t.rejects(verified(token, set), id)
    const { alg, kid, ...more } = decodeProtectedHeader(token)
    return { alg, known: known.includes(kid), more: Object.keys(more), says: decodeJwt(token) }
  }
  const says = claims
  const table: readonly (readonly [id: string, alg: string, known: boolean, ...more: string[]])[] = [
    ['id-token-signature-spoiled', 'RS256', true],
    ['id-token-signature-other-key', 'RS256', true],
    ['id-token-kid-unknown', 'RS256', false],
    ['id-token-alg-nOnE', 'nOnE', true],
    ['id-token-hs256-public-key-pem', 'HS256', true],
    ['id-token-header-jku', 'RS256', false, 'jku'],
    ['id-token-header-jwk', 'RS256', false, 'jwk'],
  ]
  for (const [id, alg, isKnown, ...more] of table) t.strictSame(await own(id), { alg, known: isKnown, more, says }, id)
  const bySecret = await idTokenUnder('id-token-hs256-client-secret')
  t.strictSame(await verified(bySecret, new TextEncoder().encode(clientSecret)), claims)
})

t.test('answers are replaced; headers of the org that are not about the body stay', async (t) => {
  const discovery = { issuer: url, jwks_uri: `${url}/oauth2/v1/keys`, token_endpoint: `${url}/oauth2/v1/token` }
  const at = (path: string, method = 'GET') => ({ method, url: `${url}${path}` })
  const cors = ['access-control-allow-origin', '*'] as const
  const under = async (id: string, request: ReturnType<typeof at>, value: unknown) => {
    await shared.arm(id)
    const { answer } = await shared.pass(request, json(value))
    shared.clear()
    t.strictSame(
      answer.headers.filter(([name]) => name === 'access-control-allow-origin'),
      [cors],
      `${id}: CORS`,
    )
    t.strictSame(
      answer.headers.filter(([name]) => name === 'content-length'),
      [],
      `${id}: length`,
    )
    return answer
  }
  const read = async (...args: Parameters<typeof under>) => body(await under(...args))
  const openid = at('/.well-known/openid-configuration')
  const elsewhere = 'https://attacker.example.com'
  t.strictSame(await read('discovery-issuer-other', openid, discovery), { ...discovery, issuer: elsewhere })
  t.match(await read('discovery-endpoints-elsewhere', openid, discovery), { jwks_uri: `${elsewhere}/oauth2/v1/keys` })
  t.strictSame(await read('keys-empty', at('/oauth2/v1/keys'), { keys: [] }), { keys: [] })
  t.match(await read('userinfo-sub-other', at('/oauth2/v1/userinfo'), { sub: claims.sub }), {
    sub: '00uanotheruser000000',
  })
  const token = at('/oauth2/v1/token', 'POST')
  t.match(await read('token-type-unknown', token, tokens), { token_type: 'mac', id_token: genuine })
  t.match(await under('token-invalid-grant', token, tokens), { status: 400 })
  t.match(await under('token-500-html', token, tokens), { status: 500, text: /<h1>Internal Server Error/ })
  t.match((await under('token-redirect', token, tokens)).headers, [cors, ['location', `${elsewhere}/token`]])
  t.equal(
    (await under('token-truncated', token, tokens)).text,
    JSON.stringify(tokens).slice(0, JSON.stringify(tokens).length / 2),
  )
  t.match(await under('api-429', at('/api/v1/users'), []), { status: 429 })
})

t.test('so often, and no more', async (t) => {
  await shared.arm('token-type-missing', 1)
  const first = await shared.pass(tokenRequest, json(tokens))
  const second = await shared.pass(tokenRequest, json(tokens))
  shared.clear()
  t.equal('token_type' in body(first.answer), false)
  t.strictSame(body(second.answer), tokens)
})

t.test('what takes the org’s own keys cannot be done, nor what nobody knows', async (t) => {
  const own = allFaults.filter(({ kind }) => kind === 'access_token')
  for (const { id } of own) t.equal(await shared.arm(id), false, id)
  t.equal(await shared.arm('no-such-fault'), false)
})

t.test('a bound token: the nonce of the org is the newest there is', async (t) => {
  await shared.arm('token-dpop-nonce-again')
  t.strictSame(await shared.pass(tokenRequest, json(tokens)), { answer: json(tokens), notes: [] }, 'none is asked for')
  const bound = { ...json(tokens), headers: [...orgHeaders, ['dpop-nonce', 'n'] as const] }
  const { answer } = await shared.pass(tokenRequest, bound)
  shared.clear()
  t.match(answer, { status: 400, text: /use_dpop_nonce/ })
  t.strictSame(
    answer.headers.filter(([name]) => name === 'dpop-nonce'),
    [['dpop-nonce', 'n']],
  )
})

t.test('a redirect that nobody should follow leads to where it is seen', async (t) => {
  const org = misbehaveAs({ url, otherUrl: 'https://elsewhere.acme.okta.test', now: () => now })
  await org.arm('token-redirect-seen')
  const { answer } = await org.pass(tokenRequest, json(tokens))
  t.match(answer.headers, [
    ['access-control-allow-origin', '*'],
    ['location', 'https://elsewhere.acme.okta.test/mockta/elsewhere'],
  ])
})

t.test('a token that is taken back is refused by the API, and by nobody else', async (t) => {
  const org = misbehaveAs({ url, now: () => now })
  const asking = (path: string, token: string) => ({
    method: 'GET',
    url: `${url}${path}`,
    headers: { authorization: `Bearer ${token}` },
  })
  t.equal(await org.own(asking('/api/v1/users', 'one')), undefined)
  org.refuseTokens(['one', 'two'])
  t.match(await org.own(asking('/api/v1/users', 'one')), {
    status: 401,
    headers: [['www-authenticate', /^Bearer error="invalid_token"/]],
    text: '',
  })
  t.equal(await org.own(asking('/api/v1/users', 'three')), undefined)
  t.equal(await org.own(asking('/oauth2/v1/userinfo', 'one')), undefined)
})

t.test('what no org has never reaches it', async (t) => {
  const strangers = await shared.own({ method: 'GET', url: `${url}${strangersKeysPath}` })
  t.match(strangers, { status: 200, text: /"keys":\[\{"kty":"RSA"/ })
  t.match(await shared.own({ method: 'GET', url: `${url}${strangersKeysPath}.pem` }), { status: 404 })
  t.match(await shared.own({ method: 'GET', url: `${url}/oauth2/default${strangersKeysPath}` }), { status: 200 })
  t.equal(await shared.own(keysRequest), undefined)
})

t.test('a new key: tokens are signed with it from now on, and it is published', async (t) => {
  const org = misbehaveAs({ url, now: () => now })
  await org.rotateKeys()
  const { answer } = await org.pass(tokenRequest, json(tokens))
  const token = String(body(answer).id_token)
  t.not(token, genuine)
  t.strictSame(await verified(token, createLocalJWKSet(await publishedBy(org))), claims)
})
