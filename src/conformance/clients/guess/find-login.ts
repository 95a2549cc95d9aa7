// Where an app's logins start and end, found out by asking it: the usual paths, and the links of its first page.
import { parse } from 'node-html-parser'
import { Blocked } from '../../outcome.js'
import { createBrowser } from '../../toolkit/browser.js'
import { locationOf } from '../../toolkit/read-answer.js'
import { Unreachable, type Wire } from '../../wire/wire.js'

/** What the app was seen to do. */
export interface FoundLogin {
  readonly start: string
  /** The redirect URI that it sends. */
  readonly callback: string
  readonly clientId: string
}

/** Paths on which frameworks and SDKs start a login by GET. */
const usualPaths = [
  // @okta/oidc-middleware, express-openid-connect, Flask and Go samples.
  '/login',
  '/signin',
  '/auth/login',
  // Spring Security with Okta's starter.
  '/oauth2/authorization/okta',
  // Guides for passport, OmniAuth and SvelteKit.
  '/auth/okta',
  '/login/okta',
  '/auth/signin',
  '/auth',
  '/api/auth/login',
  '/api/login',
  // ASP.NET samples, mozilla-django-oidc.
  '/account/login',
  '/account/signin',
  '/oidc/authenticate/',
] as const

/** More than any login needs. */
const mostHops = 20
const mostLinks = 5

/** Where one path leads. */
type Led =
  | { readonly to: 'org'; readonly url: string }
  | { readonly to: 'nowhere'; readonly why: string; readonly page: string }

const linksIn = (page: string, base: string): readonly string[] => {
  const hrefs = parse(page)
    .querySelectorAll('a[href]')
    .flatMap((link) => link.getAttribute('href') ?? [])
  const own = hrefs.filter((href) => URL.canParse(href, base) && new URL(href, base).origin === new URL(base).origin)
  const likely = own
    .map((href) => new URL(href, base))
    .filter(({ pathname }) => /log-?in|sign-?in|auth/i.test(pathname))
  return [...new Set(likely.map(({ href }) => href))].slice(0, mostLinks)
}

/** A form on a page that starts the login: one that a browser fills, and the kit does not. */
const postsTo = (page: string): string | undefined =>
  parse(page)
    .querySelectorAll('form')
    .find(
      (form) =>
        /post/i.test(form.getAttribute('method') ?? '') &&
        /sign-?in|log-?in|auth/i.test(form.getAttribute('action') ?? ''),
    )
    ?.getAttribute('action')

/** Follows one start inside the app, with a browser of its own. */
const lead = async (from: string, app: string, issuer: string, wire: Wire): Promise<Led> => {
  const browser = createBrowser(wire)
  let url = from
  for (let hop = 0; hop < mostHops; hop += 1) {
    const shown = await browser.get(url)
    const location = locationOf(shown)
    if (location === undefined) {
      const form = postsTo(shown.text)
      const why = form === undefined ? `${shown.status}` : `${shown.status}, with a form that posts to ${form}`
      return { to: 'nowhere', why, page: shown.text }
    }
    const { host, origin } = new URL(location)
    if (host === new URL(issuer).host) return { to: 'org', url: location }
    if (host !== new URL(app).host) return { to: 'nowhere', why: `redirects to ${origin}`, page: '' }
    url = location
  }
  return { to: 'nowhere', why: `redirects in circles, ${mostHops} times`, page: '' }
}

const readStart = (start: string, url: string): FoundLogin => {
  const { searchParams } = new URL(url)
  const [callback, clientId] = [searchParams.get('redirect_uri'), searchParams.get('client_id')]
  if (callback !== null && clientId !== null && URL.canParse(callback)) return { start, callback, clientId }
  throw new Blocked(
    `${start} starts a login whose parameters the browser does not see (pushed or signed): say callback and client_id in a file`,
  )
}

/**
 * Asks the app, the address itself and the links of its page first.
 *
 * @throws Blocked with everything that was tried, where nothing leads to the issuer; Unreachable
 */
export const findLogin = async (address: string, issuer: string, wire: Wire): Promise<FoundLogin> => {
  const tried = new Map<string, string>()
  /** What a browser at that address is led to; undefined where it was there before. */
  const tryAt = async (start: string): Promise<Led | undefined> => {
    if (tried.has(start)) return undefined
    const led = await lead(start, address, issuer, wire)
    if (led.to === 'nowhere') tried.set(start, led.why)
    return led
  }
  const first = await tryAt(new URL(address).href)
  if (first?.to === 'org') return readStart(address, first.url)
  const links = first ? linksIn(first.page, address) : []
  const usual = usualPaths.map((path) => new URL(path, address).href)
  for (const start of [...links, ...usual]) {
    try {
      const led = await tryAt(start)
      if (led?.to === 'org') return readStart(start, led.url)
    } catch (error) {
      // One path that hangs or breaks the connection says nothing about the next.
      if (!(error instanceof Unreachable)) throw error
      tried.set(start, 'no answer')
    }
  }
  const told = [...tried].map(([start, why]) => `${new URL(start).pathname} (${why})`).join(', ')
  const has = (pattern: RegExp): string | undefined => [...tried].find(([, why]) => pattern.test(why))?.[0]
  const broken = has(/^(400|5\d\d)/)
  const advice = has(/^redirects to /)
    ? `the app has another issuer: start it with --exec, or configure it with ${issuer}`
    : broken !== undefined
      ? `if ${new URL(broken).pathname} starts a login, the app’s log says why it does not: is ${issuer} its issuer?`
      : 'say in a file where a login starts: client: { kind: web, start: …, callback: … }'
  throw new Blocked(`nothing at ${address} leads to ${issuer}, of ${told}; ${advice}`)
}
