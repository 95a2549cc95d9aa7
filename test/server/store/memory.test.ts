import t from 'tap'
import { seededRandom } from '../../../src/server/random.js'
import { createExpiringMap } from '../../../src/server/store/expiring-map.js'
import { createMemoryStore } from '../../../src/server/store/memory.js'
import type { Code } from '../../../src/server/store/store.js'

const code: Code = {
  serverId: 'org',
  clientId: '0oa',
  redirectUri: 'http://localhost/cb',
  userId: '00u',
  scopes: ['openid'],
  authTime: 0,
  amr: ['pwd'],
}

t.test('a code can be taken once, also by two callers at the same time', async (t) => {
  const store = createMemoryStore(() => 0, seededRandom('a'))
  await store.putCode('c', code, 300)
  const taken = await Promise.all([store.takeCode('c'), store.takeCode('c')])
  t.strictSame(taken, [code, undefined])
})

t.test('a code is gone at the end of its lifetime and not a second earlier', async (t) => {
  let now = 0
  const store = createMemoryStore(() => now, seededRandom('a'))
  await store.putCode('a', code, 300)
  await store.putCode('b', code, 300)
  now = 299
  t.strictSame(await store.takeCode('a'), code)
  now = 300
  t.equal(await store.takeCode('b'), undefined)
})

t.test('token ids: revoked ones and those of before a clear are dead', async (t) => {
  const store = createMemoryStore(() => 0, seededRandom('a'))
  const [first, second] = [await store.newTokenId(), await store.newTokenId()]
  t.match(first, /^[A-Za-z0-9_-]{43}$/)
  t.not(first, second)
  t.equal(await store.isRevoked(`AT.${first}`), false)
  await store.revokeToken(`AT.${first}`, 100)
  t.equal(await store.isRevoked(`AT.${first}`), true)
  t.equal(await store.isRevoked(`AT.${second}`), false)
  await store.clear()
  t.equal(await store.isRevoked(`AT.${second}`), true)
  t.equal(await store.isRevoked(`AT.${await store.newTokenId()}`), false)
})

t.test('an expiring map forgets what nobody asks for', async (t) => {
  let now = 0
  const map = createExpiringMap<number>(() => now)
  for (let index = 0; index < 10_000; index += 1) {
    now = index
    map.put(String(index), index, now + 10)
  }
  t.ok(map.size <= 1024, `${map.size} entries are held, ten of them alive`)
  t.equal(map.find('9999'), 9999)
})
