import { setImmediate } from 'node:timers/promises'
import t from 'tap'
import { createLimiter } from '../../../src/conformance/wire/limiter.js'

const signal = new AbortController().signal

t.test('never more at a time than allowed, first come first served', async (t) => {
  const limiter = createLimiter({ perSecond: 1000, concurrent: 2, clock: () => 0, sleep: async () => undefined })
  const order: string[] = []
  const leaving: (() => void)[] = []
  const entering = ['a', 'b', 'c', 'd'].map(async (name) => {
    const leave = await limiter.enter(signal)
    order.push(name)
    leaving.push(leave)
  })
  await setImmediate()
  t.strictSame(order, ['a', 'b'])
  leaving.shift()?.()
  await setImmediate()
  t.strictSame(order, ['a', 'b', 'c'])
  leaving.shift()?.()
  await Promise.all(entering)
  t.strictSame(order, ['a', 'b', 'c', 'd'])
})

t.test('a place that was waited for in vain is given back', async (t) => {
  let time = 0
  const limiter = createLimiter({
    perSecond: 1,
    concurrent: 1,
    clock: () => time,
    sleep: async () => {
      throw new Error('interrupted')
    },
  })
  const leave = await limiter.enter(signal)
  leave()
  await t.rejects(limiter.enter(signal), { message: 'interrupted' })
  time = 10_000
  ;(await limiter.enter(signal))()
})
