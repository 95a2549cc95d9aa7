// An authorization server is a value: the same endpoints serve the org's and custom ones.
import type { AccessTokenSigning, Claims } from '../keys/key-ring.js'
import type { App, ApplicationType, TokenEndpointAuthMethod, User } from '../org/records.js'

/** Facts that an access token is written from. Times are epoch seconds. */
export interface AccessTokenFacts {
  readonly jti: string
  readonly app: App
  /** Undefined where the app acts for itself. */
  readonly user?: User
  readonly scopes: readonly string[]
  readonly issuedAt: number
  readonly authTime?: number
  /** The authentication context that was asked for and reached. */
  readonly acr?: string
  /** The thumbprint of the key the token is bound to (RFC 9449 6.1). */
  readonly jkt?: string
}

/** The scopes of a request that the app gets, and those that are dropped without a word to the client. */
export interface GrantedScopes {
  readonly granted: readonly string[]
  readonly dropped: readonly string[]
}

/** How long a refresh token lives. */
export interface RefreshTokenLifetimes {
  /** From the sign-in on; use does not lengthen it. */
  readonly lifetimeSeconds: number
  /** One that is not used for so long ends; undefined: only its lifetime counts. */
  readonly idleSeconds?: number
}

/** What an access policy looks at. */
export interface PolicyRequest {
  readonly app: App
  /** Undefined where the app acts for itself. */
  readonly user?: User
  readonly grantType: string
  readonly scopes: readonly string[]
  /** Names of the user's groups, Everyone among them. */
  readonly groups: readonly string[]
}

/** What its discovery documents say where servers differ. */
export interface ServerMetadata {
  readonly registrationEndpoint: string
  readonly grantTypes: readonly string[]
  readonly scopes: readonly string[]
  /** Whether the documents list what ID tokens can be encrypted with. */
  readonly encryption: boolean
}

/** What sets one authorization server apart from another. */
export interface AuthorizationServer {
  /** `org`, or the id of a custom authorization server. */
  readonly id: string
  readonly issuer: string
  /** What its endpoints' URLs start with, without a trailing slash. */
  readonly endpoints: string
  readonly accessTokenLifetimeSeconds: number
  readonly idTokenLifetimeSeconds: number
  /** Where no access policy says otherwise. */
  readonly refreshTokens: RefreshTokenLifetimes
  /** The `typ` header of its access tokens, and who is to verify them. */
  readonly accessTokenSigning: AccessTokenSigning
  /** Grant types that it serves at /token, and `implicit`: error texts list them. */
  readonly grantTypes: readonly string[]
  readonly metadata: ServerMetadata
  /** OpenID scopes that give claims about the user here. */
  readonly claimScopes: ReadonlySet<string>
  /** Scopes of OpenID Connect, which are about a user. */
  readonly openIdScopes: ReadonlySet<string>
  /** What an app must be to act for itself here; undefined: it needs the grant type and nothing else. */
  readonly clientCredentials?: { readonly applicationType: ApplicationType; readonly method: TokenEndpointAuthMethod }
  /** Whether a scope needs the user's consent: FLEXIBLE where there is a user, REQUIRED always. */
  consentOf(scope: string, app: App): 'IMPLICIT' | 'REQUIRED' | 'FLEXIBLE'
  /** The claims of an access token in this server's order. */
  accessTokenClaims(facts: AccessTokenFacts): Claims
  /** Claims that it adds to ID tokens. */
  identityClaims(user: User, scopes: readonly string[]): Claims
  /** Refuses scopes that nobody may ask for here; drops those that the app was not granted. */
  grantScopes(app: App, asked: readonly string[]): GrantedScopes
  /** Refuses what no access policy allows; gives how long refresh tokens live by the rule that does. */
  requirePolicy(request: PolicyRequest): RefreshTokenLifetimes
}
