// What a run would do, without doing it: the selected checks run against a mock in this process, and their requests are counted.
import type { Check } from './check.js'
import { planLines } from './provision/plan.js'
import { runChecks } from './run.js'
import { startMockTarget } from './targets/mock.js'
import { planReal, type RealOptions, type RealPlan } from './targets/real.js'
import type { Target } from './targets/target.js'
import type { Pace } from './wire/limiter.js'

/** A run beforehand. */
export interface Plan {
  readonly issuer: string
  /** Ids of the checks that would run. */
  readonly running: readonly string[]
  /** Ids of the others, and why. */
  readonly skipped: readonly { readonly id: string; readonly reason: string }[]
  /** `POST /oauth2/v1/token` to how often. */
  readonly requests: ReadonlyMap<string, number>
  readonly total: number
  readonly budget: number
  /** At the pace that the rules allow. */
  readonly seconds: number
  /** What --provision would make on the org, and remove at the end. */
  readonly made: readonly string[]
}

/** The real run's limits on a mock's abilities. */
const standIn = (mock: Target, real: RealPlan): Target => {
  const missing = real.missing(mock.metadata)
  return { ...mock, signIn: real.signIn, missing: (need) => missing(need) ?? mock.missing(need) }
}

/** One authorization request a second and two token requests; the others are faster. */
const secondsFor = (requests: ReadonlyMap<string, number>): number => {
  const count = (path: string): number =>
    [...requests].filter(([name]) => name.endsWith(path)).reduce((sum, [, times]) => sum + times, 0)
  return Math.ceil(Math.max(count('/authorize'), count('/token') / 2))
}

/** Nothing is sent to the org. @throws UsageError */
export const planRun = async (checks: readonly Check[], options: RealOptions, pace: Pace): Promise<Plan> => {
  const real = await planReal(options)
  const mock = await startMockTarget()
  try {
    const { results } = await runChecks({
      checks,
      target: standIn(mock, real),
      seed: 'plan',
      concurrency: 8,
      signal: new AbortController().signal,
      now: () => Math.floor(Date.now() / 1000),
      pace,
    })
    const ran = results.filter(({ verdict }) => verdict !== 'skip')
    const requests = new Map<string, number>()
    for (const { request } of ran.flatMap(({ exchanges }) => exchanges)) {
      const name = `${request.method} ${new URL(request.url).pathname}`
      requests.set(name, (requests.get(name) ?? 0) + 1)
    }
    return {
      issuer: real.issuer,
      running: ran.map(({ id }) => id),
      skipped: results.flatMap(({ id, verdict, reason = '' }) => (verdict === 'skip' ? [{ id, reason }] : [])),
      requests: new Map([...requests].sort(([, a], [, b]) => b - a)),
      total: [...requests.values()].reduce((sum, count) => sum + count, 0),
      budget: real.policy.requests ?? Number.POSITIVE_INFINITY,
      seconds: secondsFor(requests),
      made: real.provision ? planLines(real.provision) : [],
    }
  } finally {
    await mock.close()
  }
}

/** For people. */
export const planText = ({ issuer, running, skipped, requests, total, budget, seconds, made }: Plan): string => {
  const width = String(Math.max(0, ...requests.values())).length
  const reasons = new Map<string, string[]>()
  for (const { id, reason } of skipped) reasons.set(reason, [...(reasons.get(reason) ?? []), id])
  return [
    `Plan for ${issuer}; nothing has been sent to it.`,
    '',
    `${running.length} checks would send about ${total} requests in ${Math.ceil(seconds / 60)} min or more (counted on a mock; ${budget} are allowed):`,
    ...[...requests].map(([name, count]) => `  ${String(count).padStart(width)}  ${name}`),
    ...(total > budget
      ? [`  More than the budget: --budget ${total}, or fewer checks with --profile and --only.`]
      : []),
    ...(made.length === 0
      ? []
      : [
          '',
          'Made on the org before, by about fifty requests more, and removed after by thirty:',
          ...made.map((line) => `  ${line}`),
        ]),
    '',
    `${skipped.length} checks would be skipped:`,
    ...[...reasons].flatMap(([reason, ids]) => [`  ${reason}`, `    ${ids.join(', ')}`]),
    '',
  ].join('\n')
}
