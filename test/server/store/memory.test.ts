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
  await store.codes.put('c', code, 300)
  const taken = await Promise.all([store.codes.take('c'), store.codes.take('c')])
  t.strictSame(taken, [code, undefined])
})

t.test('a code is gone at the end of its lifetime and not a second earlier', async (t) => {
  let now = 0
  const store = createMemoryStore(() => now, seededRandom('a'))
  await store.codes.put('a', code, 300)
  await store.codes.put('b', code, 300)
  now = 299
  t.strictSame(await store.codes.take('a'), code)
  now = 300
  t.equal(await store.codes.take('b'), undefined)
})

t.test('token ids: revoked ones and those of before a clear are dead', async (t) => {
  const store = createMemoryStore(() => 0, seededRandom('a'))
  const [first, second] = [await store.newTokenId(), await store.newTokenId()]
  t.match(first, /^[A-Za-z0-9_-]{43}$/)
  t.not(first, second)
  t.equal(await store.isRevoked(first, ['AT.first', '00uada']), false)
  await store.revoke('AT.first', 100)
  t.equal(await store.isRevoked(first, ['AT.first', '00uada']), true)
  t.equal(await store.isRevoked(second, ['AT.second', '00uada']), false)
  await store.revoke('00uada', 100)
  t.equal(await store.isRevoked(second, ['AT.second', '00uada']), true, 'whatever the user had until then')
  t.equal(await store.isRevoked(await store.newTokenId(), ['00uada']), false, 'and nothing later')
  await store.clear()
  t.equal(await store.isRevoked(second, []), true)
  t.equal(await store.isRevoked(await store.newTokenId(), ['00uada']), false)
  for (const id of ['', 'x', '?'.repeat(43)]) t.equal(await store.isRevoked(id, []), true, `no token id: "${id}"`)
})

t.test('of two callers that add the same key one is first; a change keeps the lifetime', async (t) => {
  let now = 0
  const { usedIds, codes } = createMemoryStore(() => now, seededRandom('a'))
  t.strictSame(await Promise.all([usedIds.add('j', true, 10), usedIds.add('j', true, 10)]), [true, false])
  now = 10
  t.equal(await usedIds.add('j', true, 10), true, 'free again when its lifetime is over')

  await codes.put('c', code, 10)
  t.strictSame(await codes.change('c', (held) => ({ ...held, userId: '00v' })), code)
  t.strictSame(await codes.find('c'), { ...code, userId: '00v' })
  now = 20
  t.equal(await codes.change('c', (held) => held), undefined)
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
