// What is wrong with a configuration, where, and what to do about it.

/** Keys and list positions from the root of the file. */
export type Path = readonly (string | number)[]

/** One thing that is wrong. A warning does not keep the org from starting. */
export interface Problem {
  readonly path: Path
  readonly message: string
  readonly level: 'error' | 'warning'
}

/** The line and column of a problem, counted from 1. */
export interface Place {
  readonly line: number
  readonly column: number
}

export const error = (path: Path, message: string): Problem => ({ path, message, level: 'error' })
export const warning = (path: Path, message: string): Problem => ({ path, message, level: 'warning' })

/** `apps[0].grant_types[1]` */
export const pathText = (path: Path): string =>
  path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`
    if (!/^[$\w]+$/.test(step)) return `${text}[${JSON.stringify(step)}]`
    return text === '' ? step : `${text}.${step}`
  }, '')

/** A configuration that cannot be used. The message has one line for each problem. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'

  constructor(
    readonly problems: readonly string[],
    /** What would not have kept it from being used. */
    readonly warnings: readonly string[] = [],
  ) {
    super(problems.join('\n'))
  }
}
