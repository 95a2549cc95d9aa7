// Brings an answer to the app the way a browser does: by address, by a form that sends itself, by a window's message.
import { html } from 'ghtml'
import type { Page } from 'playwright-core'
import type { Pairs } from '../../client-checks/client-check.js'
import type { Delivery } from '../driver.js'
import type { WatchedPage } from './watched-page.js'

const encoded = (params: Pairs): string => {
  const form = new URLSearchParams()
  for (const [name, value] of params) form.append(name, value)
  return form.toString()
}

const withoutFragment = (url: string): string => url.split('#')[0] ?? url

/** An address that differs from the page's own in nothing but the fragment would load nothing. */
export const goTo = async ({ page }: WatchedPage, url: string): Promise<void> => {
  if (withoutFragment(page.url()) === withoutFragment(url)) await page.goto('about:blank')
  // The app may be under way elsewhere before its own page has come.
  await page.goto(url, { waitUntil: 'commit' }).catch((error: Error) => {
    if (!/ERR_ABORTED|interrupted by another navigation/.test(error.message)) throw error
  })
}

const formPage = (action: string, params: Pairs): string =>
  html`<!doctype html>
<form method="post" action="${action}">
!${params.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
</form>
<script>document.forms[0].submit()</script>`

const literal = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c')

/** As Okta's page does it. */
const messagePage = (params: Pairs): string => `<!doctype html>
<script>
  const receiver = window.parent === window ? window.opener : window.parent
  receiver?.postMessage(${literal(Object.fromEntries(params))}, '*')
</script>`

const page = (body: string) => ({ contentType: 'text/html', body })

const postForm = async ({ page: shown }: WatchedPage, issuer: string, { redirectUri, params }: Delivery) => {
  const place = `${new URL(issuer).origin}/oauth2/v1/authorize/form_post`
  await shown.route(place, (route) => route.fulfill(page(formPage(redirectUri, params))), { times: 1 })
  const arrived = shown.waitForRequest((request) => request.method() === 'POST' && request.isNavigationRequest())
  await shown.goto(place, { waitUntil: 'commit' })
  await arrived
}

/** A window of this origin sends the app's window a message. */
export const sendMessage = async ({ page: shown, context }: WatchedPage, origin: string, params: Pairs) => {
  const place = `${origin}/message`
  await context.route(place, (route) => route.fulfill(page(messagePage(params))), { times: 1 })
  const opened = context.waitForEvent('page')
  await shown.evaluate(`void window.open(${literal(place)})`)
  const sender = await opened
  await sender.waitForLoadState('load')
  await sender.close()
}

/** Into the window that the app opened to sign in in, or else from one that nobody asked for. */
const deliverMessage = async (watched: WatchedPage, issuer: string, { params }: Delivery): Promise<void> => {
  const { page: shown, context } = watched
  const org = new URL(issuer).origin
  const window = watched.takeWindow()
  if (window === undefined) return sendMessage(watched, org, params)
  const theirs = (one: Page): boolean => one !== shown
  const opened = Promise.resolve(context.pages().find(theirs) ?? context.waitForEvent('page', { predicate: theirs }))
  // The app may close its window as soon as it has the message.
  const loaded = opened.then((sender) => sender.waitForURL(({ origin }) => origin === org)).catch(() => {})
  await window.fulfill(page(messagePage(params)))
  await loaded
}

export const handOver = async (watched: WatchedPage, issuer: string, delivery: Delivery): Promise<void> => {
  const { redirectUri, channel, params } = delivery
  switch (channel) {
    case 'query':
      return goTo(watched, `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${encoded(params)}`)
    case 'fragment':
      return goTo(watched, `${redirectUri}#${encoded(params)}`)
    case 'form_post':
      return postForm(watched, issuer, delivery)
    case 'okta_post_message':
      return deliverMessage(watched, issuer, delivery)
  }
}
