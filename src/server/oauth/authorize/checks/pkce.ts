// Proof Key for Code Exchange at /authorize (RFC 7636). It concerns requests for a code only.
import { refuse } from '../../catalogue.js'
import type { AuthorizationRequest } from '../request.js'

/** Apps that need PKCE do not get a code without it. Okta shows this one to the person, not to the app (S-014). */
export const requireChallenge = ({ app, params, responseType }: AuthorizationRequest): void => {
  if (!app.pkceRequired || !responseType.has('code') || params.has('code_challenge')) return
  refuse('pkceRequired', {
    reason: `"${app.label}" (${app.clientId}) has pkce_required: send code_challenge and code_challenge_method=S256, or set apps[].pkce_required to false`,
  })
}

/** S256 is the only method (S-015). Without a method RFC 7636 means `plain`, which is refused too. */
export const requireS256 = ({ params }: AuthorizationRequest): void => {
  const method = params.get('code_challenge_method')
  const asked = params.has('code_challenge') || method !== undefined
  if (!asked || method === 'S256') return
  refuse('pkceMethodUnsupported', {
    reason: `code_challenge_method is ${method === undefined ? 'missing, which means plain' : `"${method}"`}: send S256`,
  })
}

/** 43 to 128 unreserved characters (S-016). */
export const requireLegalChallenge = ({ params }: AuthorizationRequest): void => {
  const challenge = params.get('code_challenge')
  if (challenge === undefined || /^[A-Za-z0-9._~-]{43,128}$/.test(challenge)) return
  refuse('pkceChallengeIllegal', {
    reason:
      'code_challenge must be 43 to 128 characters out of A-Z a-z 0-9 . _ ~ -: send the base64url SHA-256 of the verifier, without padding',
  })
}
