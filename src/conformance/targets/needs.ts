// What a check can ask of its target. Everything has a name, and a missing one is reported by it.

/** An app that the target has: see app-roles.ts for what each must be. */
export type AppRole =
  | 'code-app'
  | 'second-app'
  | 'post-app'
  | 'jwt-app'
  | 'implicit-app'
  | 'public-app'
  | 'native-app'
  | 'device-app'
  | 'refresh-app'
  | 'rotating-app'
  | 'dpop-app'
  | 'service-app'
  | 'dpop-service-app'
  | 'pkce-app'
  | 'consent-app'
  | 'unassigned-app'
  | 'inactive-app'
  | 'password-app'
  | 'logout-app'

/** A person who can sign in to the apps. */
export type UserRole = 'user' | 'second-user' | 'admin' | 'totp-user'

/** An endpoint in the target's metadata. */
export type EndpointNeed =
  | 'userinfo'
  | 'introspection'
  | 'revocation'
  | 'end-session'
  | 'device-authorization'
  | 'pushed-authorization'
  | 'registration'

/** What may be done to the target. */
export type Ability =
  /** It is an Okta org: `/.well-known/okta-organization` answers. */
  | 'okta'
  /** `sessionToken` from `/api/v1/authn` signs the user in. */
  | 'session-token'
  /** The user's session may be ended, and the user may be asked for the password again. */
  | 'fresh-sign-in'
  /** Okta's API may be called. */
  | 'api'
  /** An API token (SSWS). */
  | 'api-token'
  /** A wrong password may be sent. */
  | 'wrong-password'
  /** The target's clock can be moved. */
  | 'clock'
  /** The target counts requests against rate limits, and using them up is allowed. */
  | 'rate-limits'

/** Everything that a check can need. */
export type Need = AppRole | UserRole | EndpointNeed | Ability
