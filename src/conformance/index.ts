// The library: a conformance run in this process.
import { randomBytes } from 'node:crypto'
import { homedir } from 'node:os'
import type { Check, Profile } from './check.js'
import type { ClientContent, WebByAddress } from './clients/file/client-file.js'
import { applyDeviations, type Deviation, readDeviations } from './deviations.js'
import { breaking, compareSnapshots, type Drift } from './drift/compare.js'
import { readSnapshot, type Snapshot, snapshotOf } from './drift/snapshot.js'
import {
  type ClientSummary,
  countVerdicts,
  exitCodeOf,
  type Incident,
  type Report,
  type TargetSummary,
} from './result.js'
import { type Progress, type Ran, runChecks } from './run.js'
import { selectChecks } from './select.js'
import { serverChecks } from './server-checks/index.js'
import { systemPace } from './system-pace.js'
import { type OpenOptions, openTarget, summaryBeforehand } from './targets/open.js'
import type { Target } from './targets/target.js'
import { version } from './version.js'
import type { Pace } from './wire/limiter.js'
import { RuleBroken, Unreachable } from './wire/wire.js'

export type { Check, Level, Profile } from './check.js'
export type { ClientCheck } from './client-checks/client-check.js'
export type { ClientContent, WebByAddress } from './clients/file/client-file.js'
export type { Deviation } from './deviations.js'
export type { Difference, DifferenceClass, Drift } from './drift/compare.js'
export { type Snapshot, snapshotOf } from './drift/snapshot.js'
export { type Format, reporters } from './reporters/index.js'
export type {
  ClientSummary,
  ExitCode,
  Finding,
  Incident,
  Observation,
  Report,
  Result,
  TargetSummary,
  Verdict,
} from './result.js'
export type { Progress } from './run.js'
export type { SettingsFile } from './targets/settings-file.js'
export { UsageError } from './usage-error.js'
export type { Pace } from './wire/limiter.js'

/** What to run, and against what. Everything may be left out. */
export interface ConformanceOptions extends Partial<OpenOptions> {
  /** The client that is tested instead of the target: its file, the file's content, or the address of a web app. */
  readonly client?: string | ClientContent | WebByAddress
  /** The command that starts the client, with `OKTA_ISSUER`, `OKTA_CLIENT_ID` … in its environment; it ends with the run. */
  readonly exec?: string
  /** Whether the page that was guessed to tell who is signed in is right, where the file names no probe. */
  readonly acceptProbe?: boolean
  /**
   * The kit stands between the client and a real org, and misbehaves there as the mock would: by a proxy that the client is
   * told of when the kit starts it, or in the browser that a page runs in.
   */
  readonly mitm?: boolean
  /** Milliseconds until what `exec` starts must answer. Default 60 000. */
  readonly execTimeoutMs?: number
  readonly profiles?: readonly Profile[]
  /** Check ids, or the part before the slash. */
  readonly only?: readonly string[]
  readonly skip?: readonly string[]
  /** The same made-up values in every run. */
  readonly seed?: string
  /** Known deviations, or the path of their file. */
  readonly deviations?: string | readonly Deviation[]
  /** A recorded run to compare this one with, or the path of its file. */
  readonly compare?: string | Snapshot
  /** Ends the run early; what has finished is in the report. */
  readonly signal?: AbortSignal
  readonly progress?: Progress
  /** How time passes for the safety rules' waits. Default: as it does. */
  readonly pace?: Pace
}

/** Checks at a time: enough to keep two cores busy with a mock, and to fill the waits of a careful run. */
const concurrency = { mock: 8, real: 4 } as const

const nowSeconds = (): number => Math.floor(Date.now() / 1000)

/** What came of it where nothing could be run. */
const nothingRan = (error: unknown): Ran => {
  const { message } = error as Error
  if (!(error instanceof RuleBroken || error instanceof Unreachable)) throw error
  const kind: Incident['kind'] = error instanceof RuleBroken ? 'safety-rule' : 'unreachable'
  return { results: [], incidents: [{ kind, message }], requests: 0, cleanedUp: { revoked: 0, left: 0 } }
}

/** The mock is always on the left. */
const driftOf = (report: Report, other: Snapshot): Drift => {
  const own = snapshotOf(report)
  return own.target.kind === 'mock' ? compareSnapshots(own, other) : compareSnapshots(other, own)
}

const driftIncident = ({ differences }: Drift): readonly Incident[] => {
  const count = differences.filter((difference) => breaking.includes(difference.class)).length
  return count === 0 ? [] : [{ kind: 'drift', message: `${count} differences that could break an app` }]
}

type Selecting = Pick<ConformanceOptions, 'profiles' | 'only' | 'skip'>

/** The server checks that a selection takes. */
export const checksOf = ({ profiles = [], only = [], skip = [] }: Selecting): readonly Check[] =>
  selectChecks(serverChecks, { profiles, only, skip })

/**
 * Runs the checks and tells what they found. A check that fails is a result, not an error.
 *
 * @throws UsageError if settings, deviations or the recorded run make no sense
 * @example
 * const report = await runConformance({ only: ['token'] })
 * console.log(report.counts, report.exitCode)
 */
export const runConformance = async (options: ConformanceOptions = {}): Promise<Report> => {
  const { seed = randomBytes(6).toString('hex'), signal = new AbortController().signal } = options
  const { progress, pace = systemPace } = options
  const listed =
    typeof options.deviations === 'string' ? readDeviations(options.deviations) : (options.deviations ?? [])
  const other = typeof options.compare === 'string' ? readSnapshot(options.compare) : options.compare
  const open: OpenOptions = {
    target: 'mock',
    surroundings: { env: process.env, directory: process.cwd(), home: homedir() },
    ...options,
  }
  const startedAt = new Date()

  const runOn = async (target: Target): Promise<Ran> => {
    try {
      return await runChecks({
        checks: checksOf(options),
        target,
        seed,
        concurrency: concurrency[target.summary.kind],
        signal,
        now: nowSeconds,
        pace,
        ...(progress && { progress }),
      })
    } finally {
      await target.close()
    }
  }

  const runOnServer = async (): Promise<Ran & { readonly summary: TargetSummary }> => {
    let summary: TargetSummary = summaryBeforehand(open)
    try {
      const target = await openTarget(open)
      summary = target.summary
      return { ...(await runOn(target)), summary }
    } catch (error) {
      return { ...nothingRan(error), summary }
    }
  }

  const runOnClient = async (client: NonNullable<ConformanceOptions['client']>) => {
    const { runClient } = await import('./clients/run-client-file.js')
    const running = runClient(client, {
      open,
      selection: { profiles: options.profiles ?? [], only: options.only ?? [], skip: options.skip ?? [] },
      seed,
      signal,
      pace,
      ...(progress && { progress }),
      ...(options.acceptProbe !== undefined && { acceptProbe: options.acceptProbe }),
      ...(options.mitm !== undefined && { mitm: options.mitm }),
      ...(options.exec !== undefined && {
        exec: { command: options.exec, timeoutMs: options.execTimeoutMs ?? 60_000 },
      }),
    })
    return running.catch((error: unknown) => ({ ...nothingRan(error), summary: summaryBeforehand(open) }))
  }

  const ran: Ran & { readonly summary: TargetSummary; readonly client?: ClientSummary } =
    options.client === undefined ? await runOnServer() : await runOnClient(options.client)
  const { summary, client } = ran
  const judged = applyDeviations(ran.results, listed, summary, startedAt.toISOString().slice(0, 10))
  const incidents = [...ran.incidents, ...judged.incidents]
  const report: Report = {
    schema: 'mockta-conformance-report/1',
    kit: { name: 'mockta', version: version() },
    target: summary,
    ...(client && { client }),
    seed,
    startedAt: startedAt.toISOString(),
    durationMs: Date.now() - startedAt.getTime(),
    requests: ran.requests,
    cleanedUp: ran.cleanedUp,
    counts: countVerdicts(judged.results),
    exitCode: exitCodeOf(judged.results, incidents),
    incidents,
    results: judged.results,
  }
  if (other === undefined) return report
  const drift = driftOf(report, other)
  const all = [...incidents, ...driftIncident(drift)]
  return { ...report, drift, incidents: all, exitCode: exitCodeOf(judged.results, all) }
}
