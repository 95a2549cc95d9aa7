// `mockta serve`: a running org, what it prints, and its end.
import { randomBytes } from 'node:crypto'
import type { ServeOptions } from '../config/options.js'
import { runOrg } from '../start-org.js'
import { createLog } from './create-log.js'
import { summary } from './summary.js'

/** A host that other machines cannot reach. */
const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127\./.test(host)

const unguessable = (): string => randomBytes(12).toString('base64url')

/** Starts the org and leaves it running until SIGINT or SIGTERM. */
export const serve = async (options: ServeOptions): Promise<void> => {
  const { config: file, logLevel, quiet, command: _, ...where } = options
  const silent = quiet || logLevel === 'silent'
  const log = createLog(quiet ? 'error' : logLevel)
  const checked = file === undefined ? undefined : await (await import('../config/read.js')).readConfig(file)
  for (const warning of checked?.warnings ?? []) log.warn({}, warning)
  const exposed = [options.host, options.adminHost].find((host) => !isLoopback(host))
  if (exposed !== undefined) {
    log.warn({}, `listening on ${exposed}, not only on this machine: this is a mock without security`)
  }

  const org = await runOrg({ ...where, log, ...(checked && { config: checked.config }) })
  process.stdout.write(`mockta ready ${JSON.stringify({ url: org.url, admin: org.adminUrl, pid: process.pid })}\n`)
  if (!silent) {
    process.stdout.write(summary({ ...org, settings: org.admin.org(), state: unguessable(), nonce: unguessable() }))
  }
  const stop = (): void => {
    void org.close().then(() => process.exit(0))
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}
