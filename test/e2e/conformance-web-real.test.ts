// --client with --target real: a web app by URL at a mock that stands in for an org. The matrix of the mock holds there too.
import { readFileSync } from 'node:fs'
import t from 'tap'
import { Agent, fetch as undiciFetch } from 'undici'
import { clientChecks } from '../../src/conformance/client-checks/index.js'
import type { ClientContent, ConformanceOptions, Report } from '../../src/conformance/index.js'
import { clientIds, clientSecret, fakePace, orgConfig, runOnStandIn, signInRequests } from '../fixtures/stand-in-org.js'
import { caFile, type Front, startFront } from '../fixtures/tls-front.js'
import type { WebFlaw } from '../mutants/web/flaws.js'
import { startWebApp, type WebApp } from '../mutants/web/web-app.js'

t.setTimeout(300_000)

const scopes = ['openid', 'profile', 'email', 'offline_access']
const trusting = new Agent({ connect: { ca: readFileSync(caFile, 'utf8') } })
t.teardown(() => trusting.close())
/** The platform's, for an app in this process that trusts the front. */
const fetchAtFront = ((url: string, init: object) =>
  undiciFetch(url, { ...init, dispatcher: trusting })) as unknown as typeof fetch

const clientOf = ({ url }: WebApp): ClientContent => ({
  client: {
    kind: 'web',
    client_id: clientIds[0],
    start: `${url}/login`,
    callback: `${url}/callback`,
    logout: `${url}/logout`,
    refresh: `${url}/refresh`,
    returnTo: 'returnTo',
    userinfo: true,
    scopes,
  },
  probe: { url: `${url}/api/me`, signedIn: { status: 200, json: 'email' }, signedOut: { status: 401 } },
})

/** What a run on an app with these flaws came to, and what the org was asked. */
const run = async (
  flaws: readonly WebFlaw[],
  change: ConformanceOptions = {},
  describe: (app: WebApp) => NonNullable<ConformanceOptions['client']> = clientOf,
): Promise<{ readonly report: Report; readonly front: Front }> => {
  const front = await startFront({ name: 'localhost' })
  const app = await startWebApp(
    { issuer: front.issuer, clientId: clientIds[0], clientSecret, scopes, timeoutMs: 60_000, fetch: fetchAtFront },
    new Set(flaws),
  )
  const callback = `${app.url}/callback`
  try {
    await front.org.admin.patchOrg(
      orgConfig(callback, {
        client_secret: clientSecret,
        grant_types: ['authorization_code', 'implicit', 'refresh_token'],
        grants: ['okta.users.read.self'],
        post_logout_redirect_uris: [`${app.url}/signed-out`],
      }),
    )
    return { report: await runOnStandIn(front, describe(app), callback, change), front }
  } finally {
    await app.close()
    await front.close()
  }
}

/** Nothing else than a pass or a skip. */
const noticed = ({ results }: Report) =>
  results.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skip').map(({ id }) => id)

const told = ({ results }: Report): string =>
  results
    .filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skip')
    .map(({ id, verdict, reason }) => `${id} ${verdict}: ${reason}`)
    .join('\n')

/** Levels at which something can be checked at an org that nobody can make misbehave. */
const offered = new Set(['O', 'Q', 'F'])

t.test('a correct app fails nothing; whatever can be checked at an org is, within the default budget', async (t) => {
  const pace = fakePace()
  const { report, front } = await run([], { pace })
  t.strictSame(noticed(report), [], told(report))
  t.strictSame({ incidents: report.incidents, exitCode: report.exitCode }, { incidents: [], exitCode: 0 })
  const skipped = report.results.filter(({ id, verdict }) => {
    const check = clientChecks.find((one) => one.id === id)
    return verdict === 'skip' && check?.surfaces.includes('web') && check.levels.some((level) => offered.has(level))
  })
  t.strictSame(
    skipped.map(({ id, reason }) => [id, reason]),
    [
      ['CL-REQ-09', 'nobody sees what the client asks the target by itself'],
      ['CL-NONCE-03', 'no ID token comes through the browser with response_type=code'],
      ['CL-AUD-01', 'with response_type=code it needs a target that misbehaves on order'],
      ['CL-SIG-01', 'with response_type=code it needs a target that misbehaves on order'],
      ['CL-SIG-03', 'with response_type=code it needs a target that misbehaves on order'],
      ['CL-SIG-06', 'with response_type=code it needs a target that misbehaves on order'],
      ['CL-HASH-01', 'with response_type=code it needs a target that misbehaves on order'],
      ['CL-HASH-03', 'code and ID token do not come together with response_type=code'],
      ['CL-UI-01', 'with response_type=code it needs a target that misbehaves on order'],
    ],
  )
  t.ok(
    report.results.every(({ verdict, exchanges }) => verdict !== 'pass' || exchanges.length > 0),
    'each check has what was said in it',
  )
  t.equal(signInRequests(front), 115, 'as --plan says beforehand')
  t.equal(pace.waits.filter((milliseconds) => milliseconds > 1000).length, 0, 'a second between two logins is enough')
})

t.test('of the app its address is enough there, too: the org knows it by the id that it sends', async (t) => {
  const { report } = await run([], { only: ['CL-STATE-05', 'CL-AUD-01'] }, ({ url }) => url)
  t.match(report.client, { guessed: { start: /\/login$/, callback: /\/callback$/ }, guessedProbe: /\/$/ })
  t.strictSame([report.exitCode, report.counts.pass], [0, 1])
})

/** One for each way of looking: at the request, with the request changed, with the answer changed; and two that need more. */
const chosen: readonly WebFlaw[] = [
  'state-is-a-counter',
  'no-pkce',
  'secret-in-the-authorization-request',
  'asks-for-api-scopes',
  'no-state-check',
  'takes-logins-of-other-browsers',
  'nothing-binds-the-code',
  'any-error-ends-the-session',
  'starts-again-on-login-required',
  'reads-any-channel',
  'logout-of-the-app-alone',
  'returns-to-whatever-starts-with-a-slash',
  'callback-leads-anywhere',
  'session-cookie-for-scripts',
  'access-token-in-a-url',
  'no-subject-check-on-refresh',
]

const { web: matrix } = JSON.parse(
  readFileSync(new URL('../mutants/clients/matrix.json', import.meta.url), 'utf8'),
) as { readonly web: Readonly<Record<string, readonly string[]>> }

t.test('each flaw fails the checks that it fails on the mock, without those that only a mock allows', async (t) => {
  for (const flaw of chosen) {
    const ids = matrix[flaw] ?? []
    const topics = new Set(clientChecks.filter(({ id }) => ids.includes(id)).map(({ topic }) => topic))
    const only = clientChecks.filter(({ topic }) => topics.has(topic)).map(({ id }) => id)
    const expected = clientChecks
      .filter(({ id, levels, needs = [] }) => {
        const there = levels.some((level) => offered.has(level)) && !needs.includes('journal')
        return ids.includes(id) && there
      })
      .map(({ id }) => id)
    const { report } = await run([flaw], { only })
    t.strictSame(noticed(report), expected, `${flaw}\n${told(report)}`)
    t.strictSame(report.incidents, [], `${flaw} is found within the default budget`)
  }
})
