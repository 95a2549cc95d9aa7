// `mockta serve`: a running org, what it prints, and its end.
import { randomBytes } from 'node:crypto'
import type { ServeOptions } from '../config/options.js'
import { type RunningOrg, type RunOptions, runOrg } from '../start-org.js'
import { createLog } from './create-log.js'
import { stopOnSignals } from './stop-on-signals.js'

/** A host that other machines cannot reach. */
const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127\./.test(host)

const unguessable = (): string => randomBytes(12).toString('base64url')

const run = async (options: RunOptions): Promise<RunningOrg> => {
  try {
    return await runOrg(options)
  } catch (error) {
    throw (await import('./listen-error.js')).explainListenError(error, options)
  }
}

/** Starts the org and leaves it running until SIGINT or SIGTERM. */
export const serve = async (options: ServeOptions): Promise<void> => {
  const { command: _, config: file, logLevel, quiet, ...where } = options
  const muted = logLevel === 'silent' || logLevel === 'fatal'
  const log = createLog(quiet && !muted ? 'error' : logLevel)
  const checked = file === undefined ? undefined : await (await import('../config/read.js')).readConfig(file)
  for (const warning of checked?.warnings ?? []) log.warn({}, warning)
  // Whoever read us may have gone, as `head -1` does; the org stays.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

  const org = await run({ ...where, log, ...(checked && { config: checked.config }) })
  stopOnSignals(org.close)
  const exposed = [options.host, options.adminHost].find((host) => !isLoopback(host))
  if (exposed !== undefined) {
    log.warn({}, `listening on ${exposed}, not only on this machine: this is a mock without security`)
  }
  const { url, adminUrl: admin, caFile } = org
  const ready = { url, admin, pid: process.pid, ...(caFile !== undefined && { ca: caFile }) }
  process.stdout.write(`mockta ready ${JSON.stringify(ready)}\n`)
  if (quiet || logLevel === 'silent') return
  const { summary } = await import('./summary.js')
  process.stdout.write(summary({ ...org, settings: org.admin.org(), state: unguessable(), nonce: unguessable() }))
}
