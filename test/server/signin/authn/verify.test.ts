import { decodeJwt } from 'jose'
import t from 'tap'
import { verify } from '../../../../src/server/signin/authn/verify.js'
import { factorId } from '../../../../src/server/signin/codes.js'
import { apiError, call, invalidToken, signInTo } from '../../../fixtures/authn.js'
import { go, param } from '../../../fixtures/authorize.js'
import { codeAt, guarded } from '../../../fixtures/codes.js'
import { ada, createTestDeps, start, type TestDeps } from '../../../fixtures/deps.js'

const [factor] = guarded.factors
const route = { factorId: factor === undefined ? '' : factorId(guarded, factor) }

const open = async (deps: TestDeps): Promise<unknown> => (await signInTo(deps)).json.stateToken

const wrongCode = apiError(
  'E0000068',
  'Invalid Passcode/Answer',
  "Your passcode doesn't match our records. Please try again.",
)

t.test('the right code gives a session token, and tokens say how the person signed in', async (t) => {
  const deps = createTestDeps({ users: [guarded] })
  const stateToken = await open(deps)
  const { answer, json } = await call(verify, { stateToken, passCode: codeAt(start) }, deps, route)
  t.equal(answer.status, 200)
  t.strictSame(Object.keys(json), ['expiresAt', 'status', 'sessionToken', '_embedded', '_links'])

  const sessionToken = String(json.sessionToken)
  const shown = await go({ sessionToken, response_type: 'id_token', scope: 'openid', prompt: 'none' }, deps)
  t.strictSame(decodeJwt(param(shown.answer, 'id_token') ?? '').amr, ['mfa', 'otp', 'pwd'])

  const again = await call(verify, { stateToken, passCode: codeAt(start) }, deps, route)
  t.strictSame([again.answer.status, again.json.errorCode], [401, 'E0000011'], 'the state token is used up')
})

t.test('codes of the step before and after are right too, of others not', async (t) => {
  for (const [seconds, status] of [
    [-60, 403],
    [-30, 200],
    [0, 200],
    [30, 200],
    [60, 403],
  ] as const) {
    const deps = createTestDeps({ users: [guarded] })
    const stateToken = await open(deps)
    const { answer } = await call(verify, { stateToken, passCode: codeAt(start + seconds) }, deps, route)
    t.equal(answer.status, status, `${seconds} s`)
  }
})

t.test('a wrong code can be corrected', async (t) => {
  const deps = createTestDeps({ users: [guarded] })
  const stateToken = await open(deps)
  for (const body of [{ passCode: '000000' }, { passCode: 'abc' }, { passCode: 123456 }, {}]) {
    const { answer, json, asked } = await call(verify, { stateToken, ...body }, deps, route)
    t.equal(answer.status, 403)
    t.match(json, wrongCode)
    t.match(asked.trace.refusal?.reason, /sharedSecret/)
  }
  t.equal((await call(verify, { stateToken, answer: codeAt(start) }, deps, route)).answer.status, 200, 'as answer')
})

t.test('a code works once, whatever sign-in shows it', async (t) => {
  const deps = createTestDeps({ users: [guarded] })
  const [one, other] = [await open(deps), await open(deps)]
  const passCode = codeAt(start)
  t.equal((await call(verify, { stateToken: one, passCode }, deps, route)).answer.status, 200)
  const { answer, json } = await call(verify, { stateToken: other, passCode }, deps, route)
  t.equal(answer.status, 403)
  t.match(json, apiError('E0000082', 'Each code can only be used once. Please wait for a new code and try again.'))
  deps.advance(30)
  t.equal(
    (await call(verify, { stateToken: other, passCode: codeAt(start + 30) }, deps, route)).answer.status,
    200,
    'the next one works',
  )
})

t.test('another factor, another state', async (t) => {
  const deps = createTestDeps({ users: [guarded] })
  const passCode = codeAt(start)
  const foreign = await call(verify, { stateToken: await open(deps), passCode }, deps, { factorId: 'uftnobody' })
  t.equal(foreign.answer.status, 404)
  t.match(foreign.json, apiError('E0000007', 'Not found: Resource not found: uftnobody (UserFactor)'))

  t.match((await call(verify, { passCode }, deps, route)).json, invalidToken, 'no state token')

  const expired = createTestDeps({ users: [{ ...ada, status: 'PASSWORD_EXPIRED' }] })
  const wrongState = await call(verify, { stateToken: await open(expired), passCode }, expired, route)
  t.equal(wrongState.answer.status, 403)
  const text = 'This operation is not allowed in the current authentication state.'
  t.match(wrongState.json, apiError('E0000079', text, text))
})
