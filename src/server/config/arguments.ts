// argv split into flags and words, each flag known; mistakes become one line.
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { didYouMean } from './suggest.js'
import { UsageError } from './usage-error.js'

/** Long flags by name: whether they carry a value. */
export type Flags = Readonly<Record<string, 'text' | 'switch'>>

/** What was given, typed by nobody yet. */
export interface Arguments {
  readonly words: readonly string[]
  readonly texts: ReadonlyMap<string, string>
  readonly switches: ReadonlySet<string>
}

const toConfig = (flags: Flags): NonNullable<ParseArgsConfig['options']> =>
  Object.fromEntries(
    Object.entries(flags).map(([name, kind]) => [name, { type: kind === 'text' ? 'string' : 'boolean' }]),
  )

/** A flag may come once, as `--port 1` or `--port=1`. */
export const readArguments = (argv: readonly string[], flags: Flags): Arguments => {
  const { tokens } = parseArgs({
    args: [...argv],
    options: toConfig(flags),
    strict: false,
    tokens: true,
  })
  const words: string[] = []
  const texts = new Map<string, string>()
  const switches = new Set<string>()
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value)
    if (token.kind !== 'option') continue
    const { name, rawName, value } = token
    const kind = rawName.startsWith('--') ? flags[name] : undefined
    if (kind === undefined) throw new UsageError(`unknown flag ${rawName}${didYouMean(rawName, flagNames(flags))}`)
    if (texts.has(name) || switches.has(name)) throw new UsageError(`${rawName} is given twice`)
    if (kind === 'switch' && value !== undefined) throw new UsageError(`${rawName} takes no value`)
    if (kind === 'switch') switches.add(name)
    // `--url --quiet`: the next flag is not a value.
    else if (value === undefined || (!token.inlineValue && value.startsWith('--')))
      throw new UsageError(`${rawName} needs a value`)
    else texts.set(name, value)
  }
  return { words, texts, switches }
}

const flagNames = (flags: Flags): readonly string[] => Object.keys(flags).map((name) => `--${name}`)
