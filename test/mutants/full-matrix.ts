// `npm run mutants [-- ID…]`: every check against every broken server, or some. Writes what it saw, to be read and checked in.
import { serverChecks } from '../../src/conformance/server-checks/index.js'
import { caughtBy } from './servers/catch.js'
import { serverMutants } from './servers/index.js'
import { readMatrix, writeMatrix } from './servers/matrix.js'
import { unbroken } from './servers/unbroken.js'

const accused = await caughtBy(unbroken, serverChecks)
if (accused.length > 0) throw new Error(`the unbroken server is accused by ${accused.join(', ')}`)

const ids = process.argv.slice(2)
const asked = serverMutants.filter(({ id }) => ids.length === 0 || ids.includes(id))
const seen = new Map(Object.entries(readMatrix()))
for (const [index, mutant] of asked.entries()) {
  const caught = await caughtBy(mutant, serverChecks)
  seen.set(mutant.id, caught)
  const missed = mutant.caughtBy.filter((id) => !caught.includes(id))
  const outcome = missed.length > 0 ? `MISSED by ${missed.join(', ')}` : `caught by ${caught.length}`
  process.stderr.write(`${index + 1}/${asked.length} ${mutant.id}: ${outcome}\n`)
  if (missed.length > 0) process.exitCode = 1
}
writeMatrix(Object.fromEntries(serverMutants.map(({ id }) => [id, seen.get(id) ?? []])))
