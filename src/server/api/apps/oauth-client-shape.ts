// `settings.oauthClient` of an app object (S-342): the app as a client, in wire names.
import type { App } from '../../org/records.js'
import { stableId } from '../../random.js'

/** Rotation is named only where there is something to rotate, the leeway only where there is a rotation. */
const refreshToken = ({ grantTypes, refreshToken: { rotationType, leeway } }: App) => {
  if (!grantTypes.includes('refresh_token')) return {}
  return { refresh_token: { rotation_type: rotationType, ...(rotationType === 'ROTATE' && { leeway }) } }
}

/** Okta gives every registered key an id of its own. */
const keySet = ({ clientId, jwks }: App) =>
  jwks && {
    jwks: {
      keys: jwks.keys.map(({ kty, kid = null, use = null, ...key }) => ({
        kty,
        id: stableId('pks', clientId, String(kid)),
        status: 'ACTIVE',
        kid,
        use,
        ...key,
      })),
    },
  }

/** The settings as they are shown. The place of the keys is inferred. */
export const oauthClientSettings = (app: App): Readonly<Record<string, unknown>> => ({
  client_uri: null,
  logo_uri: null,
  redirect_uris: app.redirectUris,
  ...(app.postLogoutRedirectUris.length > 0 && { post_logout_redirect_uris: app.postLogoutRedirectUris }),
  response_types: app.responseTypes,
  grant_types: app.grantTypes,
  ...keySet(app),
  ...(app.jwksUri !== undefined && { jwks_uri: app.jwksUri }),
  ...(app.requestObjectSigningAlg && { request_object_signing_alg: app.requestObjectSigningAlg }),
  application_type: app.applicationType,
  consent_method: app.consentMethod,
  issuer_mode: 'DYNAMIC',
  ...refreshToken(app),
  idp_initiated_login: { mode: 'DISABLED', default_scope: [] },
  wildcard_redirect: app.wildcardRedirect,
  dpop_bound_access_tokens: app.dpopBoundAccessTokens,
  ...app.kept?.oauthClient,
})
