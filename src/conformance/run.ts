// Runs checks on a target: in parallel where they share nothing, each failing one twice, and never longer than it may.
import type { Check } from './check.js'
import { type CleanedUp, cleanUpMs, revokeObtained } from './clean-up.js'
import { cutShort, type Incident, type Result, type Verdict, wasCutShort } from './result.js'
import { notRun, runCheck } from './run-check.js'
import { createRunState, type RunState } from './run-state.js'
import type { Target } from './targets/target.js'
import type { Pace } from './wire/limiter.js'

/** Told as it happens. */
export interface Progress {
  finished?(result: Result, done: number, total: number): void
}

/** What a run is made of. */
export interface RunOptions {
  readonly checks: readonly Check[]
  readonly target: Target
  readonly seed: string
  /** Checks at a time. */
  readonly concurrency: number
  /** Ends the run early; what has finished is kept. */
  readonly signal: AbortSignal
  /** Epoch seconds. */
  readonly now: () => number
  readonly pace: Pace
  readonly progress?: Progress
}

/** What it found, in the order of the checks. */
export interface Ran {
  readonly results: readonly Result[]
  readonly incidents: readonly Incident[]
  readonly requests: number
  readonly cleanedUp: CleanedUp
}

/** Repeating these would tell nothing. */
const settled: readonly Verdict[] = ['pass', 'warn', 'skip']

const together = (first: Result, second: Result): Result =>
  first.verdict === second.verdict
    ? second
    : { ...first, verdict: 'flaky', reason: `${first.verdict} at first, ${second.verdict} when repeated` }

/** Checks in a row that got no answer: the server is gone. */
const mostUnreachable = 3

/** Every check once, failing and undecided ones twice. */
export const runChecks = async (options: RunOptions): Promise<Ran> => {
  const { checks, target, seed, concurrency, now, pace, progress } = options
  const stop = new AbortController()
  const signal = AbortSignal.any([options.signal, stop.signal])
  const incidents: Incident[] = []
  const results = new Map<Check, Result>()
  const states: RunState[] = []
  let inARow = 0

  const open = (opened: Target): RunState => {
    const state = createRunState({ target: opened, seed, now, pace, signal })
    states.push(state)
    return state
  }

  const finish = (check: Check, result: Result): void => {
    results.set(check, result)
    progress?.finished?.(result, results.size, checks.length)
  }

  const leaveOut = (check: Check): Result =>
    notRun(check, 'blocked', options.signal.aborted ? cutShort.interrupted : cutShort.stopped)

  const onTarget = async (check: Check, state: RunState): Promise<Result> => {
    const { result, broken, unreachable } = await runCheck(check, state, pace.clock)
    inARow = unreachable ? inARow + 1 : 0
    if (unreachable && inARow === mostUnreachable) {
      incidents.push({ kind: 'unreachable', message: `the server is gone: ${unreachable.message}` })
      stop.abort()
    }
    if (broken) {
      incidents.push({ kind: 'safety-rule', message: `${broken.rule}: ${broken.message} (${check.id})` })
      if (broken.stop === 'run') stop.abort()
      return result
    }
    if (settled.includes(result.verdict)) return result
    if (signal.aborted) return result.verdict === 'fail' ? result : leaveOut(check)
    const repeated = await runCheck(check, state, pace.clock, 'again')
    return signal.aborted ? result : together(result, repeated.result)
  }

  const runOne = async (check: Check, state: RunState): Promise<void> => {
    if (signal.aborted) return finish(check, leaveOut(check))
    if (check.isolation !== 'own' || target.own === undefined) return finish(check, await onTarget(check, state))
    const own = await target.own()
    try {
      finish(check, await onTarget(check, open(own)))
    } finally {
      await own.close()
    }
  }

  const shared = open(target)
  const runnable: Check[] = []
  for (const check of checks) {
    const reasons = check.needs.flatMap((need) => target.missing(need) ?? [])
    if (reasons.length > 0) finish(check, notRun(check, 'skip', reasons.join('; ')))
    else runnable.push(check)
  }
  const alone = (check: Check): boolean => check.isolation === 'own' && target.own === undefined
  const queue = runnable.filter((check) => !alone(check))
  const worker = async (): Promise<void> => {
    for (let check = queue.shift(); check; check = queue.shift()) await runOne(check, shared)
  }
  await Promise.all(Array.from({ length: concurrency }, worker))
  for (const check of runnable.filter(alone)) await runOne(check, shared)

  if (options.signal.aborted) {
    const left = [...results.values()].filter(wasCutShort).length
    incidents.push({ kind: 'interrupted', message: `${left} of ${checks.length} checks did not run` })
  }
  const revoked = target.ephemeral
    ? { revoked: 0, left: 0 }
    : await revokeObtained(
        { metadata: target.metadata, apps: target.settings.apps, obtained: shared.obtained, now: shared.now },
        shared.cleanUpWire(AbortSignal.timeout(cleanUpMs)),
      )
  const given = await target.giveBack?.()
  if (given && given.left.length > 0) {
    const message = `left on the org: ${given.left.join(', ')}; the next run with --provision removes them`
    incidents.push({ kind: 'safety-rule', message })
  }
  return {
    results: checks.flatMap((check) => results.get(check) ?? []),
    incidents,
    requests: states.reduce((sum, { wire }) => sum + wire.count(), 0),
    cleanedUp: { ...revoked, ...(given && { removed: given.removed }) },
  }
}
