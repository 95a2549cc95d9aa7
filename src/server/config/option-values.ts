// The value of one option, from a flag or its environment variable: text in, something typed out.
import { didYouMean } from './suggest.js'
import { UsageError } from './usage-error.js'

/** How much is logged. */
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** A value and what to call it in an error: `--port`, or `MOCKTA_PORT`. */
export interface Given {
  readonly name: string
  readonly value: string
}

/** 0 takes a free port. */
export const readPort = ({ name, value }: Given): number => {
  const port = Number(value)
  if (/^\d+$/.test(value) && port <= 65_535) return port
  throw new UsageError(`${name} takes a port from 0 to 65535, not "${value}"`)
}

/** The org's URL, without a trailing slash. */
export const readUrl = ({ name, value }: Given): string => {
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (url && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '') return value.replace(/\/+$/, '')
  throw new UsageError(`${name} takes an http or https URL without query and fragment, not "${value}"`)
}

export const readLogLevel = ({ name, value }: Given): LogLevel => {
  const level = logLevels.find((candidate) => candidate === value)
  if (level !== undefined) return level
  throw new UsageError(`${name} takes one of ${logLevels.join(', ')}, not "${value}"${didYouMean(value, logLevels)}`)
}

export const readHost = ({ name, value }: Given): string => {
  if (/^[0-9A-Za-z.:_-]+$/.test(value)) return value
  throw new UsageError(`${name} takes a host name or an IP address, not "${value}"`)
}

/** Any text but nothing. */
export const readText = ({ name, value }: Given): string => {
  if (value !== '') return value
  throw new UsageError(`${name} needs a value`)
}

/** A switch as an environment variable spells it. */
export const readSwitch = ({ name, value }: Given): boolean => {
  if (/^(1|true|yes|on)$/i.test(value)) return true
  if (/^(0|false|no|off|)$/i.test(value)) return false
  throw new UsageError(`${name} takes true or false, not "${value}"`)
}
