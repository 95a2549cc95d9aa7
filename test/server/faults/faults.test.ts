import { compactVerify, createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'
import t from 'tap'
import type { Arming } from '../../../src/server/faults/faults.js'
import { allFaults } from '../../../src/server/faults/index.js'
import { createTestApp, type TestApp } from '../../fixtures/app.js'
import { ada, callback, start, url, web } from '../../fixtures/deps.js'
import { signProof } from '../../fixtures/proof.js'

const form = { 'content-type': 'application/x-www-form-urlencoded' }
const basic = `Basic ${Buffer.from(`${web.clientId}:${web.clientSecret}`).toString('base64')}`

/** Code flow with openid, up to the token answer. */
const tokens = async ({ app, deps }: TestApp, headers: Record<string, string> = {}) => {
  await deps.store.codes.put(
    'code',
    {
      serverId: 'org',
      clientId: web.clientId,
      redirectUri: callback,
      userId: ada.id,
      scopes: ['openid', 'okta.users.read'],
      nonce: 'nonce',
      authTime: start,
      amr: ['pwd'],
    },
    300,
  )
  return app.inject({
    method: 'POST',
    url: '/oauth2/v1/token',
    headers: { ...form, authorization: basic, ...headers },
    payload: new URLSearchParams({
      grant_type: 'authorization_code',
      code: 'code',
      redirect_uri: callback,
    }).toString(),
  })
}

const withFault = async (id: string, arming: Arming = {}) => {
  const org = await createTestApp()
  await org.deps.faults.arm(id, arming)
  return org
}

const idToken = async (id: string) => {
  const org = await withFault(id)
  const token = String((await tokens(org)).json().id_token)
  const jwks = (await org.app.inject('/oauth2/v1/keys')).json()
  return { org, token, keySet: createLocalJWKSet(jwks) }
}

t.test('ids are unique and every fault says what it does and why', async (t) => {
  t.equal(new Set(allFaults.map(({ id }) => id)).size, allFaults.length)
  for (const { id, title, why } of allFaults) {
    t.match(id, /^[a-z]+(-[A-Za-z0-9]+)+$/)
    t.ok(title.length > 8 && why.length > 8, id)
  }
})

t.test('claims: one is wrong, the signature is genuine', async (t) => {
  const genuine = decodeJwt((await tokens(await createTestApp())).json().id_token)
  for (const [id, expected] of [
    ['id-token-nonce-wrong', { nonce: 'noncA' }],
    ['id-token-nonce-missing', { nonce: undefined }],
    ['id-token-iss-other', { iss: 'https://attacker.example.com' }],
    ['id-token-iss-slash', { iss: `${url}/` }],
    ['id-token-iss-custom', { iss: `${url}/oauth2/default` }],
    ['id-token-aud-other', { aud: `${web.clientId.slice(0, -1)}A` }],
    ['id-token-aud-missing', { aud: undefined }],
    ['id-token-aud-array', { aud: [web.clientId] }],
    ['id-token-aud-second', { aud: [web.clientId, `${web.clientId.slice(0, -1)}A`] }],
    ['id-token-azp-other', { azp: `${web.clientId.slice(0, -1)}A` }],
    ['id-token-exp-past', { iat: start - 4200, exp: start - 600 }],
    ['id-token-exp-just-past', { iat: start - 3630, exp: start - 30 }],
    ['id-token-exp-missing', { exp: undefined }],
    ['id-token-iat-ahead', { iat: start + 3600, exp: start + 7200 }],
    ['id-token-iat-missing', { iat: undefined }],
    ['id-token-sub-missing', { sub: undefined }],
    ['id-token-sub-empty', { sub: '' }],
    ['id-token-sub-other', { sub: `${ada.id.slice(0, -1)}A` }],
    ['id-token-at-hash-missing', { at_hash: undefined }],
    ['id-token-c-hash-missing', { c_hash: undefined }],
  ] as const) {
    const { token, keySet } = await idToken(id)
    await t.resolves(compactVerify(token, keySet), `${id} is signed by the org`)
    const claims = { ...decodeJwt(token), jti: '', at_hash: '' }
    const wanted = { ...genuine, jti: '', at_hash: '', ...expected }
    if ('at_hash' in expected) t.equal(decodeJwt(token).at_hash, undefined, id)
    else t.strictSame(claims, Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined)), id)
  }
  const { token } = await idToken('id-token-at-hash-wrong')
  t.match(decodeJwt(token).at_hash, /^[\w-]{22}$/)
})

t.test('signatures: nobody can verify them with the keys of the org', async (t) => {
  const forged = allFaults.filter(({ id }) => /^id-token-(signature|kid|alg|hs256|header)/.test(id))
  t.equal(forged.length, 13)
  for (const { id } of forged) {
    const { token, keySet } = await idToken(id)
    await t.rejects(compactVerify(token, keySet), id)
    t.match(decodeJwt(token), { iss: url, aud: web.clientId, nonce: 'nonce' }, `${id}: the claims are right`)
  }
  const header = async (id: string) => decodeProtectedHeader((await idToken(id)).token)
  t.match(await header('id-token-alg-nOnE'), { alg: 'nOnE', kid: /^[\w-]{43}$/ })
  t.match(await header('id-token-header-jku'), { jku: `${url}/mockta/strangers-keys` })

  const { org, token } = await idToken('id-token-header-jku')
  const theirs = createLocalJWKSet((await org.app.inject('/mockta/strangers-keys')).json())
  await t.resolves(compactVerify(token, theirs), 'whoever follows the header is taken in')
  const { token: hmac } = await idToken('id-token-hs256-client-secret')
  await t.resolves(jwtVerify(hmac, new TextEncoder().encode(web.clientSecret), { currentDate: new Date(start * 1000) }))
})

t.test('the token endpoint: bodies, statuses and headers', async (t) => {
  for (const [id, status, body] of [
    ['token-id-token-missing', 200, { id_token: undefined }],
    ['token-access-token-missing', 200, { access_token: undefined }],
    ['token-type-missing', 200, { token_type: undefined }],
    ['token-type-unknown', 200, { token_type: 'mac' }],
    ['token-type-lower-case', 200, { token_type: 'bearer' }],
    ['token-expires-in-missing', 200, { expires_in: undefined }],
    ['token-scope-missing', 200, { scope: undefined }],
    ['token-scope-narrower', 200, { scope: 'openid' }],
    ['token-expires-in-five', 200, { expires_in: 5 }],
    ['token-extra-members', 200, { 'urn:example:extra': { nested: true } }],
    ['token-invalid-grant', 400, { error: 'invalid_grant' }],
    ['token-invalid-client', 401, { error: 'invalid_client' }],
    ['token-error-as-200', 200, { error: 'invalid_grant', access_token: undefined }],
    ['token-429', 429, { errorCode: 'E0000047' }],
  ] as const) {
    const response = await tokens(await withFault(id))
    t.equal(response.statusCode, status, id)
    for (const [name, value] of Object.entries(body)) t.strictSame(response.json()[name], value, `${id}: ${name}`)
  }
  const html = await tokens(await withFault('token-500-html'))
  t.equal(html.statusCode, 500)
  t.match(html.headers, { 'content-type': 'text/html; charset=utf-8' })
  t.throws(() => JSON.parse(html.body))
  const cut = await tokens(await withFault('token-truncated'))
  t.match(cut.body, /^\{"token_type":"Bearer"/)
  t.throws(() => JSON.parse(cut.body))
  const away = await tokens(await withFault('token-redirect'))
  t.match([away.statusCode, away.headers.location], [307, 'https://attacker.example.com/token'])
  const beside = await tokens(await withFault('token-redirect-seen'))
  t.match([beside.statusCode, beside.headers.location], [307, 'http://127.0.0.1:6582/mockta/elsewhere'])
})

t.test('nonces for DPoP proofs: asked for again, or renewed, where tokens are bound', async (t) => {
  const bound = async (id: string) => {
    const org = await withFault(id, { count: 1 })
    org.deps.org.putApp({ ...web, dpopBoundAccessTokens: true })
    const ask = async (nonce?: string) =>
      tokens(org, {
        dpop: await signProof('POST', `${url}/oauth2/v1/token`, { claims: { nonce, jti: `for ${nonce}` } }),
      })
    const first = String((await ask()).headers['dpop-nonce'])
    return { ask, first, answer: await ask(first) }
  }
  const again = await bound('token-dpop-nonce-again')
  t.match([again.answer.statusCode, again.answer.json().error], [400, 'use_dpop_nonce'])
  const next = String(again.answer.headers['dpop-nonce'])
  t.not(next, again.first)
  t.equal((await again.ask(next)).statusCode, 200)

  const newer = await bound('token-dpop-nonce-newer')
  t.equal(newer.answer.statusCode, 200)
  t.not(newer.answer.headers['dpop-nonce'], newer.first)

  const plain = await withFault('token-dpop-nonce-again')
  t.equal((await tokens(plain)).statusCode, 200, 'tokens that are bound to no key need none')
})

t.test('access tokens: expired, short-lived, opaque', async (t) => {
  for (const [id, exp] of [
    ['access-token-expired', start - 1],
    ['access-token-short', start + 5],
  ] as const) {
    const org = await withFault(id)
    const { access_token } = (await tokens(org)).json()
    t.equal(decodeJwt(access_token).exp, exp, id)
  }
  const org = await withFault('access-token-expired')
  const { access_token } = (await tokens(org)).json()
  const call = await org.app.inject({ url: '/api/v1/users', headers: { authorization: `Bearer ${access_token}` } })
  t.equal(call.statusCode, 401)
  t.match(call.headers['www-authenticate'], /error="invalid_token", error_description="The token has expired\."/)
  t.match((await tokens(await withFault('access-token-opaque'))).json().access_token, /^[\w-]{43}$/)
})

t.test('discovery, keys and the API', async (t) => {
  const get = async (id: string, path: string) => (await withFault(id)).app.inject(path)
  const discovery = '/.well-known/openid-configuration'
  t.equal((await get('discovery-issuer-other', discovery)).json().issuer, 'https://attacker.example.com')
  t.equal(
    (await get('discovery-endpoints-elsewhere', discovery)).json().token_endpoint,
    'https://attacker.example.com/oauth2/v1/token',
  )
  t.equal((await get('discovery-pkce-missing', discovery)).json().code_challenge_methods_supported, undefined)
  t.strictSame((await get('keys-empty', '/oauth2/v1/keys')).json(), { keys: [] })
  t.match((await get('api-401', '/api/v1/users')).headers['www-authenticate'], /^Bearer error="invalid_token"/)
  t.equal((await get('api-429', '/api/v1/users')).headers['x-rate-limit-reset'], String(start + 2))
  t.equal((await get('api-429-hour', '/api/v1/users')).headers['x-rate-limit-reset'], String(start + 3600))
  const later = (await get('api-429-retry-after', '/api/v1/users')).headers
  t.strictSame([later['retry-after'], later['x-rate-limit-reset']], ['2', []], 'a header of no values is not sent')
  t.equal((await get('api-403', '/api/v1/authn')).statusCode, 405, 'sign-in is not the API')
})

t.test('a fault fires as often as asked, for one client, by chance, and not after it is off', async (t) => {
  const org = await withFault('token-429', { count: 1 })
  t.strictSame([(await tokens(org)).statusCode, (await tokens(org)).statusCode], [429, 200])
  t.match(
    (await org.deps.faults.list()).find(({ id }) => id === 'token-429'),
    { armed: { count: 1 }, fired: 1 },
  )
  const other = await withFault('token-429', { clientId: '0oaother' })
  t.equal((await tokens(other)).statusCode, 200)

  const draw = async (seed: number) => {
    const chance = await withFault('keys-empty', { probability: 0.5, seed })
    const row: string[] = []
    for (let index = 0; index < 12; index += 1) {
      row.push((await chance.app.inject('/oauth2/v1/keys')).json().keys.length === 0 ? 'x' : '-')
    }
    return row.join('')
  }
  const row = await draw(1)
  t.match(row, /x.*-|-.*x/)
  t.equal(await draw(1), row, 'the same seed repeats itself')
  t.not(await draw(2), row)

  org.deps.faults.disarm('token-429')
  t.equal(org.deps.faults.active, false)
  t.equal(await org.deps.faults.arm('no-such-fault', {}), false)
})

t.test('the journal says that a fault made the answer', async (t) => {
  const { app, deps, lines } = await withFault('keys-empty')
  await app.inject('/oauth2/v1/keys')
  t.strictSame(deps.journal.read()[0]?.notes, ['fault keys-empty: no keys at all'])
  t.match(lines, [['warn', 'GET /oauth2/v1/keys 200 note: fault keys-empty: no keys at all']])
})
