// A real org, or any OpenID provider: read-only, slow, bounded, and only with its owner's consent.
import { UsageError } from '../usage-error.js'
import { carefully, type Policy } from '../wire/policy.js'
import { createTransport, type Transport } from '../wire/transport.js'
import { RuleBroken } from '../wire/wire.js'
import { type Discovered, discover } from './discover.js'
import { readApp, readUser } from './from-entries.js'
import type { Metadata } from './metadata.js'
import { type Abilities, missingFrom } from './missing.js'
import type { Need } from './needs.js'
import type { Settings } from './settings.js'
import type { SettingsFile } from './settings-file.js'
import type { SignInMethod, Target } from './target.js'

/** What a run on a real org is told. */
export interface RealOptions {
  /** The settings file over the environment over Okta's own files. */
  readonly settings: SettingsFile
  /** Wins over the settings. */
  readonly issuer?: string
  readonly caFile?: string
  /** `--i-own-this-org`: the org's host, typed in full. */
  readonly owned?: string
  /** Requests in the whole run. */
  readonly budget?: number
  /** Milliseconds for one answer. */
  readonly timeoutMs?: number
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '[::1]' || /^127\./.test(host)

/** @throws UsageError if it is missing, no URL, or not https */
export const readIssuer = (issuer: string | undefined): string => {
  if (issuer === undefined) {
    throw new UsageError('--target real needs the org: --issuer, OKTA_CLIENT_ORGURL, or issuer in --config')
  }
  if (!URL.canParse(issuer)) throw new UsageError(`the issuer "${issuer}" is not a URL`)
  const { protocol, hostname, search, hash } = new URL(issuer)
  if (search !== '' || hash !== '') throw new UsageError(`the issuer "${issuer}" has a query or a fragment`)
  if (/-admin\.okta/.test(hostname)) throw new UsageError(`${hostname} is the admin console: leave out -admin`)
  if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback(hostname))) {
    throw new UsageError(`the issuer "${issuer}" must be https: everything sent to it is secret`)
  }
  return issuer.replace(/\/+$/, '')
}

/** Rule 7: an org that others may depend on is touched only by somebody who says that it is theirs. */
const requireOwner = (issuer: string, owned: string | undefined): void => {
  const { hostname } = new URL(issuer)
  if (isLoopback(hostname) || owned === hostname) return
  throw new RuleBroken(
    'production',
    owned === undefined
      ? `nothing says that ${hostname} may be tested: add --i-own-this-org ${hostname}`
      : `--i-own-this-org ${owned} is not ${hostname}`,
    'run',
  )
}

const noOkta = 'the server has no /.well-known/okta-organization'

const abilitiesOf = (file: SettingsFile, settings: Settings, dialect: 'okta' | 'openid'): Abilities => {
  const ifOkta = dialect === 'okta' ? undefined : noOkta
  const password = settings.users.some((user) => user.password !== undefined)
  return {
    okta: ifOkta,
    'session-token':
      ifOkta ?? (password ? undefined : 'no password is known: CONFORMANCE_PASSWORD or users[] in --config'),
    'fresh-sign-in': password ? undefined : 'no password is known: CONFORMANCE_PASSWORD or users[] in --config',
    api: ifOkta ?? "the org's API is called only with --provision",
    'api-token': ifOkta ?? "the org's API is called only with --provision",
    'wrong-password': file.wrong_password_allowed ? undefined : 'wrong_password_allowed is not set in --config',
    clock: "nobody moves a real org's clock",
    'rate-limits': "a real org's limits are not used up",
  }
}

const settingsFrom = (file: SettingsFile): Settings => ({
  apps: (file.apps ?? []).map(readApp),
  users: (file.users ?? []).map(readUser),
  ...(file.api_token !== undefined && { apiToken: file.api_token }),
})

const signInBy = (dialect: 'okta' | 'openid', settings: Settings): readonly SignInMethod[] =>
  dialect === 'okta' && settings.users.some(({ password }) => password !== undefined)
    ? ['session-token', 'form']
    : ['form']

/** What can be said of a real org before anything is sent to it. */
export interface RealPlan {
  readonly issuer: string
  readonly settings: Settings
  readonly policy: Policy
  readonly signInBy: readonly SignInMethod[]
  /** @param metadata of what an Okta org offers */
  missing(metadata: Metadata): (need: Need) => string | undefined
}

/** @throws UsageError */
export const planReal = ({ settings: file, issuer: given, budget, timeoutMs }: RealOptions): RealPlan => {
  const issuer = readIssuer(given ?? file.issuer)
  const settings = settingsFrom(file)
  const policy = carefully([new URL(issuer).host])
  return {
    issuer,
    settings,
    policy: {
      ...policy,
      ...(budget !== undefined && { requests: budget }),
      ...(timeoutMs !== undefined && { timeoutMs }),
      ...(file.wrong_password_allowed && { wrongPasswordsPerUser: 1 }),
    },
    signInBy: signInBy('okta', settings),
    missing: (metadata) => missingFrom({ settings, metadata, abilities: abilitiesOf(file, settings, 'okta') }),
  }
}

/**
 * @throws UsageError, RuleBroken if the org's owner has not spoken, Unreachable
 */
export const openReal = async (options: RealOptions): Promise<Target> => {
  const { settings: file, owned } = options
  const { issuer, settings, policy } = planReal(options)
  requireOwner(issuer, owned)
  const caFile = options.caFile ?? file.ca
  const transport: Transport = createTransport({
    ...(caFile !== undefined && { caFile }),
    ...(file.resolve && { resolve: file.resolve }),
  })
  let found: Discovered
  try {
    found = await discover(transport, issuer, policy.timeoutMs)
  } catch (error) {
    await transport.close()
    throw error
  }
  const { metadata, dialect, engine } = found
  return {
    summary: { kind: 'real', issuer, dialect, ...(engine && { engine }) },
    metadata,
    settings,
    policy,
    transport,
    signInBy: signInBy(dialect, settings),
    ephemeral: false,
    missing: missingFrom({ settings, metadata, abilities: abilitiesOf(file, settings, dialect) }),
    close: () => transport.close(),
  }
}
