// `conformance run`: progress while it runs, a report at the end, the exit code.
import { runConformance } from '../index.js'
import { progressLine, textReport } from '../reporters/text.js'
import { unknownNames } from '../select.js'
import { serverChecks } from '../server-checks/index.js'
import { UsageError } from '../usage-error.js'
import type { RunCommand } from './options.js'

export const run = async ({ command: _, ...options }: RunCommand): Promise<number> => {
  const [unknown] = unknownNames(serverChecks, options)
  if (unknown !== undefined) throw new UsageError(`no check is called "${unknown}": see conformance list`)
  const interrupted = new AbortController()
  const stop = (): void => interrupted.abort()
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  const report = await runConformance({
    ...options,
    signal: interrupted.signal,
    progress: { finished: (result) => process.stdout.write(`${progressLine(result)}\n`) },
  })
  process.off('SIGINT', stop)
  process.off('SIGTERM', stop)
  process.stdout.write(textReport(report))
  return report.exitCode
}
