// Whatever stands in the header and the claims of a JWT that was signed for real: a refusal of Okta's kind, never a 5xx.
import { createPrivateKey, type KeyObject, sign } from 'node:crypto'
import fc from 'fast-check'
import type { InjectOptions } from 'fastify'
import t from 'tap'
import { currentNonce } from '../../src/server/dpop/nonces.js'
import type { App } from '../../src/server/org/records.js'
import { mint } from '../fixtures/api.js'
import { createTestApp } from '../fixtures/app.js'
import { request } from '../fixtures/authorize.js'
import { p256, publicHalf } from '../fixtures/client-keys.js'
import { ada, service, start, url, web } from '../fixtures/deps.js'

const keys = [publicHalf(p256, { kid: 'a' })]
const bound: App = { ...service, dpopBoundAccessTokens: true, jwks: { keys } }
const keyed: App = { ...web, jwks: { keys } }
const foreignKeys = 'https://client.example.com/keys'
const remote: App = { ...service, id: '0oaremote00000000000', clientId: '0oaremote00000000000', jwksUri: foreignKeys }

const privateKey: KeyObject = createPrivateKey({ key: { ...p256 }, format: 'jwk' })
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Signed whatever it says, which libraries refuse to do. */
const compact = (header: unknown, claims: unknown): string => {
  const signed = `${encode(header)}.${encode(claims)}`
  return `${signed}.${sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`
}

/** Anything, the words that objects have by themselves among it. */
const anything = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom('constructor', '__proto__', 'toString', 'none', 'HS256', 'RS256', '', ' ', 'a\r\nb'),
  fc.constant({ toString: 1, valueOf: 1, toJSON: 1 }),
  fc.integer(),
)

/** A good object with some members replaced by anything. */
const damaged = (good: Readonly<Record<string, unknown>>) =>
  fc
    .dictionary(fc.constantFrom(...Object.keys(good), 'crit', 'b64', 'jku', 'nbf', 'x5c'), anything, { maxKeys: 2 })
    .map((change) => ({ ...good, ...change }))

const form = (
  parameters: Readonly<Record<string, string>>,
  headers = {},
): Pick<InjectOptions, 'headers' | 'payload'> => ({
  headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  payload: new URLSearchParams(parameters).toString(),
})

t.test('assertions, proofs, request objects and the key sets of clients', async (t) => {
  let keySet: unknown = { keys }
  const { app, deps, lines } = await createTestApp({ apps: [bound, keyed, remote] }, async () => Response.json(keySet))
  const nonce = await currentNonce(deps)
  const token = await mint(deps, { app: keyed, user: ada, scopes: ['okta.users.read'], jkt: 'x' })
  const lifetime = { exp: start + 300, iat: start }
  const assertionClaims = (id: string) => ({ iss: id, sub: id, aud: `${url}/oauth2/v1/token`, ...lifetime, jti: 'j' })
  const good = { alg: 'ES256', kid: 'a' }
  const proofHeader = { alg: 'ES256', typ: 'dpop+jwt', jwk: publicHalf(p256) }
  const proofClaims = (htm: string, htu: string) => ({ htm, htu, ...lifetime, jti: 'j', nonce, ath: 'a' })
  const tokenForm = (assertion: string) => ({
    grant_type: 'client_credentials',
    scope: 'okta.users.read',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  })
  let count = 0
  const fresh = (id: string) => compact(good, { ...assertionClaims(id), jti: count++ })

  const ask = async (what: InjectOptions): Promise<void> => {
    const { statusCode } = await app.inject(what)
    if (statusCode >= 500) throw new Error(`${statusCode} for ${JSON.stringify(what)}: ${JSON.stringify(lines.at(-1))}`)
  }
  const property = (name: string, damagedJwt: fc.Arbitrary<string>, toRequest: (jwt: string) => InjectOptions) =>
    t.resolves(
      fc.assert(
        fc.asyncProperty(damagedJwt, (damage) => ask(toRequest(damage))),
        { numRuns: 100, seed: 1 },
      ),
      name,
    )
  const jwt = (header: fc.Arbitrary<unknown>, claims: fc.Arbitrary<unknown>) =>
    fc.tuple(header, claims).map(([head, body]) => compact(head, body))

  await property('client_assertion', jwt(damaged(good), damaged(assertionClaims(bound.clientId))), (assertion) => ({
    method: 'POST',
    url: '/oauth2/v1/token',
    ...form(tokenForm(assertion)),
  }))
  await property(
    'DPoP at /token',
    jwt(damaged(proofHeader), damaged(proofClaims('POST', `${url}/oauth2/v1/token`))),
    (dpop) => ({
      method: 'POST',
      url: '/oauth2/v1/token',
      ...form(tokenForm(fresh(bound.clientId)), { dpop }),
    }),
  )
  await property(
    'the key in a proof',
    damaged({ ...publicHalf(p256), use: 'sig' }).map((jwk) =>
      compact({ ...proofHeader, jwk }, proofClaims('POST', `${url}/oauth2/v1/token`)),
    ),
    (dpop) => ({ method: 'POST', url: '/oauth2/v1/token', ...form(tokenForm(fresh(bound.clientId)), { dpop }) }),
  )
  await property(
    'DPoP at the API',
    jwt(damaged(proofHeader), damaged(proofClaims('GET', `${url}/api/v1/users`))),
    (dpop) => ({
      method: 'GET',
      url: '/api/v1/users',
      headers: { authorization: `DPoP ${token}`, dpop },
    }),
  )
  await property(
    'request',
    jwt(damaged(good), damaged({ iss: keyed.clientId, aud: url, ...lifetime, jti: 'j', state: 's', max_age: 1 })),
    (object) => ({ method: 'GET', url: `/oauth2/v1/authorize?${new URLSearchParams(request({ request: object }))}` }),
  )
  const keyOf = damaged({ ...keys[0], use: 'sig' })
  const sets = fc.oneof(
    anything,
    fc.array(fc.oneof(keyOf, anything), { maxLength: 3 }).map((list) => ({ keys: list })),
  )
  await t.resolves(
    fc.assert(
      fc.asyncProperty(sets, async (set) => {
        keySet = set
        const unknownKid = compact({ ...good, kid: `k${count}` }, { ...assertionClaims(remote.clientId), jti: count++ })
        for (const assertion of [fresh(remote.clientId), unknownKid]) {
          await ask({ method: 'POST', url: '/oauth2/v1/token', ...form(tokenForm(assertion)) })
        }
      }),
      { numRuns: 100, seed: 1 },
    ),
    'a key set at a jwks_uri',
  )
  t.strictSame(
    lines.filter(([level]) => level === 'error'),
    [],
    'nothing is a defect',
  )
})
