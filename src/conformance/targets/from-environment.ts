// A value `$NAME` in a file of settings stands for that environment variable, so that the file can be committed.
import { UsageError } from '../usage-error.js'

/** Everything in the value, deeply. @throws UsageError for a variable that is not set */
export const fromEnvironment = (value: unknown, env: Readonly<Record<string, string | undefined>>): unknown => {
  if (typeof value === 'string') {
    const name = /^\$([A-Z_][A-Z0-9_]*)$/.exec(value)?.[1]
    if (name === undefined) return value
    const found = env[name]
    if (!found) throw new UsageError(`$${name} is not set in the environment`)
    return found
  }
  if (Array.isArray(value)) return value.map((item) => fromEnvironment(item, env))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fromEnvironment(item, env)]))
}
