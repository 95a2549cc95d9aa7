// POST /interact: the start of embedded sign-in with Identity Engine, which is not enabled here (S-258).
import type { Endpoint } from '../../exchange.js'
import { refuse } from '../catalogue.js'

/** The same at every authorization server. */
export const createInteract = (): Endpoint => (ask) => {
  const clientId = ask.body.kind === 'form' ? ask.body.params.get('client_id') : undefined
  if (clientId !== undefined) ask.trace.clientId = clientId
  return refuse('interactionCodeDisabled', {
    reason:
      'the interaction code flow is not built: sign in by redirect to /authorize, or by /api/v1/authn and sessionToken (useClassicEngine for the Sign-In Widget)',
  })
}
