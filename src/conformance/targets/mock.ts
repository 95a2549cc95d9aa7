// The mock as a target: an org of the kit's own in this process.
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { type RunningOrg, startOrg } from '../../server/index.js'
import { freely } from '../wire/policy.js'
import { createTransport } from '../wire/transport.js'
import { discover } from './discover.js'
import { settingsFromConfig } from './from-config.js'
import { type Abilities, missingFrom } from './missing.js'
import { appsWithKeys, mockOrg } from './mock-org.js'
import type { ClientKey } from './settings.js'
import type { Target } from './target.js'

/** Everything may be done to an org that exists for this run alone. */
const abilities: Abilities = {
  okta: undefined,
  'session-token': undefined,
  'fresh-sign-in': undefined,
  api: undefined,
  'api-token': undefined,
  'wrong-password': undefined,
  clock: undefined,
  'rate-limits': 'the org was started without rate limits',
}

interface Keys {
  readonly publicJwks: ReadonlyMap<string, JWK>
  readonly privateJwks: ReadonlyMap<string, JWK>
}

const createKeys = async (): Promise<Keys> => {
  const pairs = await Promise.all(
    appsWithKeys.map(async (label) => {
      const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
      const kid = label.toLowerCase().replaceAll(' ', '-')
      return { label, kid, publicKey: await exportJWK(publicKey), privateKey: await exportJWK(privateKey) }
    }),
  )
  return {
    publicJwks: new Map(pairs.map(({ label, kid, publicKey }) => [label, { ...publicKey, kid }])),
    privateJwks: new Map(pairs.map(({ label, kid, privateKey }) => [label, { ...privateKey, kid }])),
  }
}

const open = async (keys: Keys): Promise<Target> => {
  const org: RunningOrg = await startOrg({ config: mockOrg(keys.publicJwks), seed: 'conformance' })
  const transport = createTransport()
  const close = async (): Promise<void> => {
    await transport.close()
    await org.close()
  }
  try {
    const resolved = org.admin.org()
    const clientKeys = new Map<string, ClientKey>()
    for (const { client_id, label } of resolved.apps) {
      const key = keys.privateJwks.get(label)
      if (key) clientKeys.set(client_id, { key: { ...key } })
    }
    const settings = settingsFromConfig(resolved, clientKeys)
    const { metadata, dialect, engine } = await discover(transport, org.issuer, 10_000)
    return {
      summary: { kind: 'mock', issuer: org.issuer, dialect, ...(engine && { engine }) },
      metadata,
      settings,
      policy: freely([new URL(org.issuer).host]),
      transport,
      signIn: { by: 'page' },
      ephemeral: true,
      missing: missingFrom({ settings, metadata, abilities }),
      own: () => open(keys),
      advance: async (seconds) => {
        const { offsetSeconds } = org.admin.clock()
        org.admin.setClock({ offsetSeconds: offsetSeconds + seconds })
      },
      clockAhead: () => org.admin.clock().offsetSeconds,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** A mock that nobody else uses. */
export const startMockTarget = async (): Promise<Target> => open(await createKeys())
