import t from 'tap'
import { apparentBits } from '../../../src/conformance/client-checks/entropy.js'

const table: readonly (readonly [string, readonly string[], number])[] = [
  ['the same each time', ['abc', 'abc'], 0],
  ['a counter behind a fixed text', ['login-1000', 'login-1001', 'login-1002'], 3],
  ['two hexadecimal digits', ['a0', '1f'], 8],
  ['small letters and digits', ['xz9q', 'q1zw'], 20],
  ['letters and digits', ['xZ9q', 'q1zW'], 23],
  ['base64url', ['xZ-q', 'q1_W'], 24],
  ['only the length of the shortest counts', ['-_aB', 'Ab'], 12],
]

for (const [name, values, bits] of table) {
  t.test(name, async (t) => {
    t.equal(apparentBits(values), bits)
  })
}
