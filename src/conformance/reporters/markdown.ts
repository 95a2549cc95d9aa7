// Markdown for issues, pull requests and step summaries.
import type { Report, Result } from '../result.js'
import { verdicts } from '../result.js'
import { clientLine, countsLine, gist, type Reporter, severityLine, targetLine, toldProblems } from './reporter.js'

/** In a table cell, nothing may end the cell or start an element. */
const cell = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('|', '\\|').replace(/\s+/g, ' ')

/** Longer than any run of backticks in it. */
const code = (text: string): string => {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  const space = longest > 0 ? ' ' : ''
  return `${fence}${space}${text.replaceAll('\n', ' ')}${space}${fence}`
}

const sources = ({ sources }: Result): string =>
  sources.map(({ text, url }) => (url === undefined ? text : `[${text}](${url})`)).join(', ')

const section = (result: Result): readonly string[] => [
  `### ${result.verdict}: ${result.id}`,
  '',
  cell(result.title),
  '',
  ...(result.reason === undefined ? [] : [cell(result.reason), '']),
  ...result.findings.flatMap(({ what, expected, got }) => [
    `- ${cell(what)}: expected ${code(expected)}, got ${code(got)}`,
  ]),
  ...(result.findings.length > 0 ? [''] : []),
  ...(result.differs
    ? [`The specification: ${cell(result.differs.spec)}. Okta: ${cell(result.differs.okta)}.`, '']
    : []),
  ...(result.severity === undefined ? [] : [`Severity: ${cell(severityLine(result))}`, '']),
  ...(result.why === undefined ? [] : [`Why it matters: ${cell(result.why)}`, '']),
  `Source: ${sources(result)}`,
  '',
  ...(result.reproduce === undefined ? [] : ['```sh', result.reproduce, '```', '']),
]

const table = ({ results }: Report): readonly string[] => [
  '| verdict | check | |',
  '| --- | --- | --- |',
  ...verdicts.flatMap((verdict) =>
    results
      .filter((result) => result.verdict === verdict)
      .map((result) => `| ${verdict} | ${result.id} | ${cell(verdict === 'pass' ? result.title : gist(result))} |`),
  ),
]

/** Counts, problems, and every check in a fold. */
export const markdownReport: Reporter = (report) =>
  [
    `## Conformance: ${countsLine(report)}`,
    '',
    `${report.client ? `${cell(clientLine(report))} on ` : ''}${cell(targetLine(report))}, ${report.requests} requests, ${(report.durationMs / 1000).toFixed(1)} s, seed ${code(report.seed)}`,
    '',
    ...report.incidents.map(({ kind, message }) => `- **${kind}**: ${cell(message)}`),
    ...(report.incidents.length > 0 ? [''] : []),
    ...toldProblems(report).flatMap(section),
    '<details><summary>All checks</summary>',
    '',
    ...table(report),
    '',
    '</details>',
    '',
  ].join('\n')
