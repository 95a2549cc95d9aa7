#!/usr/bin/env node
// bin `conformance`: argv to a command, mistakes to one line and exit code 2. Nothing else.
import { readCommand } from './cli/options.js'
import { UsageError } from './usage-error.js'

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
      process.stdout.write((command.json ? listJson : listText)(serverChecks))
      return 0
    }
    case 'compare':
      return (await import('./cli/compare.js')).compare(command.left, command.right)
    case 'run':
      return (await import('./cli/run.js')).run(command)
  }
}

try {
  process.exitCode = await run()
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  process.stderr.write(`conformance: ${error.message}\n`)
  process.exitCode = 2
}
