// --client with --target real: a single-page app in Chromium at a mock that stands in for an org.
import { readFileSync } from 'node:fs'
import t from 'tap'
import type { ClientContent, ConformanceOptions, Report } from '../../src/conformance/index.js'
import { startSpa } from '../fixtures/apps/spa.js'
import { noBrowser } from '../fixtures/browser.js'
import { clientIds, orgConfig, runOnStandIn, settingsOf } from '../fixtures/stand-in-org.js'
import { type Front, startFront } from '../fixtures/tls-front.js'
import type { SpaFlaw } from '../mutants/spa/flaws.js'

t.setTimeout(300_000)

const script = readFileSync(new URL('../mutants/spa/app.js', import.meta.url), 'utf8')

const run = async (
  responseType: string,
  flaws: readonly SpaFlaw[],
  change: ConformanceOptions = {},
): Promise<{ readonly report: Report; readonly front: Front }> => {
  const front = await startFront({ name: 'localhost' })
  const scopes = ['openid', 'profile', 'email']
  const settings = { issuer: front.issuer, clientId: clientIds[0], scopes, responseType, popup: false, flaws }
  const app = await startSpa(settings, '', script)
  try {
    await front.org.admin.patchOrg({
      ...orgConfig(app.callback, {
        application_type: 'browser',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'implicit', 'refresh_token'],
        post_logout_redirect_uris: [app.signedOut],
      }),
      trustedOrigins: [{ origin: app.url, scopes: ['CORS', 'REDIRECT'] }],
    })
    const client: ClientContent = {
      client: {
        kind: 'spa',
        client_id: clientIds[0],
        start: app.start,
        callback: app.callback,
        logout: app.logout,
        returnTo: 'returnTo',
        userinfo: true,
      },
      probe: { selector: '#user', signedOut: '#nobody' },
    }
    const config = settingsOf(app.callback, { token_endpoint_auth_method: 'none' })
    return { report: await runOnStandIn(front, client, app.callback, { config, ...change }), front }
  } finally {
    await app.close()
    await front.close()
  }
}

/** What travels in the answer itself is changed there: each by what the org signed or the person's own browser sent. */
const ids = ['CL-DUP-01', 'CL-NONCE-01', 'CL-AUD-01', 'CL-SIG-01', 'CL-SIG-03', 'CL-HASH-01', 'CL-UI-01']

const verdicts = ({ results }: Report) =>
  Object.fromEntries(results.map(({ id, verdict, level }) => [id, `${verdict} at ${level}`]))

const correct = {
  'CL-DUP-01': 'pass at F',
  'CL-NONCE-01': 'pass at Q',
  'CL-AUD-01': 'pass at Q',
  'CL-SIG-01': 'pass at F',
  'CL-SIG-03': 'pass at F',
  'CL-HASH-01': 'pass at F',
  'CL-UI-01': 'pass at F',
}

t.test('tokens that come through the browser are checked at an org as on a mock', { skip: noBrowser }, async (t) => {
  const { report, front } = await run('id_token token', [], { only: ids })
  t.strictSame(verdicts(report), correct, JSON.stringify(report.results.map(({ id, reason }) => [id, reason])))
  t.strictSame({ exitCode: report.exitCode, incidents: report.incidents }, { exitCode: 0, incidents: [] })
  const issued = front.seen.filter((request) => request === 'POST /oauth2/v1/revoke').length
  t.ok(issued > 5)
  t.strictSame(report.cleanedUp, { revoked: issued, left: 0 }, 'every token that the kit saw is given back')
  const table: readonly (readonly [flaws: readonly SpaFlaw[], failing: readonly string[]])[] = [
    [['no-nonce-check'], ['CL-NONCE-01']],
    [['reads-the-payload-only'], ['CL-SIG-01', 'CL-SIG-03']],
    [['no-at-hash-check'], ['CL-HASH-01']],
    [
      ['no-at-hash-check', 'no-subject-check-of-userinfo'],
      ['CL-HASH-01', 'CL-UI-01'],
    ],
  ]
  for (const [flaws, failing] of table) {
    const { report: broken } = await run('id_token token', flaws, { only: failing })
    t.strictSame(
      broken.results.flatMap(({ id, verdict }) => (verdict === 'pass' ? [] : [`${id} ${verdict}`])),
      failing.map((id) => `${id} fail`),
      flaws.join(', '),
    )
  }
})
