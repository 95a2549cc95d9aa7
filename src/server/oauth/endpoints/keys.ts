// GET /keys: the public keys that tokens verify against (RFC 7517 5).
import type { Endpoint } from '../../exchange.js'
import { httpDate } from '../../http-date.js'

/**
 * Okta counts down to its next safe rotation (S-621). Here that is at most a minute away: keys change at every start
 * without a seed and whenever somebody asks for it, and browsers would keep Okta's weeks (differences.md).
 */
const periodSeconds = 60

/** The key set of one org, serialised once between two rotations. */
export const createKeys = (): Endpoint => {
  let serialised: { readonly keys: unknown; readonly jsonText: string } | undefined
  return async (_ask, deps) => {
    const keys = await deps.keys.published()
    if (serialised?.keys !== keys) serialised = { keys, jsonText: JSON.stringify({ keys }) }
    const maxAge = periodSeconds - (deps.now() % periodSeconds)
    const expires = httpDate(deps.now() + maxAge)
    const headers = { 'cache-control': `max-age=${maxAge}, must-revalidate`, expires, vary: 'Origin' }
    return { status: 200, headers, jsonText: serialised.jsonText }
  }
}
