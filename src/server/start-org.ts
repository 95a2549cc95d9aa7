// One running org: its state, its two listeners, and the end of both.
import { type Admin, createAdmin } from './admin/admin.js'
import { createAdminRoutes } from './admin/routes.js'
import { createApp } from './app.js'
import { createClock } from './clock.js'
import type { Deps } from './deps.js'
import { type Listener, listen } from './http/listener.js'
import { createRoutes } from './http/routes.js'
import { createJournal } from './journal.js'
import { createKeyRing } from './keys/create-key-ring.js'
import { type Log, silentLog } from './log.js'
import { createOrg, type OrgContent } from './org/org.js'
import { seededRandom, systemRandom } from './random.js'
import { createMemoryStore } from './store/memory.js'

/** Where and how an org runs, everything decided. Port 0 takes a free one. */
export interface RunOptions<Settings> {
  readonly host: string
  readonly port: number
  readonly adminHost: string
  readonly adminPort: number
  /** The org's URL where it differs from the listener's. */
  readonly url?: string
  readonly seed?: string
  readonly log?: Log
  /** Makes the org's content; called once, when the admin listener's URL is known. */
  readonly content: (adminUrl: string, now: number) => OrgContent
  /** Writes the org in the configuration's shape. */
  readonly describe: () => Settings
}

/** An org that is up. */
export interface RunningOrg<Settings> {
  readonly url: string
  readonly issuer: string
  readonly adminUrl: string
  readonly content: OrgContent
  readonly admin: Admin<Settings>
  close(): Promise<void>
}

/** `localhost` for the loopback addresses and for all of them, as browsers and clients will spell it. */
const urlOf = (host: string, port: number): string => {
  const local = ['127.0.0.1', '::1', '0.0.0.0', '::'].includes(host)
  const name = local ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}

const bindBoth = async (
  options: Pick<RunOptions<unknown>, 'host' | 'port' | 'adminHost' | 'adminPort'>,
): Promise<readonly [Listener, Listener]> => {
  const main = await listen(options.host, options.port)
  try {
    return [main, await listen(options.adminHost, options.adminPort)]
  } catch (error) {
    await main.close()
    throw error
  }
}

/** Binds both ports, then serves the org on one and its controls on the other. */
export const runOrg = async <Settings>(options: RunOptions<Settings>): Promise<RunningOrg<Settings>> => {
  const { seed, log = silentLog, describe } = options
  const [main, control] = await bindBoth(options)
  const url = (options.url ?? urlOf(options.host, main.port)).replace(/\/+$/, '')
  const adminUrl = urlOf(options.adminHost, control.port)

  const clock = createClock()
  const random = seed === undefined ? systemRandom : seededRandom(seed)
  const content = options.content(adminUrl, clock.now())
  const deps: Deps = {
    url,
    org: createOrg(content),
    store: createMemoryStore(clock.now, random),
    keys: createKeyRing({
      publishAccessTokenKey: content.publishAccessTokenKey,
      ...(seed !== undefined && { seed }),
    }),
    random,
    journal: createJournal(),
    now: clock.now,
  }
  const admin = createAdmin(deps, clock, describe)
  await createApp({ routes: createRoutes(url), deps, log, server: main.server })
  await createApp({
    routes: createAdminRoutes(admin),
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
    content,
    admin,
    close: async () => {
      await Promise.all([main.close(), control.close()])
    },
  }
}
