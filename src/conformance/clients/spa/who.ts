// Who is signed in to a single-page app: what its page shows, or a URL that is fetched with the page's cookies.
import type { Outcome } from '../driver.js'
import { type ProbeSettings, readProbe } from '../web/probe.js'
import { goTo } from './hand-over.js'
import type { SelectorProbe, SpaSettings } from './settings.js'
import type { WatchedPage } from './watched-page.js'

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const fetched = async ({ context }: WatchedPage, probe: ProbeSettings): Promise<Outcome> => {
  const answer = await context.request.get(probe.url, { maxRedirects: 0 })
  const text = await answer.text()
  return readProbe({ status: answer.status(), text, json: parsed(text) }, probe)
}

const busy: Outcome = { kind: 'undecided', what: 'the page is still busy after 10 seconds' }

const shown = async (watched: WatchedPage, { selector, signedOut }: SelectorProbe): Promise<Outcome> => {
  if (!(await watched.settles())) return busy
  const text = async (css: string): Promise<string | undefined> => {
    const found = watched.page.locator(css).first()
    return (await found.isVisible()) ? ((await found.textContent()) ?? '').trim() : undefined
  }
  const user = await text(selector)
  if (user !== undefined && user !== '') return { kind: 'signed-in', user }
  if (signedOut === undefined || (await text(signedOut)) !== undefined) return { kind: 'rejected' }
  return {
    kind: 'undecided',
    what: `neither ${selector} nor ${signedOut} is on ${new URL(watched.page.url()).pathname}`,
  }
}

/** First the page as it is: an app that keeps its tokens in memory loses them with it. */
export const whoIsSignedIn = async (watched: WatchedPage, { probe, callback }: SpaSettings): Promise<Outcome> => {
  if ('url' in probe) {
    if (!(await watched.settles())) return busy
    return fetched(watched, probe)
  }
  const isOpen = watched.page.url().startsWith('http')
  const here: Outcome = isOpen ? await shown(watched, probe) : { kind: 'rejected' }
  if (here.kind === 'signed-in' || here === busy) return here
  await goTo(watched, probe.page ?? `${new URL(callback).origin}/`)
  return shown(watched, probe)
}
