// Opens whatever a run is told to run against.
import type { TargetSummary } from '../result.js'
import type { Pace } from '../wire/limiter.js'
import { startMockTarget } from './mock.js'
import { mockIssuer } from './mock-admin.js'
import { readOktaSettings, type Surroundings } from './okta-settings.js'
import { openReal, type RealOptions, readIssuer } from './real.js'
import { openRunningMock } from './running-mock.js'
import { readSettingsFile, type SettingsFile } from './settings-file.js'
import type { Target } from './target.js'

/** Which server, and what is known of it. */
export interface OpenOptions {
  readonly target: 'mock' | 'real'
  /** Of a running mock, or of the org where the settings do not name it. */
  readonly issuer?: string
  /** The admin listener of a running mock. */
  readonly admin?: string
  /** A settings file, or its content. */
  readonly config?: string | SettingsFile
  /** PEM of a certificate authority to trust beside the usual ones. */
  readonly caFile?: string
  /** The org's host, typed in full by somebody who may test it. */
  readonly owned?: string
  /** Requests in the whole run against a real org. Default 300. */
  readonly budget?: number
  /** Makes apps and people of its own on a real org, and removes them at the end. */
  readonly provision?: boolean
  /** How time passes where the safety rules wait. Default: as it does. */
  readonly pace?: Pace
  /** Milliseconds for one answer. Default 30 000 from a real org, 10 000 from a mock. */
  readonly timeoutMs?: number
  /** Where else settings are looked for. */
  readonly surroundings: Surroundings
}

const fileOf = ({ config, surroundings: { env } }: OpenOptions): SettingsFile | undefined => {
  const given = config ?? env.CONFORMANCE_CONFIG
  if (typeof given !== 'string') return given
  return given === '' ? undefined : readSettingsFile(given, env)
}

/** What the file says wins; lists are put together, the file's entries first. */
const merge = (file: SettingsFile | undefined, found: SettingsFile): SettingsFile => ({
  ...found,
  ...file,
  apps: [...(file?.apps ?? []), ...(found.apps ?? [])],
  users: [...(file?.users ?? []), ...(found.users ?? [])],
})

/** @throws UsageError */
export const realOptions = (options: OpenOptions): RealOptions => {
  const { issuer, caFile, owned, budget, timeoutMs, provision, pace, surroundings } = options
  return {
    settings: merge(fileOf(options), readOktaSettings(surroundings)),
    ...(issuer !== undefined && { issuer }),
    ...(caFile !== undefined && { caFile }),
    ...(owned !== undefined && { owned }),
    ...(budget !== undefined && { budget }),
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(provision !== undefined && { provision }),
    ...(pace && { pace }),
    surroundings,
  }
}

/** @throws UsageError, Unreachable, RuleBroken */
export const openTarget = async (options: OpenOptions): Promise<Target> => {
  const { target, issuer, admin, caFile, timeoutMs = 10_000 } = options
  if (target === 'real') return openReal(realOptions(options))
  if (issuer === undefined) return startMockTarget()
  const file = fileOf(options)
  const adminUrl = admin ?? file?.admin
  return openRunningMock({
    issuer: mockIssuer(issuer),
    ...(adminUrl !== undefined && { admin: adminUrl }),
    ...(file && { file }),
    ...(caFile !== undefined && { caFile }),
    timeoutMs,
  })
}

/** What can be said of the target before it is opened. @throws UsageError */
export const summaryBeforehand = (options: OpenOptions): TargetSummary => {
  const { target, issuer } = options
  if (target === 'mock') return { kind: 'mock', issuer: issuer ?? 'http://localhost', dialect: 'okta' }
  const { settings } = realOptions(options)
  return { kind: 'real', issuer: readIssuer(issuer ?? settings.issuer), dialect: 'okta' }
}
