#!/usr/bin/env node
// bin `conformance`: argv to a command, mistakes to one line and exit code 2. Nothing else.
import { readCommand } from './cli/options.js'
import { Blocked } from './outcome.js'
import { UsageError } from './usage-error.js'
import { RuleBroken, Unreachable } from './wire/wire.js'

const run = async (): Promise<number> => {
  const command = readCommand(process.argv.slice(2))
  switch (command.command) {
    case 'help':
      process.stdout.write((await import('./cli/usage.js')).usage)
      return 0
    case 'version':
      process.stdout.write(`${(await import('./version.js')).version()}\n`)
      return 0
    case 'list': {
      const { listJson, listText } = await import('./cli/list.js')
      const { serverChecks } = await import('./server-checks/index.js')
      const { allClientChecks } = await import('./client-checks/for-surface.js')
      process.stdout.write((command.json ? listJson : listText)(serverChecks, allClientChecks))
      return 0
    }
    case 'login':
      return (await import('./cli/login.js')).runLogin(command)
    case 'compare':
      return (await import('./cli/compare.js')).compare(command.left, command.right)
    case 'adapter init':
      return (await import('./cli/adapter.js')).initAdapter(command)
    case 'adapter check':
      return (await import('./cli/adapter.js')).checkAdapterCommand(command)
    case 'run':
      return (await import('./cli/run.js')).run(command)
  }
}

/** What a command may end with beside its own exit code; anything else is a mistake of the kit. */
const exitCodes = [
  [UsageError, 2],
  [RuleBroken, 4],
  [Unreachable, 3],
  [Blocked, 3],
] as const

// Whoever read us may have gone, as `head -1` does.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

try {
  process.exitCode = await run()
} catch (error) {
  const code = exitCodes.find(([name]) => error instanceof name)?.[1]
  if (code === undefined) throw error
  process.stderr.write(`conformance: ${(error as Error).message}\n`)
  process.exitCode = code
}
