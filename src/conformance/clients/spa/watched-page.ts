// A page of the app under the kit's eyes: where it wants to go, what it asks for, and when it has come to rest.
import { setTimeout as wait } from 'node:timers/promises'
import type { BrowserContext, Page, Request, Route } from 'playwright-core'
import { passOn } from './pass-on.js'
import type { SpaSettings } from './settings.js'

/** Milliseconds within which an app has to do what it is going to do. */
export const patience = 10_000

/** A browser of its own, with one page of the app. */
export interface WatchedPage {
  readonly context: BrowserContext
  readonly page: Page
  /** The next time the app sends its user to the org; it gets no further. Undefined: not within `patience`. */
  leaves(): Promise<Request | undefined>
  /** Waits until the page is loaded and nothing is under way any more; false: it never was within `patience`. */
  settles(): Promise<boolean>
  /** What the app's scripts asked the org for. */
  readonly asked: readonly Request[]
  /** What it asked others for, that is: neither the app's own host nor the org. */
  readonly elsewhere: readonly Request[]
  /** Every address that the page had. */
  readonly visited: readonly string[]
  /** A window that the app opened to sign in in, and that waits for the org's page. */
  takeWindow(): Route | undefined
}

const isTopLevel = (request: Request): boolean => {
  try {
    return request.frame().parentFrame() === null
  } catch {
    // The first request of a window that is only being opened.
    return true
  }
}

const isIn = (request: Request, page: Page): boolean => {
  try {
    return request.frame() === page.mainFrame()
  } catch {
    return false
  }
}

/** Connections that stay open say nothing about whether a page is busy. */
const lasting: ReadonlySet<string> = new Set(['eventsource', 'websocket', 'ping', 'media'])

/** Turns of the page's own event loop: a starved page is not taken for one that is at rest. */
const someTurns = `new Promise((resolve) => {
  let turns = 4
  const turn = () => (turns-- === 0 ? resolve() : setTimeout(turn, 20))
  turn()
})`

/** @param issuer navigations there are stopped; scripts may ask it what they like */
export const watchPage = async (
  context: BrowserContext,
  { issuer, callback, relay }: Pick<SpaSettings, 'issuer' | 'callback' | 'relay'>,
): Promise<WatchedPage> => {
  const org = new URL(issuer).origin
  const own = new URL(callback).host
  const asked: Request[] = []
  const elsewhere: Request[] = []
  const visited: string[] = []
  const underWay = new Set<Request>()
  let happened = 0
  /** Ends the wait of whoever waits for the next thing to happen. */
  let tell = (): void => {}
  const note = (): void => {
    happened += 1
    tell()
  }
  let restedAfter = -1
  let waiting: Route | undefined

  const page = await context.newPage()
  page.setDefaultTimeout(patience)
  const isLeaving = (request: Request): boolean =>
    request.isNavigationRequest() && new URL(request.url()).origin === org && isTopLevel(request)

  await context.route(
    ({ origin }) => origin === org,
    async (route, request) => {
      if (!isLeaving(request)) {
        return relay && !request.isNavigationRequest() ? passOn(route, request, relay) : route.continue()
      }
      if (isIn(request, page)) return route.fulfill({ status: 204 })
      waiting = route
    },
  )
  context.on('request', (request) => {
    note()
    const { protocol, origin, host } = new URL(request.url())
    if (!protocol.startsWith('http')) return
    if (origin !== org && host !== own) elsewhere.push(request)
    if (origin === org && !request.isNavigationRequest()) asked.push(request)
    if (!isLeaving(request) && !lasting.has(request.resourceType())) underWay.add(request)
  })
  // A body that nobody reads never ends: the head of an answer is enough.
  context.on('response', (response) => {
    underWay.delete(response.request())
    note()
  })
  context.on('requestfailed', (request) => {
    underWay.delete(request)
    note()
  })
  page.on('framenavigated', (frame) => {
    note()
    if (frame === page.mainFrame() && frame.url() !== 'about:blank') visited.push(frame.url())
  })

  /** Whatever happens ends the wait: the page is not at rest then. */
  const atRest = async (until: number): Promise<boolean> => {
    const disturbed = new Promise<false>((resolve) => {
      tell = () => resolve(false)
    })
    const late = wait(until - performance.now(), false, { ref: false })
    if (underWay.size > 0) return Promise.race([disturbed, late])
    const rested = page
      .waitForLoadState('load', { timeout: patience })
      .then(() => page.evaluate(someTurns))
      .then(
        () => true,
        // The page went elsewhere meanwhile.
        () => wait(10, false),
      )
    return Promise.race([rested, disturbed, late])
  }

  return {
    context,
    page,
    asked,
    elsewhere,
    visited,
    leaves: () => context.waitForEvent('request', { predicate: isLeaving, timeout: patience }).catch(() => undefined),
    settles: async () => {
      const until = performance.now() + patience
      while (performance.now() < until && !page.isClosed()) {
        if (restedAfter === happened) return true
        const before = happened
        if (await atRest(until)) restedAfter = before
      }
      return false
    },
    takeWindow: () => {
      const taken = waiting
      waiting = undefined
      return taken
    },
  }
}
