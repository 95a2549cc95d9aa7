// Where an expectation comes from: one value for each kind of source, with a link where there is one.
import type { OidfModule } from './oidf-modules.js'

/** A source as reports show it. */
export interface Source {
  /** `RFC 6749 4.1.2`, `OIDC Core 3.1.2.6`, `OIDF oidcc-codereuse`, `S-042`. */
  readonly text: string
  readonly url?: string
  /** Set where the source is a module of the OpenID Foundation's conformance suite, so that coverage can be counted. */
  readonly oidf?: OidfModule
}

/** `rfc(6749, '4.1.2')` */
export const rfc = (number: number, section?: string): Source => ({
  text: section === undefined ? `RFC ${number}` : `RFC ${number} ${section}`,
  url: `https://www.rfc-editor.org/rfc/rfc${number}${section === undefined ? '' : `#section-${section}`}`,
})

const openid =
  (name: string, page: string) =>
  (section: string): Source => ({ text: `${name} ${section}`, url: `https://openid.net/specs/${page}.html` })

/** OpenID Connect Core 1.0. */
export const core = openid('OIDC Core', 'openid-connect-core-1_0')
/** OpenID Connect Discovery 1.0. */
export const discovery = openid('OIDC Discovery', 'openid-connect-discovery-1_0')
/** OpenID Connect RP-Initiated Logout 1.0. */
export const rpLogout = openid('OIDC RP-Initiated Logout', 'openid-connect-rpinitiated-1_0')
/** OAuth 2.0 Form Post Response Mode. */
export const formPost = openid('Form Post Response Mode', 'oauth-v2-form-post-response-mode-1_0')
/** OAuth 2.0 Multiple Response Type Encoding Practices. */
export const responseTypes = openid('Multiple Response Types', 'oauth-v2-multiple-response-types-1_0')
/** FAPI 2.0 Security Profile. */
export const fapi2 = openid('FAPI 2.0', 'fapi-security-profile-2_0-final')

/** A module of the OpenID Foundation's conformance suite. */
export const oidf = (module: OidfModule): Source => ({
  text: `OIDF ${module}`,
  url: 'https://gitlab.com/openid/conformance-suite',
  oidf: module,
})

/** An entry of docs/sources.md: what is known of Okta. */
export const okta = (entry: `S-${number}` | `S-0${number}` | `S-00${number}`): Source => ({ text: entry })

/** Anything else that can be looked up, such as a page of Okta's documents. */
export const document = (text: string, url?: string): Source => ({ text, ...(url !== undefined && { url }) })
