// Which cross-origin requests a browser may make, by path.
import type { FastifyRequest } from 'fastify'
import type { Org } from '../org/org.js'

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
]

/** Always answered with the caller's origin; `methods` as Okta announces them (S-074). */
const open: readonly { readonly path: RegExp; readonly methods: string }[] = [
  { path: /^\/oauth2\/v1\/(token|par)$/, methods: 'POST' },
  { path: /^\/oauth2\/v1\/(keys|userinfo)$/, methods: 'GET' },
  { path: /^\/oauth2\/v1\/(introspect|revoke|device\/authorize)$/, methods: 'POST' },
  { path: /^\/\.well-known\//, methods: 'GET' },
  { path: /^\/api\/v1\//, methods: 'GET, POST, PUT, PATCH, DELETE' },
]

/** Options for one request, in the words of @fastify/cors. */
export interface CorsAnswer {
  readonly origin: boolean
  readonly methods?: string
  readonly credentials?: boolean
  readonly maxAge?: number
  readonly exposedHeaders?: string[]
}

/**
 * Bearer tokens need no trusted origin; cookies do, so only a trusted origin may send them (S-075).
 */
export const corsFor = (request: FastifyRequest, org: Org): CorsAnswer => {
  const path = request.url.split('?')[0] ?? ''
  const rule = open.find((candidate) => candidate.path.test(path))
  const { origin } = request.headers
  if (rule === undefined || origin === undefined) return { origin: false }
  const trusted = org.trustedOrigins.some((known) => known.origin === origin && known.scopes.includes('CORS'))
  return {
    origin: true,
    methods: rule.methods,
    credentials: trusted && path.startsWith('/api/'),
    maxAge: 3600,
    exposedHeaders,
  }
}
