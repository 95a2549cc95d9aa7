// The org's listener: Okta's words where no route answers, and what Okta puts on every answer.
import { refuse } from '../api/catalogue.js'
import { createRateLimiter, type RateLimiter } from '../rate-limits/rate-limiter.js'
import { corsHeaders, preflight } from './cors.js'
import { createRoutes } from './routes.js'
import type { Surface } from './surface.js'
import { tooMany } from './too-many.js'

/** @param url the org's URL */
export const createOrgSurface = (url: string, limiter: RateLimiter = createRateLimiter()): Surface => ({
  routes: createRoutes(url),
  options: preflight,
  notFound: ({ path }) =>
    refuse('pathUnknown', { reason: `the org has nothing at ${path}: check the path, or the base URL of the client` }),
  wrongMethod: ({ method, path }) => refuse('methodNotAllowed', { reason: `${path} does not take ${method}` }),
  unreadable: (cause) => () =>
    refuse('bodyMalformed', { reason: `the request could not be read: ${cause.message}`, cause }),
  broken: (cause) => () => refuse('internal', { reason: 'a defect of mockta', cause }),
  admit: (ask, deps) => {
    const cors = corsHeaders(ask, deps.org)
    const { exceeded, headers } = limiter.count(ask, deps)
    return {
      ...(exceeded && { instead: tooMany(exceeded) }),
      headers: () => [cors, headers(ask.trace.refusal?.rule)],
    }
  },
})
