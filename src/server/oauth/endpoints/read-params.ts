// The parameters of a back-channel request: a form, and whatever stands in the URL.
import type { Ask, Params } from '../../exchange.js'
import { refuseRepeated } from '../authorize/checks/repeated.js'
import { refuse } from '../catalogue.js'

/**
 * The form; parameters in the query count too: one of Okta's SDKs sends all of them there (S-067), and the documents tell
 * public clients to put their client_id there (S-520). Each at most once (S-010).
 */
export const readBackChannelParams = (ask: Ask): Params => {
  if (ask.body.kind !== 'form' && ask.body.kind !== 'none') {
    return refuse('mediaTypeMismatch', {
      reason: `${ask.path} takes application/x-www-form-urlencoded: set the content-type header and encode the body so`,
    })
  }
  const form = ask.body.kind === 'form' ? ask.body.params : undefined
  const twice = form ? [...form.keys()].filter((name) => ask.query.has(name)) : []
  const repeated = [...(form?.repeated ?? []), ...ask.query.repeated, ...twice]
  const params = Object.assign(new Map([...ask.query, ...(form ?? [])]), { repeated })
  refuseRepeated(params)
  return params
}
