// Runs checks on a target: in parallel where they share nothing, each failing one twice, and never longer than it may.
import type { Check } from './check.js'
import { createContext } from './create-context.js'
import { createExpect } from './expect.js'
import { Blocked, Inconclusive, Skipped } from './outcome.js'
import { reproduction } from './reproduction.js'
import type { Incident, Observation, Result, Verdict } from './result.js'
import { createOnce, type RunState } from './run-state.js'
import type { Target } from './targets/target.js'
import { createRunWire, type RunWire } from './wire/create-wire.js'
import { createRedactor } from './wire/redact/redactor.js'
import { QuotaUsed, RuleBroken, Unreachable } from './wire/wire.js'

/** Told as it happens. */
export interface Progress {
  finished?(result: Result): void
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
  /** Milliseconds, any origin. */
  readonly clock: () => number
  readonly progress?: Progress
}

/** What it found, in the order of the checks. */
export interface Ran {
  readonly results: readonly Result[]
  readonly incidents: readonly Incident[]
  readonly requests: number
}

type Ended = Pick<Result, 'verdict' | 'reason'> & { readonly broken?: RuleBroken }

/** How an error that ended a check is to be read. */
const endedBy = (error: unknown): Ended => {
  const { message } = error as Error
  if (error instanceof Skipped || error instanceof QuotaUsed) return { verdict: 'skip', reason: message }
  if (error instanceof Inconclusive) return { verdict: 'inconclusive', reason: message }
  if (error instanceof RuleBroken) {
    return { verdict: 'blocked', reason: `safety rule ${error.rule}: ${message}`, broken: error }
  }
  if (error instanceof Blocked || error instanceof Unreachable) return { verdict: 'blocked', reason: message }
  // A mistake in the check or the kit says nothing about the target.
  return {
    verdict: 'blocked',
    reason: `the check itself broke: ${(error as Error).stack?.split('\n', 2).join(' ') ?? message}`,
  }
}

const outlineOf = ({ id, title, level, profiles, sources, differs, why }: Check) => ({
  id,
  title,
  level,
  profiles,
  sources,
  ...(differs && { differs }),
  ...(why !== undefined && { why }),
})

/** A result for a check that did not run. */
const notRun = (check: Check, verdict: Verdict, reason: string): Result => ({
  ...outlineOf(check),
  verdict,
  reason,
  findings: [],
  observations: [],
  exchanges: [],
  durationMs: 0,
})

const runOnce = async (
  check: Check,
  state: RunState,
  clock: () => number,
): Promise<{ readonly result: Result; readonly broken?: RuleBroken }> => {
  const startedAt = clock()
  const { wire, redactor } = state.wire.forCheck()
  const observations: Observation[] = []
  const judged = createExpect({
    dialect: state.target.summary.dialect,
    last: () => wire.transcript.at(-1),
    redact: redactor.text,
  })
  let ended: Ended | undefined
  try {
    const observe = ({ name, value }: Observation): void => {
      observations.push({ name, value: redactor.value(value) })
    }
    await check.run(createContext({ id: check.id, run: state, wire, judged, observe }))
  } catch (error) {
    ended = endedBy(error)
  }
  const { findings } = judged
  const severe = findings.some(({ severity }) => severity === 'must') && check.level === 'must'
  const nothing = judged.count() === 0 && observations.length === 0
  // What was found before a check ended early is as true as ever.
  const verdict: Ended = severe
    ? { verdict: 'fail' }
    : (ended ??
      (findings.length > 0
        ? { verdict: 'warn' }
        : nothing
          ? { verdict: 'inconclusive', reason: 'the check ended without judging anything' }
          : { verdict: 'pass' }))
  const reproduce = reproduction(wire.transcript, findings)
  const result: Result = {
    ...outlineOf(check),
    verdict: verdict.verdict,
    ...(verdict.reason !== undefined && { reason: redactor.text(verdict.reason) }),
    findings,
    observations,
    exchanges: wire.transcript,
    ...(reproduce !== undefined && { reproduce }),
    durationMs: Math.round(clock() - startedAt),
  }
  return { result, ...(ended?.broken && { broken: ended.broken }) }
}

const settled: readonly Verdict[] = ['pass', 'warn', 'skip']

/** Worth a second run: only what could be luck. */
const twice = (first: Result, second: Result): Result =>
  first.verdict === second.verdict
    ? second
    : { ...first, verdict: 'flaky', reason: `${first.verdict} at first, ${second.verdict} when repeated` }

/** Every check once, failing and undecided ones twice. */
export const runChecks = async (options: RunOptions): Promise<Ran> => {
  const { checks, target, seed, concurrency, now, clock, progress } = options
  const stop = new AbortController()
  const signal = AbortSignal.any([options.signal, stop.signal])
  const incidents: Incident[] = []
  const results = new Map<Check, Result>()
  const wires: RunWire[] = []

  const open = (opened: Target): RunState => {
    const redactor = createRedactor()
    for (const secret of secretsOf(opened)) redactor.learn(secret)
    const wire = createRunWire({
      transport: opened.transport,
      policy: opened.policy,
      rules: [],
      redactor,
      signal,
      clock,
    })
    wires.push(wire)
    return { target: opened, wire, seed, now, once: createOnce() }
  }

  const finish = (check: Check, result: Result): void => {
    results.set(check, result)
    progress?.finished?.(result)
  }

  const onTarget = async (check: Check, state: RunState): Promise<Result> => {
    const first = await runOnce(check, state, clock)
    if (first.broken) {
      incidents.push({ kind: 'safety-rule', message: `${check.id}: ${first.broken.message}` })
      if (first.broken.stop === 'run') stop.abort()
      return first.result
    }
    if (settled.includes(first.result.verdict) || signal.aborted) return first.result
    const second = await runOnce(check, state, clock)
    return twice(first.result, second.result)
  }

  const runOne = async (check: Check, state: RunState): Promise<void> => {
    if (signal.aborted) {
      finish(check, notRun(check, 'blocked', options.signal.aborted ? 'interrupted' : 'the run was stopped before it'))
      return
    }
    if (check.isolation !== 'own' || target.own === undefined) {
      finish(check, await onTarget(check, state))
      return
    }
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

  if (options.signal.aborted) incidents.push({ kind: 'interrupted', message: 'interrupted' })
  return {
    results: checks.flatMap((check) => results.get(check) ?? []),
    incidents,
    requests: wires.reduce((sum, wire) => sum + wire.count(), 0),
  }
}

const secretsOf = ({ settings }: Target): readonly string[] => [
  ...settings.apps.flatMap(({ clientSecret }) => clientSecret ?? []),
  ...settings.users.flatMap(({ password, totpSecret }) => [password ?? [], totpSecret ?? []].flat()),
  ...(settings.apiToken === undefined ? [] : [settings.apiToken]),
]
