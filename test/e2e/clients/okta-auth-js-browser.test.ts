// @okta/okta-auth-js in a single-page app in Chromium: login, renewal without a person, sessions, sign-out, DPoP.
import t, { type Test } from 'tap'
import { type SpaRegistration, startAuthJsSpa } from '../../fixtures/apps/spa.js'
import { launchBrowser, noBrowser, signIn } from '../../fixtures/browser.js'
import { startBrowserApp } from '../../fixtures/browser-app.js'

t.test('@okta/okta-auth-js in a browser', { skip: noBrowser }, async (t) => {
  const browser = await launchBrowser()
  t.teardown(() => browser.close())

  const start = (t: Test, registration: Partial<SpaRegistration> = {}) =>
    startBrowserApp(t, browser, startAuthJsSpa, registration)

  t.test('login by redirect, userinfo, session, renewal in a hidden frame, sign-out', async (t) => {
    const { org, app, page, steps, inPage, login } = await start(t)
    await page.goto(app.home)
    await page.locator('#nobody').waitFor()
    t.equal(await inPage('client.session.exists()'), false)
    steps()

    await login()
    t.equal(page.url(), app.home, 'no code is left in the address bar')
    t.equal(await page.locator('#user').textContent(), 'admin@example.com')
    t.strictSame(steps(), ['GET /oauth2/v1/authorize 200', 'POST /oauth2/v1/token 200', 'GET /oauth2/v1/userinfo 200'])
    t.match(await inPage('client.token.getUserInfo()'), { preferred_username: 'admin@example.com' })
    t.match(await inPage('client.tokenManager.getTokens()'), {
      idToken: { claims: { iss: org.issuer, aud: 'public-client', email: 'admin@example.com' } },
      accessToken: { tokenType: 'Bearer', scopes: ['openid', 'profile', 'email'] },
      refreshToken: undefined,
    })
    t.equal(await inPage('client.session.exists()'), true)
    t.match(await inPage('client.session.get().then(({ status, login }) => ({ status, login }))'), {
      status: 'ACTIVE',
      login: 'admin@example.com',
    })
    t.match(await inPage('client.session.refresh()'), { status: 'ACTIVE' })

    steps()
    const before = await inPage('client.getAccessToken()')
    t.match(await inPage('client.tokenManager.renew("accessToken")'), { tokenType: 'Bearer' })
    t.not(await inPage('client.getAccessToken()'), before, 'another access token')
    t.strictSame(steps(), ['GET /oauth2/v1/authorize 200', 'POST /oauth2/v1/token 200'])

    const access = await inPage('client.getAccessToken()')
    await page.goto(app.logout)
    await page.locator('#nobody').waitFor()
    t.equal(page.url(), app.signedOut)
    t.strictSame(steps(), ['POST /oauth2/v1/revoke 200', 'GET /oauth2/v1/logout 302'])
    const userinfo = await fetch(`${org.url}/oauth2/v1/userinfo`, { headers: { authorization: `Bearer ${access}` } })
    t.equal(userinfo.status, 401, 'the access token is revoked')
    t.equal(await inPage('client.session.exists()'), false)
    t.match(
      await inPage('client.token.getWithoutPrompt()'),
      'OAuthError: The client specified not to prompt, but the user is not logged in.',
    )
  })

  t.test('a password and a sessionToken, without the sign-in page', async (t) => {
    const { page, app, steps, inPage } = await start(t)
    await page.goto(app.home)
    await page.locator('#nobody').waitFor()
    steps()
    t.match(
      await inPage(`client.signInWithCredentials({ username: 'admin@example.com', password: 'wrong' })`),
      /^AuthApiError: Authentication failed/,
    )
    t.match(
      await inPage(
        `client.signInWithCredentials({ username: 'admin@example.com', password: 'Passw0rd!' })
          .then(({ sessionToken }) => client.token.getWithoutPrompt({ sessionToken }))
          .then(({ tokens }) => (client.tokenManager.setTokens(tokens), tokens))`,
      ),
      { idToken: { claims: { preferred_username: 'admin@example.com' } }, accessToken: { tokenType: 'Bearer' } },
    )
    t.strictSame(steps(), [
      'POST /api/v1/authn 401',
      'POST /api/v1/authn 200',
      'GET /oauth2/v1/authorize 200',
      'POST /oauth2/v1/token 200',
    ])
    t.equal(await inPage('client.session.exists()'), true, 'the hidden frame left a session behind')
  })

  t.test('renewal by refresh token, which is rotated', async (t) => {
    const { page, app, steps, inPage, login } = await start(t, {
      scopes: ['openid', 'profile', 'email', 'offline_access'],
    })
    await login()
    steps()
    const [access, refresh] = [await inPage('client.getAccessToken()'), await inPage('client.getRefreshToken()')]
    t.match(await inPage('client.tokenManager.renew("idToken")'), { claims: { email: 'admin@example.com' } })
    t.strictSame(steps(), ['POST /oauth2/v1/token 200'])
    t.not(await inPage('client.getAccessToken()'), access)
    t.not(await inPage('client.getRefreshToken()'), refresh)

    await inPage('client.revokeRefreshToken()')
    await page.goto(app.logout)
    await page.locator('#nobody').waitFor()
    t.strictSame(steps(), ['POST /oauth2/v1/revoke 200', 'POST /oauth2/v1/revoke 200', 'GET /oauth2/v1/logout 302'])
  })

  t.test('tokens bound to a key of the browser (DPoP)', async (t) => {
    const { org, steps, inPage, login } = await start(t, { dpop: true })
    await login()
    t.strictSame(steps(), [
      'GET /oauth2/v1/authorize 200',
      'POST /oauth2/v1/token 400',
      'POST /oauth2/v1/token 200',
      'GET /oauth2/v1/userinfo 200',
    ])
    t.match(await inPage('client.tokenManager.getTokens()'), { accessToken: { tokenType: 'DPoP' } })
    const access = await inPage('client.getAccessToken()')
    const userinfo = await fetch(`${org.url}/oauth2/v1/userinfo`, { headers: { authorization: `Bearer ${access}` } })
    t.equal(userinfo.status, 400, 'without the key the token is worth nothing')
  })

  t.test('an app that the person may not use', async (t) => {
    const { org, page, app } = await start(t)
    await org.admin.patchOrg({ apps: [{ client_id: 'public-client', assignments: { groups: [], users: [] } }] })
    await page.goto(app.start)
    await signIn(page)
    await page.locator('#error').waitFor()
    t.equal(await page.locator('#error').textContent(), 'OAuthError: User is not assigned to the client application.')
  })
})
