import t from 'tap'
import { cancel, stay } from '../../../../src/server/signin/authn/leave.js'
import { authn } from '../../../../src/server/signin/authn/primary.js'
import { apiError, call, invalidToken, signInTo } from '../../../fixtures/authn.js'
import { guarded } from '../../../fixtures/codes.js'
import { createTestDeps } from '../../../fixtures/deps.js'

t.test('cancel ends the sign-in', async (t) => {
  const deps = createTestDeps({ users: [guarded] })
  const { stateToken } = (await signInTo(deps)).json
  const { answer, json } = await call(cancel, { stateToken }, deps)
  t.strictSame([answer.status, json], [200, { relayState: '' }])
  for (const endpoint of [authn, cancel, stay]) {
    const later = await call(endpoint, { stateToken }, deps)
    t.equal(later.answer.status, 401)
    t.match(later.json, invalidToken)
  }
})

t.test('there is no step back and none to skip', async (t) => {
  const deps = createTestDeps({ users: [guarded] })
  const { stateToken } = (await signInTo(deps)).json
  const { answer, json } = await call(stay, { stateToken }, deps)
  t.equal(answer.status, 403)
  const text = 'This operation is not allowed in the current authentication state.'
  t.match(json, apiError('E0000079', text, text))
  t.equal((await call(authn, { stateToken }, deps)).answer.status, 200, 'the sign-in goes on')
})
