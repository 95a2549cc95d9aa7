// One running org: its state, its two listeners, and the end of both.

import { createAdminSurface } from './admin/surface.js'
import { createApp } from './app.js'
import { createClock } from './clock.js'
import { builtInOrg } from './config/built-in.js'
import { loadOrg } from './config/load.js'
import { resolveConfig } from './config/settings.js'
import type { ConfigFile } from './config/shape.js'
import { stateDirectory } from './config/state-directory.js'
import { type Admin, createAdmin } from './controls/admin.js'
import type { Deps } from './deps.js'
import { createFaults } from './faults/faults.js'
import { createFaultyKeys } from './faults/faulty-keys.js'
import { type Listener, listen } from './http/listener.js'
import { createOrgSurface } from './http/org-surface.js'
import { createJournal } from './journal.js'
import { createKeyRing } from './keys/create-key-ring.js'
import { createRemoteKeySets } from './keys/remote-key-sets.js'
import { type Log, silentLog } from './log.js'
import { createOrg } from './org/org.js'
import { seededRandom, systemRandom } from './random.js'
import { createRateLimiter } from './rate-limits/rate-limiter.js'
import { createMemoryStore } from './store/memory.js'
import type { ServerCertificate, Tls } from './tls/server-certificate.js'

/** Where and how an org runs, everything decided. Port 0 takes a free one. */
export interface RunOptions {
  readonly host: string
  readonly port: number
  readonly adminHost: string
  readonly adminPort: number
  /** The org's URL where it differs from the listener's. */
  readonly url?: string
  readonly seed?: string
  /** The org is served over https; the admin listener stays as it is. */
  readonly tls?: Tls
  readonly log?: Log
  /** A configuration that was checked; without it the built-in org. */
  readonly config?: ConfigFile
}

/** An org that is up. */
export interface RunningOrg {
  /** Without a trailing slash; the issuer of the org authorization server. */
  readonly url: string
  readonly issuer: string
  readonly adminUrl: string
  /** With `tls: true`, the certificate that clients have to trust: for `NODE_EXTRA_CA_CERTS`. */
  readonly caFile?: string
  /** The calls of the admin listener. */
  readonly admin: Admin
  /** Stops accepting, lets what is running finish, closes both listeners. */
  close(): Promise<void>
}

/** `localhost` for the loopback addresses and for all of them, as browsers and clients will spell it. */
const urlOf = (scheme: 'http' | 'https', host: string, port: number): string => {
  const local = ['127.0.0.1', '::1', '0.0.0.0', '::'].includes(host)
  const name = local ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `${scheme}://${name}:${port}`
}

const bindBoth = async (
  options: Pick<RunOptions, 'host' | 'port' | 'adminHost' | 'adminPort'>,
  certificate: ServerCertificate | undefined,
): Promise<readonly [Listener, Listener]> => {
  const main = await listen(options.host, options.port, certificate)
  try {
    return [main, await listen(options.adminHost, options.adminPort)]
  } catch (error) {
    await main.close()
    throw error
  }
}

/** Loaded only where it is asked for: making certificates takes longer to load than all the rest. */
const certificateFor = async (tls: Tls): Promise<ServerCertificate> => {
  const { readServerCertificate } = await import('./tls/server-certificate.js')
  return readServerCertificate(tls, stateDirectory(), Math.floor(Date.now() / 1000))
}

/** Binds both ports, then serves the org on one and its controls on the other. */
export const runOrg = async (options: RunOptions): Promise<RunningOrg> => {
  const { seed, log = silentLog } = options
  const certificate = options.tls && (await certificateFor(options.tls))
  const [main, control] = await bindBoth(options, certificate)
  const scheme = certificate === undefined ? 'http' : 'https'
  const url = (options.url ?? urlOf(scheme, options.host, main.port)).replace(/\/+$/, '')
  const adminUrl = urlOf('http', options.adminHost, control.port)

  const clock = createClock()
  const random = seed === undefined ? systemRandom : seededRandom(seed)
  const settings = resolveConfig(options.config ?? builtInOrg({ adminUrl }), { ...(seed !== undefined && { seed }) })
  const org = createOrg(loadOrg(settings, clock.now()))
  const faults = createFaults(async () => (await import('./faults/index.js')).allFaults)
  const keys = createKeyRing({
    publishAccessTokenKey: org.publishAccessTokenKey,
    ...(seed !== undefined && { seed }),
  })
  const deps: Deps = {
    url,
    org,
    // Schema and rules are loaded by the first app that is made at run time.
    readApp: async (entry) =>
      (await import('./config/read-app.js')).readApp(entry, { engine: org.engine, now: clock.now() }),
    store: createMemoryStore(clock.now, random),
    keys: createFaultyKeys(keys, { faults, org, random, url }),
    keySets: createRemoteKeySets(fetch),
    random,
    faults,
    journal: createJournal(),
    now: clock.now,
  }
  const limiter = createRateLimiter()
  const admin = createAdmin({ deps, clock, limiter, ...(seed !== undefined && { seed }) })
  await createApp({ surface: createOrgSurface(url, limiter), deps, log, server: main.server })
  await createApp({
    surface: createAdminSurface(admin, adminUrl),
    deps: { ...deps, journal: createJournal(1) },
    log: silentLog,
    server: control.server,
  })
  // The keys are made off the main thread from now on; a request that comes first waits for them.
  deps.keys.published().catch((error: unknown) => log.error({ err: error }, 'no signing key could be made'))

  return {
    url,
    issuer: url,
    adminUrl,
    ...(certificate?.caFile !== undefined && { caFile: certificate.caFile }),
    admin,
    close: async () => {
      await Promise.all([main.close(), control.close()])
    },
  }
}
