import t from 'tap'
import { httpDate } from '../../src/server/http-date.js'

t.test('IMF-fixdate, however many dates are asked for', async (t) => {
  t.equal(httpDate(784_111_777), 'Sun, 06 Nov 1994 08:49:37 GMT')
  t.equal(httpDate(784_111_777), 'Sun, 06 Nov 1994 08:49:37 GMT')
  for (let second = 0; second < 300; second += 1) httpDate(second)
  t.equal(httpDate(0), 'Thu, 01 Jan 1970 00:00:00 GMT')
})
