import t from 'tap'
import { signInTo } from '../../fixtures/authn.js'
import { ada, createTestDeps, type TestDeps } from '../../fixtures/deps.js'

const fail = async (deps: TestDeps, times: number): Promise<readonly unknown[]> => {
  const codes = []
  for (let time = 0; time < times; time += 1) codes.push((await signInTo(deps, undefined, 'wrong')).json.errorCode)
  return codes
}

const statusOf = (deps: TestDeps) => deps.org.findUser(ada.id)?.status

t.test('ten wrong passwords in a row lock the account; nobody outside can tell', async (t) => {
  const deps = createTestDeps()
  t.strictSame(new Set(await fail(deps, 9)), new Set(['E0000004']))
  t.equal(statusOf(deps), 'ACTIVE')
  const { json, asked } = await signInTo(deps, undefined, 'wrong')
  t.equal(json.errorCode, 'E0000004')
  t.match(asked.trace.refusal?.reason, /the account is LOCKED_OUT now, after 10 in a row/)
  t.match(deps.org.findUser(ada.id), { status: 'LOCKED_OUT', statusChanged: deps.now() })
  t.equal((await signInTo(deps)).json.errorCode, 'E0000004', 'the right password is refused too')
})

t.test('the right password starts the count again', async (t) => {
  const deps = createTestDeps()
  await fail(deps, 9)
  t.equal((await signInTo(deps)).answer.status, 200)
  await fail(deps, 9)
  t.equal(statusOf(deps), 'ACTIVE')
})

t.test('an administrator who makes the user ACTIVE again starts the count again', async (t) => {
  const deps = createTestDeps()
  await fail(deps, 10)
  deps.org.putUser({ ...ada, status: 'ACTIVE' })
  await fail(deps, 9)
  t.equal(statusOf(deps), 'ACTIVE')
})

t.test('attempts at the same time are all counted', async (t) => {
  const deps = createTestDeps()
  await Promise.all(Array.from({ length: 10 }, () => signInTo(deps, undefined, 'wrong')))
  t.equal(statusOf(deps), 'LOCKED_OUT')
})
