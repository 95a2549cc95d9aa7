// `token`: what /introspect and /revoke are about.
import type { Params } from '../../exchange.js'
import { refuse } from '../catalogue.js'

/** The token; refuses a request without one (S-523). */
export const requireTokenParam = (params: Params): string =>
  params.get('token') ?? refuse('tokenParameterMissing', { reason: 'the request has no token: send it in the form' })
