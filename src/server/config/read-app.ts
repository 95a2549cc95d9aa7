// One app that is made at run time: the same shape, defaults and rules as an entry of `apps:`.
import type { AppReading, Finding } from '../org/app-entry.js'
import { loadOrg } from './load.js'
import { type Problem, pathText } from './problem.js'
import { findProblems } from './rules/index.js'
import { resolveConfig } from './settings.js'
import { findShapeProblems, isConfigFile } from './validate.js'

/** Where the app will live. */
interface Surroundings {
  readonly engine: 'oie' | 'classic'
  /** Epoch seconds. */
  readonly now: number
}

/** Paths begin in the entry. */
const find = ({ path, message }: Problem): Finding => ({ field: pathText(path.slice(2)), message })

/** @param entry in the wire names of `apps:` */
export const readApp = (entry: Readonly<Record<string, unknown>>, { engine, now }: Surroundings): AppReading => {
  const file: unknown = { org: { engine }, apps: [{ assignments: {}, ...entry }] }
  if (!isConfigFile(file)) return { app: undefined, errors: findShapeProblems(file).map(find) }
  const settings = resolveConfig(file, {})
  const problems = findProblems(settings)
  const errors = problems.filter(({ level }) => level === 'error').map(find)
  const [app] = loadOrg(settings, now).apps
  if (errors.length > 0 || app === undefined) return { app: undefined, errors }
  return { app, warnings: problems.filter(({ level }) => level === 'warning').map(find) }
}
