// The answer to a request too many (S-610).
import { refuse as refuseApi } from '../api/catalogue.js'
import type { Endpoint } from '../exchange.js'
import { refuse as refuseOAuth } from '../oauth/catalogue.js'
import type { Exceeded } from '../rate-limits/rate-limiter.js'

/** Refuses, with the reason for the log. */
export const tooMany =
  (exceeded: Exceeded): Endpoint =>
  ({ path }) => {
    if (exceeded.kind === 'bucket') {
      const { name, limit } = exceeded
      return refuseApi('tooManyRequests', {
        reason: `more than ${limit} requests a minute in the bucket ${name}: wait until x-rate-limit-reset, or set org.rateLimits to off`,
      })
    }
    const reason = `more than 4 requests a second at ${path} for the user "${exceeded.username}": wait a second, or set org.rateLimits to off`
    return exceeded.endpoint === 'token'
      ? refuseOAuth('userRateLimited', { reason })
      : refuseApi('tooManyRequests', { reason })
  }
