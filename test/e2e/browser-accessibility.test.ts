// The pages for people who use no mouse, no sight, or a telephone: keyboard, screen reader, contrast, width.
import type { BrowserContextOptions, Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { startOrg } from '../../src/server/index.js'
import { launchBrowser, noBrowser, openPage, printedUrl, signIn, title } from '../fixtures/browser.js'
import { lowContrast } from '../fixtures/contrast.js'

const focused = (page: Page): Promise<string> =>
  page.evaluate('document.activeElement.name || document.activeElement.type')

t.test('pages for everybody', { skip: noBrowser }, async (t) => {
  const browser = await launchBrowser()
  t.teardown(() => browser.close())
  const org = await startOrg({ seed: 1 })
  t.teardown(() => org.close())
  const open = (t: Test, options: BrowserContextOptions = {}): Promise<Page> => openPage(browser, t, options)

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

  t.test('contrast is AA, light and dark, on a telephone nothing runs over the edge', async (t) => {
    const { apps, users, ...others } = org.admin.org()
    const factors = [{ type: 'token:software:totp', sharedSecret: 'JBSWY3DPEHPK3PXP' }] as const
    const careful = await startOrg({
      seed: 1,
      config: {
        ...others,
        apps: apps.map((app) => ({ ...app, consent_method: 'REQUIRED' })),
        users: users.map((user, index) => (index === 0 ? { ...user, factors: [...factors] } : user)),
      },
    })
    t.teardown(() => careful.close())

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

      await page.context().clearCookies()
      await page.goto(printedUrl(org).replace(org.url, careful.url))
      await signIn(page)
      await title(page, 'Enter the code')
      await page.getByLabel('Code').fill('0')
      await page.keyboard.press('Enter')
      await page.getByRole('alert').waitFor()
      await check('second factor')
      await page.goto(printedUrl(org).replace(org.url, careful.url))
      await signIn(page, 'Passw0rd!', 'user@example.com')
      await title(page, 'Web app asks to')
      await check('consent')
    }
  })
})
