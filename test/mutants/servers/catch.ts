// Runs checks on a broken server and tells which of them noticed.
import type { Check } from '../../../src/conformance/check.js'
import type { Result } from '../../../src/conformance/result.js'
import { runChecks } from '../../../src/conformance/run.js'
import { systemPace } from '../../../src/conformance/system-pace.js'
import { startMockTarget } from '../../../src/conformance/targets/mock.js'
import { breakTarget, type ServerMutant } from './mutant.js'

/** Checks at a time. */
const concurrency = 4

type Broken = Pick<ServerMutant, 'start' | 'clockSpeed'>

/** The results of checks on a broken server, in the order of the checks. */
export const resultsOn = async (mutant: Broken, checks: readonly Check[]): Promise<readonly Result[]> => {
  const target = await breakTarget(await startMockTarget(), mutant)
  try {
    const { results } = await runChecks({
      checks,
      target,
      seed: 'mutants',
      concurrency,
      signal: new AbortController().signal,
      now: () => Math.floor(Date.now() / 1000),
      pace: systemPace,
    })
    return results
  } finally {
    await target.close()
  }
}

/** Ids of the checks that did not pass, be it that the way to their subject is broken. */
export const noticing = (results: readonly Result[]): readonly string[] =>
  results.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skip').map(({ id }) => id)

/** Ids of the checks that say what is wrong. */
export const accusing = (results: readonly Result[]): readonly string[] =>
  results.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn').map(({ id }) => id)

/** Ids of the checks that notice. */
export const caughtBy = async (mutant: Broken, checks: readonly Check[]): Promise<readonly string[]> =>
  noticing(await resultsOn(mutant, checks))
