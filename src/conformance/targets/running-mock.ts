// A mock that is running already: its apps and people come from its admin listener, private keys from the settings file.
import { readFileSync } from 'node:fs'
import type { ResolvedSettings } from '../../server/index.js'
import { freely } from '../wire/policy.js'
import { createTransport } from '../wire/transport.js'
import { Unreachable } from '../wire/wire.js'
import { discover } from './discover.js'
import { settingsFromConfig } from './from-config.js'
import { readApp, readUser } from './from-entries.js'
import { type Abilities, missingFrom } from './missing.js'
import { adminAt, adminBeside, type MockAdmin } from './mock-admin.js'
import type { ClientKey, Settings } from './settings.js'
import type { SettingsFile } from './settings-file.js'
import type { Target } from './target.js'

/** Where the mock is, and what is known beside it. */
export interface RunningMock {
  /** Without a trailing slash. */
  readonly issuer: string
  /** The admin listener's URL. Default: the issuer's host, on the next port. */
  readonly admin?: string
  readonly file?: SettingsFile
  readonly caFile?: string
  /** For one answer. */
  readonly timeoutMs: number
}

/** The key of the built-in org's service app, which ships with the package. */
const exampleKey = (): ClientKey | undefined => {
  try {
    const url = new URL('../../../examples/service-app/private-key.json', import.meta.url)
    return { key: JSON.parse(readFileSync(url, 'utf8')) as Record<string, unknown> }
  } catch {
    return undefined
  }
}

const keysOf = ({ apps }: ResolvedSettings, file: SettingsFile | undefined): ReadonlyMap<string, ClientKey> => {
  const keys = new Map<string, ClientKey>()
  const example = exampleKey()
  for (const { client_id, jwks } of apps) {
    if (example && jwks?.keys.some(({ kid }) => kid === 'mockta-service-app')) keys.set(client_id, example)
  }
  for (const { client_id, private_key, key_id } of file?.apps ?? []) {
    if (private_key) keys.set(client_id, { key: private_key, ...(key_id !== undefined && { kid: key_id }) })
  }
  return keys
}

const readOrg = async (admin: MockAdmin): Promise<ResolvedSettings | undefined> => {
  try {
    // The admin listener answers in the shape that the library's own calls have.
    return (await admin.send('GET', '/org')) as ResolvedSettings
  } catch (error) {
    if (error instanceof Unreachable || error instanceof SyntaxError) return undefined
    throw error
  }
}

const settingsOf = (org: ResolvedSettings | undefined, file: SettingsFile | undefined): Settings => {
  if (org) return settingsFromConfig(org, keysOf(org, file))
  return {
    apps: (file?.apps ?? []).map(readApp),
    users: (file?.users ?? []).map(readUser),
    ...(file?.api_token !== undefined && { apiToken: file.api_token }),
  }
}

/** @throws Unreachable if nothing answers, or nothing is known of its apps */
export const openRunningMock = async ({
  issuer,
  admin: adminUrl,
  file,
  caFile,
  timeoutMs,
}: RunningMock): Promise<Target> => {
  const transport = createTransport({ ...(caFile !== undefined && { caFile }) })
  try {
    const { metadata, dialect, engine } = await discover(transport, issuer, timeoutMs)
    const admin = adminAt(adminUrl ?? adminBeside(issuer), transport, timeoutMs)
    const org = await readOrg(admin)
    if (org === undefined && file === undefined) {
      throw new Unreachable(`no admin listener at ${admin.url}: name it with --admin, or give --config`)
    }
    const settings = settingsOf(org, file)
    const clock = org && ((await admin.send('GET', '/clock')) as { offsetSeconds: number })
    let offsetSeconds = clock?.offsetSeconds ?? 0
    const abilities: Abilities = {
      okta: dialect === 'okta' ? undefined : 'the server is no Okta org',
      'session-token': dialect === 'okta' ? undefined : 'the server is no Okta org',
      'fresh-sign-in': undefined,
      api: dialect === 'okta' ? undefined : 'the server is no Okta org',
      'api-token': settings.apiToken === undefined ? 'apiTokens[] is empty' : undefined,
      'wrong-password': undefined,
      clock: org ? undefined : 'the mock’s admin listener is not known: --admin',
      'rate-limits': org && org.org.rateLimits !== 'off' ? undefined : 'the mock runs with org.rateLimits: off',
    }
    return {
      summary: { kind: 'mock', issuer, dialect, ...(engine && { engine }) },
      metadata,
      settings,
      policy: { ...freely([new URL(issuer).host]), timeoutMs },
      transport,
      signIn: { by: 'page' },
      ephemeral: false,
      missing: missingFrom({ settings, metadata, abilities }),
      ...(clock && {
        advance: async (seconds: number) => {
          offsetSeconds += seconds
          await admin.send('PUT', '/clock', { offsetSeconds })
        },
        clockAhead: () => offsetSeconds,
      }),
      close: async () => {
        if (clock && offsetSeconds !== clock.offsetSeconds) await admin.send('PUT', '/clock', clock)
        await transport.close()
      },
    }
  } catch (error) {
    await transport.close()
    throw error
  }
}
