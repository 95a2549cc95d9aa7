import { calculateJwkThumbprint, decodeJwt, type JWK, SignJWT } from 'jose'
import t from 'tap'
import type { Answer } from '../../../../src/server/exchange.js'
import { assertionType } from '../../../../src/server/oauth/clients/assertion.js'
import { createToken } from '../../../../src/server/oauth/endpoints/token.js'
import { createOrgServer } from '../../../../src/server/oauth/org-server.js'
import type { App } from '../../../../src/server/org/records.js'
import { Refusal } from '../../../../src/server/refusal.js'
import { ask } from '../../../fixtures/ask.js'
import { p256, publicHalf, rsa } from '../../../fixtures/client-keys.js'
import { ada, callback, createTestDeps, service, start, type TestDeps, url, web } from '../../../fixtures/deps.js'
import { type ProofChange, signProof } from '../../../fixtures/proof.js'

const token = createToken(createOrgServer(url))
const tokenUrl = `${url}/oauth2/v1/token`
const noStore = { 'cache-control': 'no-cache, no-store', pragma: 'no-cache', expires: '0' }

const bound: App = { ...service, dpopBoundAccessTokens: true, jwks: { keys: [publicHalf(rsa, { kid: 'rsa' })] } }
const unbound: App = {
  ...bound,
  id: '0oaunbound0000000000',
  clientId: '0oaunbound0000000000',
  dpopBoundAccessTokens: false,
}
const boundWeb: App = {
  ...web,
  id: '0oaboundweb000000000',
  clientId: '0oaboundweb000000000',
  dpopBoundAccessTokens: true,
  grantTypes: ['authorization_code', 'refresh_token'],
}
const apps = [bound, unbound, boundWeb]

let made = 0
const next = (): string => `jti-${++made}`

/** A client_credentials request with a fresh assertion. */
const credentials = async ({ clientId }: App, jti = next()): Promise<Record<string, string>> => ({
  grant_type: 'client_credentials',
  scope: 'okta.users.read',
  client_assertion_type: assertionType,
  client_assertion: await new SignJWT({ iss: clientId, sub: clientId, aud: tokenUrl, exp: start + 300, jti })
    .setProtectedHeader({ alg: 'RS256' })
    .sign(rsa),
})

const webForm = (more: Record<string, string>): Record<string, string> => ({
  client_id: boundWeb.clientId,
  client_secret: boundWeb.clientSecret ?? '',
  ...more,
})

const send = async (
  form: Record<string, string>,
  headers: Record<string, string>,
  deps: TestDeps,
): Promise<{ status: number; headers: unknown; json: Record<string, unknown>; notes: readonly string[] }> => {
  const asked = ask({ form, headers })
  const answer = await Promise.resolve(token(asked, deps)).catch((error: unknown): Answer => {
    if (error instanceof Refusal) return error.answer(deps.random)
    throw error
  })
  const json = 'json' in answer ? Object(answer.json) : {}
  return { status: answer.status, headers: answer.headers, json, notes: asked.trace.notes }
}

const proof = async (claims: Record<string, unknown> = {}, key: JWK = p256) => ({
  dpop: await signProof('POST', tokenUrl, {
    key,
    header: { alg: key.kty === 'EC' ? 'ES256' : 'RS256' },
    claims: { jti: next(), ...claims },
  }),
})

const nonceOf = (headers: unknown): string => (headers as Record<string, string>)['dpop-nonce'] ?? ''

const challenge = {
  error: 'use_dpop_nonce',
  error_description: 'Authorization server requires nonce in DPoP proof.',
}

t.test('as recorded: no proof, a proof without nonce, a proof with it', async (t) => {
  const deps = createTestDeps({ apps })
  const none = await send(await credentials(bound), {}, deps)
  t.strictSame(
    [none.status, none.headers, none.json],
    [400, noStore, { error: 'invalid_dpop_proof', error_description: 'The DPoP proof JWT header is missing.' }],
    'no nonce is told yet',
  )
  const first = await send(await credentials(bound), await proof(), deps)
  const nonce = nonceOf(first.headers)
  t.match(nonce, /^[\w-]{32}$/)
  t.strictSame([first.status, first.headers, first.json], [400, { ...noStore, 'dpop-nonce': nonce }, challenge])

  const second = await send(await credentials(bound), await proof({ nonce }), deps)
  t.strictSame(
    [second.status, second.headers],
    [200, { ...noStore, 'x-robots-tag': 'noindex,nofollow', 'dpop-nonce': nonce }],
  )
  t.strictSame(Object.entries(second.json), [
    ['token_type', 'DPoP'],
    ['expires_in', 3600],
    ['access_token', second.json.access_token],
    ['scope', 'okta.users.read'],
  ])
  const claims = decodeJwt(String(second.json.access_token))
  t.strictSame(claims.cnf, { jkt: await calculateJwkThumbprint(publicHalf(p256)) })
  t.same(Object.keys(claims).slice(6, 8), ['exp', 'cnf'], 'cnf follows exp')
})

t.test('a nonce that is not, or no longer, good', async (t) => {
  const deps = createTestDeps({ apps })
  const ask1 = async (nonce: unknown) => send(await credentials(bound), await proof({ nonce }), deps)
  const nonce = nonceOf((await ask1(undefined)).headers)
  for (const wrong of ['x', '', 'current', 1]) t.strictSame((await ask1(wrong)).json, challenge, String(wrong))

  deps.advance(86_400)
  const later = (jti: string) => ({ jti, iat: deps.now(), exp: deps.now() + 300 })
  const assertion = async () => ({
    ...(await credentials(bound)),
    client_assertion: await new SignJWT({ iss: bound.clientId, sub: bound.clientId, aud: tokenUrl, ...later(next()) })
      .setProtectedHeader({ alg: 'RS256' })
      .sign(rsa),
  })
  const old = await send(await assertion(), await proof({ nonce, iat: deps.now() }), deps)
  t.equal(old.status, 200, 'the nonce of yesterday works')
  t.not(nonceOf(old.headers), nonce, 'and today’s comes with the answer')
  deps.advance(2 * 86_400)
  const dead = await send(await assertion(), await proof({ nonce, iat: deps.now() }), deps)
  t.strictSame([dead.status, dead.json], [400, challenge], 'three days are too long')
})

t.test('a challenge uses up the assertion, and neither the proof nor the code', async (t) => {
  const deps = createTestDeps({ apps })
  const form = await credentials(bound, 'same')
  const header = await proof({ jti: 'again' })
  const first = await send(form, header, deps)
  t.strictSame(first.json, challenge)
  const nonce = nonceOf(first.headers)
  t.strictSame((await send(form, await proof({ nonce }), deps)).json, {
    error: 'invalid_client',
    error_description: 'The client_assertion token has already been used.',
  })
  t.equal((await send(await credentials(bound), await proof({ nonce, jti: 'again' }), deps)).status, 200)
  t.strictSame((await send(await credentials(bound), await proof({ nonce, jti: 'again' }), deps)).json, {
    error: 'invalid_dpop_proof',
    error_description: 'The DPoP proof JWT has already been used.',
  })

  await deps.store.codes.put(
    'c',
    {
      serverId: 'org',
      clientId: boundWeb.clientId,
      redirectUri: callback,
      userId: ada.id,
      scopes: ['openid', 'offline_access'],
      authTime: start,
      amr: ['pwd'],
    },
    300,
  )
  const code = webForm({ grant_type: 'authorization_code', code: 'c', redirect_uri: callback })
  t.strictSame((await send(code, {}, deps)).json.error, 'invalid_dpop_proof')
  t.strictSame((await send(code, await proof(), deps)).json, challenge)
  const tokens = await send(code, await proof({ nonce }), deps)
  t.equal(tokens.status, 200)

  const refresh = webForm({ grant_type: 'refresh_token', refresh_token: String(tokens.json.refresh_token) })
  t.strictSame((await send(refresh, await proof(), deps)).json, challenge)
  t.strictSame((await send(refresh, await proof({ nonce }, rsa), deps)).json, {
    error: 'invalid_dpop_proof',
    error_description: 'Invalid DPoP Public Key binding in refresh token',
  })
  const refreshed = await send(refresh, await proof({ nonce }), deps)
  t.match(refreshed, { status: 200, json: { token_type: 'DPoP' } }, 'the refresh token survived both')
  t.strictSame(
    decodeJwt(String(refreshed.json.access_token)).cnf,
    { jkt: await calculateJwkThumbprint(publicHalf(p256)) },
    'bound to the same key',
  )
  deps.org.putApp({ ...boundWeb, dpopBoundAccessTokens: false })
  t.strictSame(
    (await send(refresh, {}, deps)).json.error,
    'invalid_dpop_proof',
    'also where the app is not bound any more',
  )
})

t.test('what is wrong with the proof is found before the nonce is asked for, in Okta’s words', async (t) => {
  const deps = createTestDeps({ apps })
  const signed = (change: ProofChange) =>
    signProof('POST', tokenUrl, { ...change, claims: { jti: next(), ...change.claims } })
  const good = await signed({})
  const cases: readonly (readonly [string, string])[] = [
    [`${good}, ${good}`, 'Multiple DPoP proof JWT headers are not allowed.'],
    ['proof', 'The DPoP proof JWT cannot be parsed.'],
    [await signed({ header: { typ: 'JWT' } }), "'typ' must be 'dpop+jwt' in the DPoP proof JWT."],
    [await signed({ key: rsa, header: { alg: 'PS256' } }), 'The DPoP proof JWT signature algorithm is invalid.'],
    [await signed({ header: { jwk: p256 } }), 'The DPoP proof JWT is invalid.'],
    [`${good.slice(0, -4)}AAAA`, 'The DPoP proof JWT signature is invalid.'],
    [await signed({ claims: { htm: 'GET' } }), "'htm' claim in the DPoP proof JWT is invalid."],
    [await signed({ claims: { htu: url } }), "'htu' claim in the DPoP proof JWT is invalid."],
    [await signed({ claims: { iat: undefined } }), "'iat' claim in the DPoP proof JWT is invalid."],
    [await signed({ claims: { iat: start + 60 } }), 'The DPoP proof JWT is issued in the future.'],
    [
      await signed({ claims: { iat: start - 301 } }),
      'The DPoP proof JWT is issued more than five minutes in the past.',
    ],
    [await signed({ claims: { exp: start } }), 'The DPoP proof JWT is expired.'],
  ]
  for (const [dpop, error_description] of cases) {
    const answer = await send(await credentials(bound), { dpop }, deps)
    t.strictSame(
      [answer.status, answer.headers, answer.json],
      [400, noStore, { error: 'invalid_dpop_proof', error_description }],
    )
  }
  const { headers } = await send(await credentials(bound), { dpop: good }, deps)
  const withoutId = await proof({ nonce: nonceOf(headers), jti: undefined })
  t.strictSame(
    (await send(await credentials(bound), withoutId, deps)).json,
    { error: 'invalid_dpop_proof', error_description: "'jti' claim in the DPoP proof JWT is invalid." },
    'a jti is asked for after the nonce',
  )
})

t.test('an app that is not bound: a proof is not looked at, however bad', async (t) => {
  const deps = createTestDeps({ apps })
  const answer = await send(await credentials(unbound), { dpop: 'nonsense' }, deps)
  t.match(answer, { status: 200, json: { token_type: 'Bearer' } })
  t.strictSame(answer.headers, { ...noStore, 'x-robots-tag': 'noindex,nofollow' })
  t.notOk('cnf' in decodeJwt(String(answer.json.access_token)))
  t.strictSame(answer.notes, [
    'the DPoP header was ignored: "Service" (0oaunbound0000000000) does not have dpop_bound_access_tokens',
  ])
})
