// The part of the matrix that every test run sees again: the topics of a mutant's own checks.
import t from 'tap'
import type { Check } from '../../../src/conformance/check.js'
import { serverChecks } from '../../../src/conformance/server-checks/index.js'
import { accusing, noticing, resultsOn } from './catch.js'
import { readMatrix } from './matrix.js'
import type { ServerMutant } from './mutant.js'

const topicOf = (id: string): string => id.slice(0, id.indexOf('/'))

/** A few checks that have little to do with each other, run against every mutant. */
const sample: ReadonlySet<string> = new Set([
  'discovery/issuer-exact',
  'authorize/state-echo',
  'token/code-response',
  'userinfo/get',
  'revocation/access-token',
  'service/token',
  'api/scope-allows',
])

/** The topics of a mutant's own checks, whole, and the sample. */
const checksFor = ({ caughtBy: own }: ServerMutant): readonly Check[] => {
  const topics = new Set(own.map(topicOf))
  return serverChecks.filter(({ id }) => topics.has(topicOf(id)) || sample.has(id))
}

/** Each mutant is noticed by its own checks, and otherwise by exactly those that the matrix names. */
export const testMutants = (mutants: readonly ServerMutant[]): void => {
  t.setTimeout(300_000)
  const matrix = readMatrix()
  for (const mutant of mutants) {
    t.test(mutant.title, async (t) => {
      const known = matrix[mutant.id] ?? []
      const checks = checksFor(mutant)
      const results = await resultsOn(mutant, checks)
      const accused = accusing(results)
      t.strictSame(
        mutant.caughtBy.filter((id) => !accused.includes(id)),
        [],
        'its own checks say so; to be kept from saying anything is not enough',
      )
      t.strictSame(
        noticing(results),
        known.filter((id) => checks.some((check) => check.id === id)),
      )
    })
  }
}
