// `npm run mutants:servers [-- ID…]`: every check against every broken server, or some. Writes what it saw, to be read and checked in.
import { serverChecks } from '../../src/conformance/server-checks/index.js'
import { accusing, caughtBy, noticing, resultsOn } from './servers/catch.js'
import { serverMutants } from './servers/index.js'
import { readMatrix, writeMatrix } from './servers/matrix.js'
import { unbroken } from './servers/unbroken.js'

const wrong = await caughtBy(unbroken, serverChecks)
if (wrong.length > 0) throw new Error(`the unbroken server is accused by ${wrong.join(', ')}`)

/** An open question accuses nobody, whatever stood in its way. */
const judging = serverChecks.filter(({ id }) => !id.startsWith('unsettled/'))

const ids = process.argv.slice(2)
const asked = serverMutants.filter(({ id }) => ids.length === 0 || ids.includes(id))
const seen = new Map(Object.entries(readMatrix()))
for (const [index, mutant] of asked.entries()) {
  const results = await resultsOn(mutant, judging)
  const caught = noticing(results)
  seen.set(mutant.id, caught)
  const accused = accusing(results)
  const missed = mutant.caughtBy.filter((id) => !accused.includes(id))
  const outcome = missed.length > 0 ? `MISSED by ${missed.join(', ')}` : `caught by ${caught.length}`
  process.stderr.write(`${index + 1}/${asked.length} ${mutant.id}: ${outcome}\n`)
  if (missed.length > 0) process.exitCode = 1
}
writeMatrix(Object.fromEntries(serverMutants.map(({ id }) => [id, seen.get(id) ?? []])))
