// The library: a conformance run in this process.
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import type { Profile } from './check.js'
import { countVerdicts, exitCodeOf, type Report } from './result.js'
import { type Progress, runChecks } from './run.js'
import { selectChecks } from './select.js'
import { serverChecks } from './server-checks/index.js'
import { startMockTarget } from './targets/mock.js'
import type { Pace } from './wire/limiter.js'

export type { Check, Level, Profile } from './check.js'
export type { Finding, Observation, Report, Result, TargetSummary, Verdict } from './result.js'
export type { Progress } from './run.js'

/** What to run, and against what. Everything may be left out. */
export interface ConformanceOptions {
  /** Default: a mock of its own in this process. */
  readonly target?: 'mock'
  readonly profiles?: readonly Profile[]
  /** Check ids, or the part before the slash. */
  readonly only?: readonly string[]
  readonly skip?: readonly string[]
  /** The same made-up values in every run. */
  readonly seed?: string
  /** Ends the run early; what has finished is in the report. */
  readonly signal?: AbortSignal
  readonly progress?: Progress
}

/** The package's own. */
export const version = (): string => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  return version
}

/** The machine's own time. */
const systemPace: Pace = {
  clock: () => performance.now(),
  sleep: (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }),
}

/** Checks at a time against a mock: enough to keep two cores busy. */
const mockConcurrency = 8

/**
 * Runs the checks and tells what they found. A check that fails is a result, not an error.
 *
 * @example
 * const report = await runConformance({ only: ['token'] })
 * console.log(report.counts, report.exitCode)
 */
export const runConformance = async (options: ConformanceOptions = {}): Promise<Report> => {
  const { profiles = [], only = [], skip = [], seed = randomBytes(6).toString('hex'), signal, progress } = options
  const startedAt = new Date()
  const target = await startMockTarget()
  try {
    const { results, incidents, requests, cleanedUp } = await runChecks({
      checks: selectChecks(serverChecks, { profiles, only, skip }),
      target,
      seed,
      concurrency: mockConcurrency,
      signal: signal ?? new AbortController().signal,
      now: () => Math.floor(Date.now() / 1000),
      pace: systemPace,
      ...(progress && { progress }),
    })
    return {
      schema: 'mockta-conformance-report/1',
      kit: { name: 'mockta', version: version() },
      target: target.summary,
      seed,
      startedAt: startedAt.toISOString(),
      durationMs: Date.now() - startedAt.getTime(),
      requests,
      cleanedUp,
      counts: countVerdicts(results),
      exitCode: exitCodeOf(results, incidents),
      incidents,
      results,
    }
  } finally {
    await target.close()
  }
}
