// grant_type=client_credentials (RFC 6749 4.4): the app acts for itself.
import type { App } from '../../org/records.js'
import type { AuthorizationServer } from '../authorization-server.js'
import { refuse } from '../catalogue.js'
import { grantScopes } from '../granted-scopes.js'
import { words } from '../words.js'
import type { Grant, TokenRequest } from './grant.js'

/** A server may insist on what the app is and how it proves itself (S-512, S-513). */
const requireAllowedApp = ({ app, server }: TokenRequest): void => {
  const wanted = server.clientCredentials
  if (wanted === undefined) return
  if (app.applicationType !== wanted.applicationType) {
    refuse('clientCredentialsApplicationType', {
      reason: `"${app.label}" (${app.clientId}) is a ${app.applicationType} app: use one with application_type: ${wanted.applicationType}, or a custom authorization server (/oauth2/default)`,
    })
  }
  if (app.tokenEndpointAuthMethod !== wanted.method) {
    refuse('clientCredentialsMethod', {
      reason: `"${app.label}" (${app.clientId}) authenticates by ${app.tokenEndpointAuthMethod}: set apps[].token_endpoint_auth_method to ${wanted.method} and give it a key under jwks, or use a custom authorization server (/oauth2/default)`,
    })
  }
}

/** There is no user: nothing about one, and nothing that one would have to agree to, can be asked for. */
const requireUserlessScopes = (app: App, asked: readonly string[], server: AuthorizationServer): void => {
  const aboutUser = asked.filter((scope) => server.openIdScopes.has(scope))
  if (aboutUser.length > 0) {
    refuse('clientCredentialsOpenid', {
      reason: `${aboutUser.join(', ')} is about a user, and client_credentials has none: leave it out`,
    })
  }
  // Okta has a name of its own for this one (S-515).
  const self = asked.filter((scope) => scope.endsWith('.self'))
  if (self.length > 0) {
    refuse('clientCredentialsSelfScope', {
      reason: `${self.join(', ')} is about the user who signed in, and client_credentials has none: ask for it without .self`,
    })
  }
  const consent = asked.filter((scope) => server.consentOf(scope, app) === 'REQUIRED')
  if (consent.length > 0) {
    refuse('clientCredentialsConsent', {
      values: [consent.join(', ')],
      reason: `${consent.join(', ')} needs a user's consent, which "${app.label}" (${app.clientId}) cannot get with client_credentials: set its consent to IMPLICIT or FLEXIBLE under authorizationServers[].scopes`,
    })
  }
}

export const clientCredentials: Grant = {
  type: 'client_credentials',
  decide: async (request) => {
    requireAllowedApp(request)
    const { app, server, params, ask } = request
    const asked = words(params.get('scope'))
    requireUserlessScopes(app, asked, server)
    const scopes = grantScopes({ server, app, asked, channel: 'token endpoint' }, ask.trace)
    return { app, scopes, accessToken: true, idToken: false }
  },
}
