// state and nonce: what ties the answer to the request.
import { refuse } from '../../catalogue.js'
import { type AuthorizationRequest, isFrontChannel } from '../request.js'

/** `state` must be there; its characters are not looked at (S-019). */
export const requireState = ({ params }: AuthorizationRequest): void => {
  if (params.has('state')) return
  refuse('stateInvalid', {
    reason: 'the request has no state: Okta insists on one, send an unguessable value and compare it on return',
  })
}

/** `nonce` must be there if the redirect carries tokens (S-020). */
export const requireNonce = ({ params, responseType }: AuthorizationRequest): void => {
  if (!isFrontChannel(responseType) || params.has('nonce')) return
  refuse('nonceMissing', {
    reason: 'the response type contains token or id_token and the request has no nonce: add one',
  })
}
