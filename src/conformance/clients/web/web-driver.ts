// A web app by URL, driven by plain HTTP: a cookie jar, every redirect by hand.
import { Cookie, CookieJar } from 'tough-cookie'
import type { Pairs } from '../../client-checks/client-check.js'
import { Blocked } from '../../outcome.js'
import { createBrowser } from '../../toolkit/browser.js'
import { locationOf } from '../../toolkit/read-answer.js'
import type { WireResponse } from '../../wire/exchange.js'
import { Unreachable, type Wire } from '../../wire/wire.js'
import type { Agent, Delivered, Delivery, Driver, Kept, Outcome } from '../driver.js'
import { together } from '../run-login.js'
import { type ProbeSettings, readProbe } from './probe.js'
import { createProbePlaces, type ProbePlaces } from './probe-places.js'

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
  /** Something that makes the app use its refresh token. */
  readonly refresh?: string
  /** Something that makes the app call the org's API. */
  readonly api?: string
  /** The query parameter of `start` that says where to go after the login. */
  readonly returnTo?: string
  /** Whether it asks for userinfo. */
  readonly userinfo?: boolean
  readonly confidential?: boolean
  /** The other issuer that it is configured with. */
  readonly second?: {
    readonly callback: string
    /** Where a login there starts, and at whose URL; undefined where nobody signs in there. */
    readonly login?: { readonly start: string; readonly issuer: string }
  }
  /** What it was told to ask for. */
  readonly scopes?: readonly string[]
  readonly givesUpAfterMs?: number
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

/** What stands between is not the app. @throws Blocked */
const requireNoProxy = ({ status, request: { url } }: WireResponse): void => {
  if (status === 407)
    throw new Blocked(`${url} answers 407: a proxy wants credentials, and the kit has to reach the app without one`)
}

/** Hands the answer over as a browser would. A fragment stays in the browser: the app's server gets a bare request. */
const send = (browser: ReturnType<typeof createBrowser>, { redirectUri, channel, params }: Delivery) => {
  const form = new URLSearchParams()
  for (const [name, value] of params) form.append(name, value)
  if (channel === 'form_post') return browser.post(redirectUri, form)
  if (channel === 'query') return browser.get(`${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${form}`)
  return browser.get(redirectUri)
}

/** A browser that was handed these cookies. */
const jarOf = async (cookies: Kept['cookies'], url: string): Promise<CookieJar> => {
  const jar = new CookieJar()
  for (const { name, value } of cookies) await jar.setCookie(new Cookie({ key: name, value }), url)
  return jar
}

/** Where a chain of redirects ended. `away` leads off the app: to the org, or to somebody else. */
interface Followed {
  readonly shown: WireResponse
  readonly away?: string
}

const openAgent = (settings: WebSettings, wire: Wire, places: ProbePlaces): Agent => {
  const { start, issuer, second } = settings
  const jar = new CookieJar()
  const browser = createBrowser(wire, jar)
  const visited: string[] = []
  /** A redirect leaves nothing behind in the address bar. */
  const history: string[] = []

  /** Follows redirects until one leads off the app, or a page is shown. */
  const follow = async (first: WireResponse): Promise<Followed> => {
    let shown = first
    requireNoProxy(first)
    for (let hop = 0; hop < mostHops; hop += 1) {
      visited.push(shown.request.url)
      const location = locationOf(shown)
      if (location === undefined) {
        history.push(shown.request.url)
        return { shown }
      }
      const isApps = isAt(location, settings.callback) || isAt(location, start)
      const isOrgs = isAt(location, issuer) || (second?.login !== undefined && isAt(location, second.login.issuer))
      if (isOrgs || !isApps) {
        visited.push(location)
        if (!isOrgs) history.push(location)
        return { shown, away: location }
      }
      shown = await browser.get(location)
    }
    throw new Blocked(`the app redirects in circles: ${mostHops} hops from ${first.request.url}`)
  }

  /** What the app did with a request that is not the start of a login. */
  const take = async (what: string, send: () => Promise<WireResponse>): Promise<Delivered> => {
    const from = visited.length
    try {
      const { shown, away } = await follow(await send())
      const end = away === undefined ? `${shown.status} at ${shown.request.url}` : `a redirect to ${away}`
      const receipt = `the app took ${what} and ended with ${end}`
      const isPage = away === undefined && (shown.header('content-type') ?? '').includes('html')
      return {
        receipt,
        visited: visited.slice(from),
        ...(isPage && { page: shown.text }),
        ...(shown.status >= 500 && { outcome: { kind: 'undecided', what: `the app answered ${shown.status}` } }),
      }
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error
      const said = `the app gave no answer: ${error.message}`
      return { receipt: said, visited: visited.slice(from), outcome: { kind: 'undecided', what: said } }
    }
  }

  let wasAnswered = false
  const probe = (by = browser): Promise<Outcome> =>
    places.ask(async (url) => {
      const answer = await by.get(url)
      requireNoProxy(answer)
      return readProbe(answer, settings.probe)
    }, wasAnswered)

  return {
    start: async ({ returnTo, issuer: which } = {}) => {
      const from = which === 'second' ? second?.login : { start, issuer }
      if (from === undefined) throw new Blocked('nothing says where a login at the second issuer starts')
      const url =
        returnTo !== undefined && settings.returnTo !== undefined
          ? withQuery(from.start, settings.returnTo, returnTo)
          : from.start
      const { shown, away } = await follow(await browser.get(url))
      if (away !== undefined && isAt(away, from.issuer)) return readStart(away)
      throw new Blocked(
        away === undefined
          ? `${url} answers ${shown.status} and does not redirect to ${from.issuer}: start must be where a login begins (kind: spa, if a script begins it)`
          : `${url} redirects to ${new URL(away).origin}, not to ${from.issuer}: the app has another issuer`,
      )
    },
    deliver: (delivery) => {
      wasAnswered = true
      return take('the answer', () => send(browser, delivery))
    },
    visit: (url) => take(url, () => browser.get(url)),
    probe: () => probe(),
    probeWith: async (cookies) => probe(createBrowser(wire, await jarOf(cookies, settings.probe.url))),
    ...(settings.refresh !== undefined && {
      refresh: async () => {
        const { outcome } = await take('the wish to refresh', () => browser.get(settings.refresh ?? ''))
        return together(outcome, await probe())
      },
    }),
    ...(settings.api !== undefined && {
      callApi: async () => {
        await take('the wish to call the API', () => browser.get(settings.api ?? ''))
      },
    }),
    ...(settings.logout !== undefined && {
      logout: async () => {
        const { away } = await follow(await browser.get(settings.logout ?? ''))
        return away === undefined ? undefined : readStart(away)
      },
    }),
    kept: async () => ({
      cookies: (await jar.getCookies(settings.probe.url)).map(({ key, value, httpOnly, secure, sameSite }) => ({
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
export const createWebDriver = (settings: WebSettings, wire: Wire): Driver => {
  const places = createProbePlaces(settings.probe.url, settings.probe.others)
  return {
    surface: 'web',
    name: settings.name,
    redirectUris: [...new Set([settings.callback, settings.second?.callback ?? settings.callback])],
    clientId: settings.clientId,
    facts: {
      confidential: settings.confidential ?? true,
      issuers: settings.second ? 2 : 1,
      sharesRedirectUri: settings.second?.callback === settings.callback,
      ...(settings.scopes && { scopes: settings.scopes }),
      ...(settings.givesUpAfterMs !== undefined && { givesUpAfterMs: settings.givesUpAfterMs }),
    },
    abilities: new Set([
      'cookies' as const,
      ...(settings.refresh === undefined ? [] : (['refresh'] as const)),
      ...(settings.logout === undefined ? [] : (['logout'] as const)),
      ...(settings.returnTo === undefined ? [] : (['return-to'] as const)),
      ...(settings.second?.login === undefined ? [] : (['second-issuer'] as const)),
      ...(settings.userinfo === true ? (['userinfo'] as const) : []),
    ]),
    open: async () => openAgent(settings, wire, places),
    probedAt: () => places.at(),
    close: async () => {},
  }
}
