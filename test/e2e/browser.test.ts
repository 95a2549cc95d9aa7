// The first path in a real browser: the printed URL, the sign-in page, the callback page.
import type { BrowserContextOptions, Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { startOrg } from '../../src/server/index.js'
import { launchBrowser, noBrowser, openPage, printedUrl, signIn, title } from '../fixtures/browser.js'

/** The value beside a name in the callback page's tables. */
const cell = (page: Page, name: string): Promise<string | null> =>
  page.locator(`tr:has(th:text-is("${name}")) td`).textContent()

t.test('in a browser', { skip: noBrowser }, async (t) => {
  const browser = await launchBrowser()
  t.teardown(() => browser.close())
  const org = await startOrg({ seed: 1 })
  t.teardown(() => org.close())

  const open = (t: Test, options: BrowserContextOptions = {}): Promise<Page> => openPage(browser, t, options)

  t.test('wrong password, right password, token, API', async (t) => {
    const page = await open(t)
    await page.goto(printedUrl(org))
    t.equal(await page.title(), 'Web app - Sign In')

    await signIn(page, 'not-the-password')
    await page.getByRole('alert').waitFor()
    t.equal(await page.title(), 'Error: Web app - Sign In')
    t.equal(await page.getByRole('alert').textContent(), 'Unable to sign in')
    t.equal(await page.getByLabel('Username').inputValue(), 'admin@example.com', 'the name is kept')
    t.equal(await page.getByLabel('Password').inputValue(), '', 'the password is not')
    t.notMatch(await page.content(), 'not-the-password')

    await page.getByLabel('Password').fill('Passw0rd!')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await title(page, 'You have an access token')
    const fragment = new URLSearchParams(new URL(page.url()).hash.slice(1))
    t.strictSame([...fragment.keys()], ['access_token', 'token_type', 'expires_in', 'scope', 'state'])
    const token = fragment.get('access_token')
    t.equal(
      await page.locator('#curl').textContent(),
      `curl ${org.url}/api/v1/users/me \\\n  -H 'Authorization: Bearer ${token}'`,
    )
    t.equal(await cell(page, 'sub'), '"admin@example.com"')
    t.equal(await cell(page, 'scp'), '[ "okta.users.read" ]')
    t.match(await cell(page, 'exp'), /^\d{10}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC, in (60|59) minutes$/)

    await page.getByRole('button', { name: 'Try it here' }).click()
    await page.getByText('"login": "admin@example.com"').waitFor()
    t.match(await page.locator('#answer').textContent(), /^200 OK\n\{\n {2}"id": "00u/)
  })

  t.test('a second authorization needs no second sign-in, but for prompt=login', async (t) => {
    const page = await open(t)
    await page.goto(printedUrl(org))
    await signIn(page)
    await title(page, 'You have an access token')
    await page.goto(printedUrl(org, { response_type: 'code', response_mode: 'query' }))
    await title(page, 'You have an authorization code')
    t.match(page.url(), /\?code=[\w-]{43}&state=st4te$/)
    await page.goto(printedUrl(org, { prompt: 'login' }))
    await title(page, 'Sign In')
    t.match(page.url(), `${org.url}/oauth2/v1/authorize?`)
  })

  t.test('without scripts', async (t) => {
    const page = await open(t, { javaScriptEnabled: false })
    await page.goto(printedUrl(org, { response_type: 'code', response_mode: 'query' }))
    await signIn(page, 'wrong')
    await page.getByRole('alert').waitFor()
    await signIn(page)
    await title(page, 'You have an authorization code')

    await page.goto(printedUrl(org, { response_mode: 'form_post' }))
    await page.getByRole('button', { name: 'Continue' }).click()
    await title(page, 'You have an access token')
    t.equal(new URL(page.url()).hash, '')

    await page.goto(printedUrl(org))
    await title(page, 'Nothing arrived yet')
    t.match(await page.getByRole('main').textContent(), 'only a script can show it')
    t.match(page.url(), '#access_token=')
  })

  t.test('form_post sends itself', async (t) => {
    const page = await open(t)
    await page.goto(
      printedUrl(org, { response_type: 'id_token token', response_mode: 'form_post', scope: 'openid okta.users.read' }),
    )
    await signIn(page)
    await title(page, 'You have an access token')
    await page.getByText('It came in a form that the browser posted.').waitFor()
    await page.getByRole('heading', { name: 'What the ID token says' }).waitFor()
    t.equal(page.url(), `${org.adminUrl}/callback`)
  })

  t.test('helpers written for Okta’s page work on this one', async (t) => {
    const page = await open(t)
    await page.goto(printedUrl(org))
    // As on Okta: first the name, then, on the next step, the password.
    await page.locator('[name="identifier"]').fill('admin@example.com')
    await page.locator('[data-type="save"]').click()
    await page.locator('[name="credentials.passcode"]').fill('Passw0rd!')
    await page.locator('input[type="submit"]').click()
    await title(page, 'You have an access token')
    t.match(page.url(), '#access_token=')

    const classic = await startOrg({ seed: 1, config: { ...org.admin.org(), org: { engine: 'classic' } } })
    t.teardown(() => classic.close())
    const other = await open(t)
    await other.goto(printedUrl(org).replace(org.url, classic.url))
    await other.locator('form[data-se="o-form"] #okta-signin-username').fill('admin@example.com')
    await other.locator('#okta-signin-password').fill('Passw0rd!')
    await other.locator('#okta-signin-submit').click()
    await title(other, 'You have an access token')
    t.match(other.url(), '#access_token=')
  })

  t.test('HTML in parameters stays text', async (t) => {
    const page = await open(t)
    const evil = `"'><script>globalThis.evil = 1</script><img src=x onerror="globalThis.evil = 1">`
    const harmless = async (what: string) => t.equal(await page.evaluate('globalThis.evil'), undefined, what)
    await page.goto(printedUrl(org, { redirect_uri: `http://localhost/${evil}` }))
    await harmless('error page')
    await page.goto(printedUrl(org, { login_hint: evil, state: evil }))
    t.equal(await page.getByLabel('Username').inputValue(), evil)
    await signIn(page)
    await title(page, 'You have an access token')
    await harmless('fragment')
    t.equal(await cell(page, 'state'), evil)
    for (const query of [
      { error: evil, error_description: evil },
      { access_token: evil },
      { code: evil, id_token: evil },
    ]) {
      await page.goto(`${org.adminUrl}/callback?${new URLSearchParams({ state: evil, ...query })}`)
      await harmless(Object.keys(query).join())
    }
    await page.goto(printedUrl(org, { state: evil, response_mode: 'form_post' }))
    await title(page, 'You have an access token')
    await harmless('form_post')
  })

  t.test('the page cannot be framed', async (t) => {
    const context = await browser.newContext()
    t.teardown(() => context.close())
    const page = await context.newPage()
    await page.goto(`${org.adminUrl}/health`)
    const refused = page.waitForEvent('requestfailed')
    const src = JSON.stringify(printedUrl(org))
    await page.evaluate(`document.body.append(Object.assign(document.createElement('iframe'), { src: ${src} })), 0`)
    t.equal((await refused).failure()?.errorText, 'net::ERR_BLOCKED_BY_RESPONSE')
    t.equal(await page.frameLocator('iframe').getByLabel('Username').count(), 0)
  })
})
