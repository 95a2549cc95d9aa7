// Under which names an org can have been called.
import type { Ask } from './exchange.js'

/**
 * The URLs that the client may have called: the org's own, and the one written in the Host header, because an org has
 * several names (at Okta a custom domain; here 127.0.0.1, or a container's name) (S-552).
 */
export const urlsCalled = (url: string, { headers: { host } }: Ask): readonly string[] => {
  const { protocol, host: own, pathname } = new URL(url)
  return host === undefined || host.toLowerCase() === own ? [url] : [url, `${protocol}//${host}${pathname}`]
}
