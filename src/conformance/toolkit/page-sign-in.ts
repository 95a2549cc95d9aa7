// Signs a person in on a page that needs scripts: Chromium shows it, but every request still goes through the guarded wire.
import { EventEmitter, once } from 'node:events'
import { html } from 'ghtml'
import type { Page, Route } from 'playwright-core'
import { Blocked } from '../outcome.js'
import type { LazyChromium } from '../targets/chromium.js'
import type { TestUser } from '../targets/settings.js'
import { RuleBroken } from '../wire/wire.js'
import type { Browser } from './browser.js'
import { locationOf } from './read-answer.js'

/** One sign-in. */
export interface PageSignIn {
  readonly chromium: LazyChromium
  /** Its cookie jar gets the session. */
  readonly browser: Browser
  /** The authorization request to start from. */
  readonly url: string
  /** Reaching it is the end. */
  readonly redirectUri: string
}

/** Who signs in. */
export interface Person {
  readonly user: TestUser
  /** The current one-time code, where the user has a secret for it. */
  readonly code: () => string | undefined
}

/** Where Okta's pages get their scripts and styles from. */
const staticHosts = /(^|\.)oktacdn\.com$/

/** Milliseconds for one step of a sign-in. */
const patienceMs = 30_000

const fields = {
  code: 'input[autocomplete="one-time-code"], input[name="credentials.passcode"]:not([type="password"])',
  password: 'input[type="password"]',
  identifier: 'input[autocomplete="username"], input[name="identifier"], input[name="username"]',
} as const

/** Cookies are the jar's affair, and lengths and encodings those of the wire. */
const dropped = /^(cookie|host|content-length|accept-encoding|connection)$/
const notPassedOn = /^(content-encoding|content-length|transfer-encoding|connection)$/

/** Answers the page's requests: the server's through the wire, static files by themselves, nothing else. */
const createRouter = ({ browser, url, redirectUri }: PageSignIn, ended: (error?: Error) => void) => {
  const { host } = new URL(url)
  return async (route: Route): Promise<void> => {
    const request = route.request()
    const target = request.url()
    if (target.split(/[?#]/)[0] === redirectUri) {
      await route.abort()
      ended()
      return
    }
    if (staticHosts.test(new URL(target).hostname) && request.method() === 'GET') return route.continue()
    if (new URL(target).host !== host) return route.abort()
    try {
      const headers = Object.fromEntries(Object.entries(request.headers()).filter(([name]) => !dropped.test(name)))
      const body = request.postData()
      const response = await browser.send(
        { method: request.method(), url: target, headers, ...(body !== null && { body }) },
        'sign-in',
      )
      const location = locationOf(response)
      if (location !== undefined && request.isNavigationRequest()) {
        if (location.split(/[?#]/)[0] === redirectUri) {
          await route.abort()
          ended()
          return
        }
        // Chromium would follow a redirect on its own, past the wire; a page that goes there comes back here.
        await route.fulfill({
          status: 200,
          contentType: 'text/html',
          body: html`<meta http-equiv="refresh" content="0;url=${location}">`,
        })
        return
      }
      const passedOn = response.headers.filter(([name]) => !notPassedOn.test(name))
      const joined: Record<string, string> = {}
      for (const [name, value] of passedOn)
        joined[name] = joined[name] === undefined ? value : `${joined[name]}\n${value}`
      await route.fulfill({ status: response.status, headers: joined, body: response.text })
    } catch (error) {
      if (error instanceof RuleBroken && error.stop === 'run') ended(error)
      await route.abort()
    }
  }
}

/** Fills what the page asks for, step by step, until the app is reached. */
const drive = async (page: Page, { user, code }: Person, isOver: () => boolean): Promise<void> => {
  const asked = new Set<string>()
  while (!isOver()) {
    const any = page.locator(Object.values(fields).join(', ')).and(page.locator(':visible')).first()
    await any.waitFor({ timeout: patienceMs })
    const visible = async (selector: string) => (await page.locator(selector).and(page.locator(':visible')).count()) > 0
    const fill = async (kind: keyof typeof fields, value: string | undefined): Promise<void> => {
      if (value === undefined) throw new Blocked(`the sign-in page asks for a ${kind} that the settings do not have`)
      if (asked.has(kind)) throw new Blocked(`the sign-in page asked for the ${kind} again`)
      asked.add(kind)
      await page.locator(fields[kind]).and(page.locator(':visible')).first().fill(value)
    }
    const field = await any.elementHandle({ timeout: patienceMs })
    if (await visible(fields.code)) await fill('code', code())
    else {
      if (await visible(fields.identifier)) await fill('identifier', user.login)
      if (await visible(fields.password)) await fill('password', user.password)
    }
    await page.keyboard.press('Enter')
    // The next step is another page, or another form in its place.
    await field?.waitForElementState('hidden', { timeout: patienceMs }).catch(() => undefined)
  }
}

/** Waits for somebody at the screen. */
const wait = async (page: Page, milliseconds: number): Promise<never> => {
  await page.waitForEvent('close', { timeout: milliseconds }).catch(() => undefined)
  throw new Blocked('nobody signed in')
}

/**
 * @param person signs in by script; a number: a person does so by hand within so many milliseconds
 * @throws Blocked if the page asks for what nobody here can answer
 * @throws RuleBroken if a safety rule ended the run meanwhile
 */
export const signInOnPage = async (parts: PageSignIn, person: Person | number): Promise<void> => {
  const chromium = await parts.chromium.start()
  const context = await chromium.newContext()
  const events = new EventEmitter()
  const ending = once(events, 'end')
  let over = false
  const ended = (error?: Error): void => {
    if (over) return
    over = true
    if (error) events.emit('error', error)
    else events.emit('end')
  }
  try {
    await context.route('**/*', createRouter(parts, ended))
    const page = await context.newPage()
    // The navigation to the app is cut, so it may end in an error.
    await page.goto(parts.url).catch(() => undefined)
    const driven = typeof person === 'number' ? wait(page, person) : drive(page, person, () => over)
    await Promise.race([ending, driven.catch((error: unknown) => explain(error, over))])
    await ending
  } finally {
    await context.close()
  }
}

/** What went wrong on the page, unless the end came first. */
const explain = (error: unknown, over: boolean): void => {
  if (over) return
  if (error instanceof Blocked) throw error
  throw new Blocked(`the sign-in page was not understood: ${(error as Error).message.split('\n')[0]}`)
}
