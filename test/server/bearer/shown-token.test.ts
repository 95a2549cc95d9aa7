import { createHash } from 'node:crypto'
import { calculateJwkThumbprint, type JWK } from 'jose'
import t from 'tap'
import { BearerRefusal } from '../../../src/server/bearer/challenge.js'
import { readShownToken, requireAccessToken, schemeOf } from '../../../src/server/bearer/shown-token.js'
import { mint, sender } from '../../fixtures/api.js'
import { ask } from '../../fixtures/ask.js'
import { p256, publicHalf, rsa } from '../../fixtures/client-keys.js'
import { ada, bob, createTestDeps, start, type TestDeps, url } from '../../fixtures/deps.js'
import { type ProofChange, signProof } from '../../fixtures/proof.js'

const algs = 'RS256 RS384 RS512 ES256 ES384 ES512'
const challenge = (
  scheme: 'Bearer' | `DPoP`,
  error: string,
  description: string,
  { scope = 'okta.users.read.self', resource = '/api/v1/users' } = {},
) =>
  `${scheme === 'DPoP' ? `DPoP algs="${algs}",` : 'Bearer'} authorization_uri="${url}/oauth2/v1/authorize", realm="${url}", scope="${scope}", error="${error}", error_description="${description}", resource="${resource}"`

const jktOf = (key: JWK): Promise<string> => calculateJwkThumbprint(publicHalf(key))
const athOf = (token: string): string => createHash('sha256').update(token).digest('base64url')

const boundToken = async (deps: TestDeps, scopes = ['okta.users.read']): Promise<string> =>
  mint(deps, { user: ada, scopes, jkt: await jktOf(p256) })

/** `GET /api/v1/users`: status, challenge, and whether there is a body. */
const call = async (
  deps: TestDeps,
  authorization: string,
  headers: Readonly<Record<string, string>> = {},
  request = 'GET /api/v1/users?limit=1',
): Promise<readonly [number, unknown, boolean]> => {
  const reply = await sender(deps, authorization)(request, undefined, headers)
  return [reply.status, reply.headers['www-authenticate'], reply.json !== undefined]
}

const proofFor = async (token: string, { claims, ...rest }: ProofChange = {}) => ({
  dpop: await signProof('GET', `${url}/api/v1/users`, { claims: { ath: athOf(token), ...claims }, ...rest }),
})

t.test('a bound token with its proof, which needs no nonce and works once', async (t) => {
  const deps = createTestDeps()
  const token = await boundToken(deps)
  const proof = await proofFor(token)
  t.strictSame(await call(deps, `DPoP ${token}`, proof), [200, undefined, true])
  t.strictSame(await call(deps, `DPoP ${token}`, proof), [
    400,
    challenge('DPoP', 'invalid_dpop_proof', 'The DPoP proof JWT has already been used.'),
    false,
  ])
  const second = await proofFor(token, { claims: { jti: 'two', nonce: 'any' } })
  t.strictSame(await call(deps, `dpop   ${token}`, second), [200, undefined, true], 'the scheme in small letters')
})

t.test('a bound token that is refused', async (t) => {
  const athWrong = "'ath' claim in the DPoP proof does not match the presented access_token."
  const cases: readonly (readonly [string, 'Bearer' | 'DPoP', ProofChange | 'none', string, string])[] = [
    ['as Bearer', 'Bearer', 'none', 'invalid_request', 'The resource request requires a DPoP proof.'],
    ['without a proof', 'DPoP', 'none', 'invalid_request', 'The resource request requires a DPoP proof.'],
    [
      'as Bearer, with a proof',
      'Bearer',
      {},
      'invalid_request',
      'The resource request must use the DPoP authentication scheme when using a DPoP bound token.',
    ],
    [
      'another key',
      'DPoP',
      { key: rsa, header: { alg: 'RS256' } },
      'invalid_dpop_proof',
      'The access_token is not bound to the provided DPoP proof.',
    ],
    ['no ath', 'DPoP', { claims: { ath: undefined } }, 'invalid_dpop_proof', athWrong],
    ['the ath of another token', 'DPoP', { claims: { ath: athOf('x') } }, 'invalid_dpop_proof', athWrong],
    [
      'another URL',
      'DPoP',
      { claims: { htu: `${url}/api/v1/groups` } },
      'invalid_dpop_proof',
      "'htu' claim in the DPoP proof JWT is invalid.",
    ],
    [
      'another method',
      'DPoP',
      { claims: { htm: 'POST' } },
      'invalid_dpop_proof',
      "'htm' claim in the DPoP proof JWT is invalid.",
    ],
    [
      'too old',
      'DPoP',
      { claims: { iat: start - 301 } },
      'invalid_dpop_proof',
      'The DPoP proof JWT is issued more than five minutes in the past.',
    ],
    [
      'no jti',
      'DPoP',
      { claims: { jti: undefined } },
      'invalid_dpop_proof',
      "'jti' claim in the DPoP proof JWT is invalid.",
    ],
  ]
  for (const [name, scheme, change, error, description] of cases) {
    const deps = createTestDeps()
    const token = await boundToken(deps)
    const headers = change === 'none' ? {} : await proofFor(token, change)
    t.strictSame(
      await call(deps, `${scheme} ${token}`, headers),
      [400, challenge(scheme, error, description), false],
      name,
    )
  }
})

t.test('the scheme of the challenge is that of the request, whatever is refused', async (t) => {
  const deps = createTestDeps()
  const unbound = await mint(deps, { user: ada, scopes: ['okta.users.read'] })
  t.strictSame(await call(deps, `DPoP ${unbound}`, await proofFor(unbound)), [
    401,
    challenge('DPoP', 'invalid_token', 'The presented access_token is not DPoP bound.'),
    false,
  ])
  t.strictSame(
    await call(deps, `Bearer ${unbound}`, { dpop: 'nonsense' }),
    [200, undefined, true],
    'a proof for a token that needs none is not looked at',
  )
  t.strictSame(
    await call(deps, 'DPoP undefined'),
    [401, challenge('DPoP', 'invalid_token', 'The access token is invalid.'), true],
    'no token of this org',
  )
  const few = await boundToken(deps, ['okta.groups.read'])
  t.strictSame(await call(deps, `DPoP ${few}`, await proofFor(few, { claims: { jti: 'scope' } })), [
    403,
    challenge('DPoP', 'insufficient_scope', 'The access token provided does not contain the required scopes.'),
    false,
  ])
  const dying = await boundToken(deps)
  deps.advance(3600)
  t.strictSame(
    await call(deps, `DPoP ${dying}`),
    [401, challenge('DPoP', 'invalid_token', 'The token has expired.'), false],
    'the token comes before the proof',
  )
})

t.test('the path of the proof is the path that was asked for', async (t) => {
  const deps = createTestDeps()
  const token = await boundToken(deps)
  const path = `/api/v1/users/${encodeURIComponent(bob.profile.login)}`
  for (const [jti, written] of [path, decodeURIComponent(path)].entries()) {
    const dpop = await signProof('GET', `${url}${written}`, { claims: { jti: String(jti), ath: athOf(token) } })
    t.strictSame(await call(deps, `DPoP ${token}`, { dpop }, `GET ${path}`), [200, undefined, true], written)
  }
})

t.test('a resource without words of its own for a foreign token', async (t) => {
  const deps = createTestDeps()
  const asked = ask({ headers: { authorization: 'Bearer x' } })
  const shown = readShownToken(asked)
  t.strictSame(shown, { scheme: 'Bearer', value: 'x' })
  const resource = { endpoints: `${url}/oauth2/v1`, url, path: '/x', scope: 'openid', scheme: schemeOf(asked) }
  const refusal: unknown =
    shown && (await requireAccessToken(shown, { ask: asked, resource, issuer: url }, deps).catch((error) => error))
  if (!(refusal instanceof BearerRefusal)) return t.fail('not refused')
  t.match(refusal.answer(), { status: 401, empty: true })
  return t.equal(refusal.rule, 'tokenInvalid')
})

t.test('what is no access token', (t) => {
  for (const authorization of [undefined, '', 'Basic YTpi', 'SSWS 00T', 'Bearers x']) {
    const asked = ask({ headers: authorization === undefined ? {} : { authorization } })
    t.strictSame([readShownToken(asked), schemeOf(asked)], [undefined, 'Bearer'], String(authorization))
  }
  t.end()
})
