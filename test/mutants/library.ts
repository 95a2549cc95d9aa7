// The reference library and its mutants against the client checks, on one mock.
import type { ClientCheck } from '../../src/conformance/client-checks/client-check.js'
import { clientChecks } from '../../src/conformance/client-checks/index.js'
import { createAdapterDriver } from '../../src/conformance/clients/adapter/adapter-driver.js'
import type { Channel } from '../../src/conformance/clients/adapter/channel.js'
import type { TwoIssuers } from '../../src/conformance/clients/adapter/protocol.js'
import type { ClientResult } from '../../src/conformance/clients/client-result.js'
import { createMockOrgSide } from '../../src/conformance/clients/mock-org-side.js'
import { openWire } from '../../src/conformance/clients/open-wire.js'
import { runClientChecks } from '../../src/conformance/clients/run-client.js'
import { startOrg } from '../../src/server/index.js'
import { inTheClear } from './clients/client.js'
import { type Flaw, libraryFlaws } from './clients/flaws.js'
import { createLibrary } from './clients/library.js'

const clientId = '0oamutant0000000000a'
const clientSecret = 'secret-of-the-client-under-test-0123456789'
const redirectUri = 'http://localhost:9/callback'
const secondRedirectUri = 'http://localhost:9/second/callback'
const people = [
  { login: 'paula@example.com', password: 'correct horse battery staple', firstName: 'Paula', lastName: 'Plain' },
  { login: 'peter@example.com', password: 'another horse, another staple', firstName: 'Peter', lastName: 'Second' },
] as const

/** One issuer of theirs, and the redirect URIs that it sends people back to. */
const startIssuer = async (seed: string, redirectUris: readonly string[]) => {
  const org = await startOrg({
    seed,
    config: {
      users: people.map(({ login, password, firstName, lastName }) => ({
        profile: { login, email: login, firstName, lastName },
        credentials: { password: { value: password } },
      })),
      apps: [
        {
          label: 'Under test',
          client_id: clientId,
          client_secret: clientSecret,
          redirect_uris: redirectUris.flatMap((uri) => [uri, inTheClear(uri)]),
          grant_types: ['authorization_code', 'implicit', 'refresh_token'],
        },
      ],
    },
  })
  const { wire, close } = openWire([org.issuer], new AbortController().signal)
  const [first, second] = org.admin.org().users
  const [user, secondUser] = people
  const orgSide = createMockOrgSide({
    issuer: org.issuer,
    clientId,
    users: {
      user: { ...user, roles: [], marker: first?.id ?? '' },
      'second-user': { ...secondUser, roles: [], marker: second?.id ?? '' },
    },
    wire,
    controls: org.admin,
  })
  return {
    orgSide,
    close: async () => {
      await close()
      await org.close()
    },
  }
}

/** The mocks that all mutants sign in at: their issuer, and a second one, where a client may share the first's redirect URI. */
export const startMutantOrg = async () => {
  const org = await startIssuer('mutants', [redirectUri])
  const second = await startIssuer('mutants, the second issuer', [secondRedirectUri, redirectUri])
  return {
    orgSide: { ...org.orgSide, second: second.orgSide },
    close: async () => {
      await second.close()
      await org.close()
    },
  }
}

/** How an adapter in this process answers. */
type Answering = ReturnType<typeof createLibrary>

type MutantOrg = Awaited<ReturnType<typeof startMutantOrg>>

/** What an adapter is told of that org. */
export const configurationOf = ({ orgSide }: Pick<MutantOrg, 'orgSide'>): TwoIssuers => ({
  issuer: orgSide.issuer,
  clientId,
  clientSecret,
  redirectUri,
  scopes: ['openid', 'profile', 'offline_access'],
  auth: 'client_secret_basic',
  pkce: true,
  responseType: 'code',
  second: { issuer: orgSide.second.issuer, clientId, clientSecret, redirectUri: secondRedirectUri },
})

/** Runs the checks (all, or those that `only` takes) on whatever answers. */
export const runAnswering = async (
  { orgSide }: MutantOrg,
  answer: Answering,
  only: (check: ClientCheck) => boolean = () => true,
  configuration: TwoIssuers = configurationOf({ orgSide }),
): Promise<readonly ClientResult[]> => {
  const channel: Channel = {
    ask: async (request) => ({ id: 0, ...(await answer(request)) }),
    isOver: () => false,
    close: async () => {},
  }
  const driver = await createAdapterDriver(() => channel, configuration)
  return runClientChecks({
    checks: clientChecks.filter((check) => check.surfaces.includes('library') && only(check)),
    driver,
    org: orgSide,
    levels: new Set(['O', 'Q', 'F', 'M']),
    seed: 'mutants',
    signal: new AbortController().signal,
  })
}

/** The same on the library with these flaws. */
export const runLibrary = (org: MutantOrg, flaws: readonly Flaw[], only?: (check: ClientCheck) => boolean) =>
  runAnswering(org, createLibrary(new Set(flaws)), only)

/** The flaw's own checks and the others of their topics: another topic is another part of the client. */
export const aboutFlaw = (flaw: Flaw): ((check: ClientCheck) => boolean) => {
  const ids: readonly string[] = libraryFlaws[flaw]
  const topics = new Set(clientChecks.filter(({ id }) => ids.includes(id)).map(({ topic }) => topic))
  return ({ topic }) => topics.has(topic)
}

/** What was caught: as a failure, or as a warning where specifications leave it to the client. */
export const failing = (results: readonly ClientResult[]): readonly string[] =>
  results
    .filter(({ verdict, obligation }) => verdict === 'fail' || (verdict === 'warn' && obligation === 'should'))
    .map(({ check }) => check.id)
