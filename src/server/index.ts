// The library: an org in this process.
import type { ConfigFile } from './config/shape.js'
import type { Log } from './log.js'
import { type RunningOrg, runOrg } from './start-org.js'
import type { Tls } from './tls/server-certificate.js'

export type { OrgPatch } from './config/merge.js'
export { ConfigError } from './config/problem.js'
export type { ConfigFile, ResolvedSettings } from './config/shape.js'
export type { Admin, ClockChange, ClockState, Issued, JournalEntry } from './controls/admin.js'
export type { MadeSession, SessionWish } from './controls/create-session.js'
export { AdminRefusal } from './controls/refusal.js'
export type { TokenWish } from './controls/token-wish.js'
export type { KeyRingState } from './keys/key-ring.js'
export type { Log } from './log.js'
export type { RunningOrg } from './start-org.js'
export type { OwnCertificate } from './tls/own-certificate.js'
export type { Tls } from './tls/server-certificate.js'

/** How to start an org. Everything may be left out. */
export interface StartOptions {
  /** A configuration, the path of one, or nothing for the built-in org. */
  readonly config?: ConfigFile | string
  /** Default 127.0.0.1. */
  readonly host?: string
  /** Default 0: a free port. */
  readonly port?: number
  /** Default 127.0.0.1. */
  readonly adminHost?: string
  /** Default 0: a free port. */
  readonly adminPort?: number
  /** The org's URL where it differs from the listener's. */
  readonly url?: string
  /** The same ids, keys and secrets in every run. */
  readonly seed?: string | number
  /**
   * Serves the org over https: with a certificate of a local authority that is made once, or with your own, in PEM or as
   * the names of files.
   */
  readonly tls?: Tls
  /** A pino logger, say; silent by default. */
  readonly log?: Log
}

/** A configuration is checked wherever it comes from; the parser and the schema are loaded only then. */
const checked = async (config: ConfigFile | string): Promise<ConfigFile> => {
  const { checkConfig, readConfig } = await import('./config/read.js')
  return (typeof config === 'string' ? await readConfig(config) : checkConfig(config)).config
}

/**
 * Starts an org. Orgs in one process share nothing.
 *
 * @throws ConfigError with one line for each problem of the configuration
 * @example
 * const org = await startOrg()
 * console.log(org.issuer)
 * await org.close()
 */
export const startOrg = async ({ config, seed, ...options }: StartOptions = {}): Promise<RunningOrg> =>
  runOrg({
    host: '127.0.0.1',
    port: 0,
    adminHost: '127.0.0.1',
    adminPort: 0,
    ...options,
    ...(seed !== undefined && { seed: String(seed) }),
    ...(config !== undefined && { config: await checked(config) }),
  })
