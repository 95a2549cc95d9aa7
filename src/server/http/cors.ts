// Cross-origin requests: what a browser may show to a script of another origin, and what it is told beforehand.
import { refuse } from '../api/catalogue.js'
import type { Ask, Endpoint } from '../exchange.js'
import type { Org } from '../org/org.js'
import { type CorsRule, corsRuleOf } from './cors-rules.js'
import type { Headers } from './surface.js'

/** Response headers that Okta's clients read in browsers (S-073). */
const exposedHeaders = [
  'DPoP-Nonce',
  'WWW-Authenticate',
  'Date',
  'Link',
  'X-Okta-Request-Id',
  'X-Rate-Limit-Limit',
  'X-Rate-Limit-Remaining',
  'X-Rate-Limit-Reset',
].join(', ')

/** Seconds for which a browser need not ask again (S-074). */
const maxAgeSeconds = '3600'

const vary = { vary: 'Origin' } as const

const isTrusted = (origin: string, org: Org): boolean =>
  org.trustedOrigins.some((known) => known.origin === origin && known.scopes.includes('CORS'))

/** What the call authenticates with. A preflight only tells that there will be an Authorization header. */
const credentialsOf = ({ method, headers }: Ask): 'bearer' | 'api token' | 'cookie' => {
  if (method === 'OPTIONS') {
    return /(^|[\s,])authorization([\s,]|$)/i.test(headers['access-control-request-headers'] ?? '')
      ? 'bearer'
      : 'cookie'
  }
  const scheme = (headers.authorization ?? '').trimStart().toLowerCase()
  if (scheme.startsWith('ssws')) return 'api token'
  return scheme === '' ? 'cookie' : 'bearer'
}

/** Why a script at this origin gets nothing; undefined where it may read the answer. */
const blockedBecause = ({ access }: CorsRule, ask: Ask, origin: string, org: Org): string | undefined => {
  if (access !== 'api') return undefined
  const credentials = credentialsOf(ask)
  // An API token is no thing for a browser: Okta leaves the headers out (S-602).
  if (credentials === 'api token') return 'the call carries an API token, which Okta takes from servers only'
  if (credentials === 'bearer' || isTrusted(origin, org)) return undefined
  return 'it has no bearer token and the origin is not trusted: add it under trustedOrigins[] with the scope CORS'
}

const allow = ({ access }: CorsRule, origin: string, org: Org): Headers => ({
  'access-control-allow-origin': origin,
  // Cookies from trusted origins only; never at /token, where PKCE stands in for them.
  ...(access !== 'always' && isTrusted(origin, org) && { 'access-control-allow-credentials': 'true' }),
  ...vary,
})

const tellBlocked = (ask: Ask, origin: string, why: string): void => {
  ask.trace.notes.push(`a browser keeps this answer from scripts at ${origin}: ${why}`)
}

const none: Headers = {}

/** The cross-origin headers of whatever answers the request, errors included. */
export const corsHeaders = (ask: Ask, org: Org): Headers => {
  // A preflight has its own.
  if (ask.method === 'OPTIONS') return none
  const rule = corsRuleOf(ask.path)
  const { origin } = ask.headers
  if (rule === undefined) {
    // Forms and links carry Origin too; only a script's request says `cors`.
    if (origin !== undefined && ask.headers['sec-fetch-mode'] === 'cors') {
      tellBlocked(ask, origin, `Okta answers ${ask.path} to no other origin`)
    }
    return none
  }
  if (origin === undefined) return vary
  const why = blockedBecause(rule, ask, origin, org)
  if (why !== undefined) {
    tellBlocked(ask, origin, why)
    return vary
  }
  return { ...allow(rule, origin, org), 'access-control-expose-headers': exposedHeaders }
}

/** OPTIONS at any path: the preflight of a browser (S-074). */
export const preflight: Endpoint = (ask, { org }) => {
  const rule = corsRuleOf(ask.path)
  if (rule === undefined) {
    return refuse('methodNotAllowed', {
      reason: `${ask.path} takes no OPTIONS: Okta answers it to no other origin, so scripts cannot call it`,
    })
  }
  const { origin } = ask.headers
  if (origin === undefined) return { status: 204, headers: vary, empty: true }
  const why = blockedBecause(rule, ask, origin, org)
  if (why !== undefined) {
    tellBlocked(ask, origin, why)
    return { status: 204, headers: vary, empty: true }
  }
  const asked = ask.headers['access-control-request-headers']
  return {
    status: 204,
    headers: {
      ...allow(rule, origin, org),
      'access-control-allow-methods': rule.methods,
      'access-control-max-age': maxAgeSeconds,
      ...(asked !== undefined && { 'access-control-allow-headers': asked }),
    },
    empty: true,
  }
}
