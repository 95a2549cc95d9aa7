// `conformance run`: progress while it runs, reports at the end, the exit code.
import { accessSync, appendFileSync, constants, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname } from 'node:path'
import { allClientChecks } from '../client-checks/for-surface.js'
import { mitmBudget, requireMitm } from '../clients/mitm/open-mitm.js'
import { countRequests } from '../clients/plan/count-requests.js'
import { clientPlanText } from '../clients/plan/plan-text.js'
import { clientChecksOf, readClient } from '../clients/run-client-file.js'
import { readDeviations, unknownDeviations } from '../deviations.js'
import { snapshotOf } from '../drift/snapshot.js'
import { checksOf, runConformance } from '../index.js'
import { planRun, planText } from '../plan.js'
import { reporters } from '../reporters/index.js'
import { progressLine, textReport } from '../reporters/text.js'
import { type Report, wasCutShort } from '../result.js'
import { unknownNames } from '../select.js'
import { serverChecks } from '../server-checks/index.js'
import { realOptions } from '../targets/open.js'
import { UsageError } from '../usage-error.js'
import type { ReportOption, RunCommand } from './options.js'

/** A mistake in a name must not cost a whole run. */
const checkBeforehand = (command: RunCommand): void => {
  const [unknown] = unknownNames(command.client === undefined ? serverChecks : allClientChecks, command)
  if (unknown !== undefined) throw new UsageError(`no check is called "${unknown}": see conformance list`)
  if (command.deviations !== undefined) {
    const listed = readDeviations(command.deviations)
    const [gone] = unknownDeviations(
      listed,
      // One file may list those of servers and of clients.
      [...serverChecks, ...allClientChecks].map(({ id }) => id),
    )
    if (gone !== undefined) throw new UsageError(`${command.deviations}: no check is called "${gone}"`)
  }
  const files = [...command.reports.map(({ file }) => file), command.record].filter((file) => file !== undefined)
  for (const file of files) {
    try {
      accessSync(dirname(file), constants.W_OK)
    } catch {
      throw new UsageError(`${file} cannot be written: there is no such folder, or it is not yours`)
    }
  }
}

const write = (report: Report, { format, file }: ReportOption, verbose: boolean): void => {
  const text = format === 'text' ? textReport(report, verbose) : reporters[format](report)
  if (file === undefined) process.stdout.write(text)
  else writeFileSync(file, text)
  const summary = process.env.GITHUB_STEP_SUMMARY
  if (format === 'github' && summary) appendFileSync(summary, reporters.md(report))
}

const plan = async (command: RunCommand): Promise<number> => {
  const { command: _, ...rest } = command
  const surroundings = { env: process.env, directory: process.cwd(), home: homedir() }
  if (rest.client !== undefined) {
    const file = readClient(rest.client, { surroundings })
    const checks = clientChecksOf(file, rest)
    if (rest.mitm) requireMitm(file, rest.target, rest.exec !== undefined)
    const bounded = { ...(rest.mitm && { budget: mitmBudget }), ...rest, surroundings }
    const real = rest.target === 'real' && (await countRequests(file, checks, realOptions(bounded)))
    process.stdout.write(clientPlanText(file, checks, rest, real || undefined))
    return 0
  }
  const options = realOptions({ ...rest, surroundings })
  const pace = { clock: () => performance.now(), sleep: async () => undefined }
  process.stdout.write(planText(await planRun(checksOf(rest), options, pace)))
  return 0
}

/** @throws UsageError */
export const run = async (command: RunCommand): Promise<number> => {
  checkBeforehand(command)
  if (command.plan) return plan(command)
  const { command: _, reports, record, verbose, ...options } = command
  const interrupted = new AbortController()
  const stop = (): void => {
    interrupted.abort()
    // Who presses Ctrl-C twice means it; what the kit started still ends with it.
    process.once('SIGINT', leave)
  }
  const leave = (): never => process.exit(130)
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  const toPeople = reports.some(({ format, file }) => format === 'text' && file === undefined)
  const stream = toPeople ? process.stdout : process.stderr
  const report = await runConformance({
    ...options,
    signal: interrupted.signal,
    progress: { finished: (result) => void (wasCutShort(result) || stream.write(`${progressLine(result)}\n`)) },
  })
  process.off('SIGINT', stop)
  process.off('SIGINT', leave)
  process.off('SIGTERM', stop)
  for (const option of reports) write(report, option, verbose)
  if (record !== undefined) writeFileSync(record, `${JSON.stringify(snapshotOf(report), undefined, 2)}\n`)
  return report.exitCode
}
