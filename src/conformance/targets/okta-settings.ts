// Settings from where Okta users already keep them: OKTA_CLIENT_…, ./.okta.env, ~/.okta/okta.yaml, and CONFORMANCE_… for the rest.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { parse } from 'yaml'
import { UsageError } from '../usage-error.js'
import type { AppEntry, SettingsFile, UserEntry } from './settings-file.js'

/** Where settings are looked for. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  /** The working directory. */
  readonly directory: string
  readonly home: string
}

type Values = Readonly<Record<string, string | undefined>>

const readText = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** `okta: client: orgUrl: …` as Okta's SDKs read it, under the names of their environment variables. */
const readOktaYaml = (home: string): Values => {
  const path = join(home, '.okta', 'okta.yaml')
  const text = readText(path)
  if (text === undefined) return {}
  let client: Readonly<Record<string, unknown>>
  try {
    client = Object(Object(Object(parse(text)).okta).client)
  } catch {
    throw new UsageError(`${path} is not YAML`)
  }
  const { orgUrl, clientId, privateKey, keyId, kid, scopes, token } = client
  const asText = (value: unknown): string | undefined =>
    typeof value === 'string' && value !== '' ? value : Array.isArray(value) ? value.join(' ') : undefined
  return {
    OKTA_CLIENT_ORGURL: asText(orgUrl),
    OKTA_CLIENT_CLIENTID: asText(clientId),
    OKTA_CLIENT_PRIVATEKEY: typeof privateKey === 'object' ? JSON.stringify(privateKey) : asText(privateKey),
    OKTA_CLIENT_KEYID: asText(keyId) ?? asText(kid),
    OKTA_CLIENT_SCOPES: asText(scopes),
    OKTA_CLIENT_TOKEN: asText(token),
  }
}

/** A PEM, a JWK as JSON, or the path of either. */
const readPrivateKey = (value: string, directory: string): string | Record<string, unknown> => {
  const content = /^\s*(-----BEGIN|\{)/.test(value) ? value : (readText(join(directory, value)) ?? readText(value))
  if (content === undefined) throw new UsageError('OKTA_CLIENT_PRIVATEKEY is neither a key nor the path of one')
  const trimmed = content.trim()
  if (!trimmed.startsWith('{')) return trimmed.replaceAll('\\n', '\n')
  try {
    return JSON.parse(trimmed) as Record<string, unknown>
  } catch {
    throw new UsageError('OKTA_CLIENT_PRIVATEKEY is not a JWK: its JSON is broken')
  }
}

const words = (text: string | undefined): string[] => (text ?? '').split(/[\s,]+/).filter((word) => word !== '')

const serviceApp = (values: Values, directory: string): AppEntry | undefined => {
  const { OKTA_CLIENT_CLIENTID: id, OKTA_CLIENT_PRIVATEKEY: key, OKTA_CLIENT_KEYID: kid } = values
  if (id === undefined || key === undefined) return undefined
  return {
    label: 'service app of OKTA_CLIENT_CLIENTID',
    client_id: id,
    application_type: 'service',
    private_key: readPrivateKey(key, directory),
    ...(kid !== undefined && { key_id: kid }),
    grants: words(values.OKTA_CLIENT_SCOPES),
  }
}

/** An app that people sign in to. @param prefix of its variables */
const webApp = (values: Values, prefix: string): AppEntry | undefined => {
  const id = values[`${prefix}_CLIENT_ID`]
  const secret = values[`${prefix}_CLIENT_SECRET`]
  const redirects = words(values[`${prefix}_REDIRECT_URI`])
  if (id === undefined) return undefined
  const grants = words(values[`${prefix}_GRANT_TYPES`])
  return {
    label: `app of ${prefix}_CLIENT_ID`,
    client_id: id,
    ...(secret !== undefined && { client_secret: secret }),
    redirect_uris: redirects,
    post_logout_redirect_uris: words(values[`${prefix}_POST_LOGOUT_REDIRECT_URI`]),
    ...(grants.length > 0 && { grant_types: grants }),
  }
}

const person = (values: Values, prefix: string): UserEntry | undefined => {
  const login = values[`${prefix}_USERNAME`]
  const password = values[`${prefix}_PASSWORD`]
  const secret = values[`${prefix}_TOTP_SECRET`]
  if (login === undefined) return undefined
  return {
    profile: { login },
    ...(password !== undefined && { credentials: { password: { value: password } } }),
    ...(secret !== undefined && { factors: [{ type: 'token:software:totp', sharedSecret: secret }] }),
  }
}

const present = <T>(values: readonly (T | undefined)[]): T[] => values.flatMap((value) => value ?? [])

/** The first of several that is there and not empty. */
const merged = (...layers: readonly Values[]): Values => {
  const all: Record<string, string | undefined> = {}
  for (const layer of [...layers].reverse()) {
    for (const [name, value] of Object.entries(layer)) if (value !== undefined && value !== '') all[name] = value
  }
  return all
}

/** The web app that `okta apps create` writes to .okta.env: its issuer may be that of a custom server. */
const fromOktaEnv = (values: Values): Values => ({
  CONFORMANCE_CLIENT_ID: values.OKTA_OAUTH2_CLIENT_ID,
  CONFORMANCE_CLIENT_SECRET: values.OKTA_OAUTH2_CLIENT_SECRET,
  OKTA_CLIENT_ORGURL:
    values.OKTA_OAUTH2_ISSUER !== undefined && URL.canParse(values.OKTA_OAUTH2_ISSUER)
      ? new URL(values.OKTA_OAUTH2_ISSUER).origin
      : undefined,
})

/**
 * What the environment says, in the shape of a settings file. The environment wins over ./.okta.env, that over ~/.okta/okta.yaml.
 *
 * @throws UsageError if a file is broken
 */
export const readOktaSettings = ({ env, directory, home }: Surroundings): SettingsFile => {
  const dotEnv: Values = parseEnv(readText(join(directory, '.okta.env')) ?? '')
  const values = merged(env, fromOktaEnv(env), dotEnv, fromOktaEnv(dotEnv), readOktaYaml(home))
  const issuer = values.CONFORMANCE_ISSUER ?? values.OKTA_CLIENT_ORGURL?.replace(/\/+$/, '')
  const ca = values.CONFORMANCE_CA_FILE
  const token = values.OKTA_CLIENT_TOKEN
  return {
    ...(issuer !== undefined && { issuer }),
    ...(ca !== undefined && { ca }),
    ...(token !== undefined && { api_token: token }),
    apps: present([webApp(values, 'CONFORMANCE'), webApp(values, 'CONFORMANCE_SECOND'), serviceApp(values, directory)]),
    users: present([person(values, 'CONFORMANCE'), person(values, 'CONFORMANCE_SECOND')]),
  }
}
