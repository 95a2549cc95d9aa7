// What the kit knows of a target beforehand: its apps and its people, in the wire names of Okta's app and user objects.

/** How an app proves itself at the token endpoint. */
export type AuthMethod = 'client_secret_basic' | 'client_secret_post' | 'client_secret_jwt' | 'private_key_jwt' | 'none'

/** A private key: PEM (PKCS #8 or PKCS #1) or a JWK. */
export interface ClientKey {
  readonly key: string | Readonly<Record<string, unknown>>
  readonly kid?: string
}

/** An app registered at the target. */
export interface TestApp {
  readonly label: string
  readonly clientId: string
  readonly clientSecret?: string
  readonly authMethod: AuthMethod
  readonly applicationType: 'web' | 'browser' | 'native' | 'service'
  readonly redirectUris: readonly string[]
  readonly postLogoutRedirectUris: readonly string[]
  readonly grantTypes: readonly string[]
  readonly responseTypes: readonly string[]
  readonly pkceRequired: boolean
  readonly dpopBound: boolean
  readonly consentRequired: boolean
  readonly rotatesRefreshTokens: boolean
  readonly active: boolean
  /** Groups and logins that may use it; undefined where that is not known. */
  readonly assignments?: { readonly groups: readonly string[]; readonly users: readonly string[] }
  /** The `okta.*` scopes in its grants collection, as far as is known. */
  readonly grants: readonly string[]
  readonly privateKey?: ClientKey
}

/** A person at the target. */
export interface TestUser {
  readonly login: string
  /** Undefined where only a stored browser state signs in. */
  readonly password?: string
  /** Base32. */
  readonly totpSecret?: string
  readonly roles: readonly string[]
}

/** The whole of it. */
export interface Settings {
  readonly apps: readonly TestApp[]
  readonly users: readonly TestUser[]
  readonly apiToken?: string
}

/** The first registered redirect URI. */
export const redirectUriOf = ({ redirectUris }: TestApp): string => redirectUris[0] ?? ''
