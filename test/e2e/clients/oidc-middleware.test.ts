// @okta/oidc-middleware in an Express app, over https, on which it insists: login, session, userinfo, logout.
import { readFileSync } from 'node:fs'
import oidcMiddleware from '@okta/oidc-middleware'
import t from 'tap'
import { startOrg } from '../../../src/server/index.js'
import { startOidcMiddlewareApp } from '../../fixtures/apps/oidc-middleware.js'
import { register } from '../../fixtures/apps/register.js'
import { clientApps, secret } from '../../fixtures/client-apps.js'
import { createPerson } from '../../fixtures/person.js'

t.test('@okta/oidc-middleware', async (t) => {
  process.env.XDG_STATE_HOME = t.testdir()
  const org = await startOrg({ seed: 1, tls: true, config: clientApps })
  t.teardown(() => org.close())
  const ca = readFileSync(org.caFile ?? '', 'utf8')
  const registration = { issuer: org.issuer, clientId: 'basic-client', clientSecret: secret, ca }
  const app = await startOidcMiddlewareApp(registration)
  t.teardown(() => app.close())
  await register(org, 'basic-client', app)
  const newPerson = () => {
    const person = createPerson({ ca })
    t.teardown(() => person.close())
    return person
  }
  const orgSteps = () =>
    org.admin
      .journal()
      .filter(({ path }) => path !== '/signin')
      .map(({ method, path, status }) => `${method} ${path} ${status}`)

  t.test('sign in, stay signed in, sign out', async (t) => {
    const person = newPerson()
    t.match(await person.open(app.probe, { accept: 'application/json' }), { status: 401 })

    org.admin.clearJournal()
    const page = await person.open(`${app.url}/protected`)
    t.match(page, { status: 200, url: `${org.url}/oauth2/v1/authorize` }, 'a protected page leads to the org')
    const landed = await person.signIn(page)
    t.equal(landed.url, `${app.url}/protected`, 'and back to where the person wanted to go')
    t.match(JSON.parse(landed.text), {
      sub: /^00u/,
      name: 'Ada Admin',
      preferred_username: 'admin@example.com',
      email: 'admin@example.com',
      email_verified: true,
    })
    t.strictSame(orgSteps(), [
      'GET /oauth2/v1/authorize 200',
      'POST /oauth2/v1/token 200',
      'GET /oauth2/v1/keys 200',
      'GET /oauth2/v1/userinfo 200',
    ])
    t.match(JSON.parse((await person.open(app.probe)).text), { email: 'admin@example.com' })

    org.admin.clearJournal()
    const out = await person.open(app.logout)
    t.match(out, { url: app.signedOut, text: 'nobody' })
    t.strictSame(orgSteps(), ['POST /oauth2/v1/revoke 200', 'GET /oauth2/v1/logout 302'])
    t.match(await person.open(app.probe), { status: 401 })
    t.match(
      await person.open(`${app.url}/protected`),
      { text: /name="credentials\.passcode"/ },
      'the session at the org is over as well',
    )
  })

  t.test('a session at the org signs in without a page', async (t) => {
    const person = newPerson()
    await person.signIn(await person.open(app.start))
    await person.open(`${app.url}/`)
    const { admin } = org
    admin.clearJournal()
    const second = await person.open(`${app.url}/login`)
    t.equal(second.url, `${app.url}/`)
    t.match(admin.journal(), [{ path: '/oauth2/v1/authorize', status: 302 }, { path: '/oauth2/v1/token' }])
  })

  t.test('what goes wrong signs nobody in', async (t) => {
    const person = newPerson()
    const page = await person.open(app.start)
    t.match(await person.open(`${app.callback}?code=stolen&state=other`), { status: 401, text: 'Unauthorized' })

    for (const [fault, text] of [
      ['id-token-aud-other', 'Unauthorized'],
      ['id-token-iss-custom', 'Unauthorized'],
      ['id-token-nonce-wrong', 'Unauthorized'],
      ['id-token-signature-spoiled', 'Unauthorized'],
      ['token-invalid-grant', /^\{"error":"invalid_grant/],
    ] as const) {
      const another = newPerson()
      const shown = await another.open(app.start)
      await org.admin.armFault(fault, { count: 1 })
      t.match(await another.signIn(shown), { status: 401, text }, fault)
      t.match(await another.open(app.probe), { status: 401 }, fault)
    }
    t.match(await person.signIn(page, 'wrong'), { status: 401, text: /credentials\.passcode/ })
  })

  t.test('an org over plain http is refused, unless a switch for tests says otherwise', (t) => {
    t.throws(
      () =>
        new oidcMiddleware.ExpressOIDC({
          issuer: 'http://localhost:6582',
          client_id: 'basic-client',
          client_secret: secret,
          appBaseUrl: app.url,
        }),
      { message: /^Your Okta URL must start with https\./ },
    )
    t.end()
  })
})
