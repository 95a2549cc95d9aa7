// What Chromium is started with: nothing that Playwright switches off is left on, and no browser is a diagnosis.
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname } from 'node:path'
import { chromium } from 'playwright-core'
import t from 'tap'
import { chromiumArgs, lazyChromium, playwrightOf } from '../../../src/conformance/targets/chromium.js'

const require = createRequire(import.meta.url)

const featuresIn = (text: string): readonly string[] => (/--disable-features=(\S+)/.exec(text)?.[1] ?? '').split(',')

t.test('features that are off', async (t) => {
  // Something that is no browser, so that the error says what Playwright would have started.
  const failed = await chromium.launch({ executablePath: process.execPath }).then(
    () => '',
    ({ message }: Error) => message,
  )
  const theirs = featuresIn(failed)
  const ours = new Set(featuresIn(chromiumArgs.join(' ')))
  t.ok(theirs.includes('HttpsUpgrades'))
  t.strictSame(
    theirs.filter((feature) => !ours.has(feature)),
    [],
  )
})

t.test('no browser', async (t) => {
  const nowhere = lazyChromium({ headless: true, path: '/nowhere/chromium', what: 'a page' })
  const what = 'a page needs a browser: install Chromium, or name one in CHROMIUM_PATH'
  await t.rejects(nowhere.start(), { message: what })
  await nowhere.close()
})

t.test('the driver is the one that the project has, where the kit has none beside it', async (t) => {
  const project = t.testdir({
    node_modules: { 'playwright-core': t.fixture('symlink', dirname(require.resolve('playwright-core'))) },
  })
  const { chromium: theirs } = await playwrightOf(project)
  t.equal(theirs.name(), 'chromium')
  await t.rejects(playwrightOf(tmpdir()), { code: 'MODULE_NOT_FOUND' })
})
