// SARIF 2.1.0 for code scanning: one rule for each check that found something, weaknesses by their CWE number.
import { createHash } from 'node:crypto'
import type { Severity } from '../client-checks/client-check.js'
import type { Report, Result } from '../result.js'
import { gist, problemsOf, type Reporter } from './reporter.js'

type Level = 'error' | 'warning' | 'note'

const levelOfSeverity: Readonly<Record<Severity, Level>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  interop: 'note',
}

/** What code scanning sorts by: the lower bounds of CVSS's words for it. */
const score: Readonly<Record<Severity, string>> = {
  critical: '9.0',
  high: '7.0',
  medium: '4.0',
  low: '0.1',
  interop: '0.0',
}

/** What was only warned of is never an error. */
const levelOf = ({ verdict, severity }: Result): Level => {
  const level = severity === undefined ? 'error' : levelOfSeverity[severity.rank]
  return verdict === 'fail' || level === 'note' ? level : 'warning'
}

const cweReference = (cwe: number) => ({ id: String(cwe), toolComponent: { name: 'CWE', index: 0 } })

const ruleOf = ({ id, title, why, sources, level, severity, cwe }: Result) => {
  const link = sources.find(({ url }) => url !== undefined)?.url
  return {
    id,
    shortDescription: { text: title },
    ...(why !== undefined && { fullDescription: { text: why } }),
    ...(link !== undefined && { helpUri: link }),
    help: { text: sources.map(({ text }) => text).join(', ') },
    defaultConfiguration: {
      level: severity ? levelOfSeverity[severity.rank] : level === 'must' ? 'error' : 'warning',
    },
    ...(cwe !== undefined && { relationships: [{ target: cweReference(cwe), kinds: ['superset'] }] }),
    ...(severity && {
      properties: {
        'security-severity': score[severity.rank],
        tags: ['security', ...(cwe === undefined ? [] : [`external/cwe/cwe-${cwe}`])],
      },
    }),
  }
}

/** The same problem has the same print in every run, whatever the wording around it. */
const fingerprint = ({ id, findings }: Result, { client }: Report): string =>
  createHash('sha256')
    .update([id, ...(client ? [artifact(client.file)] : []), ...findings.map(({ what }) => what)].join('\0'))
    .digest('hex')

/** A file's name as a relative reference. */
const artifact = (file: string): string => encodeURI(file.replaceAll('\\', '/').replace(/^\.\//, ''))

/** A client's problems are where its file describes it; a server has no file. */
const placeOf = ({ client, target }: Report) => ({
  ...(client && {
    physicalLocation: { artifactLocation: { uri: artifact(client.file) }, region: { startLine: client.line } },
  }),
  logicalLocations: [{ name: target.issuer, kind: 'resource' }],
})

const weaknesses = (problems: readonly Result[]): readonly number[] =>
  [...new Set(problems.flatMap(({ cwe }) => cwe ?? []))].toSorted((a, b) => a - b)

const taxonomyOf = (cwes: readonly number[]) => ({
  name: 'CWE',
  organization: 'MITRE',
  shortDescription: { text: 'The MITRE Common Weakness Enumeration' },
  informationUri: 'https://cwe.mitre.org/',
  isComprehensive: false,
  taxa: cwes.map((cwe) => ({ id: String(cwe), helpUri: `https://cwe.mitre.org/data/definitions/${cwe}.html` })),
})

const messageOf = (result: Result): string =>
  [
    `${result.title}: ${gist(result)}`,
    ...(result.severity ? [`Severity ${result.severity.rank}: ${result.severity.reason}`] : []),
    ...(result.reproduce !== undefined && result.severity ? [`See it again: ${result.reproduce}`] : []),
  ].join('\n')

const decided = ({ verdict }: Result): boolean => verdict === 'fail' || verdict === 'warn'

/** What was not decided is no finding about anybody's code. */
export const sarifReport: Reporter = (report) => {
  const problems = problemsOf(report).filter(decided)
  const cwes = weaknesses(problems)
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'mockta conformance',
            semanticVersion: report.kit.version,
            rules: problems.map(ruleOf),
            ...(cwes.length > 0 && { supportedTaxonomies: [{ name: 'CWE', index: 0 }] }),
          },
        },
        ...(cwes.length > 0 && { taxonomies: [taxonomyOf(cwes)] }),
        invocations: [
          {
            executionSuccessful: report.exitCode === 0 || report.exitCode === 1,
            startTimeUtc: report.startedAt,
            exitCode: report.exitCode,
          },
        ],
        results: problems.map((result, ruleIndex) => ({
          ruleId: result.id,
          ruleIndex,
          level: levelOf(result),
          message: { text: messageOf(result) },
          locations: [placeOf(report)],
          ...(result.cwe !== undefined && { taxa: [cweReference(result.cwe)] }),
          partialFingerprints: { 'check/v1': fingerprint(result, report) },
          ...(result.deviation && {
            suppressions: [{ kind: 'external', justification: result.deviation.reason }],
          }),
        })),
      },
    ],
  }
  return `${JSON.stringify(log, undefined, 2)}\n`
}
