// The reference single-page app and its mutants against the client checks, on one mock and in one browser.
import { readFileSync } from 'node:fs'
import type { ClientCheck } from '../../src/conformance/client-checks/client-check.js'
import { clientChecks } from '../../src/conformance/client-checks/index.js'
import type { ClientResult } from '../../src/conformance/clients/client-result.js'
import { createMockOrgSide } from '../../src/conformance/clients/mock-org-side.js'
import { openWire } from '../../src/conformance/clients/open-wire.js'
import { runClientChecks } from '../../src/conformance/clients/run-client.js'
import { createSpaDriver } from '../../src/conformance/clients/spa/spa-driver.js'
import { lazyChromium } from '../../src/conformance/targets/chromium.js'
import { type ConfigFile, startOrg } from '../../src/server/index.js'
import { register } from '../fixtures/apps/register.js'
import { type Spa, startSpa } from '../fixtures/apps/spa.js'
import type { Flow, SpaFlaw } from './spa/flaws.js'

const clientId = '0oaspamutant00000000'
const password = 'correct horse battery staple'
const [paula, otto] = ['paula@example.com', 'otto@example.com']

const userEntry = (login: string) => ({
  profile: { login, email: login, firstName: 'A', lastName: 'Person' },
  credentials: { password: { value: password } },
})

const appEntry = (client_id: string): NonNullable<ConfigFile['apps']>[number] => ({
  label: client_id,
  client_id,
  application_type: 'browser',
  grant_types: ['authorization_code', 'implicit', 'refresh_token'],
  redirect_uris: ['http://localhost/callback'],
})

/** The mock that single-page apps sign in at, and the browser that they run in. */
export const startSpaOrg = async () => {
  const secondClientId = `${clientId.slice(0, -1)}2`
  const org = await startOrg({
    seed: 'mutants',
    config: {
      users: [userEntry(paula), userEntry(otto)],
      apps: [clientId, secondClientId].map(appEntry),
    },
  })
  const { wire, close } = openWire([org.issuer], new AbortController().signal)
  const user = (login: string) => ({ login, password, roles: [], marker: login })
  const orgSide = createMockOrgSide({
    issuer: org.issuer,
    clientId,
    secondClientId,
    users: { user: user(paula), 'second-user': user(otto) },
    wire,
    controls: org.admin,
  })
  const chromium = lazyChromium({ headless: true, what: 'a single-page app' })

  /** Lets the org know the app, runs the checks (all, or those that `only` takes), and closes the app. */
  const runApp = async (
    app: Spa,
    only: (check: ClientCheck) => boolean = () => true,
  ): Promise<readonly ClientResult[]> => {
    for (const id of [clientId, secondClientId]) await register(org, id, app)
    await org.admin.patchOrg({ trustedOrigins: [{ origin: app.url, scopes: ['CORS', 'REDIRECT'] }] })
    const { close: _browserStays, ...driver } = await createSpaDriver(
      {
        name: 'an app',
        issuer: org.issuer,
        clientId,
        start: app.start,
        callback: app.callback,
        logout: app.logout,
        returnTo: 'returnTo',
        userinfo: true,
        probe: { selector: '#user', signedOut: '#nobody' },
      },
      chromium,
    )
    try {
      return await runClientChecks({
        checks: clientChecks.filter(only),
        driver: { ...driver, close: async () => {} },
        org: orgSide,
        levels: new Set(['O', 'Q', 'F', 'M']),
        seed: 'mutants',
        signal: new AbortController().signal,
      })
    } finally {
      await app.close()
    }
  }

  return {
    issuer: org.issuer,
    clientId,
    runApp,
    close: async () => {
      await chromium.close()
      await close()
      await org.close()
    },
  }
}

type SpaOrg = Awaited<ReturnType<typeof startSpaOrg>>

const script = readFileSync(new URL('spa/app.js', import.meta.url), 'utf8')

/** The reference app in this flow, with these flaws. */
export const runReference = async (
  { issuer, clientId: id, runApp }: SpaOrg,
  flow: Flow,
  flaws: readonly SpaFlaw[],
  only?: (check: ClientCheck) => boolean,
): Promise<readonly ClientResult[]> => {
  const settings = {
    issuer,
    clientId: id,
    scopes: ['openid', 'profile', 'email'],
    responseType: flow === 'implicit' ? 'id_token token' : 'code',
    popup: flow === 'window',
    flaws,
  }
  return runApp(await startSpa(settings, '', script), only)
}

export const failing = (results: readonly ClientResult[]): readonly string[] =>
  results.filter(({ verdict }) => verdict === 'fail').map(({ check }) => check.id)
