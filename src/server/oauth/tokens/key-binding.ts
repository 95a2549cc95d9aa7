// The key that the tokens of a request are bound to, where the app's tokens are bound at all (RFC 9449 5, 8).
import type { Deps } from '../../deps.js'
import { currentNonce, isNonce } from '../../dpop/nonces.js'
import type { DenyProof } from '../../dpop/problems.js'
import { requireProof, useProof } from '../../dpop/proof.js'
import type { Ask } from '../../exchange.js'
import type { App } from '../../org/records.js'
import { refuse } from '../catalogue.js'

/** A key by its thumbprint, and the nonce for the next proof. */
export interface KeyBinding {
  readonly jkt: string
  readonly nonce: string
}

const deny: DenyProof = (problem, reason, cause) => refuse(problem, { reason, cause })

/**
 * Asks apps whose tokens are bound for a proof, in Okta's order: a header, a good proof, a nonce, a `jti` (S-576, S-577).
 * Others may send a proof, as one of Okta's SDKs always does, and it is not looked at (S-578).
 * @param url the token endpoint's own
 */
export const requireKeyBinding = async (
  app: App,
  { ask, url }: { readonly ask: Ask; readonly url: string },
  deps: Deps,
): Promise<KeyBinding | undefined> => {
  const header = ask.headers.dpop
  if (!app.dpopBoundAccessTokens) {
    if (header !== undefined) {
      ask.trace.notes.push(
        `the DPoP header was ignored: "${app.label}" (${app.clientId}) does not have dpop_bound_access_tokens`,
      )
    }
    return undefined
  }
  if (header === undefined) {
    return refuse('dpopHeaderMissing', {
      reason: `"${app.label}" (${app.clientId}) has dpop_bound_access_tokens: send a proof in the DPoP header, or set it to false`,
    })
  }
  const proof = await requireProof(header, { ask, url }, deps, deny)
  const nonce = await currentNonce(deps)
  if (!(await isNonce(proof.claims.nonce, deps))) {
    const given =
      proof.claims.nonce === undefined ? 'has no nonce' : 'has a nonce that is older than three days, or of another org'
    refuse('dpopNonceRequired', {
      reason: `the DPoP proof ${given}, as every first one does: repeat the request with a new proof that has the nonce of the dpop-nonce header, and with a new client_assertion if it has one`,
      headers: { 'dpop-nonce': nonce },
    })
  }
  await useProof(proof, deps, deny)
  return { jkt: proof.jkt, nonce }
}
