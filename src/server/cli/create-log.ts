// The log of the command, on standard error: a line of JSON an event; on a terminal a short one for people.
import { createRequire } from 'node:module'
import { styleText } from 'node:util'
import type { DestinationStream, Level } from 'pino'
import { type LogLevel, logLevels } from '../config/option-values.js'
import type { Log } from '../log.js'

/** What the log needs of `process.stderr`. */
export interface LogStream {
  readonly isTTY?: boolean
  write(text: string): unknown
  /** False where the person asked for none, with NO_COLOR say. */
  hasColors?(): boolean
}

interface Line {
  readonly level: Level
  readonly time: string
  readonly msg: string
  readonly err?: { readonly stack: string }
}

const colours = { trace: 'gray', debug: 'gray', info: 'gray', warn: 'yellow', error: 'red', fatal: 'red' } as const

/** The message says everything; the other fields are for programs. Error stacks follow on lines of their own. */
const forPeople = (stream: LogStream): DestinationStream => ({
  write: (text) => {
    const { level, time, msg, err } = JSON.parse(text) as Line
    const head = `${time.slice(11, 19)} ${level.padEnd(5)}`
    const shown = stream.hasColors?.() ? styleText(colours[level], head, { validateStream: false }) : head
    stream.write(`${shown} ${msg}${err ? `\n${err.stack}` : ''}\n`)
  },
})

const createPino = (level: LogLevel, stream: LogStream): Log => {
  const { pino } = createRequire(import.meta.url)('pino') as typeof import('pino')
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    stream.isTTY ? forPeople(stream) : stream,
  )
}

/** Times are ISO 8601 by the machine's clock, whatever the org's says. pino is loaded with the first line. */
export const createLog = (level: LogLevel, stream: LogStream = process.stderr): Log => {
  let log: Log | undefined
  const write =
    (name: keyof Log): Log['info'] =>
    (fields, message) => {
      if (logLevels.indexOf(name) < logLevels.indexOf(level)) return
      log ??= createPino(level, stream)
      log[name](fields, message)
    }
  return { info: write('info'), warn: write('warn'), error: write('error') }
}
