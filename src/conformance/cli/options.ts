// argv becomes one typed command; nothing else reads it.
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { type Profile, profiles } from '../check.js'
import { UsageError } from '../usage-error.js'

/** What `conformance run` is told. */
export interface RunCommand {
  readonly command: 'run'
  readonly target: 'mock'
  readonly profiles: readonly Profile[]
  readonly only: readonly string[]
  readonly skip: readonly string[]
  readonly seed?: string
}

/** What the command line asks for. */
export type Command =
  | RunCommand
  | { readonly command: 'list'; readonly json: boolean }
  | { readonly command: 'help' }
  | { readonly command: 'version' }

type Flags = NonNullable<ParseArgsConfig['options']>

const always: Flags = { help: { type: 'boolean' }, version: { type: 'boolean' } }
const flags: Readonly<Record<'run' | 'list', Flags>> = {
  run: {
    ...always,
    target: { type: 'string' },
    profile: { type: 'string', multiple: true },
    only: { type: 'string', multiple: true },
    skip: { type: 'string', multiple: true },
    seed: { type: 'string' },
  },
  list: { ...always, json: { type: 'boolean' } },
}

/** `--only a,b --only c` */
const listOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : []).flatMap((item: unknown) => String(item).split(',')).filter((item) => item !== '')

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

const readProfile = (name: string): Profile => {
  const profile = profiles.find((candidate) => candidate === name)
  if (profile !== undefined) return profile
  throw new UsageError(`--profile takes ${profiles.join(', ')}, not "${name}"`)
}

/** Node's own words, without the advice for programmers. */
const asUsageError = (error: unknown): UsageError => {
  const [line = ''] = String((error as Error).message).split(/\.\s|\n/)
  return new UsageError(`${line.charAt(0).toLowerCase()}${line.slice(1)}: see --help`)
}

/** @throws UsageError with one line that says what to change */
export const readCommand = (argv: readonly string[]): Command => {
  const [first] = argv
  const word = first === undefined || first.startsWith('-') ? 'run' : first
  if (word !== 'run' && word !== 'list') throw new UsageError(`unknown command "${word}": see --help`)
  const args = word === first ? argv.slice(1) : [...argv]
  const values = parse(args, flags[word])
  if (values.help === true) return { command: 'help' }
  if (values.version === true) return { command: 'version' }
  if (word === 'list') return { command: 'list', json: values.json === true }
  const target = textOf(values.target) ?? 'mock'
  if (target !== 'mock') throw new UsageError(`--target takes mock, not "${target}"`)
  const seed = textOf(values.seed)
  return {
    command: 'run',
    target,
    profiles: listOf(values.profile).map(readProfile),
    only: listOf(values.only),
    skip: listOf(values.skip),
    ...(seed !== undefined && { seed }),
  }
}

const parse = (args: string[], options: Flags): Readonly<Record<string, unknown>> => {
  try {
    return parseArgs({ args, options, strict: true, allowPositionals: false }).values
  } catch (error) {
    throw asUsageError(error)
  }
}
