// Runs one check once and turns whatever happened into a result.
import type { Check } from './check.js'
import { createContext } from './create-context.js'
import { createExpect, type Judged } from './expect.js'
import { Blocked, Inconclusive, Skipped } from './outcome.js'
import { reproduction } from './reproduction.js'
import type { Observation, Result, Verdict } from './result.js'
import type { RunState } from './run-state.js'
import { QuotaUsed, RuleBroken, Unreachable } from './wire/wire.js'

/** A result, and what cut it short beside the check's own doing. */
export interface CheckRun {
  readonly result: Result
  readonly broken?: RuleBroken
  readonly unreachable?: Unreachable
}

type Ended = Pick<Result, 'verdict' | 'reason'>

/** How an error that ended a check is to be read. */
const endedBy = (error: unknown): Ended => {
  const { message, stack } = error as Error
  if (error instanceof Skipped || error instanceof QuotaUsed) return { verdict: 'skip', reason: message }
  if (error instanceof Inconclusive) return { verdict: 'inconclusive', reason: message }
  if (error instanceof RuleBroken) return { verdict: 'blocked', reason: `safety rule ${error.rule}: ${message}` }
  if (error instanceof Blocked || error instanceof Unreachable) return { verdict: 'blocked', reason: message }
  // A mistake in the check or the kit says nothing about the target.
  return { verdict: 'blocked', reason: `the check itself broke: ${stack?.split('\n', 2).join(' ') ?? message}` }
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
export const notRun = (check: Check, verdict: Verdict, reason: string): Result => ({
  ...outlineOf(check),
  verdict,
  reason,
  findings: [],
  observations: [],
  exchanges: [],
  durationMs: 0,
})

/** What was found before a check ended early is as true as ever, so a failure comes first. */
const decide = ({ level }: Check, judged: Judged, observed: number, ended: Ended | undefined): Ended => {
  const { findings } = judged
  if (level === 'must' && findings.some(({ severity }) => severity === 'must')) return { verdict: 'fail' }
  if (ended) return ended
  if (findings.length > 0) return { verdict: 'warn' }
  if (judged.count() + observed > 0) return { verdict: 'pass' }
  return { verdict: 'inconclusive', reason: 'the check ended without judging anything' }
}

/**
 * @param clock milliseconds, any origin
 * @param turn a repeated check makes up other values: what works once, as a client assertion does, was used the first time
 */
export const runCheck = async (
  check: Check,
  state: RunState,
  clock: () => number,
  turn: 'first' | 'again' = 'first',
): Promise<CheckRun> => {
  const startedAt = clock()
  const { wire, redactor } = state.wire.forCheck()
  const observations: Observation[] = []
  const observe = ({ name, value }: Observation): void => {
    observations.push({ name, value: redactor.value(value) })
  }
  const judged = createExpect({
    dialect: state.target.summary.dialect,
    last: () => wire.transcript.at(-1),
    redact: redactor.text,
  })
  let error: unknown
  try {
    await check.run(
      createContext({ id: turn === 'first' ? check.id : `${check.id}\0${turn}`, run: state, wire, judged, observe }),
    )
  } catch (thrown) {
    error = thrown
  }
  const { verdict, reason } = decide(
    check,
    judged,
    observations.length,
    error === undefined ? undefined : endedBy(error),
  )
  const reproduce = reproduction(wire.transcript, judged.findings)
  const result: Result = {
    ...outlineOf(check),
    verdict,
    ...(reason !== undefined && { reason: redactor.text(reason) }),
    findings: judged.findings,
    observations,
    exchanges: wire.transcript,
    ...(reproduce !== undefined && { reproduce }),
    durationMs: Math.round(clock() - startedAt),
  }
  return {
    result,
    ...(error instanceof RuleBroken && { broken: error }),
    ...(error instanceof Unreachable && { unreachable: error }),
  }
}
