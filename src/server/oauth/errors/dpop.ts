// Refusals of a token request for tokens that are bound to a key.
import { proofProblems } from '../../dpop/problems.js'
import type { OAuthError } from './oauth-error.js'

export const dpop = {
  dpopHeaderMissing: {
    status: 400,
    error: 'invalid_dpop_proof',
    description: 'The DPoP proof JWT header is missing.',
    source: 'S-577',
  },
  dpopNonceRequired: {
    status: 400,
    error: 'use_dpop_nonce',
    description: 'Authorization server requires nonce in DPoP proof.',
    source: 'S-576',
  },
  dpopRefreshWithAnotherKey: {
    status: 400,
    error: 'invalid_dpop_proof',
    // No full stop, as the catalogue has it.
    description: 'Invalid DPoP Public Key binding in refresh token',
    source: 'S-579',
  },
  ...proofProblems,
} as const satisfies Readonly<Record<string, OAuthError>>
