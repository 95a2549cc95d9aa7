#!/usr/bin/env node
// bin `mockta`: argv, a running org, signals. Nothing else.
import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { builtInOrg } from './config/built-in.js'
import { runOrg } from './start-org.js'
import { summary } from './summary.js'

const usage = `mockta [serve] [--host 127.0.0.1] [--port 6582] [--admin-host 127.0.0.1] [--admin-port 6583]
               [--url URL] [--seed N] [--quiet]

Starts a mock of an Okta org with its built-in users and apps.
`

class UsageError extends Error {}

const readPort = (name: string, value: string): number => {
  const port = Number(value)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535 && value !== '') return port
  throw new UsageError(`--${name} takes a port number from 0 to 65535, not "${value}"`)
}

const readArgs = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        host: { type: 'string', default: '127.0.0.1' },
        port: { type: 'string', default: '6582' },
        'admin-host': { type: 'string', default: '127.0.0.1' },
        'admin-port': { type: 'string', default: '6583' },
        url: { type: 'string' },
        seed: { type: 'string' },
        quiet: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

const serve = async (args: readonly string[]): Promise<void> => {
  const { values, positionals } = readArgs(args)
  if (values.help) {
    process.stdout.write(usage)
    return
  }
  if (positionals.some((word) => word !== 'serve')) throw new UsageError(`unknown command "${positionals.join(' ')}"`)
  const org = await runOrg({
    host: values.host,
    port: readPort('port', values.port),
    adminHost: values['admin-host'],
    adminPort: readPort('admin-port', values['admin-port']),
    ...(values.url !== undefined && { url: values.url }),
    ...(values.seed !== undefined && { seed: values.seed }),
    content: (adminUrl, now) => builtInOrg({ seed: values.seed ?? 'mockta', adminUrl, now }),
    describe: () => ({}),
  })
  process.stdout.write(`mockta ready ${JSON.stringify({ url: org.url, admin: org.adminUrl, pid: process.pid })}\n`)
  if (!values.quiet) {
    const state = randomBytes(12).toString('base64url')
    const nonce = randomBytes(12).toString('base64url')
    process.stdout.write(`${summary({ ...org, state, nonce })}\n`)
  }
  const stop = (): void => {
    void org.close().then(() => process.exit(0))
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

try {
  await serve(process.argv.slice(2))
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException
  const line = code === 'EADDRINUSE' ? `${message}: take another one with --port or --admin-port` : message
  if (!(error instanceof UsageError) && code === undefined) throw error
  process.stderr.write(`mockta: ${line}\n`)
  process.exitCode = 2
}
