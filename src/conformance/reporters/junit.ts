// JUnit XML as CI systems read it: a suite for each profile, a case for each check. What could not be decided is an error, not a failure.
import { html as xml } from 'ghtml'
import type { Report, Result } from '../result.js'
import { gist, type Reporter, severityLine, sourcesLine } from './reporter.js'

/** Characters that XML 1.0 cannot hold, however they are escaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to remove
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3)

const details = (result: Result): string =>
  [
    ...(result.reason === undefined ? [] : [result.reason]),
    ...result.findings.map(({ what, expected, got }) => `${what}\n  expected ${expected}\n  got      ${got}`),
    ...(result.severity === undefined ? [] : [`severity: ${severityLine(result)}`]),
    ...(result.why === undefined ? [] : [`matters: ${result.why}`]),
    `source: ${sourcesLine(result)}`,
    ...(result.reproduce === undefined ? [] : [`reproduce: ${result.reproduce}`]),
  ].join('\n')

const outcome = (result: Result): string => {
  const { verdict, reason, deviation } = result
  if (verdict === 'pass') return ''
  if (verdict === 'skip') return xml`<skipped message="${reason ?? ''}"/>`
  if (deviation) return xml`<skipped message="known deviation: ${deviation.reason}"/>`
  if (verdict === 'warn') return xml`<system-out>${`warning\n${details(result)}`}</system-out>`
  return verdict === 'fail'
    ? xml`<failure type="fail" message="${gist(result)}">${details(result)}</failure>`
    : xml`<error type="${verdict}" message="${gist(result)}">${details(result)}</error>`
}

const testCase = (result: Result, suite: string): string =>
  xml`<testcase classname="conformance.${suite}" name="${`${result.id}: ${result.title}`}" time="${seconds(result.durationMs)}">!${outcome(result)}</testcase>`

const tally = (results: readonly Result[]) => {
  const count = (wanted: (result: Result) => boolean): number => results.filter(wanted).length
  return {
    failures: count(({ verdict, deviation }) => verdict === 'fail' && deviation === undefined),
    errors: count(
      ({ verdict, deviation }) => ['blocked', 'inconclusive', 'flaky'].includes(verdict) && deviation === undefined,
    ),
    skipped: count(({ verdict, deviation }) => verdict === 'skip' || (deviation !== undefined && verdict !== 'pass')),
  }
}

const suite = (name: string, results: readonly Result[], { startedAt, target }: Report): string => {
  const { failures, errors, skipped } = tally(results)
  const time = seconds(results.reduce((sum, { durationMs }) => sum + durationMs, 0))
  return xml`<testsuite name="${name}" hostname="${new URL(target.issuer).host}" timestamp="${startedAt}" tests="${String(results.length)}" failures="${String(failures)}" errors="${String(errors)}" skipped="${String(skipped)}" time="${time}">
!${results.map((result) => testCase(result, name)).join('\n')}
</testsuite>`
}

export const junitReport: Reporter = (report) => {
  const suites = new Map<string, Result[]>()
  for (const result of report.results) {
    const name = result.profiles[0] ?? 'other'
    suites.set(name, [...(suites.get(name) ?? []), result])
  }
  const { failures, errors, skipped } = tally(report.results)
  const body = [...suites].map(([name, results]) => suite(name, results, report)).join('\n')
  const head = xml`<testsuites name="conformance" tests="${String(report.results.length)}" failures="${String(failures)}" errors="${String(errors)}" skipped="${String(skipped)}" time="${seconds(report.durationMs)}">`
  return `<?xml version="1.0" encoding="UTF-8"?>\n${head}\n${body}\n</testsuites>\n`.replace(unprintable, '\ufffd')
}
