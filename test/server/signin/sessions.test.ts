import t from 'tap'
import { endSessionsOf, findSession, findSignedIn, startSession } from '../../../src/server/signin/sessions.js'
import { ask } from '../../fixtures/ask.js'
import { go, param, signedInAs } from '../../fixtures/authorize.js'
import { ada, bob, createTestDeps, start } from '../../fixtures/deps.js'

t.test('a session says who, how, and when', async (t) => {
  const deps = createTestDeps()
  deps.advance(60)
  const plain = await startSession(ada, ['pwd'], deps)
  t.match(plain.session.id, /^102[\w-]{43}$/)
  t.strictSame(plain.session, {
    id: plain.session.id,
    userId: ada.id,
    createdAt: start + 60,
    authTime: start + 60,
    amr: ['pwd'],
    expiresAt: start + 60 + 7200,
  })
  const strong = await startSession(ada, ['mfa', 'otp', 'pwd'], deps, start)
  t.match(strong.session, { authTime: start, factorTime: start, createdAt: start + 60 })
})

t.test('each engine has its cookie; Identity Engine goes on from that of Classic', async (t) => {
  const cases = [
    ['oie', 'idx', true],
    ['oie', 'sid', true],
    ['classic', 'sid', true],
    ['classic', 'idx', false],
  ] as const
  for (const [engine, name, counts] of cases) {
    const deps = createTestDeps({ engine })
    const started = await startSession(ada, ['pwd'], deps)
    const found = await findSignedIn(ask({ cookies: { [name]: started.session.id } }), deps)
    t.equal(found !== undefined, counts, `${engine}, ${name}`)
  }
})

t.test('on Identity Engine /authorize changes sid into idx', async (t) => {
  const deps = createTestDeps()
  const { idx = '' } = await signedInAs(ada, deps)
  const upgraded = (await go({}, deps, { sid: idx })).answer
  t.ok(param(upgraded, 'code'))
  t.strictSame(upgraded.cookies, [{ name: 'idx', value: idx }])
  t.notOk((await go({}, deps, { idx })).answer.cookies?.length, 'nothing to change')
  t.strictSame((await go({}, deps, { idx: 'dead', sid: idx })).answer.cookies, [{ name: 'idx', value: idx }])
})

t.test('what ends a session', async (t) => {
  const deps = createTestDeps()
  const of = async (user: typeof ada): Promise<string> => (await startSession(user, ['pwd'], deps)).session.id
  const isAlive = async (id: string): Promise<boolean> => (await findSession(id, deps)) !== undefined

  const [first, bobs] = [await of(ada), await of(bob)]
  await endSessionsOf(ada.id, deps)
  const second = await of(ada)
  t.strictSame([await isAlive(first), await isAlive(second), await isAlive(bobs)], [false, true, true], 'all so far')

  await deps.store.revoke(ada.id, 60)
  t.strictSame([await isAlive(second), await isAlive(bobs)], [false, true], 'everything of the user')

  deps.org.putUser({ ...bob, status: 'SUSPENDED' })
  t.equal(await isAlive(bobs), false, 'a user who may not sign in')
  deps.org.putUser(bob)
  deps.advance(7199)
  t.equal(await isAlive(bobs), true)
  deps.advance(1)
  t.equal(await isAlive(bobs), false, 'two hours')
})
