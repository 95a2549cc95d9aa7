// A mock in this process for one client: the client is registered there, and nobody else uses it.
import { ConfigError, type ConfigFile, type RunningOrg, startOrg } from '../../../server/index.js'
import { discover } from '../../targets/discover.js'
import { UsageError } from '../../usage-error.js'
import { freely } from '../../wire/policy.js'
import { onlyHosts } from '../../wire/rules/hosts.js'
import { createTransport } from '../../wire/transport.js'
import type { ClientFile } from '../file/read-client-file.js'
import { createMockOrgSide } from '../mock-org-side.js'
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

const users: ConfigFile['users'] = [
  {
    profile: { login: 'paula.plain@example.com', firstName: 'Paula', lastName: 'Plain' },
    credentials: { password: { value: 'correct horse battery staple' } },
  },
  {
    profile: { login: 'peter.second@example.com', firstName: 'Peter', lastName: 'Second' },
    credentials: { password: { value: 'another horse, another staple' } },
  },
]

/** Mockta's own default, and so the issuer that apps in development are configured with. */
const usualIssuer = 'http://localhost:6582'

/** Where the mock has to be for a client that runs already; a free port for one that is told. */
const portOf = ({ content: { client } }: ClientFile, told: boolean): number => {
  if (told && client.issuer === undefined) return 0
  const { hostname, port, protocol } = new URL(client.issuer ?? usualIssuer)
  if (protocol === 'http:' && ['localhost', '127.0.0.1'].includes(hostname)) return Number(port || 80)
  throw new UsageError(`client.issuer ${client.issuer} is no mock of the kit's own: name a running one with --issuer`)
}

const start = async (file: ClientFile, registration: Registration, port: number): Promise<RunningOrg> => {
  try {
    return await startOrg({
      seed: 'conformance',
      port,
      config: {
        users,
        apps: [...appEntries(file, registration)],
        trustedOrigins: originsOf(file).map((origin) => ({ origin, scopes: ['CORS', 'REDIRECT'] })),
      },
    })
  } catch (error) {
    if (error instanceof ConfigError) {
      throw new UsageError(`${file.path}: the mock does not take this client: ${error.message}`)
    }
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    const issuer = `http://localhost:${port}`
    throw new UsageError(`port ${port} is taken: if a mock runs there, test against it with --issuer ${issuer}`)
  }
}

/**
 * @param told whether the client learns the issuer from the kit
 * @throws UsageError if the port is taken
 */
export const openOwnMock = async (file: ClientFile, told: boolean): Promise<ClientOrg> => {
  const registration = withKey(readRegistration(file))
  const org = await start(file, registration, portOf(file, told))
  const transport = createTransport()
  const people = mockPeople(org.admin.org())
  const close = async (): Promise<void> => {
    await transport.close()
    await org.close()
  }
  try {
    const { dialect, engine } = await discover(transport, org.issuer, 10_000)
    return {
      summary: { kind: 'mock', issuer: org.issuer, dialect, ...(engine && { engine }) },
      registration,
      people,
      levels: new Set(['O', 'Q', 'F', 'M']),
      secrets: secretsOf(registration, people),
      policy: freely([new URL(org.issuer).host]),
      rules: ({ hosts }) => [onlyHosts(hosts)],
      transport,
      side: (wire) =>
        createMockOrgSide({
          issuer: org.issuer,
          clientId: registration.clientId,
          secondClientId: secondClientIdOf(registration.clientId),
          users: usersOf(people),
          wire,
          controls: org.admin,
        }),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
