// What a client check came to, in the form that every reporter takes.
import { isProblem } from '../reporters/reporter.js'
import type { Result } from '../result.js'
import type { Exchange } from '../wire/exchange.js'
import type { ClientResult } from './client-result.js'

/** What is known of a check's run beside its verdict. */
export interface Recorded {
  readonly exchanges: readonly Exchange[]
  readonly durationMs: number
  /** Takes secrets out. */
  readonly redact: (text: string) => string
  /** The command line of this run, without what selects checks. */
  readonly commandLine: string
  readonly seed: string
}

/** @param recorded what was said while the check ran */
export const toResult = (
  { check, verdict, outcome, level, severity, reason }: ClientResult,
  { exchanges, durationMs, redact, commandLine, seed }: Recorded,
): Result => {
  const result: Result = {
    id: check.id,
    title: check.title,
    level: level ?? check.levels[0],
    profiles: ['client'],
    sources: check.sources,
    verdict,
    reason: redact(outcome),
    why: check.why,
    severity: { rank: severity, reason },
    ...(check.cwe !== undefined && { cwe: check.cwe }),
    findings: [],
    observations: [],
    exchanges,
    durationMs: Math.round(durationMs),
  }
  return isProblem(result)
    ? { ...result, reproduce: `${commandLine} --only ${check.id} --seed ${quoted(seed)}` }
    : result
}

/** As a shell takes it: plain where nothing in it means anything there. */
export const quoted = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
