// `conformance login --target real`: a person signs in once, and later runs use that session.
import { homedir } from 'node:os'
import { login } from '../login.js'
import { realOptions } from '../targets/open.js'
import type { LoginCommand } from './options.js'

/** @throws UsageError, Unreachable, Blocked */
export const runLogin = async ({ command: _, ...options }: LoginCommand): Promise<number> => {
  const surroundings = { env: process.env, directory: process.cwd(), home: homedir() }
  process.stdout.write('Sign in in the window that opens. Five minutes, then it closes.\n')
  const { path, expiresAt } = await login({
    ...realOptions({ ...options, target: 'real', surroundings }),
    headless: false,
  })
  process.stdout.write(`Kept in ${path} until ${new Date(expiresAt * 1000).toISOString()}.\n`)
  return 0
}
