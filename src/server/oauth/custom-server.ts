// A custom authorization server: tokens for somebody else's API, with scopes, claims and policies of its own.
import { oktaScopes } from '../org/okta-scopes.js'
import type { CustomAuthorizationServer, User } from '../org/records.js'
import { defaultRefreshTokens, requireAccessPolicy } from './access-policy.js'
import type { AccessTokenFacts, AuthorizationServer, GrantedScopes } from './authorization-server.js'
import { refuse } from './catalogue.js'
import { evaluateClaim } from './claim-expression.js'
import { requireOpenidBeside } from './openid-scope.js'

const hourSeconds = 3600

/** Every custom server has these, in the order of its discovery document (S-651). */
export const customOpenIdScopes = [
  'openid',
  'profile',
  'email',
  'address',
  'phone',
  'offline_access',
  'device_sso',
  'interclient_access',
] as const
const openIdScopes: ReadonlySet<string> = new Set(customOpenIdScopes)
/** There is no `groups` scope here unless somebody makes one (S-652). */
const claimScopes: ReadonlySet<string> = new Set(['profile', 'email', 'address', 'phone'])

/** The ten of a live document (S-651). */
const grantTypesSupported = [
  'authorization_code',
  'implicit',
  'refresh_token',
  'password',
  'urn:ietf:params:oauth:grant-type:device_code',
  'urn:openid:params:grant-type:ciba',
  'urn:okta:params:oauth:grant-type:otp',
  'http://auth0.com/oauth/grant-type/mfa-otp',
  'urn:okta:params:oauth:grant-type:oob',
  'http://auth0.com/oauth/grant-type/mfa-oob',
] as const

const createGrantScopes = ({ id, scopes }: CustomAuthorizationServer) => {
  const known: ReadonlySet<string> = new Set([...customOpenIdScopes, ...scopes.map(({ name }) => name)])
  return (_app: unknown, asked: readonly string[]): GrantedScopes => {
    if (asked.length === 0) {
      refuse('defaultScopesMissing', { reason: `the request has no scope and "${id}" has no default scopes: add one` })
    }
    const unknown = asked.find((scope) => !known.has(scope))
    if (unknown !== undefined) {
      const hint = oktaScopes.has(unknown)
        ? 'okta.* scopes belong to the org authorization server (/oauth2/v1)'
        : `add it under authorizationServers[].scopes of "${id}"`
      refuse('scopeUnknown', { reason: `authorization server "${id}" has no scope "${unknown}": ${hint}` })
    }
    requireOpenidBeside(claimScopes, asked)
    return { granted: asked, dropped: [] }
  }
}

/** The server's own claims of one kind: left out without a value, or without one of the scopes they are tied to. */
const createClaims =
  ({ claims }: CustomAuthorizationServer, kind: 'RESOURCE' | 'IDENTITY') =>
  (user: User | undefined, scopes: readonly string[]): Readonly<Record<string, unknown>> => {
    const entries = claims
      .filter(({ claimType }) => claimType === kind)
      .filter((claim) => claim.scopes.length === 0 || claim.scopes.some((scope) => scopes.includes(scope)))
      .map(({ name, value }) => [name, evaluateClaim(value, user)] as const)
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
  }

/** @param url the org's URL */
export const createCustomServer = (record: CustomAuthorizationServer, url: string): AuthorizationServer => {
  const issuer = `${url}/oauth2/${record.id}`
  const accessTokenLifetimeSeconds = record.accessTokenLifetimeMinutes * 60
  const resourceClaims = createClaims(record, 'RESOURCE')
  return {
    id: record.id,
    issuer,
    endpoints: `${issuer}/v1`,
    accessTokenLifetimeSeconds,
    // Whatever the org does with its own key: whoever has the API verifies these (S-670).
    accessTokenSigning: { readers: 'anyone' },
    idTokenLifetimeSeconds: hourSeconds,
    refreshTokens: defaultRefreshTokens,
    grantTypes: [
      'authorization_code',
      'implicit',
      'refresh_token',
      'password',
      'client_credentials',
      'urn:ietf:params:oauth:grant-type:device_code',
    ],
    metadata: {
      // Clients are registered with the org, whichever server they use (S-651).
      registrationEndpoint: `${url}/oauth2/v1/clients`,
      grantTypes: grantTypesSupported,
      scopes: [
        ...customOpenIdScopes,
        ...record.scopes.filter(({ metadataPublish }) => metadataPublish === 'ALL_CLIENTS').map(({ name }) => name),
      ],
      encryption: true,
    },
    claimScopes,
    openIdScopes,
    consentOf: (scope) => record.scopes.find(({ name }) => name === scope)?.consent ?? 'IMPLICIT',
    // `sub` comes last, where the org's server has it after `aud` (S-653).
    accessTokenClaims: ({ jti, app, user, scopes, issuedAt, authTime, acr, jkt }: AccessTokenFacts) => ({
      ver: 1,
      jti,
      iss: issuer,
      aud: record.audiences[0],
      iat: issuedAt,
      exp: issuedAt + accessTokenLifetimeSeconds,
      ...(jkt !== undefined && { cnf: { jkt } }),
      ...(acr !== undefined && { acr }),
      cid: app.clientId,
      ...(user && { uid: user.id }),
      scp: scopes,
      ...(authTime !== undefined && { auth_time: authTime }),
      sub: user?.profile.login ?? app.clientId,
      ...resourceClaims(user, scopes),
    }),
    identityClaims: createClaims(record, 'IDENTITY'),
    grantScopes: createGrantScopes(record),
    requirePolicy: (request) => requireAccessPolicy(record, request),
  }
}
