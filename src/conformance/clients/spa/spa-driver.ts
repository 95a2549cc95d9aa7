// A single-page app, driven in Chromium: one browser for a run, a context of its own for each agent.
import type { Browser, BrowserContext } from 'playwright-core'
import type { Pairs } from '../../client-checks/client-check.js'
import { Blocked } from '../../outcome.js'
import type { LazyChromium } from '../../targets/chromium.js'
import type { Agent, AuthorizationStart, Delivered, Driver, DriverAbility, Kept } from '../driver.js'
import { goTo, handOver, sendMessage } from './hand-over.js'
import type { SpaSettings } from './settings.js'
import { patience, type WatchedPage, watchPage } from './watched-page.js'
import { whoIsSignedIn } from './who.js'

/** More than any login needs. */
const mostPages = 20

const withQuery = (url: string, name: string, value: string): string => {
  const changed = new URL(url)
  changed.searchParams.set(name, value)
  return changed.href
}

const readStart = (url: string): AuthorizationStart => {
  const params: Pairs = [...new URL(url).searchParams]
  return { url, params, sealed: params.some(([name]) => name === 'request' || name === 'request_uri') }
}

/** A browser's error in one line, without the name of the call. */
const firstLine = (error: unknown): string => {
  const [line = ''] = (error instanceof Error ? error.message : '').split('\n')
  const said = line.replace(/^[\w.]+: /, '')
  return said.includes('ERR_CONNECTION_REFUSED') ? `${said}: is it running?` : said
}

/** The session history up to the page that is shown: what a person finds behind the back button. */
const readHistory = async ({ context, page }: WatchedPage): Promise<readonly string[]> => {
  const session = await context.newCDPSession(page)
  const { currentIndex, entries } = await session.send('Page.getNavigationHistory')
  await session.detach()
  return entries.slice(0, currentIndex + 1).map(({ url }) => url)
}

const storageScript = `[localStorage, sessionStorage].flatMap((storage) => Object.entries(storage))`

const readKept = async (watched: WatchedPage): Promise<Kept> => {
  const cookies = await watched.context.cookies()
  const storage = await watched.page.evaluate<[string, string][]>(storageScript).catch(() => [])
  return {
    cookies: cookies.map(({ name, value, httpOnly, secure, sameSite }) => ({
      name,
      value,
      httpOnly,
      secure,
      sameSite,
    })),
    history: await readHistory(watched),
    thirdParty: await Promise.all(
      watched.elsewhere.map(async (request) => ({ url: request.url(), referer: (await request.allHeaders()).referer })),
    ),
    storage: storage.map(([name, value]) => ({ name, value })),
  }
}

const openAgent = async (context: BrowserContext, settings: SpaSettings): Promise<Agent> => {
  const watched = await watchPage(context, settings)
  const { page } = watched

  const open = (url: string): Promise<void> =>
    goTo(watched, url).catch((error: unknown) => {
      throw new Blocked(`${url} does not open: ${firstLine(error)}`)
    })

  const probe = () =>
    whoIsSignedIn(watched, settings).catch((error: unknown) => {
      throw new Blocked(`nobody can tell who is signed in: ${firstLine(error)}`)
    })

  /** Does something and says what the browser saw of it. */
  const delivered = async (act: () => Promise<void>): Promise<Delivered> => {
    const from = watched.visited.length
    let failure: string | undefined
    try {
      await act()
    } catch (error) {
      failure = firstLine(error)
    }
    const settled = await watched.settles()
    const visited = watched.visited.slice(from)
    const end = new URL(page.url()).pathname
    if (failure !== undefined) {
      const what = `the app did not take the answer: ${failure}`
      return { receipt: what, visited, outcome: { kind: 'undecided', what } }
    }
    const receipt = settled ? `the app took the answer and ended at ${end}` : `the app is still busy at ${end}`
    return { receipt, visited, page: await page.content() }
  }

  return {
    start: async ({ returnTo } = {}) => {
      const url =
        returnTo !== undefined && settings.returnTo !== undefined
          ? withQuery(settings.start, settings.returnTo, returnTo)
          : settings.start
      const from = watched.visited.length
      const [left] = await Promise.all([watched.leaves(), open(url)])
      if (left !== undefined) return readStart(left.url())
      const pages = watched.visited.length - from
      throw new Blocked(
        pages > mostPages
          ? `the app goes round in circles: ${pages} pages from ${url} and none of ${settings.issuer}`
          : `${url} does not send its user to ${settings.issuer} within ${patience / 1000} seconds: start must be where a login begins`,
      )
    },
    deliver: (delivery) => delivered(() => handOver(watched, settings.issuer, delivery)),
    visit: (url) => delivered(() => goTo(watched, url)),
    message: (origin, params) => delivered(() => sendMessage(watched, origin, params)),
    hasSent: (value) =>
      watched.asked.some((request) =>
        `${request.url()}\n${request.postData() ?? ''}`.includes(encodeURIComponent(value)),
      ),
    probe,
    ...(settings.refresh !== undefined && {
      refresh: async () => {
        await open(settings.refresh ?? '')
        return probe()
      },
    }),
    ...(settings.api !== undefined && {
      callApi: async () => {
        await open(settings.api ?? '')
        await watched.settles()
      },
    }),
    ...(settings.logout !== undefined && {
      logout: async () => {
        const leaving = watched.leaves()
        await open(settings.logout ?? '')
        const left = await Promise.race([leaving, watched.settles().then(() => undefined)])
        return left === undefined ? undefined : readStart(left.url())
      },
    }),
    kept: () => readKept(watched),
    close: () => context.close(),
  }
}

const abilitiesOf = ({ logout, refresh, returnTo, userinfo }: SpaSettings): ReadonlySet<DriverAbility> =>
  new Set<DriverAbility>([
    ...(logout === undefined ? [] : (['logout'] as const)),
    ...(refresh === undefined ? [] : (['refresh'] as const)),
    ...(returnTo === undefined ? [] : (['return-to'] as const)),
    ...(userinfo === true ? (['userinfo'] as const) : []),
  ])

const start = async (chromium: LazyChromium): Promise<Browser> => {
  try {
    return await chromium.start()
  } catch (error) {
    if (error instanceof Blocked) throw error
    throw new Blocked(`Chromium does not start: ${firstLine(error)}`)
  }
}

/** @throws Blocked with what to install where there is no browser */
export const createSpaDriver = async (settings: SpaSettings, chromium: LazyChromium): Promise<Driver> => {
  const browser = await start(chromium)
  return {
    surface: 'spa',
    name: settings.name,
    redirectUris: [settings.callback],
    clientId: settings.clientId,
    facts: { confidential: false, issuers: settings.issuers ?? 1 },
    abilities: abilitiesOf(settings),
    open: async () =>
      openAgent(
        await browser.newContext({
          ignoreHTTPSErrors: settings.ignoreCertificates ?? false,
          viewport: { width: 640, height: 480 },
        }),
        settings,
      ),
    close: () => chromium.close(),
  }
}
