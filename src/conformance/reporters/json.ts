// The report as it is: the form that tools read, described by schema/conformance-report.schema.json.
import type { Reporter } from './reporter.js'

export const jsonReport: Reporter = (report) => `${JSON.stringify(report, undefined, 2)}\n`
