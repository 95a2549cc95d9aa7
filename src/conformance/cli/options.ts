// argv becomes one typed command; nothing else reads it.
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { type Profile, profiles } from '../check.js'
import { type Format, isFormat, reporters } from '../reporters/index.js'
import { UsageError } from '../usage-error.js'
import { type AdapterCommand, readAdapter } from './adapter-options.js'

/** A report, and where it goes; standard output without a file. */
export interface ReportOption {
  readonly format: Format
  readonly file?: string
}

/** What `conformance run` is told. */
export interface RunCommand {
  readonly command: 'run'
  readonly target: 'mock' | 'real'
  readonly issuer?: string
  readonly admin?: string
  readonly config?: string
  /** The file of the client that is tested instead of the target. */
  readonly client?: string
  /** The command that starts it. */
  readonly exec?: string
  /** Somebody looked at the probe that the kit guessed. */
  readonly acceptProbe?: boolean
  /** The kit stands between the client and a real org. */
  readonly mitm?: boolean
  readonly caFile?: string
  readonly owned?: string
  readonly budget?: number
  readonly provision?: boolean
  readonly profiles: readonly Profile[]
  readonly only: readonly string[]
  readonly skip: readonly string[]
  readonly seed?: string
  readonly reports: readonly ReportOption[]
  readonly deviations?: string
  readonly record?: string
  readonly compare?: string
  readonly plan: boolean
  readonly verbose: boolean
}

/** What `conformance login` is told. */
export interface LoginCommand {
  readonly command: 'login'
  readonly issuer?: string
  readonly config?: string
  readonly caFile?: string
  readonly owned?: string
}

/** What the command line asks for. */
export type Command =
  | RunCommand
  | LoginCommand
  | AdapterCommand
  | { readonly command: 'list'; readonly json: boolean }
  | { readonly command: 'compare'; readonly left: string; readonly right: string }
  | { readonly command: 'help' }
  | { readonly command: 'version' }

type Flags = NonNullable<ParseArgsConfig['options']>

const always: Flags = { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean' } }
const text = { type: 'string' } as const
const texts = { type: 'string', multiple: true } as const
const flag = { type: 'boolean' } as const

const flags = {
  run: {
    ...always,
    target: text,
    issuer: text,
    admin: text,
    config: text,
    client: text,
    exec: text,
    'accept-probe': flag,
    mitm: flag,
    ca: text,
    'i-own-this-org': text,
    budget: text,
    provision: flag,
    profile: texts,
    only: texts,
    skip: texts,
    seed: text,
    report: texts,
    deviations: text,
    record: text,
    compare: text,
    plan: flag,
    verbose: flag,
  },
  login: { ...always, target: text, issuer: text, config: text, ca: text, 'i-own-this-org': text },
  list: { ...always, json: flag },
  compare: always,
  adapter: { ...always, lang: text, dir: text },
} as const satisfies Readonly<Record<string, Flags>>

type Values = Readonly<Record<string, unknown>>

const parse = (
  args: readonly string[],
  options: Flags,
): { readonly values: Values; readonly words: readonly string[] } => {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, strict: true, allowPositionals: true })
    return { values, words: positionals }
  } catch (error) {
    // Node's own words, without its advice for programmers.
    const [line = ''] = (error as Error).message.split(/\.\s|\n/)
    throw new UsageError(`${line.charAt(0).toLowerCase()}${line.slice(1)}: see --help`)
  }
}

/** `--only a,b --only c` */
const listOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : []).flatMap((item: unknown) => String(item).split(',')).filter((item) => item !== '')

const readProfile = (name: string): Profile => {
  const profile = profiles.find((candidate) => candidate === name)
  if (profile !== undefined) return profile
  throw new UsageError(`--profile takes ${profiles.join(', ')}, not "${name}"`)
}

const readReport = (option: string): ReportOption => {
  const [format = '', ...rest] = option.split('=')
  const file = rest.join('=')
  if (!isFormat(format)) throw new UsageError(`--report takes ${Object.keys(reporters).join(', ')}, not "${format}"`)
  return file === '' || file === '-' ? { format } : { format, file }
}

const readBudget = (value: unknown): number | undefined => {
  if (value === undefined) return undefined
  if (typeof value === 'string' && /^[1-9]\d{0,5}$/.test(value)) return Number(value)
  throw new UsageError(`--budget takes a number of requests, not "${String(value)}"`)
}

const readTarget = (value: unknown): 'mock' | 'real' => {
  if (value === undefined || value === 'mock') return 'mock'
  if (value === 'real') return 'real'
  throw new UsageError(`--target takes mock or real, not "${String(value)}"`)
}

const textOf = <Name extends string>(name: Name, value: unknown): { readonly [key in Name]?: string } => {
  if (value === '') throw new UsageError(`--${name} needs a value`)
  return (typeof value === 'string' ? { [name]: value } : {}) as { readonly [key in Name]?: string }
}

const readRun = (values: Values): RunCommand => {
  const target = readTarget(values.target)
  const plan = values.plan === true
  const forClient = values.client !== undefined
  if (plan && target === 'mock' && !forClient) throw new UsageError('--plan is for --target real: a mock needs no plan')
  const chosen = listOf(values.profile).map(readProfile)
  const misplaced = chosen.find((profile) => (profile === 'client') !== forClient)
  if (misplaced === 'client') throw new UsageError('--profile client needs a client: --client FILE')
  if (misplaced !== undefined) throw new UsageError(`--profile ${misplaced} is of servers: leave it out with --client`)
  const lonely = ['exec', 'accept-probe', 'mitm'].find((name) => values[name] !== undefined && !forClient)
  if (lonely !== undefined) throw new UsageError(`--${lonely} needs a client: --client FILE`)
  const comparing = ['record', 'compare'].find((name) => forClient && values[name] !== undefined)
  if (comparing !== undefined) throw new UsageError(`--${comparing} is of servers: leave it out with --client`)
  const provision = values.provision === true
  if (provision && (target === 'mock' || forClient)) {
    throw new UsageError('--provision is for checks of --target real: a mock has all that they need')
  }
  const budget = readBudget(values.budget)
  const reports = listOf(values.report).map(readReport)
  return {
    command: 'run',
    target,
    ...textOf('issuer', values.issuer),
    ...textOf('admin', values.admin),
    ...textOf('config', values.config),
    ...textOf('client', values.client),
    ...textOf('exec', values.exec),
    ...(values['accept-probe'] === true && { acceptProbe: true }),
    ...(values.mitm === true && { mitm: true }),
    ...textOf('caFile', values.ca),
    ...textOf('owned', values['i-own-this-org']),
    ...(budget !== undefined && { budget }),
    ...(provision && { provision }),
    profiles: chosen,
    only: listOf(values.only),
    skip: listOf(values.skip),
    ...textOf('seed', values.seed),
    reports: reports.some(({ file }) => file === undefined) ? reports : [{ format: 'text' }, ...reports],
    ...textOf('deviations', values.deviations),
    ...textOf('record', values.record),
    ...textOf('compare', values.compare),
    plan,
    verbose: values.verbose === true,
  }
}

const readLogin = (values: Values): LoginCommand => {
  if (readTarget(values.target) !== 'real') throw new UsageError('login is for --target real')
  return {
    command: 'login',
    ...textOf('issuer', values.issuer),
    ...textOf('config', values.config),
    ...textOf('caFile', values.ca),
    ...textOf('owned', values['i-own-this-org']),
  }
}

const isCommand = (word: string): word is keyof typeof flags => Object.hasOwn(flags, word)

/** @throws UsageError with one line that says what to change */
export const readCommand = (argv: readonly string[]): Command => {
  const [first] = argv
  const word = first === undefined || first.startsWith('-') ? 'run' : first
  if (!isCommand(word)) throw new UsageError(`unknown command "${word}": see --help`)
  const { values, words } = parse(word === first ? argv.slice(1) : argv, flags[word])
  if (values.help === true) return { command: 'help' }
  if (values.version === true) return { command: 'version' }
  if (word === 'adapter') return readAdapter(words, values)
  const [left, right, extra] = words
  if (word === 'compare') {
    if (left === undefined || right === undefined)
      throw new UsageError('compare takes two recorded runs: compare A.json B.json')
    if (extra !== undefined) throw new UsageError(`"${extra}" is one argument too many: see --help`)
    return { command: 'compare', left, right }
  }
  if (left !== undefined) throw new UsageError(`"${left}" is one argument too many: see --help`)
  if (word === 'list') return { command: 'list', json: values.json === true }
  return word === 'login' ? readLogin(values) : readRun(values)
}
