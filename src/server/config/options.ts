// argv and the environment become one typed command; nothing else reads either of them.
import { type Arguments, type Flags, readArguments } from './arguments.js'
import {
  type Given,
  type LogLevel,
  readHost,
  readLogLevel,
  readPort,
  readSwitch,
  readText,
  readUrl,
} from './option-values.js'
import { didYouMean } from './suggest.js'
import { UsageError } from './usage-error.js'

/** Everything `mockta serve` can be told, with its defaults. */
export interface ServeOptions {
  readonly command: 'serve'
  /** A file; undefined: the built-in org. */
  readonly config?: string
  readonly host: string
  readonly port: number
  readonly adminHost: string
  readonly adminPort: number
  readonly url?: string
  readonly seed?: string
  /** `true`: a certificate of the local authority; else somebody's own, as files. */
  readonly tls?: true | { readonly cert: string; readonly key: string }
  readonly logLevel: LogLevel
  readonly quiet: boolean
}

/** What `mockta token` asks a running mock for. */
export interface TokenOptions {
  readonly command: 'token'
  readonly client: string
  readonly scopes: readonly string[]
  readonly user?: string
  /** The admin listener's. */
  readonly url: string
}

/** What the command line asks for. */
export type Options =
  | ServeOptions
  | TokenOptions
  | { readonly command: 'init'; readonly directory: string; readonly force: boolean }
  | { readonly command: 'check'; readonly file: string }
  | { readonly command: 'help'; readonly of: Command }
  | { readonly command: 'version' }

/** Where options come from. */
export interface Surroundings {
  /** Without the names of node and of the script. */
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  /** Whether there is such a file in the working directory. */
  readonly exists: (file: string) => boolean
}

type Command = 'serve' | 'init' | 'check' | 'token'

/** Read without --config, the first that is there. */
const defaultFiles = ['mockta.yaml', 'mockta.yml', 'mockta.json']

const always: Flags = { help: 'switch', version: 'switch' }
const unbuilt: Flags = { store: 'text' }

const flags: Readonly<Record<Command, Flags>> = {
  serve: {
    ...always,
    ...unbuilt,
    config: 'text',
    host: 'text',
    port: 'text',
    'admin-host': 'text',
    'admin-port': 'text',
    url: 'text',
    seed: 'text',
    tls: 'switch',
    'tls-cert': 'text',
    'tls-key': 'text',
    'log-level': 'text',
    quiet: 'switch',
  },
  init: { ...always, force: 'switch' },
  check: always,
  token: { ...always, client: 'text', scope: 'text', user: 'text', url: 'text' },
}

const isCommand = (word: string): word is Command => Object.hasOwn(flags, word)

const variableOf = (flag: string): string => `MOCKTA_${flag.toUpperCase().replaceAll('-', '_')}`

/** A flag, or else its environment variable; an empty variable counts as none. */
const given = (flag: string, { texts, switches }: Arguments, env: Surroundings['env']): Given | undefined => {
  const text = texts.get(flag)
  if (text !== undefined) return { name: `--${flag}`, value: text }
  if (switches.has(flag)) return { name: `--${flag}`, value: 'true' }
  const name = variableOf(flag)
  const value = env[name]
  // Beside a service named "mockta" Kubernetes sets MOCKTA_PORT=tcp://…, which nobody meant.
  if (value === undefined || value === '' || (flag === 'port' && value.startsWith('tcp://'))) return undefined
  return { name, value }
}

const refuseUnbuilt = (read: (flag: string) => Given | undefined): void => {
  for (const [flag, kind] of Object.entries(unbuilt)) {
    const found = read(flag)
    if (found && (kind === 'text' || readSwitch(found)))
      throw new UsageError(`${found.name} is not built yet: leave it out`)
  }
}

/** `--tls-cert` and `--tls-key` come together, and are enough. */
const readTls = (read: (flag: string) => Given | undefined): NonNullable<ServeOptions['tls']> | undefined => {
  const [local, cert, key] = [read('tls'), read('tls-cert'), read('tls-key')]
  if (cert && key) return { cert: readText(cert), key: readText(key) }
  const lonely = cert ?? key
  if (lonely) throw new UsageError(`${lonely.name} needs ${cert ? '--tls-key' : '--tls-cert'} beside it`)
  return local && readSwitch(local) ? true : undefined
}

const readServe = (args: Arguments, { env, exists }: Surroundings): ServeOptions => {
  const read = (flag: string): Given | undefined => given(flag, args, env)
  const optional = <T>(flag: string, parse: (found: Given) => T): T | undefined => {
    const found = read(flag)
    return found && parse(found)
  }
  refuseUnbuilt(read)
  const addresses = {
    host: optional('host', readHost) ?? '127.0.0.1',
    port: optional('port', readPort) ?? 6582,
    adminHost: optional('admin-host', readHost) ?? '127.0.0.1',
    adminPort: optional('admin-port', readPort) ?? 6583,
  }
  const { host, port, adminHost, adminPort } = addresses
  if (port !== 0 && port === adminPort && host === adminHost) {
    throw new UsageError(`the org and its admin listener cannot both have port ${port}: change --admin-port`)
  }
  const config = optional('config', readText) ?? defaultFiles.find(exists)
  const url = optional('url', readUrl)
  const seed = optional('seed', readText)
  const tls = readTls(read)
  return {
    command: 'serve',
    ...(config !== undefined && { config }),
    ...addresses,
    ...(url !== undefined && { url }),
    ...(seed !== undefined && { seed }),
    ...(tls !== undefined && { tls }),
    logLevel: optional('log-level', readLogLevel) ?? 'info',
    quiet: optional('quiet', readSwitch) ?? false,
  }
}

const readToken = ({ texts }: Arguments, { env }: Surroundings): TokenOptions => {
  const required = (flag: string): string => texts.get(flag) ?? missing(`--${flag}`)
  const user = texts.get('user')
  const url = texts.get('url')
  return {
    command: 'token',
    client: required('client'),
    scopes: required('scope')
      .split(/[\s,]+/)
      .filter((scope) => scope !== ''),
    ...(user !== undefined && { user }),
    url: readUrl(
      url === undefined
        ? { name: 'MOCKTA_ADMIN_URL', value: env.MOCKTA_ADMIN_URL || 'http://localhost:6583' }
        : { name: '--url', value: url },
    ),
  }
}

const missing = (what: string): never => {
  throw new UsageError(`${what} is missing: see --help`)
}

const atMost = (count: number, words: readonly string[]): void => {
  if (words.length > count) throw new UsageError(`"${words[count]}" is one argument too many: see --help`)
}

/** @throws UsageError with one line that says what to change */
export const readOptions = (surroundings: Surroundings): Options => {
  const [first, ...rest] = surroundings.argv
  const word = first === undefined || first.startsWith('-') ? undefined : first
  if (word !== undefined && !isCommand(word)) {
    throw new UsageError(`unknown command "${word}"${didYouMean(word, Object.keys(flags)) || ': see --help'}`)
  }
  const command = word ?? 'serve'
  const args = readArguments(word === undefined ? surroundings.argv : rest, flags[command])
  const { words, switches } = args
  if (switches.has('help')) return { command: 'help', of: command }
  if (switches.has('version')) return { command: 'version' }
  atMost(command === 'init' || command === 'check' ? 1 : 0, words)
  if (command === 'init') return { command, directory: words[0] ?? '.', force: switches.has('force') }
  if (command === 'check') return { command, file: words[0] ?? missing('the file to check') }
  return command === 'token' ? readToken(args, surroundings) : readServe(args, surroundings)
}
