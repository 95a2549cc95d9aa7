// TAP 14: skipped checks are SKIP, known deviations are TODO, problems carry a YAML block.
import { stringify } from 'yaml'
import type { Result } from '../result.js'
import { type Reporter, sourcesLine } from './reporter.js'

/** `#` and `\` mean something to TAP. */
const escapeText = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('#', '\\#').replaceAll('\n', ' ')

const directive = ({ verdict, reason, deviation }: Result): string => {
  if (deviation) return ` # TODO ${escapeText(deviation.reason)}`
  return verdict === 'skip' ? ` # SKIP ${escapeText(reason ?? '')}` : ''
}

const block = (result: Result): readonly string[] => {
  if (result.verdict === 'pass' || result.verdict === 'skip') return []
  const { verdict, level, reason, findings, why, severity, reproduce } = result
  const diagnosis = {
    verdict,
    level,
    ...(reason !== undefined && { reason }),
    ...(findings.length > 0 && { findings }),
    ...(severity && { severity: severity.rank, severityReason: severity.reason }),
    ...(why !== undefined && { why }),
    sources: sourcesLine(result),
    ...(reproduce !== undefined && { reproduce }),
  }
  const lines = stringify(diagnosis, { lineWidth: 0 }).trimEnd().split('\n')
  return ['  ---', ...lines.map((line) => `  ${line}`), '  ...']
}

export const tapReport: Reporter = ({ results, incidents }) => {
  const points = results.flatMap((result, index) => {
    const ok = ['pass', 'skip', 'warn'].includes(result.verdict) ? 'ok' : 'not ok'
    const line = `${ok} ${index + 1} - ${result.id}: ${escapeText(result.title)}${directive(result)}`
    return [line, ...block(result)]
  })
  const notes = incidents.map(({ kind, message }) => `# ${kind}: ${message}`)
  const plan = results.length === 0 ? '1..0 # SKIP nothing ran' : `1..${results.length}`
  return ['TAP version 14', plan, ...points, ...notes, ''].join('\n')
}
