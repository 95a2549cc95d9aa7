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

/** What they find out is noted, since nobody knows what Okta does. */
const onlyNoting = [
  'token/code-reuse-ends-tokens',
  'introspection/other-client',
  'service/assertion-valid-later',
  'pushed/reuse-noted',
]

t.test('every check notices one of them, unless it only takes notes', async (t) => {
  const noticed = new Set(Object.values(readMatrix()).flat())
  t.strictSame(serverChecks.flatMap(({ id }) => (noticed.has(id) ? [] : [id])).toSorted(), onlyNoting.toSorted())
})
