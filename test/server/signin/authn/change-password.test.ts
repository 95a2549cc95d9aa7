import t from 'tap'
import { changePassword } from '../../../../src/server/signin/authn/change-password.js'
import { verify } from '../../../../src/server/signin/authn/verify.js'
import { apiError, call, signInTo } from '../../../fixtures/authn.js'
import { codeAt, guarded } from '../../../fixtures/codes.js'
import { ada, createTestDeps, start } from '../../../fixtures/deps.js'

const oldPassword = 'Passw0rd!'
const newPassword = 'An0ther-one'

t.test('a new password gives a session token and makes the user ACTIVE', async (t) => {
  const deps = createTestDeps({ users: [{ ...ada, status: 'PASSWORD_EXPIRED' }] })
  const { stateToken } = (await signInTo(deps)).json
  deps.advance(5)
  const { answer, json } = await call(changePassword, { stateToken, oldPassword, newPassword }, deps)
  t.equal(answer.status, 200)
  t.match(json, { status: 'SUCCESS', sessionToken: /^20111/ })
  t.match(json, { _embedded: { user: { passwordChanged: '2026-01-01T00:00:05.000Z' } } })
  t.match(deps.org.findUser(ada.id), { status: 'ACTIVE', passwordChanged: deps.now(), password: newPassword })
  t.equal((await signInTo(deps, undefined, oldPassword)).answer.status, 401)
  t.equal((await signInTo(deps, undefined, newPassword)).answer.status, 200)
})

t.test('what is refused', async (t) => {
  const tooSimple = apiError(
    'E0000080',
    'The password does not meet the complexity requirements of the current password policy.',
    'Passwords must have at least 8 characters, a lowercase letter, an uppercase letter, a number, no parts of your username',
  )
  const wrongOld = apiError(
    'E0000014',
    'Update of credentials failed',
    'oldPassword: The credentials provided were incorrect.',
  )
  const cases: readonly (readonly [string, object, object])[] = [
    ['wrong old password', { oldPassword: 'x', newPassword }, wrongOld],
    ['no old password', { newPassword }, wrongOld],
    ['no new password', { oldPassword }, tooSimple],
    ['too short', { oldPassword, newPassword: 'Short-1' }, tooSimple],
    ['no capital', { oldPassword, newPassword: 'an0ther-one' }, tooSimple],
    ['no small letter', { oldPassword, newPassword: 'AN0THER-ONE' }, tooSimple],
    ['no number', { oldPassword, newPassword: 'Another-one' }, tooSimple],
    ['a part of the login', { oldPassword, newPassword: 'Example-0ne' }, tooSimple],
  ]
  for (const [name, body, expected] of cases) {
    const deps = createTestDeps({ users: [{ ...ada, status: 'PASSWORD_EXPIRED' }] })
    const { stateToken } = (await signInTo(deps)).json
    const { answer, json } = await call(changePassword, { stateToken, ...body }, deps)
    t.equal(answer.status, 403, name)
    t.match(json, expected, name)
    t.equal(deps.org.findUser(ada.id)?.status, 'PASSWORD_EXPIRED', name)
  }
})

t.test('after the second factor, and not before', async (t) => {
  const deps = createTestDeps({ users: [{ ...guarded, status: 'PASSWORD_EXPIRED' }] })
  const { json } = await signInTo(deps)
  const { stateToken } = json
  const early = await call(changePassword, { stateToken, oldPassword, newPassword }, deps)
  t.strictSame([early.answer.status, early.json.errorCode], [403, 'E0000079'])

  const id = /factors\/(uft\w{17})\/verify/.exec(JSON.stringify(json))?.[1] ?? ''
  const verified = await call(verify, { stateToken, passCode: codeAt(start) }, deps, { factorId: id })
  t.match(verified.json, { status: 'PASSWORD_EXPIRED', stateToken })
  const changed = await call(changePassword, { stateToken, oldPassword, newPassword }, deps)
  t.match(changed.json, { status: 'SUCCESS', sessionToken: /^20111/ })
})
