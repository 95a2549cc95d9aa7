import t from 'tap'
import type { Answer } from '../../../../src/server/exchange.js'
import { createKeyRing } from '../../../../src/server/keys/create-key-ring.js'
import { createKeys } from '../../../../src/server/oauth/endpoints/keys.js'
import { ask } from '../../../fixtures/ask.js'
import { createTestDeps } from '../../../fixtures/deps.js'

const kidsIn = (answer: Answer): readonly string[] => {
  const { keys } = JSON.parse('jsonText' in answer ? answer.jsonText : '{}') as { keys: { kid: string }[] }
  return keys.map(({ kid }) => kid)
}

t.test('the key set, with a cache time that counts down to when it may change', async (t) => {
  const deps = createTestDeps()
  const keys = createKeys()
  const headersNow = async () => (await keys(ask({}), deps)).headers
  t.strictSame(await headersNow(), {
    'cache-control': 'max-age=60, must-revalidate',
    expires: 'Thu, 01 Jan 2026 00:01:00 GMT',
    vary: 'Origin',
  })
  deps.advance(47)
  t.match(await headersNow(), {
    'cache-control': 'max-age=13, must-revalidate',
    expires: 'Thu, 01 Jan 2026 00:01:00 GMT',
  })
})

t.test('a rotation shows at once', async (t) => {
  const ring = createKeyRing({ seed: '1', publishAccessTokenKey: true })
  const deps = { ...createTestDeps(), keys: ring }
  const keys = createKeys()
  const { active, next } = await ring.state()
  t.strictSame(kidsIn(await keys(ask({}), deps)), [active, next])
  await ring.rotate({ forget: false })
  const after = await ring.state()
  t.strictSame(kidsIn(await keys(ask({}), deps)), [next, after.next, active])
})
