// The reference web app and its mutants against the client checks, each on a mock and a port of its own.
import type { ClientCheck } from '../../src/conformance/client-checks/client-check.js'
import { clientChecks } from '../../src/conformance/client-checks/index.js'
import type { ClientResult } from '../../src/conformance/clients/client-result.js'
import { createMockOrgSide } from '../../src/conformance/clients/mock-org-side.js'
import { openWire } from '../../src/conformance/clients/open-wire.js'
import type { OrgSide } from '../../src/conformance/clients/org-side.js'
import { runClientChecks } from '../../src/conformance/clients/run-client.js'
import { createWebDriver } from '../../src/conformance/clients/web/web-driver.js'
import type { Wire } from '../../src/conformance/wire/wire.js'
import { startOrg } from '../../src/server/index.js'
import { type WebBreakage, type WebFlaw, webFlaws } from './web/flaws.js'
import { startWebApp } from './web/web-app.js'

const clientId = '0oamutantweb00000000'
const clientSecret = 'secret-of-the-web-app-under-test-0123456789'
const scopes = ['openid', 'profile', 'email', 'offline_access']
/** Milliseconds that nobody needs, however busy the machine is. */
const longMs = 60_000
const people = [
  { login: 'paula@example.com', password: 'correct horse battery staple', firstName: 'Paula', lastName: 'Plain' },
  { login: 'peter@example.com', password: 'another horse, another staple', firstName: 'Peter', lastName: 'Second' },
] as const

/** What is different about an app. */
export interface WebVariant {
  readonly flaws?: readonly (WebFlaw | WebBreakage)[]
  readonly responseType?: string
  /** Milliseconds after which the app gives up waiting for the org, and says so in its settings. */
  readonly givesUpAfterMs?: number
  /** Milliseconds that the kit waits for the app. */
  readonly patienceMs?: number
}

type Org = Awaited<ReturnType<typeof startOrg>>

/** The same app and people at each issuer, and a redirect URI of its own. */
const register = async (org: Org, url: string, callback: string): Promise<void> => {
  await org.admin.patchOrg({
    users: people.map(({ login, password, firstName, lastName }) => ({
      profile: { login, email: login, firstName, lastName },
      credentials: { password: { value: password } },
    })),
    apps: [
      {
        label: 'Web app under test',
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [callback],
        post_logout_redirect_uris: [`${url}/signed-out`],
        grant_types: ['authorization_code', 'implicit', 'refresh_token'],
        grants: ['okta.users.read.self'],
        refresh_token: { rotation_type: 'ROTATE', leeway: 0 },
      },
    ],
  })
}

const [user, secondUser] = people

const sideOf = ({ issuer, admin }: Org, wire: Wire): OrgSide =>
  createMockOrgSide({
    issuer,
    clientId,
    users: {
      user: { ...user, roles: [], marker: user.login },
      'second-user': { ...secondUser, roles: [], marker: secondUser.login },
    },
    wire,
    controls: admin,
  })

/** Runs the checks (all, or those that `only` takes) on the app with these flaws. */
export const runWebApp = async (
  { flaws = [], responseType = 'code', givesUpAfterMs, patienceMs = longMs }: WebVariant,
  only: (check: ClientCheck) => boolean = () => true,
): Promise<readonly ClientResult[]> => {
  const org = await startOrg({ seed: 'mutants' })
  const second = await startOrg({ seed: 'mutants, the second issuer' })
  const registration = { clientId, clientSecret, scopes, timeoutMs: givesUpAfterMs ?? longMs }
  const app = await startWebApp(
    { ...registration, issuer: org.issuer, responseType, second: { ...registration, issuer: second.issuer } },
    new Set(flaws),
  )
  const hosts = [org.issuer, second.issuer, app.url]
  const { wire, close } = openWire(hosts, new AbortController().signal, undefined, patienceMs)
  const [callback, secondCallback] = [`${app.url}/callback`, `${app.url}/second/callback`]
  await register(org, app.url, callback)
  await register(second, app.url, secondCallback)
  const driver = createWebDriver(
    {
      name: 'reference web app',
      start: `${app.url}/login`,
      callback,
      clientId,
      issuer: org.issuer,
      second: {
        callback: secondCallback,
        login: { start: `${app.url}/second/login`, issuer: second.issuer },
      },
      probe: { url: `${app.url}/api/me`, signedIn: { status: 200, json: '$.email' }, signedOut: { status: 401 } },
      logout: `${app.url}/logout`,
      returnTo: 'returnTo',
      ...(responseType === 'code' && { refresh: `${app.url}/refresh` }),
      api: `${app.url}/call`,
      userinfo: responseType === 'code',
      scopes,
      ...(givesUpAfterMs !== undefined && { givesUpAfterMs }),
    },
    wire,
  )
  try {
    return await runClientChecks({
      checks: clientChecks.filter(only),
      driver,
      org: { ...sideOf(org, wire), second: sideOf(second, wire) },
      levels: new Set(['O', 'Q', 'F', 'M']),
      seed: 'mutants',
      signal: new AbortController().signal,
    })
  } finally {
    // Whoever still waits for the app stops waiting.
    await app.close()
    await close()
    await second.close()
    await org.close()
  }
}

/** The flaw's own checks and the others of their topics: another topic is another part of the app. */
export const aboutWebFlaw = (flaw: WebFlaw): ((check: ClientCheck) => boolean) => {
  const ids: readonly string[] = webFlaws[flaw]
  const topics = new Set(clientChecks.filter(({ id }) => ids.includes(id)).map(({ topic }) => topic))
  return ({ topic }) => topics.has(topic)
}

/** What was noticed: nothing else than a pass or a skip. */
export const noticed = (results: readonly ClientResult[]): readonly string[] =>
  results.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skip').map(({ check }) => check.id)
