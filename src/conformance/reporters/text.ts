// For people: one line a check while it runs, then every problem with what was expected, got, and how to see it again.
import type { Finding, Report, Result, Verdict } from '../result.js'
import { verdicts } from '../result.js'

const marks: Readonly<Record<Verdict, string>> = {
  pass: '✓',
  fail: '✗',
  warn: '!',
  skip: '-',
  inconclusive: '?',
  blocked: '▪',
  flaky: '~',
}

/** One check's line. */
export const progressLine = ({ verdict, id, title, reason, durationMs }: Result): string =>
  verdict === 'pass' || verdict === 'fail' || verdict === 'warn'
    ? `${marks[verdict]} ${id}  ${title} (${durationMs} ms)`
    : `${marks[verdict]} ${id}  ${verdict}: ${reason ?? title}`

const findingLines = ({ what, expected, got, severity }: Finding): readonly string[] => [
  `    ${what}${severity === 'should' ? ' (a warning)' : ''}`,
  `      expected  ${expected}`,
  `      got       ${got}`,
]

const details = (result: Result): readonly string[] => [
  `${marks[result.verdict]} ${result.id}: ${result.title}`,
  ...(result.reason === undefined ? [] : [`    ${result.reason}`]),
  ...result.findings.flatMap(findingLines),
  ...(result.differs ? [`    specification  ${result.differs.spec}`, `    Okta           ${result.differs.okta}`] : []),
  ...(result.why === undefined ? [] : [`    matters        ${result.why}`]),
  `    source         ${result.sources.map(({ text }) => text).join(', ')}`,
  ...(result.reproduce === undefined ? [] : [`    reproduce      ${result.reproduce}`]),
  ...(result.deviation ? [`    known          ${result.deviation.reason}`] : []),
  '',
]

const told: readonly Verdict[] = ['fail', 'flaky', 'blocked', 'inconclusive', 'warn']

const counted = ({ counts }: Report): string =>
  verdicts
    .filter((verdict) => counts[verdict] > 0)
    .map((verdict) => `${counts[verdict]} ${verdict}`)
    .join(', ')

/** Everything but the progress lines. */
export const textReport = (report: Report): string => {
  const problems = told.flatMap((verdict) => report.results.filter((result) => result.verdict === verdict))
  const { issuer, kind, dialect, engine } = report.target
  const what = dialect === 'okta' ? `Okta${engine ? `, ${engine}` : ''}` : 'an OpenID provider'
  return [
    '',
    ...problems.flatMap(details),
    ...report.incidents.map(({ kind, message }) => `${kind}: ${message}`),
    `${counted(report) || 'nothing ran'} on ${kind} ${issuer} (${what}): ${report.requests} requests, ${(report.durationMs / 1000).toFixed(1)} s, seed ${report.seed}`,
    '',
  ].join('\n')
}
