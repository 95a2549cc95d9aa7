import t from 'tap'
import { seededRandom, stableId, systemRandom } from '../../src/server/random.js'

t.test('a seed repeats itself and differs from another', async (t) => {
  const draw = (seed: string): string[] => {
    const random = seededRandom(seed)
    return [random.token(), random.token(), random.id('00u')]
  }
  t.strictSame(draw('1'), draw('1'))
  t.notSame(draw('1'), draw('2'))
  t.not(draw('1')[0], draw('1')[1])
})

t.test('formats are Okta’s', async (t) => {
  t.match(systemRandom.token(), /^[A-Za-z0-9_-]{43}$/)
  t.match(systemRandom.id('0oa'), /^0oa[A-Za-z0-9]{17}$/)
  t.match(stableId('00u', 'seed', 'ada@example.com'), /^00u[A-Za-z0-9]{17}$/)
  t.equal(stableId('00u', 'a', 'b'), stableId('00u', 'a', 'b'))
  t.not(stableId('00u', 'a', 'b'), stableId('00u', 'ab'))
})
