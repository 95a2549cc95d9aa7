// What an app is told of the org in its environment: the names that Okta's own SDKs, samples and guides use.
import type { ClientOrg } from './org/client-org.js'

/** Of a private key, the text that goes into one variable. */
const keyText = (key: string | Readonly<Record<string, unknown>>): string =>
  typeof key === 'string' ? key : JSON.stringify(key)

const secretNames = ['OKTA_CLIENT_SECRET', 'CLIENT_SECRET', 'OKTA_OAUTH2_CLIENT_SECRET', 'AUTH_OKTA_SECRET'] as const

/** The secret of an app that was started in the same environment. */
export const secretIn = (env: Readonly<Record<string, string | undefined>>): string | undefined =>
  secretNames.map((name) => env[name]).find((value) => value !== undefined && value !== '')

/** What of an org is told. */
interface Known extends Pick<ClientOrg, 'registration' | 'caFile' | 'env'> {
  readonly summary: Pick<ClientOrg['summary'], 'issuer'>
  readonly second?: Known
}

export const appEnvironment = (org: Known): Readonly<Record<string, string>> => {
  const { summary, registration, caFile, second, env = {} } = org
  const { issuer } = summary
  const { clientId, clientSecret, scopes, redirectUri, key } = registration
  const everywhere = (names: readonly string[], value: string | undefined): readonly (readonly [string, string])[] =>
    value === undefined ? [] : names.map((name) => [name, value] as const)
  return Object.fromEntries([
    ...everywhere(['OKTA_ISSUER', 'ISSUER', 'OKTA_OAUTH2_ISSUER', 'AUTH_OKTA_ISSUER'], issuer),
    ...everywhere(['OKTA_CLIENT_ORGURL'], issuer),
    ...everywhere(
      ['OKTA_CLIENT_ID', 'CLIENT_ID', 'OKTA_CLIENT_CLIENTID', 'OKTA_OAUTH2_CLIENT_ID', 'AUTH_OKTA_ID'],
      clientId,
    ),
    ...everywhere(secretNames, clientSecret),
    ...everywhere(['OKTA_REDIRECT_URI'], redirectUri),
    ...everywhere(['OKTA_CLIENT_SCOPES'], scopes.join(' ')),
    ...everywhere(['OKTA_CLIENT_AUTHORIZATIONMODE'], key && 'PrivateKey'),
    ...everywhere(['OKTA_CLIENT_PRIVATEKEY'], key && keyText(key.key)),
    ...everywhere(['OKTA_CLIENT_KEYID'], key?.kid),
    ...everywhere(['NODE_EXTRA_CA_CERTS'], caFile),
    // Names of the kit's own: Okta's SDKs know one issuer.
    ...everywhere(['OKTA_SECOND_ISSUER'], second?.summary.issuer),
    ...everywhere(['OKTA_SECOND_CLIENT_ID'], second?.registration.clientId),
    ...everywhere(['OKTA_SECOND_CLIENT_SECRET'], second?.registration.clientSecret),
    ...everywhere(['OKTA_SECOND_REDIRECT_URI'], second?.registration.redirectUri),
    ...Object.entries(env),
  ])
}
