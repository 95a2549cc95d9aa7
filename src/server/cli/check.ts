// `mockta check FILE`: everything that is wrong with a configuration, in the file's order.
import { ConfigError } from '../config/problem.js'
import { type Checked, readConfig } from '../config/read.js'

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`

/** What is said about one file. `errors` is empty where the file can be used. */
interface Verdict {
  readonly errors: readonly string[]
  readonly warnings: readonly string[]
}

const judge = async (file: string): Promise<Verdict> => {
  try {
    const { warnings }: Checked = await readConfig(file)
    return { errors: [], warnings }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return { errors: error.problems, warnings: error.warnings }
  }
}

/** The text to print, and whether the file can be used. */
export const check = async (file: string): Promise<{ readonly ok: boolean; readonly text: string }> => {
  const { errors, warnings } = await judge(file)
  const ok = errors.length === 0
  const counts = [
    ...(ok ? ['OK'] : [counted(errors.length, 'problem')]),
    ...(warnings.length > 0 ? [counted(warnings.length, 'warning')] : []),
  ]
  const lines = [...errors, ...warnings.map((warning) => `${warning} (warning)`), counts.join(', ')]
  return { ok, text: `${lines.join('\n')}\n` }
}
