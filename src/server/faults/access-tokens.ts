// Faults in access tokens.
import type { Forge, TokenFault } from './fault.js'

const fault = (id: string, title: string, why: string, forge: (token: Forge) => Promise<string>): TokenFault => ({
  id,
  title,
  why,
  kind: 'access_token',
  forge,
})

export const accessTokenFaults: readonly TokenFault[] = [
  fault(
    'access-token-expired',
    'the access token expired a second ago, whatever expires_in says',
    'The API answers 401: the client has to get another token, once.',
    ({ claims, genuine }) => genuine({ ...claims, iat: Number(claims.iat) - 3601, exp: Number(claims.iat) - 1 }),
  ),
  fault(
    'access-token-short',
    'the access token lives five seconds',
    'Renewal can be watched without waiting an hour.',
    ({ claims, genuine }) => genuine({ ...claims, exp: Number(claims.iat) + 5 }),
  ),
  fault(
    'access-token-opaque',
    'the access token is no JWT',
    'Apps are told not to look into it; the API does not know it either.',
    async ({ random }) => random(),
  ),
]
