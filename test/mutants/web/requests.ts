// How the reference web app asks an issuer to sign somebody in.
import { createHash } from 'node:crypto'
import type { WebFlaws } from './flaws.js'
import type { Issuer } from './issuers.js'
import { type Pending, random } from './sessions.js'

export const usesPkce = (responseType: string, flaws: WebFlaws): boolean =>
  responseType === 'code' && !flaws.has('no-pkce') && !flaws.has('nothing-binds-the-code')

export const createRequests = (responseType: string, flaws: WebFlaws) => {
  const fixed = { state: random(), verifier: random() }
  let counter = 0

  const newState = (): string => {
    if (flaws.has('state-is-fixed')) return fixed.state
    if (flaws.has('state-is-a-counter')) {
      counter += 1
      return `login-${1000 + counter}`
    }
    return random()
  }

  const newVerifier = (): string => {
    if (flaws.has('verifier-is-fixed')) return fixed.verifier
    return flaws.has('verifier-of-sixteen-bytes') ? random().slice(0, 22) : random()
  }

  return {
    /** What has to be remembered of a login until it is answered. */
    begin: (issuer: Issuer, returnTo: string): Pending => ({
      issuer,
      state: newState(),
      nonce: random(),
      verifier: newVerifier(),
      returnTo,
    }),
    /** @param origin of the app */
    urlOf: async ({ issuer, state, nonce, verifier }: Pending, origin: string): Promise<string> => {
      const { clientId, clientSecret, scopes } = issuer.settings
      const wanted = flaws.has('access-token-through-the-browser') ? 'code id_token token' : responseType
      const query = new URLSearchParams({
        client_id: clientId,
        response_type: wanted,
        ...(wanted !== 'code' && { response_mode: 'form_post' }),
        scope: [...scopes, ...(flaws.has('asks-for-api-scopes') ? ['okta.users.read.self'] : [])].join(' '),
        redirect_uri: `${origin}${issuer.callback}`,
        state,
        nonce,
        ...(usesPkce(responseType, flaws) && {
          code_challenge: createHash('sha256').update(verifier).digest('base64url'),
          code_challenge_method: 'S256',
        }),
        ...(flaws.has('secret-in-the-authorization-request') && { client_secret: clientSecret }),
      })
      return `${(await issuer.org.discover()).authorization_endpoint}?${query}`
    },
  }
}
