#!/usr/bin/env node
// bin `mockta`: argv to a command, mistakes to one line and exit code 2. Nothing else.
import { existsSync } from 'node:fs'
import { type Options, readOptions } from './config/options.js'
import { ConfigError } from './config/problem.js'
import { UsageError } from './config/usage-error.js'

/** Each command's code is loaded with it. Returns the exit code; a server goes on running. */
const run = async (options: Options): Promise<number> => {
  switch (options.command) {
    case 'serve':
      await (await import('./cli/serve.js')).serve(options)
      return 0
    case 'init':
      process.stdout.write(await (await import('./cli/init.js')).init(options))
      return 0
    case 'check': {
      const { ok, text } = await (await import('./cli/check.js')).check(options.file)
      const stream = ok ? process.stdout : process.stderr
      stream.write(text)
      return ok ? 0 : 2
    }
    case 'token':
      process.stdout.write(`${await (await import('./cli/token.js')).token(options)}\n`)
      return 0
    case 'help':
      process.stdout.write((await import('./config/usage.js')).usage[options.of])
      return 0
    case 'version':
      process.stdout.write(`${await (await import('./cli/version.js')).version()}\n`)
      return 0
  }
}

try {
  process.exitCode = await run(readOptions({ argv: process.argv.slice(2), env: process.env, exists: existsSync }))
} catch (error) {
  if (!(error instanceof UsageError || error instanceof ConfigError)) throw error
  for (const line of error.message.split('\n')) process.stderr.write(`mockta: ${line}\n`)
  process.exitCode = 2
}
