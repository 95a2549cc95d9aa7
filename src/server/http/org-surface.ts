// The org's listener: Okta's words where no route answers, and what Okta puts on every answer.
import { refuse } from '../api/catalogue.js'
import { corsHeaders, preflight } from './cors.js'
import { createRoutes } from './routes.js'
import type { Surface } from './surface.js'

/** @param url the org's URL */
export const createOrgSurface = (url: string): Surface => ({
  routes: createRoutes(url),
  options: preflight,
  notFound: ({ path }) =>
    refuse('pathUnknown', { reason: `the org has nothing at ${path}: check the path, or the base URL of the client` }),
  wrongMethod: ({ method, path }) => refuse('methodNotAllowed', { reason: `${path} does not take ${method}` }),
  unreadable: (cause) => () =>
    refuse('bodyMalformed', { reason: `the request could not be read: ${cause.message}`, cause }),
  broken: (cause) => () => refuse('internal', { reason: 'a defect of mockta', cause }),
  admit: (ask, { org }) => {
    const cors = [corsHeaders(ask, org)]
    return { headers: () => cors }
  },
})
