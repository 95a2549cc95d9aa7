// No parameter may be sent twice (RFC 6749 3.1; S-010).
import type { Params } from '../../../exchange.js'
import { refuse } from '../../catalogue.js'

/** Refuses a request with a repeated parameter, whichever it is. */
export const refuseRepeated = (params: Params): void => {
  if (params.repeated.length === 0) return
  refuse('repeatedParameter', { reason: `sent more than once: ${[...new Set(params.repeated)].join(', ')}` })
}
