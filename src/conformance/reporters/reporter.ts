// What a reporter is, and what all of them say alike.
import type { ClientSummary, Report, Result, Verdict } from '../result.js'
import { verdicts, wasCutShort } from '../result.js'

/** A report in one format. */
export type Reporter = (report: Report) => string

/** What makes a run red unless it is expected. */
export const isProblem = ({ verdict }: Result): boolean => verdict !== 'pass' && verdict !== 'skip'

/** Neither passed nor a warning, and not expected. */
export const isRed = ({ verdict, deviation }: Result): boolean =>
  deviation === undefined && verdict !== 'pass' && verdict !== 'skip' && verdict !== 'warn'

/** Worst first. */
export const problemsOf = ({ results }: Report): readonly Result[] =>
  verdicts.flatMap((verdict) => results.filter((result) => isProblem(result) && result.verdict === verdict))

/**
 * Problems that need words of their own: where nothing can be said of a client, its diagnosis says it once for all, and where the
 * run was ended, that is said once for all that it left out.
 */
export const toldProblems = (report: Report): readonly Result[] =>
  problemsOf(report).filter(
    (result) => !wasCutShort(result) && (report.client?.diagnosis === undefined || result.verdict !== 'blocked'),
  )

/** What of a client was guessed. */
const guesses = ({ guessed, guessedProbe }: ClientSummary): readonly string[] => [
  ...(guessed ? [`start guessed: ${guessed.start}`, `callback guessed: ${guessed.callback}`] : []),
  ...(guessedProbe === undefined ? [] : [`probe guessed: ${guessedProbe}`]),
]

/** `my-app (web)`, where a client was tested. */
export const clientLine = ({ client }: Pick<Report, 'client'>): string =>
  client === undefined ? '' : `${client.name} (${[client.kind, ...guesses(client)].join(', ')})`

/** `3 fail, 140 pass`. */
export const countsLine = ({ counts }: Pick<Report, 'counts'>): string =>
  verdicts
    .filter((verdict: Verdict) => counts[verdict] > 0)
    .map((verdict) => `${counts[verdict]} ${verdict}`)
    .join(', ') || 'nothing ran'

/** `mock http://localhost:6582 (Okta, oie)`. */
export const targetLine = ({ target: { kind, issuer, dialect, engine } }: Pick<Report, 'target'>): string =>
  `${kind} ${issuer} (${dialect === 'okta' ? `Okta${engine ? `, ${engine}` : ''}` : 'an OpenID provider'})`

/** One line that says why a result is not a pass. */
export const gist = ({ reason, findings, title }: Result): string => {
  const [first] = findings
  return first ? `${first.what}: expected ${first.expected}, got ${first.got}` : (reason ?? title)
}

/** How bad a failure is; why, where that is more than what goes wrong. */
export const severityLine = ({ severity, why }: Result): string => {
  if (severity === undefined) return ''
  return severity.reason === why ? severity.rank : `${severity.rank}: ${severity.reason}`
}

/** Source names in one line. */
export const sourcesLine = ({ sources }: Result): string => sources.map(({ text }) => text).join(', ')
