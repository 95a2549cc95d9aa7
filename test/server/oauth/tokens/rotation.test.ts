import fc from 'fast-check'
import t from 'tap'
import { readRefreshToken, writeRefreshToken } from '../../../../src/server/oauth/tokens/refresh-token-string.js'
import { type RotationRules, rotate } from '../../../../src/server/oauth/tokens/rotation.js'
import type { RefreshToken } from '../../../../src/server/store/store.js'

const fresh: RefreshToken = {
  id: 'oar12345678901234567',
  madeAs: 'm',
  serverId: 'org',
  clientId: '0oa',
  userId: '00u',
  scopes: ['openid', 'offline_access'],
  authTime: 0,
  amr: ['pwd'],
  expiresAt: 1000,
  usedAt: 0,
  secret: 's',
  newest: 0,
  replaced: [],
}
const rotating: RotationRules = { rotationType: 'ROTATE', leeway: 30 }

t.test('the newest string is renewed', (t) => {
  t.strictSame(rotate(fresh, 0, rotating, 5), {
    outcome: 'renewed',
    token: { ...fresh, usedAt: 5, newest: 1, replaced: [{ from: 0, to: 0, at: 5 }] },
  })
  t.strictSame(rotate(fresh, 0, { ...rotating, rotationType: 'STATIC' }, 5), {
    outcome: 'renewed',
    token: { ...fresh, usedAt: 5 },
  })
  t.end()
})

t.test('a replaced string counts for the leeway, and then it is reuse', (t) => {
  const { token } = rotate(fresh, 0, rotating, 5)
  const cases: readonly (readonly [number, RotationRules, string])[] = [
    [5, rotating, 'repeated'],
    [34, rotating, 'repeated'],
    [35, rotating, 'reused'],
    [5, { ...rotating, leeway: 0 }, 'reused'],
    [34, { ...rotating, rotationType: 'STATIC' }, 'repeated'],
    [35, { ...rotating, rotationType: 'STATIC' }, 'reused'],
  ]
  for (const [now, rules, outcome] of cases) {
    t.equal(rotate(token, 0, rules, now).outcome, outcome, `${now} s, ${rules.rotationType}, leeway ${rules.leeway}`)
  }
  t.strictSame(rotate(token, 0, rotating, 9).token, { ...token, usedAt: 9 }, 'nothing is replaced a second time')
  t.strictSame(rotate(token, 0, rotating, 35).token, token)
  t.end()
})

t.test('it says what keeping every string would say, and holds a minute of them', (t) => {
  const steps = fc.array(
    fc.record({
      seconds: fc.nat({ max: 20 }),
      back: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat({ max: 12 })),
    }),
    { maxLength: 80 },
  )
  fc.assert(
    fc.property(steps, fc.nat({ max: 60 }), (walk, leeway) => {
      let token = fresh
      let now = 0
      const replacedAt = new Map<number, number>()
      for (const { seconds, back } of walk) {
        now += seconds
        const shown = Math.max(0, token.newest - back)
        const at = replacedAt.get(shown)
        const expected = shown === token.newest ? 'renewed' : now - (at ?? 0) < leeway ? 'repeated' : 'reused'
        if (expected === 'renewed') replacedAt.set(shown, now)
        const result = rotate(token, shown, { rotationType: 'ROTATE', leeway }, now)
        if (result.outcome !== expected || result.token.replaced.length > 60) return false
        token = result.token
      }
      return true
    }),
    { seed: 1, numRuns: 300 },
  )
  t.pass()
  t.end()
})

t.test('a string carries its id and number, and cannot be made up', (t) => {
  const text = writeRefreshToken(fresh, 70_000)
  t.match(text, /^[A-Za-z0-9_-]{43}$/)
  t.match(readRefreshToken(text), { id: fresh.id, number: 70_000 })
  t.not(writeRefreshToken({ ...fresh, secret: 't' }, 70_000), text)
  for (const bad of ['', 'x', text.slice(1), `${text}A`, `${text}=`, `${text.slice(0, 42)}*`]) {
    t.equal(readRefreshToken(bad), undefined, bad)
  }
  t.end()
})
