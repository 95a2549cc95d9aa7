// What holds for all broken servers together.
import t from 'tap'
import { serverChecks } from '../../../src/conformance/server-checks/index.js'
import { caughtBy } from './catch.js'
import { serverMutants } from './index.js'
import { readMatrix } from './matrix.js'
import { unbroken } from './unbroken.js'

t.test('nothing is wrong with what passes unchanged', async (t) => {
  t.strictSame(await caughtBy(unbroken, serverChecks), [])
})

t.test('the matrix has a row for each of them, and each is an id of its own', async (t) => {
  t.strictSame(
    Object.keys(readMatrix()),
    serverMutants.map(({ id }) => id),
  )
  t.equal(new Set(serverMutants.map(({ id }) => id)).size, serverMutants.length)
})

t.test('the matrix names checks that there are', async (t) => {
  const ids = new Set(serverChecks.map(({ id }) => id))
  const named = [...Object.values(readMatrix()), ...serverMutants.map(({ caughtBy: own }) => own)].flat()
  t.strictSame(
    named.filter((id) => !ids.has(id)),
    [],
  )
})

t.test('every check that demands something notices one of them', async (t) => {
  const noticed = new Set(Object.values(readMatrix()).flat())
  const demanding = serverChecks.filter(({ level }) => level !== 'may')
  t.strictSame(
    demanding.flatMap(({ id }) => (noticed.has(id) ? [] : [id])),
    // On Okta it only takes a note, as nobody knows.
    ['token/code-reuse-ends-tokens'],
  )
})
