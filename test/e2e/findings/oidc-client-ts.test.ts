// What docs/findings.md says of oidc-client-ts in Chromium. Red when a newer version does otherwise: then the page changes too.
import t from 'tap'
import { startOidcClientTsSpa } from '../../fixtures/apps/spa.js'
import { launchBrowser, noBrowser } from '../../fixtures/browser.js'
import { startBrowserApp } from '../../fixtures/browser-app.js'
import { editing, expectWrittenUp, type Finding } from '../../fixtures/findings.js'
import { shownAfter } from '../../fixtures/spa-findings.js'

t.test('oidc-client-ts', { skip: noBrowser }, async (t) => {
  const browser = await launchBrowser()
  t.teardown(() => browser.close())
  const { org, app } = await startBrowserApp(t, browser, startOidcClientTsSpa)
  const place = { browser, org, app }
  const user = 'admin@example.com'

  const accepted: readonly Finding[] = [
    ['CL-SIG-01', { fault: 'id-token-signature-spoiled' }],
    ['CL-SIG-02', { fault: 'id-token-signature-other-key' }],
    ['CL-SIG-03', { fault: 'id-token-alg-none' }],
    ['CL-SIG-04', { fault: 'id-token-hs256-public-key-pem' }],
    ['CL-SIG-06', { fault: 'id-token-header-jku' }],
    ['CL-KEY-02', { fault: 'id-token-kid-unknown' }],
    ['CL-ISS-10', { fault: 'id-token-iss-other' }],
    ['CL-AUD-01', { fault: 'id-token-aud-other' }],
    ['CL-AUD-02', { fault: 'id-token-aud-missing' }],
    ['CL-AUD-04', { fault: 'id-token-aud-second' }],
    ['CL-EXP-01', { fault: 'id-token-exp-past' }],
    ['CL-EXP-02', { fault: 'id-token-exp-missing' }],
    ['CL-IAT-02', { fault: 'id-token-iat-missing' }],
    ['CL-AZP-01', { fault: 'id-token-azp-other' }],
    ['CL-IAT-01', { fault: 'id-token-iat-ahead' }],
    ['CL-HASH-01', { fault: 'id-token-at-hash-wrong' }],
    ['CL-TOK-02', { fault: 'token-access-token-missing' }],
    ['CL-TOK-02', { fault: 'token-type-missing' }],
    ['CL-TOK-03', { fault: 'token-type-unknown' }],
    ['CL-DUP-01', { edit: editing(app.callback, (params) => params.append('state', 'another')) }],
    ['CL-DUP-01', { edit: editing(app.callback, (params) => params.append('code', 'another')) }],
    ['CL-ISS-01', { edit: editing(app.callback, (params) => params.set('iss', 'https://attacker.example.com')) }],
  ]

  t.test('an ordinary login works, without a nonce', async (t) => {
    org.admin.clearJournal()
    t.equal(await shownAfter(t, place), user)
    t.equal(org.admin.journal().find(({ path }) => path === '/oauth2/v1/authorize')?.parameters.nonce, undefined)
  })

  for (const [check, change] of accepted) {
    t.test(`${check}: ${change.fault ?? 'a callback that was edited'}: signed in`, async (t) => {
      t.equal(await shownAfter(t, place, change), user)
    })
  }

  t.test('not so: another state, no ID token, no subject, userinfo about somebody else', async (t) => {
    for (const fault of ['token-id-token-missing', 'id-token-sub-missing', 'userinfo-sub-other'])
      t.not(await shownAfter(t, place, { fault }), user, fault)
    const otherState = editing(app.callback, (params) => params.set('state', 'another'))
    t.match(await shownAfter(t, place, { edit: otherState }), /No matching state/)
  })

  expectWrittenUp(
    t,
    'oidc-client-ts',
    accepted.map(([check]) => check),
  )
})
