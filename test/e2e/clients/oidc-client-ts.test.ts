// oidc-client-ts in a single-page app in Chromium: login, userinfo, renewal in a hidden frame and by refresh token, sign-out.
import t, { type Test } from 'tap'
import { type SpaRegistration, startOidcClientTsSpa } from '../../fixtures/apps/spa.js'
import { launchBrowser, noBrowser, signIn } from '../../fixtures/browser.js'
import { startBrowserApp } from '../../fixtures/browser-app.js'

t.test('oidc-client-ts', { skip: noBrowser }, async (t) => {
  const browser = await launchBrowser()
  t.teardown(() => browser.close())
  const start = (t: Test, registration: Partial<SpaRegistration> = {}) =>
    startBrowserApp(t, browser, startOidcClientTsSpa, registration)

  t.test('login by redirect, userinfo, renewal in a hidden frame, sign-out', async (t) => {
    const { org, app, page, steps, inPage, login } = await start(t)
    await page.goto(app.home)
    await page.locator('#nobody').waitFor()
    t.match(await inPage('client.signinSilent()'), /^ErrorResponse: The client specified not to prompt/)
    steps()

    await login()
    t.equal(page.url(), app.home)
    t.equal(await page.locator('#user').textContent(), 'admin@example.com')
    t.strictSame(steps(), ['GET /oauth2/v1/authorize 200', 'POST /oauth2/v1/token 200', 'GET /oauth2/v1/userinfo 200'])
    t.match(
      await inPage('client.getUser().then(({ profile, token_type, scope }) => ({ profile, token_type, scope }))'),
      {
        profile: {
          iss: org.issuer,
          aud: 'public-client',
          preferred_username: 'admin@example.com',
          email_verified: true,
        },
        token_type: 'Bearer',
        scope: 'openid profile email',
      },
    )

    const access = await inPage('client.getUser().then((user) => user.access_token)')
    t.match(await inPage('client.signinSilent()'), { profile: { email: 'admin@example.com' } })
    t.strictSame(steps(), ['GET /oauth2/v1/authorize 302', 'POST /oauth2/v1/token 200', 'GET /oauth2/v1/userinfo 200'])
    const renewed = await inPage('client.getUser().then((user) => user.access_token)')
    t.not(renewed, access, 'another access token')

    await page.goto(app.logout)
    await page.waitForURL(`${app.signedOut}**`)
    await page.locator('#nobody').waitFor()
    t.strictSame(steps(), ['POST /oauth2/v1/revoke 200', 'GET /oauth2/v1/logout 302'])
    const userinfo = await fetch(`${org.url}/oauth2/v1/userinfo`, { headers: { authorization: `Bearer ${renewed}` } })
    t.equal(userinfo.status, 401, 'the access token is revoked')
    t.match(await inPage('client.signinSilent()'), /^ErrorResponse: The client specified not to prompt/)
  })

  t.test('renewal by refresh token, which is rotated', async (t) => {
    const { app, page, steps, inPage, login } = await start(t, {
      scopes: ['openid', 'profile', 'email', 'offline_access'],
    })
    await login()
    const refresh = await inPage('client.getUser().then((user) => user.refresh_token)')
    steps()
    t.match(await inPage('client.signinSilent()'), { profile: { email: 'admin@example.com' } })
    t.strictSame(steps(), ['POST /oauth2/v1/token 200', 'GET /oauth2/v1/userinfo 200'])
    const rotated = await inPage('client.getUser().then((user) => user.refresh_token)')
    t.not(rotated, refresh)

    await page.goto(app.logout)
    await page.locator('#nobody').waitFor()
    t.strictSame(steps(), ['POST /oauth2/v1/revoke 200', 'POST /oauth2/v1/revoke 200', 'GET /oauth2/v1/logout 302'])
  })

  t.test('a scope that the org does not know, and a person who may not use the app', async (t) => {
    const { app, page } = await start(t, { scopes: ['openid', 'orders:read'] })
    await page.goto(app.start)
    await page.locator('#error').waitFor()
    t.equal(
      await page.locator('#error').textContent(),
      'ErrorResponse: Custom scopes are not allowed for this request.',
    )
    t.match(new URL(page.url()).searchParams.get('error'), 'invalid_scope')

    const other = await start(t)
    await other.org.admin.patchOrg({ apps: [{ client_id: 'public-client', assignments: { groups: [], users: [] } }] })
    await other.page.goto(other.app.start)
    await signIn(other.page)
    await other.page.locator('#error').waitFor()
    t.equal(
      await other.page.locator('#error').textContent(),
      'ErrorResponse: User is not assigned to the client application.',
    )
  })
})
