import t from 'tap'
import { currentNonce, isNonce, renewNonce } from '../../../src/server/dpop/nonces.js'
import { createTestDeps } from '../../fixtures/deps.js'

const day = 86_400

t.test('a new nonce each day, each good for three', async (t) => {
  const deps = createTestDeps()
  const first = await currentNonce(deps)
  t.match(first, /^[\w-]{32}$/)
  deps.advance(day - 1)
  t.equal(await currentNonce(deps), first)
  deps.advance(1)
  const second = await currentNonce(deps)
  t.not(second, first)
  deps.advance(2 * day - 1)
  t.ok(await isNonce(first, deps))
  t.ok(await isNonce(second, deps))
  deps.advance(1)
  t.notOk(await isNonce(first, deps))
  t.ok(await isNonce(second, deps))
})

t.test('one nonce for all who ask at the same time', async (t) => {
  const deps = createTestDeps()
  const [one, two] = await Promise.all([currentNonce(deps), currentNonce(deps)])
  t.equal(one, two)
})

t.test('a new one before the day is over: the one before stays good', async (t) => {
  const deps = createTestDeps()
  const first = await currentNonce(deps)
  const second = await renewNonce(deps)
  t.not(second, first)
  t.equal(await currentNonce(deps), second)
  t.ok(await isNonce(first, deps))
})

t.test('what is no nonce', async (t) => {
  const deps = createTestDeps()
  const nonce = await currentNonce(deps)
  for (const value of [undefined, '', 'current', 1, nonce.toLowerCase(), 'x']) {
    t.notOk(await isNonce(value, deps), String(value))
  }
  await deps.store.clear()
  t.notOk(await isNonce(nonce, deps), 'one from before a reset')
})
