// A browser without a window: cookies, and one page after another, every request through the guarded wire.
import { CookieJar } from 'tough-cookie'
import type { Purpose, WireRequest, WireResponse } from '../wire/exchange.js'
import type { Wire } from '../wire/wire.js'

/** Cookies are its only state. */
export interface Browser {
  readonly jar: CookieJar
  /** Any request, with the jar's cookies. */
  send(request: WireRequest, purpose?: Purpose): Promise<WireResponse>
  /** Redirects are not followed. */
  get(url: string, purpose?: Purpose): Promise<WireResponse>
  post(url: string, form: URLSearchParams, purpose?: Purpose): Promise<WireResponse>
  /** Whether it holds any cookie for this URL. */
  hasCookies(url: string): boolean
}

const formHeaders = { 'content-type': 'application/x-www-form-urlencoded' }
const accept = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'

/** With an empty cookie jar, or with one that was kept. */
export const createBrowser = (wire: Wire, jar = new CookieJar()): Browser => {
  const send: Browser['send'] = async (request, purpose) => {
    const { url } = request
    const cookie = jar.getCookieStringSync(url)
    const headers = { accept, ...request.headers, ...(cookie !== '' && { cookie }) }
    const response = await wire.send({ ...request, headers }, purpose)
    for (const [name, value] of response.headers) {
      // A cookie that a browser would not take is dropped as silently.
      if (name === 'set-cookie') jar.setCookieSync(value, url, { ignoreError: true })
    }
    return response
  }
  return {
    jar,
    send,
    get: (url, purpose) => send({ method: 'GET', url }, purpose),
    post: (url, form, purpose) => send({ method: 'POST', url, headers: formHeaders, body: form.toString() }, purpose),
    hasCookies: (url) => jar.getCookiesSync(url).length > 0,
  }
}
