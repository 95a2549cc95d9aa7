// Chromium by playwright-core, an optional peer: loaded and started only where a page needs a real browser.
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { Blocked } from '../outcome.js'

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** A browser that is started when it is first asked for. */
export interface LazyChromium {
  /** @throws Blocked with what to install */
  start(): Promise<Browser>
  close(): Promise<void>
}

interface Options {
  /** CHROMIUM_PATH; default: where systems keep it. */
  readonly path?: string
  readonly headless: boolean
  /** What needs it, for the diagnosis. */
  readonly what?: string
}

type Playwright = Pick<typeof import('playwright-core'), 'chromium'>

/** What a project has installed. @throws if it has not */
export const playwrightOf = async (directory: string): Promise<Playwright> => {
  const place = createRequire(join(directory, 'package.json')).resolve('playwright-core')
  const { default: playwright } = (await import(pathToFileURL(place).href)) as { readonly default: Playwright }
  return playwright
}

/** npx keeps the kit in a folder of its own, far from what the project installed. */
const load = (what: string): Promise<Playwright> =>
  import('playwright-core')
    .catch(() => playwrightOf(process.cwd()))
    .catch(() => {
      throw new Blocked(`${what} needs a browser: npm install playwright-core`)
    })

/**
 * What Playwright switches off: a second `--disable-features` takes the place of its own, so that all of it stands here.
 * The last three are half of what a window costs: pages of an address bar that nobody sees, and a process in reserve.
 */
const disabledFeatures = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'msForceBrowserSignIn',
  'msEdgeUpdateLaunchServicesPreferredVersion',
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'SpareRendererForSitePerProcess',
]

/** Chromium without what no client is judged by: calls home, and parts of its window. */
export const chromiumArgs: readonly string[] = [
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${disabledFeatures.join(',')}`,
]

export const lazyChromium = ({
  path = usual.find((place) => existsSync(place)),
  headless,
  what = 'the sign-in page',
}: Options): LazyChromium => {
  let started: Promise<Browser> | undefined
  const launch = async (): Promise<Browser> => {
    const { chromium } = await load(what)
    if (path === undefined || !existsSync(path))
      throw new Blocked(`${what} needs a browser: install Chromium, or name one in CHROMIUM_PATH`)
    // As root Chromium refuses its own sandbox.
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    return chromium.launch({ executablePath: path, headless, args: [...chromiumArgs, ...asRoot] })
  }
  return {
    start: () => {
      started ??= launch()
      return started
    },
    close: async () => {
      const browser = await started?.catch(() => undefined)
      await browser?.close()
    },
  }
}
