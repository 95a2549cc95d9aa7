// GET /keys: the public keys that tokens verify against (RFC 7517 5).
import type { Endpoint } from '../../exchange.js'
import { httpDate } from '../../http-date.js'

/** Short on purpose: keys change at every start without a seed, and browsers would keep Okta's weeks (differences.md). */
const maxAgeSeconds = 60

/** The key set of one org, serialised once. */
export const createKeys = (): Endpoint => {
  let jsonText: string | undefined
  return async (_ask, deps) => {
    jsonText ??= JSON.stringify({ keys: await deps.keys.published() })
    const expires = httpDate(deps.now() + maxAgeSeconds)
    const headers = { 'cache-control': `max-age=${maxAgeSeconds}, must-revalidate`, expires, vary: 'Origin' }
    return { status: 200, headers, jsonText }
  }
}
