// Every format, by the name that --report takes.
import { githubReport } from './github.js'
import { htmlReport } from './html.js'
import { jsonReport } from './json.js'
import { junitReport } from './junit.js'
import { markdownReport } from './markdown.js'
import type { Reporter } from './reporter.js'
import { sarifReport } from './sarif.js'
import { tapReport } from './tap.js'
import { textReport } from './text.js'

export const reporters = {
  text: (report) => textReport(report),
  json: jsonReport,
  junit: junitReport,
  tap: tapReport,
  sarif: sarifReport,
  html: htmlReport,
  md: markdownReport,
  github: githubReport,
} as const satisfies Readonly<Record<string, Reporter>>

/** What `--report` takes. */
export type Format = keyof typeof reporters
export const isFormat = (name: string): name is Format => Object.hasOwn(reporters, name)
