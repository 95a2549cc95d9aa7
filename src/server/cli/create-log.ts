// The log of the command: standard error, for people on a terminal and as JSON elsewhere.

import type { LogLevel } from '../config/option-values.js'
import { type Log, silentLog } from '../log.js'

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

const colours = { info: '\u001b[2m', warn: '\u001b[33m', error: '\u001b[31m' } as const

/** One line an event. `terminal` decides between text and JSON. */
export const createLog = (
  level: LogLevel,
  stream: Pick<NodeJS.WriteStream, 'write' | 'isTTY'> = process.stderr,
): Log => {
  if (level === 'silent') return silentLog
  const write =
    (name: keyof typeof colours) =>
    (fields: Readonly<Record<string, unknown>>, message: string): void => {
      if (levels.indexOf(name) < levels.indexOf(level)) return
      const time = new Date().toISOString()
      const { err, ...rest } = fields
      const detail = err instanceof Error ? (err.stack ?? err.message) : undefined
      stream.write(
        stream.isTTY
          ? `${colours[name]}${time.slice(11, 23)} ${name.padEnd(5)}\u001b[0m ${message}${detail === undefined ? '' : `\n${detail}`}\n`
          : `${JSON.stringify({ time, level: name, msg: message, ...rest, ...(detail !== undefined && { err: detail }) })}\n`,
      )
    }
  return { info: write('info'), warn: write('warn'), error: write('error') }
}
