import { createHash } from 'node:crypto'
import { decodeJwt } from 'jose'
import t from 'tap'
import { go, param, sent, signedInAs } from '../../../fixtures/authorize.js'
import { ada, callback, createTestDeps } from '../../../fixtures/deps.js'

const leftHalf = (value: string | undefined): string =>
  createHash('sha256')
    .update(value ?? '')
    .digest()
    .subarray(0, 16)
    .toString('base64url')

const scope = 'openid email groups'

t.test('hybrid: what each combination carries, in which order', async (t) => {
  const token = ['access_token', 'token_type', 'expires_in', 'scope']
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['code id_token', ['code', 'id_token', 'state']],
    ['id_token code', ['code', 'id_token', 'state']],
    ['code token', ['code', ...token, 'state']],
    ['token code', ['code', ...token, 'state']],
    ['code id_token token', ['code', 'id_token', ...token, 'state']],
    ['token id_token code', ['code', 'id_token', ...token, 'state']],
    ['code code', ['code', 'state']],
  ]
  for (const [response_type, expected] of cases) {
    const deps = createTestDeps()
    const { answer } = await go({ response_type, scope }, deps, await signedInAs(ada, deps))
    const { to, params } = sent(answer)
    t.equal(to, `${callback}${response_type === 'code code' ? '?' : '#'}`, response_type)
    t.strictSame(
      params.map(([name]) => name),
      expected,
      response_type,
    )
  }
})

t.test('hybrid: the ID token is bound to what leaves beside it', async (t) => {
  const claimsFor = async (response_type: string) => {
    const deps = createTestDeps()
    const { answer } = await go({ response_type, scope }, deps, await signedInAs(ada, deps))
    return { answer, claims: decodeJwt(param(answer, 'id_token') ?? '') }
  }

  const withCode = await claimsFor('code id_token')
  t.equal(withCode.claims.c_hash, leftHalf(param(withCode.answer, 'code')))
  t.notOk('at_hash' in withCode.claims)
  t.strictSame(withCode.claims.groups, ['Everyone', 'Engineers'], 'full: no access token beside it')

  const withBoth = await claimsFor('code id_token token')
  t.equal(withBoth.claims.c_hash, leftHalf(param(withBoth.answer, 'code')))
  t.equal(withBoth.claims.at_hash, leftHalf(param(withBoth.answer, 'access_token')))
  t.notOk('groups' in withBoth.claims, 'thin: an access token is beside it')
})
