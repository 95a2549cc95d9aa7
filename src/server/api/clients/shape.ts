// An app as a registered client: the names of RFC 7591, in the order of Okta's documents (S-364).
import type { App } from '../../org/records.js'
import type { JsonObject } from '../read-body.js'

const keySet = ({ jwks }: App) =>
  jwks && {
    jwks: { keys: jwks.keys.map(({ kty, kid = null, use = null, ...key }) => ({ kty, kid, use, ...key })) },
  }

/** What other settings of the app object are called here too. */
const alsoMetadata = [
  'initiate_login_uri',
  'tos_uri',
  'policy_uri',
  'frontchannel_logout_uri',
  'frontchannel_logout_session_required',
  'id_token_encrypted_response_alg',
]

/** The client object; the secret only where it was made or may have changed. */
export const clientBody = (app: App, { withSecret }: { readonly withSecret: boolean }): JsonObject => {
  const { client_uri = null, logo_uri = null, ...kept } = app.kept?.oauthClient ?? {}
  const secret = app.clientSecret
  return {
    client_id: app.clientId,
    ...(withSecret && secret !== undefined && { client_secret: secret }),
    client_id_issued_at: app.created,
    ...(secret !== undefined && { client_secret_expires_at: 0 }),
    client_name: app.label,
    client_uri,
    logo_uri,
    redirect_uris: app.redirectUris,
    ...(app.postLogoutRedirectUris.length > 0 && { post_logout_redirect_uris: app.postLogoutRedirectUris }),
    response_types: app.responseTypes,
    grant_types: app.grantTypes,
    token_endpoint_auth_method: app.tokenEndpointAuthMethod,
    application_type: app.applicationType,
    ...(app.dpopBoundAccessTokens && { dpop_bound_access_tokens: true }),
    ...keySet(app),
    ...(app.jwksUri !== undefined && { jwks_uri: app.jwksUri }),
    ...(app.requestObjectSigningAlg && { request_object_signing_alg: app.requestObjectSigningAlg }),
    ...Object.fromEntries(Object.entries(kept).filter(([name]) => alsoMetadata.includes(name))),
  }
}
