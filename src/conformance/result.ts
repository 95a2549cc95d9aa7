// What checks yield, what a run yields, and the exit code that follows.
import type { Level, Profile } from './check.js'
import type { CleanedUp } from './clean-up.js'
import type { ClientLevel, Severity, Surface } from './client-checks/client-check.js'
import type { Drift } from './drift/compare.js'
import type { Source } from './sources.js'
import type { Exchange } from './wire/exchange.js'

/** Worst first. */
export const verdicts = ['fail', 'flaky', 'blocked', 'inconclusive', 'warn', 'skip', 'pass'] as const
/**
 * pass: every expectation met · warn: a `should` is broken · fail: a `must` is broken · skip: the target lacks what the check needs ·
 * blocked: the way to the subject failed · inconclusive: nothing was decided · flaky: a second run decided otherwise.
 */
export type Verdict = (typeof verdicts)[number]

/** Why a check did not run although the target has all that it needs: the run ended before. */
export const cutShort = { interrupted: 'interrupted', stopped: 'the run was stopped before this check' } as const

/** What ended the run says more of such a check than a line of its own. */
export const wasCutShort = ({ verdict, reason }: Pick<Result, 'verdict' | 'reason'>): boolean =>
  verdict === 'blocked' && (reason === cutShort.interrupted || reason === cutShort.stopped)

/** One expectation that was not met. Values are redacted. */
export interface Finding {
  readonly severity: 'must' | 'should'
  /** What was looked at: `status`, `error`, `id_token.nonce`. */
  readonly what: string
  readonly expected: string
  readonly got: string
  /** Number of the exchange that shows it. */
  readonly exchange?: number
}

/** A fact about the target that nobody is judged by; redacted. */
export interface Observation {
  readonly name: string
  readonly value: unknown
}

/** A known deviation that covers this result. */
export interface AppliedDeviation {
  readonly reason: string
  readonly link?: string
  readonly until?: string
}

/** The outcome of one check. */
export interface Result {
  readonly id: string
  readonly title: string
  /** Of a server check, what the sources demand; of a client check, who was changed: see the levels there. */
  readonly level: Level | ClientLevel
  readonly profiles: readonly Profile[]
  readonly sources: readonly Source[]
  readonly verdict: Verdict
  /** Why it was skipped, blocked or inconclusive. */
  readonly reason?: string
  readonly differs?: { readonly spec: string; readonly okta: string }
  readonly why?: string
  /** Of a client check: how bad a failure is for this client. */
  readonly severity?: { readonly rank: Severity; readonly reason: string }
  /** Of a client check: the weakness in the Common Weakness Enumeration. */
  readonly cwe?: number
  readonly findings: readonly Finding[]
  readonly observations: readonly Observation[]
  /** The transcript, redacted. */
  readonly exchanges: readonly Exchange[]
  /** A command that repeats the decisive request, secrets replaced. */
  readonly reproduce?: string
  readonly deviation?: AppliedDeviation
  readonly durationMs: number
}

/** Something outside the checks that decides the exit code too. */
export interface Incident {
  readonly kind: 'safety-rule' | 'interrupted' | 'unreachable' | 'client' | 'deviation' | 'drift'
  readonly message: string
}

/** What was run against what. */
export interface TargetSummary {
  readonly kind: 'mock' | 'real'
  readonly issuer: string
  /** `okta`: an Okta org or the mock; `openid`: any other OpenID provider. */
  readonly dialect: 'okta' | 'openid'
  /** Of an Okta org. */
  readonly engine?: 'oie' | 'classic'
}

/** The client that was tested, in a run of client checks. */
export interface ClientSummary {
  readonly kind: Surface
  readonly name: string
  /** The file that describes it, and the line of its callback. */
  readonly file: string
  readonly line: number
  /** The page that stands in for a probe that the file does not name. */
  readonly guessedProbe?: string
  /** Where its logins start and end, found out from its address alone; `file` is a client's file that says so, to be saved. */
  readonly guessed?: { readonly start: string; readonly callback: string; readonly file: string }
  /** Why nothing can be said about the client: then every check is blocked. */
  readonly diagnosis?: string
  /** With a diagnosis: what was said in the login that was to prove the client. */
  readonly exchanges?: readonly Exchange[]
}

/** A whole run: the one source of every report. */
export interface Report {
  /** Of the JSON form, in schema/conformance-report.schema.json. */
  readonly schema: 'mockta-conformance-report/1'
  readonly kit: { readonly name: 'mockta'; readonly version: string }
  readonly target: TargetSummary
  readonly client?: ClientSummary
  readonly seed: string
  /** ISO 8601. */
  readonly startedAt: string
  readonly durationMs: number
  readonly requests: number
  /** Tokens that were given back at the end. */
  readonly cleanedUp: CleanedUp
  readonly counts: Readonly<Record<Verdict, number>>
  readonly exitCode: ExitCode
  readonly incidents: readonly Incident[]
  /** Where it was compared with a recorded run. */
  readonly drift?: Drift
  readonly results: readonly Result[]
}

/** 2 (usage or configuration) never has a report. */
export type ExitCode = 0 | 1 | 3 | 4 | 130

export const countVerdicts = (results: readonly Result[]): Report['counts'] => {
  const counts = { fail: 0, flaky: 0, blocked: 0, inconclusive: 0, warn: 0, skip: 0, pass: 0 }
  for (const { verdict } of results) counts[verdict] += 1
  return counts
}

const undecided: readonly Verdict[] = ['blocked', 'inconclusive', 'flaky']

/** 130 before 4 before 1 before 3 before 0. A result that a deviation covers counts as expected. */
export const exitCodeOf = (results: readonly Result[], incidents: readonly Incident[]): ExitCode => {
  const has = (...kinds: readonly Incident['kind'][]): boolean => incidents.some(({ kind }) => kinds.includes(kind))
  const unexpected = results.filter(({ deviation }) => deviation === undefined)
  if (has('interrupted')) return 130
  if (has('safety-rule')) return 4
  if (has('deviation', 'drift') || unexpected.some(({ verdict }) => verdict === 'fail')) return 1
  const ranNothing = results.every(({ verdict }) => verdict === 'skip')
  if (ranNothing || has('unreachable', 'client') || unexpected.some(({ verdict }) => undecided.includes(verdict)))
    return 3
  return 0
}
