#!/usr/bin/env node
// bin `mockta`: argv to a command, mistakes to one line and exit code 2. Nothing else.
import { existsSync } from 'node:fs'
import { type Options, readOptions } from './config/options.js'
import { ConfigError } from './config/problem.js'
import { UsageError } from './config/usage-error.js'

const run = async (options: Options): Promise<void> => {
  switch (options.command) {
    case 'serve':
      return (await import('./cli/serve.js')).serve(options)
    case 'help':
      process.stdout.write((await import('./config/usage.js')).usage[options.of])
      return
    default:
      throw new UsageError(`${options.command} is not built yet`)
  }
}

const listenErrors: Readonly<Record<string, string>> = {
  EADDRINUSE: ': take another port with --port or --admin-port',
  EACCES: ': this port needs more rights, take one above 1023',
  EADDRNOTAVAIL: ': this machine does not have that address, see --host',
  ENOTFOUND: ': no such host, see --host',
}

try {
  await run(readOptions({ argv: process.argv.slice(2), env: process.env, exists: existsSync }))
} catch (error) {
  const { code = '', message } = error as NodeJS.ErrnoException
  if (!(error instanceof UsageError || error instanceof ConfigError || code in listenErrors)) throw error
  for (const line of message.split('\n')) process.stderr.write(`mockta: ${line}${listenErrors[code] ?? ''}\n`)
  process.exitCode = 2
}
