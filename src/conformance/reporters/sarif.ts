// SARIF 2.1.0 for code scanning: one rule for each check that found something.
import { createHash } from 'node:crypto'
import type { Result } from '../result.js'
import { gist, problemsOf, type Reporter } from './reporter.js'

const ruleOf = ({ id, title, why, sources, level }: Result) => {
  const link = sources.find(({ url }) => url !== undefined)?.url
  return {
    id,
    shortDescription: { text: title },
    ...(why !== undefined && { fullDescription: { text: why } }),
    ...(link !== undefined && { helpUri: link }),
    help: { text: sources.map(({ text }) => text).join(', ') },
    defaultConfiguration: { level: level === 'must' ? 'error' : 'warning' },
  }
}

/** The same problem has the same print in every run, whatever the wording around it. */
const fingerprint = ({ id, findings }: Result): string =>
  createHash('sha256')
    .update([id, ...findings.map(({ what }) => what)].join('\0'))
    .digest('hex')

const decided = ({ verdict }: Result): boolean => verdict === 'fail' || verdict === 'warn'

/** What was not decided is no finding about anybody's code. */
export const sarifReport: Reporter = (report) => {
  const problems = problemsOf(report).filter(decided)
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
          },
        },
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
          level: result.verdict === 'fail' ? 'error' : 'warning',
          message: { text: `${result.title}: ${gist(result)}` },
          locations: [{ logicalLocations: [{ name: report.target.issuer, kind: 'resource' }] }],
          partialFingerprints: { 'check/v1': fingerprint(result) },
          ...(result.deviation && {
            suppressions: [{ kind: 'external', justification: result.deviation.reason }],
          }),
        })),
      },
    ],
  }
  return `${JSON.stringify(log, undefined, 2)}\n`
}
