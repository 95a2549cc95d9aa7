// The grant types that Okta knows, which application type may have which, and which of them mockta serves.
import type { ApplicationType } from '../org/records.js'

const saml2Bearer = 'urn:ietf:params:oauth:grant-type:saml2-bearer'
const deviceCode = 'urn:ietf:params:oauth:grant-type:device_code'
const tokenExchange = 'urn:ietf:params:oauth:grant-type:token-exchange'
const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
const ciba = 'urn:openid:params:grant-type:ciba'

/** Grants of the Identity Engine that a person's device takes part in (S-401). */
const directAuthentication = [
  'urn:okta:params:oauth:grant-type:otp',
  'urn:okta:params:oauth:grant-type:oob',
  'http://auth0.com/oauth/grant-type/mfa-otp',
  'http://auth0.com/oauth/grant-type/mfa-oob',
] as const

/** Every name that Okta's documents know (S-400). */
export const knownGrantTypes = [
  'authorization_code',
  'implicit',
  'refresh_token',
  'client_credentials',
  'password',
  'interaction_code',
  deviceCode,
  saml2Bearer,
  tokenExchange,
  jwtBearer,
  ciba,
  ...directAuthentication,
] as const

/** One of Okta's grant types. */
export type GrantType = (typeof knownGrantTypes)[number]

const known: ReadonlySet<string> = new Set(knownGrantTypes)

export const isGrantType = (name: string): name is GrantType => known.has(name)

/** What mockta serves so far. `implicit` has no token request: it is served by /authorize. */
export const builtGrantTypes: readonly string[] = [
  'authorization_code',
  'implicit',
  'refresh_token',
  'password',
  'client_credentials',
]

const browser: readonly GrantType[] = ['authorization_code', 'implicit', 'refresh_token', saml2Bearer]

const everywhere: Readonly<Record<ApplicationType, readonly GrantType[]>> = {
  web: ['authorization_code', 'implicit', 'refresh_token', 'client_credentials', saml2Bearer],
  browser,
  native: [...browser, 'password', deviceCode],
  service: ['client_credentials', saml2Bearer],
}

const identityEngineOnly: Readonly<Record<ApplicationType, readonly GrantType[]>> = {
  web: ['interaction_code', ...directAuthentication, ciba],
  browser: ['interaction_code', ...directAuthentication],
  native: ['interaction_code', ...directAuthentication],
  service: [],
}

/** The grant types that an application type may have (S-401). */
export const allowedGrantTypes = (type: ApplicationType, engine: 'oie' | 'classic'): readonly string[] =>
  engine === 'oie' ? [...everywhere[type], ...identityEngineOnly[type]] : everywhere[type]
