// `npm run mutants`: every check against every broken server. Writes what it saw, to be read and checked in.
import { serverChecks } from '../../src/conformance/server-checks/index.js'
import { caughtBy } from './servers/catch.js'
import { serverMutants } from './servers/index.js'
import { type Matrix, writeMatrix } from './servers/matrix.js'
import { unbroken } from './servers/unbroken.js'

const accused = await caughtBy(unbroken, serverChecks)
if (accused.length > 0) throw new Error(`the unbroken server is accused by ${accused.join(', ')}`)

const matrix: Record<string, readonly string[]> = {}
for (const [index, mutant] of serverMutants.entries()) {
  const caught = await caughtBy(mutant, serverChecks)
  matrix[mutant.id] = caught
  const missed = mutant.caughtBy.filter((id) => !caught.includes(id))
  const outcome = missed.length > 0 ? `MISSED by ${missed.join(', ')}` : `caught by ${caught.length}`
  process.stderr.write(`${index + 1}/${serverMutants.length} ${mutant.id}: ${outcome}\n`)
  if (missed.length > 0) process.exitCode = 1
}
writeMatrix(matrix satisfies Matrix)
