// The org authorization server: issuer is the org itself, lifetimes are fixed, only OpenID and `okta.*` scopes exist.
import { oktaScopes } from '../org/okta-scopes.js'
import type { App } from '../org/records.js'
import type {
  AccessTokenFacts,
  AuthorizationServer,
  GrantedScopes,
  RefreshTokenLifetimes,
} from './authorization-server.js'
import { refuse } from './catalogue.js'
import { requireOpenidBeside } from './openid-scope.js'

const hourSeconds = 3600
/** Ninety days, whatever happens: no idle limit, and neither use nor rotation lengthens it (S-501). */
const refreshTokens: RefreshTokenLifetimes = { lifetimeSeconds: 90 * 24 * hourSeconds }

/** In the order of Okta's discovery document (S-050). */
const scopesSupported = ['openid', 'email', 'profile', 'address', 'phone', 'offline_access', 'groups'] as const
/** Known here although the discovery document does not list it (S-051). */
const unlistedScopes = ['device_sso'] as const
const openIdScopes: ReadonlySet<string> = new Set([...scopesSupported, ...unlistedScopes])
/** Scopes that give claims about the user and so need `openid` (S-026). */
const claimScopes: ReadonlySet<string> = new Set(['email', 'profile', 'address', 'phone', 'groups'])

const grantScopes = (app: App, asked: readonly string[]): GrantedScopes => {
  if (asked.length === 0)
    refuse('scopesMissing', { reason: 'the request has no scope: add scope=okta.users.read, say' })

  const custom = asked.find((scope) => !openIdScopes.has(scope) && !scope.startsWith('okta.'))
  if (custom !== undefined) {
    refuse('customScope', {
      reason: `the org authorization server knows no scope "${custom}": use OpenID or okta.* scopes here, custom scopes need a custom authorization server (/oauth2/default)`,
    })
  }

  const unknown = asked.find((scope) => scope.startsWith('okta.') && !oktaScopes.has(scope))
  if (unknown !== undefined) {
    refuse('scopeUnknown', { reason: `Okta has no scope "${unknown}": check its spelling` })
  }

  requireOpenidBeside(claimScopes, asked)

  // "Silent downscoping": what the app was not granted is left out, not refused (S-052).
  const granted = asked.filter((scope) => openIdScopes.has(scope) || app.grants.includes(scope))
  const dropped = asked.filter((scope) => !granted.includes(scope))
  if (granted.length === 0) {
    refuse('noScopeGranted', {
      reason: `none of ${dropped.join(', ')} is in the grants of "${app.label}" (${app.clientId}): add them under apps[].grants`,
    })
  }
  return { granted, dropped }
}

/** @param url the org's URL: issuer and audience */
export const createOrgServer = (url: string): AuthorizationServer => ({
  id: 'org',
  issuer: url,
  endpoints: `${url}/oauth2/v1`,
  accessTokenLifetimeSeconds: hourSeconds,
  idTokenLifetimeSeconds: hourSeconds,
  refreshTokens,
  accessTokenSigning: { typ: 'application/okta-internal-at+jwt', readers: 'org' },
  grantTypes: [
    'authorization_code',
    'implicit',
    'refresh_token',
    'password',
    'client_credentials',
    'urn:ietf:params:oauth:grant-type:device_code',
  ],
  metadata: {
    registrationEndpoint: `${url}/oauth2/v1/clients`,
    grantTypes: [
      'authorization_code',
      'implicit',
      'refresh_token',
      'password',
      'urn:ietf:params:oauth:grant-type:device_code',
      'urn:openid:params:grant-type:ciba',
    ],
    scopes: scopesSupported,
    encryption: false,
  },
  claimScopes,
  openIdScopes,
  clientCredentials: { applicationType: 'service', method: 'private_key_jwt' },
  // Which of the org's scopes ask for consent is not documented (S-081).
  consentOf: (scope, app) => (app.consentMethod === 'REQUIRED' && scope !== 'openid' ? 'FLEXIBLE' : 'IMPLICIT'),
  // `sub` stands right after `aud`, where custom servers have it last (S-053).
  accessTokenClaims: ({ jti, app, user, scopes, issuedAt, authTime, acr, jkt }: AccessTokenFacts) => ({
    ver: 1,
    jti,
    iss: url,
    aud: url,
    sub: user?.profile.login ?? app.clientId,
    iat: issuedAt,
    exp: issuedAt + hourSeconds,
    ...(jkt !== undefined && { cnf: { jkt } }),
    ...(acr !== undefined && { acr }),
    cid: app.clientId,
    ...(user && { uid: user.id }),
    scp: scopes,
    ...(authTime !== undefined && { auth_time: authTime }),
  }),
  identityClaims: () => ({}),
  grantScopes,
  // The org authorization server has no access policies (S-650).
  requirePolicy: () => refreshTokens,
})
