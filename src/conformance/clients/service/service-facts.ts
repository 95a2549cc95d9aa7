// What kind of service app it is: read from what it sent.
import { assertionOf } from './sent-jwt.js'
import { shownToken, type Traffic } from './traffic.js'

/** How the app proves itself, and whether its tokens are bound to a key. */
export interface ServiceFacts {
  readonly auth: 'private_key_jwt' | 'client_secret_jwt' | 'client_secret_basic' | 'client_secret_post' | 'unknown'
  /** The org binds its tokens to a key. A proof alone says nothing: some SDKs send one always. */
  readonly dpop: boolean
}

const authOf = ({ tokenCalls }: Traffic): ServiceFacts['auth'] => {
  const [call] = tokenCalls
  if (call === undefined) return 'unknown'
  const assertion = assertionOf(call)
  if (assertion) return String(assertion.header.alg).startsWith('HS') ? 'client_secret_jwt' : 'private_key_jwt'
  if (call.headers.authorization?.startsWith('Basic ')) return 'client_secret_basic'
  return call.parameters.client_secret === undefined ? 'unknown' : 'client_secret_post'
}

export const factsOf = (traffic: Traffic): ServiceFacts => ({
  auth: authOf(traffic),
  dpop:
    traffic.tokenCalls.some(({ dpopNonce, refusal }) => dpopNonce !== undefined || refusal?.rule.startsWith('dpop')) ||
    traffic.apiCalls.some((call) => shownToken(call)?.scheme === 'dpop'),
})
