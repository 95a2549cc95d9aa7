// What docs/findings.md says of @okta/okta-auth-js in Chromium. Red when a newer version does otherwise: then the page changes too.
import t from 'tap'
import { startAuthJsSpa } from '../../fixtures/apps/spa.js'
import { launchBrowser, noBrowser } from '../../fixtures/browser.js'
import { startBrowserApp } from '../../fixtures/browser-app.js'
import { editing, expectWrittenUp, type Finding } from '../../fixtures/findings.js'
import { shownAfter } from '../../fixtures/spa-findings.js'

t.test('@okta/okta-auth-js', { skip: noBrowser }, async (t) => {
  const browser = await launchBrowser()
  t.teardown(() => browser.close())
  const { org, app } = await startBrowserApp(t, browser, startAuthJsSpa)
  const place = { browser, org, app }
  const authorize = `${org.url}/oauth2/v1/authorize`
  const user = 'admin@example.com'

  const accepted: readonly Finding[] = [
    ['CL-NONCE-01', { fault: 'id-token-nonce-wrong' }],
    ['CL-NONCE-01', { edit: editing(authorize, (params) => params.set('nonce', 'another')) }],
    ['CL-NONCE-02', { fault: 'id-token-nonce-missing' }],
    ['CL-NONCE-02', { edit: editing(authorize, (params) => params.delete('nonce')) }],
    ['CL-AUD-04', { fault: 'id-token-aud-second' }],
    ['CL-AZP-01', { fault: 'id-token-azp-other' }],
    ['CL-ERR-04', { edit: editing(app.callback, (params) => params.set('error', 'access_denied')) }],
    ['CL-ISS-01', { edit: editing(app.callback, (params) => params.set('iss', 'https://attacker.example.com')) }],
    ['CL-TOK-02', { fault: 'token-type-missing' }],
    ['CL-TOK-03', { fault: 'token-type-unknown' }],
  ]

  t.test('an ordinary login works', async (t) => {
    t.equal(await shownAfter(t, place), user)
  })

  for (const [check, change] of accepted) {
    t.test(`${check}: ${change.fault ?? 'a URL that was edited'}: signed in`, async (t) => {
      t.equal(await shownAfter(t, place, change), user)
    })
  }

  t.test('CL-TOK-03: a token of an unknown type is sent as Bearer', async (t) => {
    org.admin.clearJournal()
    await shownAfter(t, place, { fault: 'token-type-unknown' })
    t.match(
      org.admin.journal().find(({ method, path }) => method === 'GET' && path === '/oauth2/v1/userinfo'),
      { status: 200, headers: { authorization: /^Bearer / } },
    )
  })

  t.test('CL-TOK-04: without expires_in the tokens count as over at once', async (t) => {
    const renewals = () =>
      org.admin.journal().filter(({ method, path }) => method === 'POST' && path === '/oauth2/v1/token').length - 1
    const fault = 'token-expires-in-missing'
    org.admin.clearJournal()
    t.equal(await shownAfter(t, place, { fault }), user, 'with a session at the org they are renewed in a hidden frame')
    t.ok(renewals() > 2, 'over and over, as long as it is missing')
    t.equal(
      await shownAfter(t, place, { fault, edit: (url) => url }),
      'Nobody is signed in.',
      'without one they are not',
    )
  })

  t.test('an error without a description, and no code: nobody is signed in, no error is thrown', async (t) => {
    const edit = editing(app.callback, (params) => {
      params.delete('code')
      params.set('error', 'access_denied')
    })
    t.equal(await shownAfter(t, place, { edit }), 'Nobody is signed in.')
  })

  t.test('an ID token without exp or iat counts as over at once', async (t) => {
    for (const fault of ['id-token-exp-missing', 'id-token-iat-missing']) {
      t.equal(await shownAfter(t, place, { fault, edit: (url) => url }), 'Nobody is signed in.', fault)
    }
  })

  t.test('not so: signatures, claims, states, at_hash', async (t) => {
    for (const fault of [
      'id-token-signature-spoiled',
      'id-token-aud-other',
      'id-token-at-hash-wrong',
      'id-token-alg-none',
    ])
      t.not(await shownAfter(t, place, { fault }), user, fault)
    const otherState = editing(app.callback, (params) => params.set('state', 'another'))
    t.not(await shownAfter(t, place, { edit: otherState }), user, 'another state')
    const withDescription = editing(app.callback, (params) => {
      params.set('error', 'access_denied')
      params.set('error_description', 'No.')
    })
    t.equal(await shownAfter(t, place, { edit: withDescription }), 'OAuthError: No.')
  })

  expectWrittenUp(t, '@okta/okta-auth-js', [...accepted.map(([check]) => check), 'CL-TOK-04'])
})
