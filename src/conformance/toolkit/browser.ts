// A browser without a window: cookies, and one page after another, every request through the guarded wire.
import { CookieJar } from 'tough-cookie'
import type { Purpose, WireResponse } from '../wire/exchange.js'
import type { Wire } from '../wire/wire.js'

/** Cookies are its only state. */
export interface Browser {
  readonly jar: CookieJar
  /** Redirects are not followed. */
  get(url: string, purpose?: Purpose): Promise<WireResponse>
  post(url: string, form: URLSearchParams, purpose?: Purpose): Promise<WireResponse>
  /** Whether it holds any cookie for this URL. */
  hasCookies(url: string): boolean
}

const accept = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'

/** With an empty cookie jar, or with one that was kept. */
export const createBrowser = (wire: Wire, jar = new CookieJar()): Browser => {
  const send = async (method: string, url: string, body: string | undefined, purpose?: Purpose) => {
    const cookie = jar.getCookieStringSync(url)
    const headers = {
      accept,
      ...(body !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
      ...(cookie !== '' && { cookie }),
    }
    const response = await wire.send({ method, url, headers, ...(body !== undefined && { body }) }, purpose)
    for (const [name, value] of response.headers) {
      // A cookie that a browser would not take is dropped as silently.
      if (name === 'set-cookie') jar.setCookieSync(value, url, { ignoreError: true })
    }
    return response
  }
  return {
    jar,
    get: (url, purpose) => send('GET', url, undefined, purpose),
    post: (url, form, purpose) => send('POST', url, form.toString(), purpose),
    hasCookies: (url) => jar.getCookiesSync(url).length > 0,
  }
}
