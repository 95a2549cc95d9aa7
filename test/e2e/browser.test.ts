// The first path in a real browser: the printed URL, the sign-in page, the callback page.
import type { BrowserContextOptions, Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { authorizeUrl } from '../../src/server/cli/summary.js'
import { type RunningOrg, startOrg } from '../../src/server/index.js'
import { launchBrowser, noBrowser, openPage } from '../fixtures/browser.js'
import { lowContrast } from '../fixtures/contrast.js'

/** The URL that `mockta` prints, with other parameters where a test needs them. */
const printedUrl = (org: RunningOrg, change: Readonly<Record<string, string>> = {}): string => {
  const url = new URL(authorizeUrl({ ...org, settings: org.admin.org(), state: 'st4te', nonce: 'n0nce' }) ?? '')
  for (const [name, value] of Object.entries(change)) url.searchParams.set(name, value)
  return url.href
}

const signIn = async (page: Page, password = 'Passw0rd!'): Promise<void> => {
  await page.getByLabel('Username').fill('admin@example.com')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

const title = (page: Page, text: string): Promise<void> =>
  page.getByRole('heading', { level: 1, name: text, exact: true }).waitFor()

/** The value beside a name in the callback page's tables. */
const cell = (page: Page, name: string): Promise<string | null> =>
  page.locator(`tr:has(th:text-is("${name}")) td`).textContent()

const focused = (page: Page): Promise<string> =>
  page.evaluate('document.activeElement.name || document.activeElement.type')

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

  t.test('keyboard only', async (t) => {
    const page = await open(t)
    await page.goto(printedUrl(org))
    const { keyboard } = page
    t.equal(await focused(page), 'identifier', 'the first field has the focus')
    const visible = () => page.evaluate('getComputedStyle(document.activeElement).outlineStyle')
    t.equal(await visible(), 'solid')
    await keyboard.type('admin@example.com')
    await keyboard.press('Tab')
    t.strictSame([await focused(page), await visible()], ['credentials.passcode', 'solid'])
    await keyboard.type('wrong')
    await keyboard.press('Tab')
    t.strictSame([await focused(page), await visible()], ['submit', 'solid'])
    await keyboard.press('Enter')

    await page.getByRole('alert').waitFor()
    t.equal(await focused(page), 'credentials.passcode', 'after an error the password has it')
    await keyboard.type('Passw0rd!')
    await keyboard.press('Enter')
    await title(page, 'You have an access token')
    for (const _ of ['the command', 'Copy', 'Try it here']) await keyboard.press('Tab')
    await keyboard.press('Enter')
    await page.getByText('"login": "admin@example.com"').waitFor()
  })

  t.test('what a screen reader is told', async (t) => {
    const page = await open(t)
    await page.goto(printedUrl(org))
    const outline = async (): Promise<readonly string[]> => (await page.getByRole('main').ariaSnapshot()).split('\n')
    const head = ['- main:', '  - paragraph: mockta', '  - heading "Sign In" [level=1]', '  - paragraph: to Web app']
    t.equal(await page.locator('html').getAttribute('lang'), 'en')
    t.strictSame(await outline(), [
      ...head,
      '  - text: Username',
      '  - textbox "Username"',
      '  - text: Password',
      '  - textbox "Password"',
      '  - button "Sign in"',
    ])

    await signIn(page, 'wrong')
    await page.getByRole('alert').waitFor()
    t.strictSame(await outline(), [
      ...head,
      '  - alert: Unable to sign in',
      '  - text: Username',
      '  - textbox "Username" [invalid]: admin@example.com',
      '  - text: Password',
      '  - textbox "Password" [invalid]',
      '  - button "Sign in"',
    ])
    const id = await page.getByRole('alert').getAttribute('id')
    for (const label of ['Username', 'Password']) {
      const field = page.getByLabel(label)
      t.equal(await field.getAttribute('aria-describedby'), id, label)
      t.equal(await field.getAttribute('aria-invalid'), 'true', label)
    }
  })

  t.test('contrast is AA, light and dark, on a phone nothing runs over the edge', async (t) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await open(t, { colorScheme, viewport: { width: 375, height: 720 } })
      const check = async (name: string) => {
        t.strictSame(await page.evaluate(lowContrast), [], `${name}, ${colorScheme}`)
        t.equal(await page.evaluate('document.documentElement.scrollWidth'), 375, `${name} fits`)
      }
      await page.goto(org.url)
      await check('home')
      await page.goto(printedUrl(org, { redirect_uri: 'http://localhost:8080/not/registered' }))
      await check('error page')
      await page.goto(printedUrl(org, { scope: 'nonsense' }))
      await title(page, 'The request was refused')
      await check('callback with an error')
      await page.goto(printedUrl(org))
      await signIn(page, 'wrong')
      await page.getByRole('alert').waitFor()
      await check('sign-in')
      await signIn(page)
      await title(page, 'You have an access token')
      await check('callback')
    }
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
