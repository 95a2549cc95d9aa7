// One app that is made at run time: the same shape, defaults and rules as an entry of `apps:`.
import type { App } from '../org/records.js'
import { loadOrg } from './load.js'
import type { Problem } from './problem.js'
import { findProblems } from './rules/index.js'
import { resolveConfig } from './settings.js'
import type { ConfigFile } from './shape.js'
import { findShapeProblems, isConfigFile } from './validate.js'

/** Where the app will live. */
interface Surroundings {
  readonly engine: 'oie' | 'classic'
  /** Epoch seconds. */
  readonly now: number
}

/** The app, or what keeps it from being one. Paths begin in the entry. */
export type ReadApp =
  | { readonly app: App; readonly warnings: readonly Problem[] }
  | { readonly app: undefined; readonly errors: readonly Problem[] }

const inEntry = ({ path, ...problem }: Problem): Problem => ({ ...problem, path: path.slice(2) })

/** @param entry in the wire names of `apps:`; nobody is assigned unless it says so */
export const readApp = (entry: Readonly<Record<string, unknown>>, { engine, now }: Surroundings): ReadApp => {
  const file: unknown = { org: { engine }, apps: [{ assignments: {}, ...entry }] }
  if (!isConfigFile(file)) return { app: undefined, errors: findShapeProblems(file).map(inEntry) }
  const settings = resolveConfig(file satisfies ConfigFile, {})
  const problems = findProblems(settings).map(inEntry)
  const errors = problems.filter(({ level }) => level === 'error')
  const [app] = loadOrg(settings, now).apps
  return errors.length > 0 || app === undefined
    ? { app: undefined, errors }
    : { app, warnings: problems.filter(({ level }) => level === 'warning') }
}
