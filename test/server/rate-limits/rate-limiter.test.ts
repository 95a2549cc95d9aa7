import t from 'tap'
import type { RateLimits } from '../../../src/server/org/org.js'
import { createRateLimiter } from '../../../src/server/rate-limits/rate-limiter.js'
import { ask } from '../../fixtures/ask.js'
import { createTestDeps, start } from '../../fixtures/deps.js'

const authorize = ask({ path: '/oauth2/v1/authorize' })
const users = ask({ path: '/api/v1/users', headers: { authorization: 'Bearer x' } })
const token = ask({ path: '/oauth2/v1/token', form: {} })

const setUp = (rateLimits: RateLimits) => {
  const deps = createTestDeps({ rateLimits })
  const limiter = createRateLimiter()
  const count = (asked = authorize, rule?: string) => {
    const { exceeded, headers } = limiter.count(asked, deps)
    const {
      'x-rate-limit-limit': limit,
      'x-rate-limit-remaining': remaining,
      'x-rate-limit-reset': reset,
    } = headers(rule)
    return [exceeded?.kind, limit, remaining, Number(reset) - start]
  }
  const times = (amount: number) => {
    for (let done = 0; done < amount; done += 1) count()
  }
  return { deps, limiter, count, times }
}

t.test('counts down in a window of a minute that starts with the first request', async (t) => {
  const { deps, count } = setUp('on')
  t.strictSame(count(), [undefined, '300', '299', 60])
  deps.advance(59)
  t.strictSame(count(), [undefined, '300', '298', 60])
  deps.advance(1)
  t.strictSame(count(), [undefined, '300', '299', 120])
  deps.advance(-1000)
  t.strictSame(count(), [undefined, '300', '299', -880], 'a clock that was put back starts a window')
})

t.test('an app or a token may take half', async (t) => {
  const { count } = setUp('on')
  t.strictSame(count(users), [undefined, '50', '49', 60])
  t.strictSame(count(token), [undefined, '150', '149', 60])
})

t.test('on: one too many is refused until the window is over', async (t) => {
  const { deps, count, times } = setUp('on')
  times(299)
  t.strictSame(count(), [undefined, '300', '0', 60])
  t.strictSame(count(), ['bucket', '300', '0', 60])
  t.strictSame(count(users), [undefined, '50', '49', 60], 'another bucket')
  deps.advance(60)
  t.strictSame(count(), [undefined, '300', '299', 120])
})

t.test('off: nothing is refused, and nothing runs out', async (t) => {
  const { count, times } = setUp('off')
  times(298)
  t.strictSame(count(), [undefined, '300', '1', 60])
  t.strictSame(count(), [undefined, '300', '299', 60])
})

t.test('a map: its own numbers, whoever asks', async (t) => {
  const { count } = setUp({ '/oauth2/v1/token': 2 })
  t.strictSame(count(token), [undefined, '2', '1', 60])
  t.strictSame(count(token), [undefined, '2', '0', 60])
  t.strictSame(count(token), ['bucket', '2', '0', 60])
})

t.test('an unknown client costs nothing', async (t) => {
  const { count } = setUp('on')
  t.strictSame(count(token, 'clientUnknown'), [undefined, '150', '150', 60])
  t.strictSame(count(token, 'clientUnknownByBasic'), [undefined, '150', '150', 60])
  t.strictSame(count(token, 'secretInvalid'), [undefined, '150', '149', 60])
})

t.test('public documents and preflights are not counted', async (t) => {
  const { limiter, deps } = setUp('on')
  for (const asked of [ask({ path: '/oauth2/v1/keys' }), ask({ method: 'OPTIONS', path: '/oauth2/v1/token' })]) {
    t.strictSame(limiter.count(asked, deps).headers(undefined), {})
  }
})

t.test('a user who is named too often, where limits are on', async (t) => {
  const authn = ask({ method: 'POST', path: '/api/v1/authn', body: { kind: 'json', value: { username: 'ada' } } })
  const kinds = (rateLimits: RateLimits) => {
    const { count } = setUp(rateLimits)
    return [1, 2, 3, 4, 5].map(() => count(authn)[0])
  }
  t.strictSame(kinds('on'), [undefined, undefined, undefined, undefined, 'username'])
  t.strictSame(kinds('off'), [undefined, undefined, undefined, undefined, undefined])
})

t.test('clear, and other limits, start anew', async (t) => {
  const { deps, limiter, count } = setUp('on')
  count()
  limiter.clear()
  t.strictSame(count(), [undefined, '300', '299', 60])
  const { headers } = limiter.count(authorize, { ...deps, org: { ...deps.org, rateLimits: { '/': 9 } } })
  t.match(headers(undefined), { 'x-rate-limit-limit': '9', 'x-rate-limit-remaining': '8' })
})
