// Reads a configuration and says everything that is wrong with it at once. The one importer of yaml and ajv.
import { readFile } from 'node:fs/promises'
import { readDocument } from './document.js'
import { ConfigError, type Path, type Place, type Problem, pathText } from './problem.js'
import { findProblems } from './rules/index.js'
import { resolveConfig } from './settings.js'
import type { ConfigFile } from './shape.js'
import { findShapeProblems, isConfigFile } from './validate.js'

/** A configuration that can be used, and what is worth knowing about it, one line each. */
export interface Checked {
  readonly config: ConfigFile
  readonly warnings: readonly string[]
}

/** Names the file and knows places in it; absent for configurations that were never a file. */
interface Source {
  readonly name: string
  placeOf(path: Path): Place
}

const line = ({ path, message }: Problem, source: Source | undefined): string => {
  const place = source?.placeOf(path)
  return [
    source && place && `${source.name}:${place.line}:${place.column}`,
    pathText(path) && `${pathText(path)}:`,
    message,
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(' ')
}

/** In the file's order. */
const lines = (problems: readonly Problem[], source: Source | undefined): readonly string[] =>
  problems
    .map((problem) => ({ problem, place: source?.placeOf(problem.path) ?? { line: 0, column: 0 } }))
    .sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column)
    .map(({ problem }) => line(problem, source))

const check = (value: unknown, source?: Source): Checked => {
  if (!isConfigFile(value)) throw new ConfigError(lines(findShapeProblems(value), source))
  const problems = findProblems(resolveConfig(value, {}))
  const at = (wanted: Problem['level']) =>
    lines(
      problems.filter(({ level }) => level === wanted),
      source,
    )
  const [errors, warnings] = [at('error'), at('warning')]
  if (errors.length > 0) throw new ConfigError(errors, warnings)
  return { config: value, warnings }
}

/**
 * Checks a configuration that a program made.
 *
 * @throws ConfigError with one line for each problem
 */
export const checkConfig = (value: unknown): Checked => check(value)

/**
 * Checks a text in YAML or JSON.
 *
 * @param name the file's name for error lines
 * @throws ConfigError with one line for each problem
 */
export const parseConfig = (text: string, name: string): Checked => {
  const { value, syntax, placeOf } = readDocument(text)
  if (syntax.length > 0) {
    throw new ConfigError(
      syntax.map(({ message, place }) => `${name}:${place?.line ?? 1}:${place?.column ?? 1} ${message}`),
    )
  }
  if (value === null) throw new ConfigError([`${name} is empty: "mockta init" writes one to start from`])
  return check(value, { name, placeOf })
}

const unreadable: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'is a directory, not a file',
  EACCES: 'may not be read',
  EPERM: 'may not be read',
}

const readText = async (file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    const { code = '', message } = cause as NodeJS.ErrnoException
    throw new ConfigError([`${file}: ${unreadable[code] ?? `cannot be read: ${message}`}`])
  }
}

/**
 * Reads and checks a file in YAML or JSON.
 *
 * @throws ConfigError with one line for each problem
 */
export const readConfig = async (file: string): Promise<Checked> => parseConfig(await readText(file), file)
