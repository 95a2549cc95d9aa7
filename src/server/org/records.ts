// What exists in an org, as plain records. Wire names stay in the configuration and in JSON.
import type { RequestObjectAlgorithm } from '../keys/signature-algorithms.js'

/** Okta's user statuses. */
export type UserStatus =
  | 'STAGED'
  | 'PROVISIONED'
  | 'ACTIVE'
  | 'RECOVERY'
  | 'PASSWORD_EXPIRED'
  | 'LOCKED_OUT'
  | 'SUSPENDED'
  | 'DEPROVISIONED'

/** Okta's standard admin role types. */
export type RoleType =
  | 'SUPER_ADMIN'
  | 'ORG_ADMIN'
  | 'READ_ONLY_ADMIN'
  | 'APP_ADMIN'
  | 'USER_ADMIN'
  | 'HELP_DESK_ADMIN'
  | 'API_ACCESS_MANAGEMENT_ADMIN'
  | 'REPORT_ADMIN'

/** A second factor; the secret is base32. */
export interface Factor {
  readonly type: 'token:software:totp'
  readonly sharedSecret: string
}

/** Okta's default user profile, and whatever else an org adds to it. */
export interface Profile {
  readonly login: string
  readonly email: string
  readonly firstName: string
  readonly lastName: string
  readonly [attribute: string]: unknown
}

/** A person. Times are epoch seconds; null where it never happened. */
export interface User {
  readonly id: string
  readonly status: UserStatus
  readonly profile: Profile
  /** In plain text: a mock's passwords protect nothing. Undefined where the user has none. */
  readonly password?: string
  readonly recoveryQuestion?: { readonly question: string; readonly answer: string }
  /** Ids of groups, without Everyone. */
  readonly groups: readonly string[]
  readonly roles: readonly RoleType[]
  /** When a role was assigned, in epoch seconds; one without an entry came with the user. */
  readonly rolesSince?: Readonly<Partial<Record<RoleType, number>>>
  readonly factors: readonly Factor[]
  readonly created: number
  readonly activated: number | null
  readonly statusChanged: number | null
  readonly lastLogin: number | null
  readonly lastUpdated: number
  readonly passwordChanged: number | null
}

/** A group's profile, and whatever else an org adds to it. */
export interface GroupProfile {
  readonly name: string
  readonly description: string | null
  readonly [attribute: string]: unknown
}

/** A group of users. Times are epoch seconds. */
export interface Group {
  readonly id: string
  /** BUILT_IN is Everyone, which holds every user. */
  readonly type: 'OKTA_GROUP' | 'BUILT_IN'
  readonly profile: GroupProfile
  readonly created: number
  readonly lastUpdated: number
  readonly lastMembershipUpdated: number
}

export type TokenEndpointAuthMethod =
  | 'client_secret_basic'
  | 'client_secret_post'
  | 'client_secret_jwt'
  | 'private_key_jwt'
  | 'none'

export type ApplicationType = 'web' | 'browser' | 'native' | 'service'

/** A scope in the grants collection of an app: who put it there, and when in epoch seconds. */
export interface Granted {
  readonly id: string
  /** The user, or the client that acted for itself. */
  readonly by: { readonly type: 'User' | 'Client'; readonly id: string }
  readonly at: number
}

/** A user's or a group's assignment to an app. Times are epoch seconds. */
export interface Assigned {
  readonly created: number
  readonly lastUpdated: number
  /** The user's name in the app, where it is not the login. */
  readonly userName?: string
  readonly profile?: Readonly<Record<string, unknown>>
}

/** Parts of Okta's app object that nothing here acts on: they are shown as they were sent. */
export interface Kept {
  /** Settings of the OAuth client, such as its logo. */
  readonly oauthClient: Readonly<Record<string, unknown>>
  /** `accessibility`, `visibility` and `notes`, where they were sent. */
  readonly app: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** An OpenID Connect app: a client of the authorization servers. */
export interface App {
  /** Okta's id of the app; the client id, too, unless the client id was chosen. */
  readonly id: string
  readonly clientId: string
  readonly label: string
  readonly status: 'ACTIVE' | 'INACTIVE'
  readonly clientSecret?: string
  readonly tokenEndpointAuthMethod: TokenEndpointAuthMethod
  readonly applicationType: ApplicationType
  readonly redirectUris: readonly string[]
  readonly postLogoutRedirectUris: readonly string[]
  readonly responseTypes: readonly ('code' | 'token' | 'id_token')[]
  /** In the order of the configuration: error texts list them so. */
  readonly grantTypes: readonly string[]
  readonly pkceRequired: boolean
  readonly dpopBoundAccessTokens: boolean
  readonly consentMethod: 'TRUSTED' | 'REQUIRED'
  readonly wildcardRedirect: 'DISABLED' | 'SUBDOMAIN'
  readonly refreshToken: { readonly rotationType: 'STATIC' | 'ROTATE'; readonly leeway: number }
  readonly jwks?: { readonly keys: readonly Readonly<Record<string, unknown>>[] }
  readonly jwksUri?: string
  /** What its request objects must be signed with; undefined: whatever it has a secret or key for (S-672). */
  readonly requestObjectSigningAlg?: RequestObjectAlgorithm
  /** The grants collection: `okta.*` scopes the app may be given. */
  readonly grants: readonly string[]
  /** By scope; one without an entry came with the app. */
  readonly granted?: Readonly<Record<string, Granted>>
  /** Ids of groups and of users. */
  readonly assignments: { readonly groups: readonly string[]; readonly users: readonly string[] }
  /** By id of the group or user; one without an entry came with the app. */
  readonly assigned?: Readonly<Record<string, Assigned>>
  /** Admin roles of a service app. */
  readonly roles: readonly RoleType[]
  /** When a role was assigned, in epoch seconds; one without an entry came with the app. */
  readonly rolesSince?: Readonly<Partial<Record<RoleType, number>>>
  readonly kept?: Kept
  readonly created: number
  readonly lastUpdated: number
}

/** A key for Okta's API that acts as the user who made it. */
export interface ApiToken {
  readonly token: string
  readonly userId: string
}

/** An origin that browsers may call the API from, or be sent to. */
export interface TrustedOrigin {
  readonly origin: string
  readonly scopes: readonly ('CORS' | 'REDIRECT')[]
}

/** A custom authorization server, which issues tokens for somebody else's API. */
export interface CustomAuthorizationServer {
  readonly id: string
  readonly name: string
  readonly audiences: readonly string[]
  readonly scopes: readonly {
    readonly name: string
    readonly consent: 'IMPLICIT' | 'REQUIRED' | 'FLEXIBLE'
    readonly metadataPublish: 'ALL_CLIENTS' | 'NO_CLIENTS'
  }[]
  readonly claims: readonly {
    readonly name: string
    readonly claimType: 'RESOURCE' | 'IDENTITY'
    readonly value: string
    /** The claim is left out unless one of these scopes is granted; empty: always there. */
    readonly scopes: readonly string[]
  }[]
  readonly accessTokenLifetimeMinutes: number
  /** The first one for the app decides. */
  readonly policies: readonly AccessPolicy[]
}

/** Which apps may get which scopes by which grant. */
export interface AccessPolicy {
  readonly name: string
  /** Client ids, or `ALL_CLIENTS`. */
  readonly clients: readonly string[]
  readonly rules: readonly {
    readonly name: string
    /** Grant types, or `*`. */
    readonly grantTypes: readonly string[]
    /** Scope names, or `*`. */
    readonly scopes: readonly string[]
    /** Names of groups; Everyone holds every user. */
    readonly groups: readonly string[]
    /** From the sign-in on; 0: no end. */
    readonly refreshTokenLifetimeMinutes: number
    /** A refresh token that is not used for so long ends. */
    readonly refreshTokenWindowMinutes: number
  }[]
}
