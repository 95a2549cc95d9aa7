// For people: one line a check while it runs, then every problem with what was expected, got, and how to see it again.
import { suggestedEntry } from '../deviations.js'
import { driftText } from '../drift/drift-text.js'
import type { Finding, Report, Result, Verdict } from '../result.js'
import { clientLine, countsLine, isRed, severityLine, sourcesLine, targetLine, toldProblems } from './reporter.js'

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

const findingLines = ({ what, expected, got, severity, exchange }: Finding): readonly string[] => [
  `    ${what}${exchange === undefined ? '' : ` (request ${exchange})`}${severity === 'should' ? ', a warning' : ''}`,
  `      expected     ${expected}`,
  `      got          ${got}`,
]

const details = (result: Result): readonly string[] => [
  `${marks[result.verdict]} ${result.id}: ${result.title}`,
  ...(result.reason === undefined ? [] : [`    ${result.verdict}: ${result.reason}`]),
  ...result.findings.flatMap(findingLines),
  ...(result.differs
    ? [`      specification  ${result.differs.spec}`, `      Okta           ${result.differs.okta}`]
    : []),
  ...(result.severity === undefined ? [] : [`      severity     ${severityLine(result)}`]),
  ...(result.why === undefined ? [] : [`      matters      ${result.why}`]),
  `      source       ${sourcesLine(result)}`,
  ...(result.reproduce === undefined ? [] : [`      reproduce    ${result.reproduce}`]),
  ...(result.deviation ? [`      known        ${result.deviation.reason}`] : []),
  '',
]

/** What stands between the client and every verdict, before anything else. */
const diagnosis = ({ client }: Report): readonly string[] =>
  client?.diagnosis === undefined
    ? []
    : [`${client.file}: nothing can be said about ${client.name}: ${client.diagnosis}`, '']

/** What was found out, to be kept. */
const fileToSave = ({ client }: Report): readonly string[] =>
  client?.guessed === undefined
    ? []
    : ['To keep what was guessed, and to correct it, save this as client.yaml:', '', client.guessed.file]

const cleanUpLine = ({ cleanedUp: { revoked, left, removed } }: Report): readonly string[] => [
  ...(revoked + left === 0 ? [] : [`${revoked} tokens given back${left > 0 ? `, ${left} left to expire` : ''}`]),
  ...(removed === undefined ? [] : [`${removed} apps, people and groups that the run made are removed`]),
]

/** Everything but the progress lines. @param verbose with a deviation to paste for each new problem */
export const textReport = (report: Report, verbose = false): string => {
  const fresh = verbose ? report.results.filter(isRed) : []
  return [
    '',
    ...diagnosis(report),
    ...toldProblems(report).flatMap(details),
    ...(report.drift ? [driftText(report.drift)] : []),
    ...(fresh.length === 0
      ? []
      : [
          'To expect these, put into the file of --deviations:',
          '',
          ...fresh.map((r) => suggestedEntry(r, report.target)),
          '',
        ]),
    ...fileToSave(report),
    ...report.incidents
      // That of the client stands at the top.
      .filter(({ kind, message }) => kind !== 'client' || message !== report.client?.diagnosis)
      .map(({ kind, message }) => `${kind}: ${message}`),
    ...cleanUpLine(report),
    `${countsLine(report)}${report.client ? `: ${clientLine(report)}` : ''} on ${targetLine(report)}: ${report.requests} requests, ${(report.durationMs / 1000).toFixed(1)} s, seed ${report.seed}`,
    '',
  ].join('\n')
}
