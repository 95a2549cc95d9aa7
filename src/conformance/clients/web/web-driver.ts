// A web app by URL, driven by plain HTTP: a cookie jar, every redirect by hand.
import { CookieJar } from 'tough-cookie'
import type { Pairs } from '../../client-checks/client-check.js'
import { Blocked } from '../../outcome.js'
import { createBrowser } from '../../toolkit/browser.js'
import { locationOf } from '../../toolkit/read-answer.js'
import type { WireResponse } from '../../wire/exchange.js'
import { Unreachable, type Wire } from '../../wire/wire.js'
import type { Agent, Delivered, Delivery, Driver, Outcome } from '../driver.js'
import { type ProbeSettings, readProbe } from './probe.js'

/** What the kit is told about a web app. */
export interface WebSettings {
  readonly name: string
  /** Where a login starts. */
  readonly start: string
  /** Where the org sends the person back to. */
  readonly callback: string
  readonly clientId: string
  readonly issuer: string
  readonly probe: ProbeSettings
  /** Where the app ends a session, if it does. */
  readonly logout?: string
  /** The query parameter of `start` that says where to go after the login. */
  readonly returnTo?: string
  /** Whether it asks for userinfo. */
  readonly userinfo?: boolean
  readonly confidential?: boolean
  readonly issuers?: number
}

/** More than any login needs. */
const mostHops = 20

const withQuery = (url: string, name: string, value: string): string => {
  const changed = new URL(url)
  changed.searchParams.set(name, value)
  return changed.href
}

const isAt = (url: string, issuer: string): boolean => new URL(url).host === new URL(issuer).host

const readStart = (url: string) => {
  const params: Pairs = [...new URL(url).searchParams]
  return { url, params, sealed: params.some(([name]) => name === 'request' || name === 'request_uri') }
}

/** Hands the answer over as a browser would. A fragment stays in the browser: the app's server gets a bare request. */
const send = (browser: ReturnType<typeof createBrowser>, { redirectUri, channel, params }: Delivery) => {
  const form = new URLSearchParams()
  for (const [name, value] of params) form.append(name, value)
  if (channel === 'form_post') return browser.post(redirectUri, form)
  if (channel === 'query') return browser.get(`${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${form}`)
  return browser.get(redirectUri)
}

const openAgent = (settings: WebSettings, wire: Wire): Agent => {
  const jar = new CookieJar()
  const browser = createBrowser(wire, jar)
  const history: string[] = []

  /** Follows redirects until one leads to the org, or a page is shown. */
  const follow = async (first: WireResponse): Promise<{ readonly shown: WireResponse; readonly away?: string }> => {
    let shown = first
    for (let hop = 0; hop < mostHops; hop += 1) {
      history.push(shown.request.url)
      const location = locationOf(shown)
      if (location === undefined) return { shown }
      if (isAt(location, settings.issuer)) return { shown, away: location }
      if (!isAt(location, settings.callback) && !isAt(location, settings.start)) return { shown, away: location }
      shown = await browser.get(location)
    }
    throw new Blocked(`the app redirects in circles: ${mostHops} hops from ${first.request.url}`)
  }

  const probe = async (): Promise<Outcome> => {
    const shown = await browser.get(settings.probe.url)
    if (shown.status === 407) throw new Blocked(`${settings.probe.url} answers 407: a proxy wants credentials`)
    return readProbe(shown, settings.probe)
  }

  return {
    start: async ({ returnTo } = {}) => {
      const url =
        returnTo !== undefined && settings.returnTo !== undefined
          ? withQuery(settings.start, settings.returnTo, returnTo)
          : settings.start
      const { shown, away } = await follow(await browser.get(url))
      if (away !== undefined && isAt(away, settings.issuer)) return readStart(away)
      throw new Blocked(
        away === undefined
          ? `${url} answers ${shown.status} and does not redirect to ${settings.issuer}`
          : `${url} redirects to ${new URL(away).origin}, not to ${settings.issuer}: the app has another issuer`,
      )
    },
    deliver: async (delivery): Promise<Delivered> => {
      try {
        const { shown, away } = await follow(await send(browser, delivery))
        const end = away === undefined ? `${shown.status} at ${shown.request.url}` : `a redirect to ${away}`
        const receipt = `the app took the answer and ended with ${end}`
        const crashed = shown.status >= 500
        const visited = away === undefined ? [...history] : [...history, away]
        return crashed
          ? { receipt, visited, outcome: { kind: 'undecided', what: `the app answered ${shown.status}` } }
          : { receipt, visited }
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error
        const what = `the app gave no answer: ${error.message}`
        return { receipt: what, visited: [...history], outcome: { kind: 'undecided', what } }
      }
    },
    probe,
    ...(settings.logout !== undefined && {
      logout: async () => {
        const { away } = await follow(await browser.get(settings.logout ?? ''))
        return away === undefined ? undefined : readStart(away)
      },
    }),
    kept: async () => ({
      cookies: (await jar.getCookies(settings.callback)).map(({ key, value, httpOnly, secure, sameSite }) => ({
        name: key,
        value,
        httpOnly,
        secure,
        sameSite,
      })),
      history: [...history],
      thirdParty: [],
    }),
    close: async () => {},
  }
}

/** @param wire everything goes through it */
export const createWebDriver = (settings: WebSettings, wire: Wire): Driver => ({
  surface: 'web',
  name: settings.name,
  redirectUris: [settings.callback],
  clientId: settings.clientId,
  facts: { confidential: settings.confidential ?? true, issuers: settings.issuers ?? 1 },
  abilities: new Set([
    ...(settings.logout === undefined ? [] : (['logout'] as const)),
    ...(settings.returnTo === undefined ? [] : (['return-to'] as const)),
    ...(settings.userinfo === true ? (['userinfo'] as const) : []),
  ]),
  open: async () => openAgent(settings, wire),
  close: async () => {},
})
