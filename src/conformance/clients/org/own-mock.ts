// A mock in this process for one client: the client is registered there, and nobody else uses it. Two where it has two issuers.
import { ConfigError, type ConfigFile, type RunningOrg, startOrg } from '../../../server/index.js'
import { discover } from '../../targets/discover.js'
import { UsageError } from '../../usage-error.js'
import { freely } from '../../wire/policy.js'
import { onlyHosts } from '../../wire/rules/hosts.js'
import { createTransport } from '../../wire/transport.js'
import type { ClientFile } from '../file/read-client-file.js'
import { secondFileOf } from '../file/second-issuer.js'
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

/** What tells the mock of the second issuer from that of the first. */
interface Making {
  readonly seed: string
  readonly users: NonNullable<ConfigFile['users']>
  /** The client's key, where it proves itself by the same one as elsewhere. */
  readonly clientKey?: Registration['key'] | undefined
  /** How reports call who signs in there. Default: by their role. */
  readonly marker?: string
  /** Where a client looks for it that is not told, and whose file does not say. */
  readonly usualIssuer: string
  /** What it is called in the file. */
  readonly key: string
  /** What to do where its port is taken, or where no such mock can be. @param issuer where it is wanted */
  readonly advice: (issuer: string) => string
}

const first: Making = {
  seed: 'conformance',
  users: [
    {
      profile: { login: 'paula.plain@example.com', firstName: 'Paula', lastName: 'Plain' },
      credentials: { password: { value: 'correct horse battery staple' } },
    },
    {
      profile: { login: 'peter.second@example.com', firstName: 'Peter', lastName: 'Second' },
      credentials: { password: { value: 'another horse, another staple' } },
    },
  ],
  // Mockta's own default, and so the issuer that apps in development are configured with.
  usualIssuer: 'http://localhost:6582',
  key: 'client.issuer',
  advice: (issuer) => `a mock that runs there is tested against with --issuer ${issuer}`,
}

const second: Making = {
  seed: 'conformance, the second issuer',
  users: [
    {
      profile: { login: 'sam.elsewhere@example.net', firstName: 'Sam', lastName: 'Elsewhere' },
      credentials: { password: { value: 'a horse of another colour' } },
    },
  ],
  marker: 'the user of the second issuer',
  usualIssuer: 'http://localhost:6584',
  key: 'client.second_issuer.issuer',
  advice: () => 'name a port of this machine that is free, for the second issuer',
}

/** Where the mock has to be for a client that runs already; a free port for one that is told. */
const portOf = ({ content: { client } }: ClientFile, told: boolean, { usualIssuer, key, advice }: Making): number => {
  if (told && client.issuer === undefined) return 0
  const issuer = client.issuer ?? usualIssuer
  const { hostname, port, protocol } = new URL(issuer)
  if (protocol === 'http:' && ['localhost', '127.0.0.1'].includes(hostname)) return Number(port || 80)
  throw new UsageError(`${key} ${issuer} is no mock of the kit's own: ${advice(issuer)}`)
}

const start = async (
  file: ClientFile,
  registration: Registration,
  port: number,
  { seed, users, advice }: Making,
): Promise<RunningOrg> => {
  try {
    return await startOrg({
      seed,
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
    throw new UsageError(`port ${port} is taken: ${advice(issuer)}`)
  }
}

/**
 * @param told whether the client learns the issuer from the kit
 * @throws UsageError if the port is taken
 */
export const openOwnMock = async (file: ClientFile, told: boolean, making = first): Promise<ClientOrg> => {
  const { clientKey } = making
  const registration = withKey({ ...readRegistration(file), ...(clientKey && { key: clientKey }) })
  const org = await start(file, registration, portOf(file, told, making), making)
  const transport = createTransport()
  const people = mockPeople(org.admin.org(), making.marker)
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

/**
 * The same org, and beside it, where the client has a second issuer, a mock that is it: its journal shows what an attacker would see.
 *
 * @throws UsageError if the port is taken
 */
export const withSecondMock = async (org: ClientOrg, file: ClientFile, told: boolean): Promise<ClientOrg> => {
  const fileThere = secondFileOf(file)
  if (fileThere === undefined) return org
  try {
    const there = await openOwnMock(fileThere, told, { ...second, clientKey: org.registration.key })
    return {
      ...org,
      second: there,
      people: [...org.people, ...there.people],
      secrets: [...org.secrets, ...there.secrets],
      policy: { ...org.policy, hosts: [...org.policy.hosts, ...there.policy.hosts] },
      close: async () => {
        await there.close()
        await org.close()
      },
    }
  } catch (error) {
    await org.close()
    throw error
  }
}
