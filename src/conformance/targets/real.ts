// A real org, or any OpenID provider: read-only, slow, bounded, and only with its owner's consent.
import { CookieJar, type SerializedCookieJar } from 'tough-cookie'
import { type ProvisionPlan, plannedSettings, planProvision } from '../provision/plan.js'
import { createTag, type Provisioned, provision } from '../provision/provision.js'
import { systemPace } from '../system-pace.js'
import { UsageError } from '../usage-error.js'
import { createRunWire } from '../wire/create-wire.js'
import type { Pace } from '../wire/limiter.js'
import { carefully, type Policy } from '../wire/policy.js'
import { createRedactor } from '../wire/redact/redactor.js'
import { provisionRules } from '../wire/rules/index.js'
import { createTransport, type Transport } from '../wire/transport.js'
import { RuleBroken } from '../wire/wire.js'
import { readState, stateFile } from './browser-state.js'
import { lazyChromium } from './chromium.js'
import { type Discovered, discover } from './discover.js'
import { readApp, readUser } from './from-entries.js'
import type { Metadata } from './metadata.js'
import { type Abilities, missingFrom } from './missing.js'
import type { Need } from './needs.js'
import type { Surroundings } from './okta-settings.js'
import type { Settings, TestUser } from './settings.js'
import type { SettingsFile } from './settings-file.js'
import type { SignIn, Target } from './target.js'

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
  /** Makes apps and people of its own, and removes them at the end. */
  readonly provision?: boolean
  readonly pace?: Pace
  readonly surroundings: Surroundings
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

const abilitiesOf = (
  { settings: file, provision }: RealOptions,
  settings: Settings,
  dialect: 'okta' | 'openid',
): Abilities => {
  const api = provision ? undefined : "the org's API is called only with --provision"
  const ifOkta = dialect === 'okta' ? undefined : noOkta
  const password = hasPassword(settings)
  return {
    okta: ifOkta,
    'session-token':
      ifOkta ?? (password ? undefined : 'no password is known: CONFORMANCE_PASSWORD or users[] in --config'),
    'fresh-sign-in': password ? undefined : 'no password is known: CONFORMANCE_PASSWORD or users[] in --config',
    api: ifOkta ?? api,
    'api-token': ifOkta ?? api,
    'wrong-password': file.wrong_password_allowed ? undefined : 'wrong_password_allowed is not set in --config',
    clock: "nobody moves a real org's clock",
    'rate-limits': "a real org's limits are not used up",
  }
}

/** Whoever left the cookies can play the user. */
const unnamed: TestUser = { login: 'the person of conformance login', roles: [] }

const settingsFrom = (file: SettingsFile, kept: CookieJar | undefined): Settings => ({
  apps: (file.apps ?? []).map(readApp),
  users: file.users?.length || !kept ? (file.users ?? []).map(readUser) : [unnamed],
  ...(file.api_token !== undefined && { apiToken: file.api_token }),
})

const hasPassword = ({ users }: Settings): boolean => users.some(({ password }) => password !== undefined)

/** A known password wins over what a person left; only Okta has session tokens. */
const signInOf = (dialect: 'okta' | 'openid', settings: Settings, kept: CookieJar | undefined): SignIn => {
  if (hasPassword(settings)) return { by: dialect === 'okta' ? 'session-token' : 'page' }
  return kept ? { by: 'kept-cookies', jar: kept } : { by: 'page' }
}

/** What `conformance login` left for this org. */
const keptCookies = (issuer: string, { home, env }: Surroundings): CookieJar | undefined => {
  const state = readState(stateFile(home, issuer), issuer, env.CONFORMANCE_STATE_KEY, Math.floor(Date.now() / 1000))
  return state && CookieJar.deserializeSync(state.jar as SerializedCookieJar)
}

/** What can be said of a real org before anything is sent to it. */
export interface RealPlan {
  readonly issuer: string
  readonly settings: Settings
  readonly policy: Policy
  readonly signIn: SignIn
  /** What would be made on it, and removed again. */
  readonly provision?: ProvisionPlan
  /** @param metadata of what an Okta org offers */
  missing(metadata: Metadata): (need: Need) => string | undefined
}

/** @throws UsageError */
export const planReal = async (options: RealOptions): Promise<RealPlan> => {
  const { settings: file, issuer: given, budget, timeoutMs, surroundings } = options
  const issuer = readIssuer(given ?? file.issuer)
  if (options.provision && file.api_token === undefined) {
    throw new UsageError('--provision needs an API token: OKTA_CLIENT_TOKEN, or api_token in --config')
  }
  const provision = options.provision ? await planProvision() : undefined
  // Whoever makes people of its own needs nobody's session.
  const kept = provision ? undefined : keptCookies(issuer, surroundings)
  const known = settingsFrom(file, kept)
  const settings = provision ? plannedSettings(provision, known) : known
  const policy = carefully([new URL(issuer).host])
  const signIn = signInOf('okta', settings, kept)
  return {
    issuer,
    settings,
    policy: {
      ...policy,
      ...(budget !== undefined && { requests: budget }),
      ...(timeoutMs !== undefined && { timeoutMs }),
      ...(file.wrong_password_allowed && { wrongPasswordsPerUser: 1 }),
      lentSession: signIn.by === 'kept-cookies',
    },
    signIn,
    ...(provision && { provision }),
    missing: (metadata) => missingFrom({ settings, metadata, abilities: abilitiesOf(options, settings, 'okta') }),
  }
}

interface OwnObjects extends Pick<RealPlan, 'settings' | 'policy'>, Pick<Provisioned, 'refusals' | 'giveBack'> {}

/** With --provision: what is made for this run alone, and the policy under which it may be touched. */
const provisioned = async (
  { provision: plan, issuer, settings, policy }: RealPlan,
  { surroundings, pace = systemPace }: RealOptions,
  { metadata, dialect }: Discovered,
  transport: Transport,
): Promise<OwnObjects | undefined> => {
  if (plan === undefined) return undefined
  if (dialect !== 'okta') throw new UsageError(`--provision is for Okta orgs: ${issuer} is none`)
  const made = { tag: createTag(), ids: new Set<string>() }
  const provisioning: Policy = { ...policy, api: 'provision', made }
  const wire = createRunWire({
    transport,
    policy: provisioning,
    rules: provisionRules({ policy: provisioning, metadata, pace, now: () => Math.floor(Date.now() / 1000) }),
    redactor: createRedactor(),
    // Ctrl-C ends the run, not the removing.
    signal: new AbortController().signal,
    clock: pace.clock,
  })
  const { apiToken = '' } = settings
  const { home } = surroundings
  const own = await provision({ plan, issuer, apiToken, home, ...made, wire: wire.forCheck().wire })
  return { ...own, policy: provisioning, settings: { ...settings, apps: own.apps, users: own.users } }
}

/**
 * @throws UsageError, RuleBroken if the org's owner has not spoken, Unreachable
 */
export const openReal = async (options: RealOptions): Promise<Target> => {
  const { settings: file, owned } = options
  const plan = await planReal(options)
  const { issuer, signIn } = plan
  requireOwner(issuer, owned)
  const caFile = options.caFile ?? file.ca
  const transport: Transport = createTransport({
    ...(caFile !== undefined && { caFile }),
    ...(file.resolve && { resolve: file.resolve }),
  })
  let found: Discovered
  let own: OwnObjects | undefined
  try {
    found = await discover(transport, issuer, plan.policy.timeoutMs)
    own = await provisioned(plan, options, found, transport)
  } catch (error) {
    await transport.close()
    throw error
  }
  const { metadata, dialect, engine } = found
  const { settings, policy } = { ...plan, ...own }
  const path = options.surroundings.env.CHROMIUM_PATH
  const chromium = lazyChromium({ ...(path && { path }), headless: true })
  return {
    summary: { kind: 'real', issuer, dialect, ...(engine && { engine }) },
    metadata,
    settings,
    policy,
    transport,
    signIn: dialect === 'okta' || signIn.by !== 'session-token' ? signIn : { by: 'page' },
    chromium,
    ephemeral: false,
    missing: (need) => {
      const reason = missingFrom({ settings, metadata, abilities: abilitiesOf(options, settings, dialect) })(need)
      const [refusal] = own?.refusals ?? []
      return reason === undefined || refusal === undefined ? reason : `${reason}; --provision was refused: ${refusal}`
    },
    ...(own && { giveBack: own.giveBack }),
    close: async () => {
      await own?.giveBack()
      await chromium.close()
      await transport.close()
    },
  }
}
