// Runs checks on a broken server and tells which of them noticed.
import type { Check } from '../../../src/conformance/check.js'
import { runChecks } from '../../../src/conformance/run.js'
import { systemPace } from '../../../src/conformance/system-pace.js'
import { startMockTarget } from '../../../src/conformance/targets/mock.js'
import { breakTarget, type ServerMutant } from './mutant.js'

/** Checks at a time. */
const concurrency = 4

/** Ids of the checks that did not pass, in the order of the checks. */
export const caughtBy = async (
  mutant: Pick<ServerMutant, 'start' | 'clockSpeed'>,
  checks: readonly Check[],
): Promise<readonly string[]> => {
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
    return results.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skip').map(({ id }) => id)
  } finally {
    await target.close()
  }
}
