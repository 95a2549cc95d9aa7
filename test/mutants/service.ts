// The reference service app and its mutants against the checks of service apps, on one mock.
import type { ClientCheck } from '../../src/conformance/client-checks/client-check.js'
import { serviceChecks } from '../../src/conformance/client-checks/service/index.js'
import type { Channel } from '../../src/conformance/clients/adapter/channel.js'
import type { Request, ServiceConfiguration } from '../../src/conformance/clients/adapter/protocol.js'
import type { ClientResult } from '../../src/conformance/clients/client-result.js'
import { createMockOrgSide } from '../../src/conformance/clients/mock-org-side.js'
import { openWire } from '../../src/conformance/clients/open-wire.js'
import { createAdapterService } from '../../src/conformance/clients/service/adapter-service.js'
import { runServiceChecks } from '../../src/conformance/clients/service/run-service.js'
import { type RunningOrg, startOrg } from '../../src/server/index.js'
import { p256, p521, publicHalf } from '../fixtures/client-keys.js'
import { createServiceApp } from './service/app.js'
import { type Flaw, type Mode, serviceFlaws } from './service/flaws.js'

const scopes = ['okta.users.read', 'okta.apps.read']
const secret = 'a:secret%with+marks and/blanks'

const clientIds: Readonly<Record<Mode, string>> = {
  bearer: '0oaservicebearer0000',
  dpop: '0oaservicedpop000000',
  secret: '0oaservicesecret0000',
}

const jwk = (key: Parameters<typeof publicHalf>[0], kid: string) => ({ ...publicHalf(key), kty: 'EC' as const, kid })

/** The mock that all mutants call. */
export const startServiceOrg = async (): Promise<RunningOrg> => {
  const app = {
    application_type: 'service',
    grants: [...scopes, 'okta.groups.read'],
    roles: ['READ_ONLY_ADMIN'],
    jwks: { keys: [jwk(p256, 'first'), jwk(p521, 'second')] },
  } as const
  const org = await startOrg({
    seed: 'services',
    config: {
      apps: [
        { ...app, label: 'Bearer', client_id: clientIds.bearer },
        { ...app, label: 'Bound', client_id: clientIds.dpop, dpop_bound_access_tokens: true },
        {
          label: 'Secret',
          client_id: clientIds.secret,
          client_secret: secret,
          application_type: 'service',
          token_endpoint_auth_method: 'client_secret_basic',
          grants: scopes,
        },
      ],
    },
  })
  // The key is made by the first token, which takes longer than the reference app waits.
  await org.admin.mintToken({ clientId: clientIds.bearer, scopes })
  return org
}

const configurationOf = (mode: Mode, { issuer }: RunningOrg): ServiceConfiguration => ({
  issuer,
  clientId: clientIds[mode],
  scopes,
  dpop: mode === 'dpop',
  api: `${issuer}/api/v1/users?limit=2`,
  ...(mode === 'secret'
    ? { auth: 'client_secret_basic', clientSecret: secret }
    : { auth: 'private_key_jwt', privateKey: { ...p256, kid: 'first' } }),
})

/** How an adapter in this process answers. */
export type Answering = ReturnType<typeof createServiceApp>

/** Waits of the app move the org's clock, and nobody else. */
export const createMutant = (org: RunningOrg, flaws: readonly Flaw[]): Answering =>
  createServiceApp(new Set(flaws), async (seconds, moveClock) => {
    moveClock(seconds)
    org.admin.setClock({ offsetSeconds: org.admin.clock().offsetSeconds + seconds })
  })

interface How {
  readonly mode: Mode
  readonly only?: (check: ClientCheck) => boolean
  readonly signal?: AbortSignal
  /** Whether the kit sees what the org is asked. */
  readonly visible?: boolean
}

/** Runs the checks (all, or those that `only` takes) on whatever answers. */
export const runAnswering = async (
  org: RunningOrg,
  answer: Answering,
  { mode, only = () => true, signal = new AbortController().signal, visible = true }: How,
): Promise<readonly ClientResult[]> => {
  await org.admin.reset()
  const { wire, close } = openWire([org.issuer], new AbortController().signal)
  const channel: Channel = {
    ask: async (request: Request) => ({ id: 0, ...(await answer(request)) }),
    isOver: () => false,
    close: async () => {},
  }
  const driver = await createAdapterService(() => channel, configurationOf(mode, org))
  const { clientId } = driver
  const side = createMockOrgSide({ issuer: org.issuer, clientId, users: {}, wire, controls: org.admin })
  const { journal: _journal, ...blind } = side
  try {
    return await runServiceChecks({
      checks: serviceChecks.filter(only),
      driver,
      org: visible ? side : blind,
      levels: new Set(['O', 'Q', 'F', 'M']),
      seed: 'mutants',
      signal,
    })
  } finally {
    await close()
  }
}

/** The flaw's own checks and the others of their topics: another topic is another part of the client. */
export const aboutFlaw = (flaw: Flaw): ((check: ClientCheck) => boolean) => {
  const ids: readonly string[] = serviceFlaws[flaw].fails
  const topics = new Set(serviceChecks.filter(({ id }) => ids.includes(id)).map(({ topic }) => topic))
  return ({ topic }) => topics.has(topic)
}

export const failing = (results: readonly ClientResult[]): readonly string[] =>
  results.filter(({ verdict }) => verdict === 'fail').map(({ check }) => check.id)
