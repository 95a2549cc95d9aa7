// A mock that is running already, as the org of a client: what is missing of the client there is registered by its admin listener.
import type { ResolvedSettings } from '../../../server/index.js'
import { discover } from '../../targets/discover.js'
import { adminAt, adminBeside, mockIssuer } from '../../targets/mock-admin.js'
import { UsageError } from '../../usage-error.js'
import { freely } from '../../wire/policy.js'
import { onlyHosts } from '../../wire/rules/hosts.js'
import { createTransport } from '../../wire/transport.js'
import type { ClientFile } from '../file/read-client-file.js'
import { createMockOrgSide, type OrgControls } from '../mock-org-side.js'
import type { ClientOrg } from './client-org.js'
import { mockPeople, usersOf } from './mock-people.js'
import {
  appEntries,
  originsOf,
  type Registration,
  readRegistration,
  secondClientIdOf,
  withKey,
} from './registration.js'
import { secretsOf } from './secrets.js'

interface Where {
  readonly issuer: string
  /** The admin listener's URL. Default: the issuer's host, on the next port. */
  readonly admin?: string
  readonly caFile?: string
}

const timeoutMs = 10_000

type Admin = ReturnType<typeof adminAt>

/** The calls of the library, over HTTP. What it answers has their shapes. */
const controlsOf = (admin: Admin): OrgControls => ({
  armFault: async (id, arming) => {
    await admin.send('POST', `/faults/${encodeURIComponent(id)}`, arming)
  },
  faults: async () => (await admin.send('GET', '/faults')) as Awaited<ReturnType<OrgControls['faults']>>,
  clearFaults: async () => {
    await admin.send('DELETE', '/faults')
  },
  journal: async ({ since = 0 }) =>
    (await admin.send('GET', `/journal?since=${since}`)) as Awaited<ReturnType<OrgControls['journal']>>,
  clock: async () => (await admin.send('GET', '/clock')) as Awaited<ReturnType<OrgControls['clock']>>,
  setClock: (change) => admin.send('PUT', '/clock', change),
  rotateKeys: () => admin.send('POST', '/keys/rotate', {}),
  revokeTokens: async ({ clientId }) => {
    await admin.send('DELETE', `/tokens?clientId=${encodeURIComponent(clientId)}`)
  },
})

/** The app of that id as it is there stays as it is; what the org lacks is added. */
const register = async (file: ClientFile, registration: Registration, admin: Admin): Promise<ResolvedSettings> => {
  const before = (await admin.send('GET', '/org')) as ResolvedSettings
  const known = new Set(before.apps.map(({ client_id }) => client_id))
  const apps = appEntries(file, registration).filter(({ client_id = '' }) => !known.has(client_id))
  const origins = new Set(before.trustedOrigins.map(({ origin }) => origin))
  const trustedOrigins = originsOf(file)
    .filter((origin) => !origins.has(origin))
    .map((origin) => ({ origin, scopes: ['CORS', 'REDIRECT'] }))
  if (apps.length + trustedOrigins.length === 0) return before
  try {
    return (await admin.send('PATCH', '/org', { apps, trustedOrigins })) as ResolvedSettings
  } catch (error) {
    throw new UsageError(`${file.path}: the mock does not take this client: ${(error as Error).message}`)
  }
}

/** What the org knows of the client comes first. */
const asRegistered = (registration: Registration, { apps }: ResolvedSettings): Registration => {
  const app = apps.find(({ client_id }) => client_id === registration.clientId)
  if (!app) return registration
  const { clientSecret: _, ...rest } = registration
  const usesSecret = app.token_endpoint_auth_method.startsWith('client_secret')
  return {
    ...rest,
    authMethod: app.token_endpoint_auth_method,
    ...(usesSecret && app.client_secret !== undefined && { clientSecret: app.client_secret }),
  }
}

/** @throws UsageError if the issuer is no URL, Unreachable if nothing answers there */
export const openRunningMock = async (file: ClientFile, where: Where): Promise<ClientOrg> => {
  const issuer = mockIssuer(where.issuer)
  const transport = createTransport(where.caFile === undefined ? {} : { caFile: where.caFile })
  try {
    const { dialect, engine } = await discover(transport, issuer, timeoutMs)
    const admin = adminAt(where.admin ?? adminBeside(issuer), transport, timeoutMs)
    const wanted = withKey(readRegistration(file))
    const resolved = await register(file, wanted, admin)
    const registration = asRegistered(wanted, resolved)
    const people = mockPeople(resolved)
    return {
      summary: { kind: 'mock', issuer, dialect, ...(engine && { engine }) },
      registration,
      people,
      levels: new Set(['O', 'Q', 'F', 'M']),
      ...(where.caFile !== undefined && { caFile: where.caFile }),
      secrets: secretsOf(registration, people),
      policy: { ...freely([new URL(issuer).host]), timeoutMs },
      rules: ({ hosts }) => [onlyHosts(hosts)],
      transport,
      side: (wire) =>
        createMockOrgSide({
          issuer,
          clientId: registration.clientId,
          secondClientId: secondClientIdOf(registration.clientId),
          users: usersOf(people),
          wire,
          controls: controlsOf(admin),
        }),
      close: () => transport.close(),
    }
  } catch (error) {
    await transport.close()
    throw error
  }
}
