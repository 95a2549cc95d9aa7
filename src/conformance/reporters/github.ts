// Annotations for a GitHub Actions log: a step shows ten, so the worst nine are named and the rest counted.
import { gist, isRed, problemsOf, type Reporter } from './reporter.js'

/** As the runner decodes it. */
const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

/** Of the ten that are shown. */
const most = 9

export const githubReport: Reporter = (report) => {
  const problems = problemsOf(report).filter(({ deviation }) => deviation === undefined)
  const lines = [
    ...report.incidents.map(
      ({ kind, message }) => `::error title=${property(`conformance ${kind}`)}::${data(message)}`,
    ),
    ...problems.map(
      (result) =>
        `::${isRed(result) ? 'error' : 'warning'} title=${property(`${result.id} (${result.verdict})`)}::${data(`${result.title}: ${gist(result)}`)}`,
    ),
  ]
  const shown = lines.slice(0, most)
  const rest = lines.length - shown.length
  return [...shown, ...(rest > 0 ? [`::notice title=conformance::${rest} more in the step summary`] : []), ''].join(
    '\n',
  )
}
