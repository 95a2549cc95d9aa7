// Okta's app object becomes an app: the parts that count are read as an entry of the configuration's `apps:`, the rest is kept.
import type { Finding } from '../../org/app-entry.js'
import type { App, Kept } from '../../org/records.js'
import type { Call } from '../call.js'
import { refuse } from '../catalogue.js'
import { isObject, type JsonObject, objectAt } from '../read-body.js'
import { blanks, problems, refuseViolations } from '../validation.js'

const clientSettings = [
  'application_type',
  'redirect_uris',
  'post_logout_redirect_uris',
  'response_types',
  'grant_types',
  'consent_method',
  'wildcard_redirect',
  'dpop_bound_access_tokens',
  'refresh_token',
  'jwks_uri',
] as const

const credentialSettings = ['client_id', 'client_secret', 'token_endpoint_auth_method', 'pkce_required'] as const

/** The members that are there and not null. */
const pick = (object: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(names.flatMap((name) => (object[name] == null ? [] : [[name, object[name]]])))

/** What Okta adds to a registered key is not part of it. */
const readKeys = ({ jwks }: JsonObject): JsonObject => {
  if (!isObject(jwks) || !Array.isArray(jwks.keys)) return {}
  const keys = jwks.keys.map((key: unknown) =>
    isObject(key)
      ? Object.fromEntries(
          Object.entries(key).filter(([name, value]) => !['id', 'status'].includes(name) && value !== null),
        )
      : key,
  )
  return keys.length === 0 ? {} : { jwks: { keys } }
}

const readKept = (body: JsonObject, client: JsonObject): Kept => {
  const own: readonly string[] = [...clientSettings, 'jwks']
  const parts = { ...pick(body, ['accessibility', 'visibility']), ...pick(objectAt(body, 'settings'), ['notes']) }
  return {
    oauthClient: Object.fromEntries(Object.entries(client).filter(([name]) => !own.includes(name))),
    app: Object.fromEntries(Object.entries(parts).flatMap(([name, part]) => (isObject(part) ? [[name, part]] : []))),
  }
}

/** OpenID Connect apps are all there is here (S-357). */
const requireOidc = ({ name, signOnMode }: JsonObject): void => {
  if (name === 'oidc_client' && signOnMode === 'OPENID_CONNECT') return
  if (typeof name === 'string' && typeof signOnMode === 'string') {
    refuse('notBuilt', {
      reason: `apps ${name} with ${signOnMode} are not built: OpenID Connect apps have name oidc_client and signOnMode OPENID_CONNECT`,
    })
  }
  refuse('validationFailed', {
    values: ['mediated'],
    causes: ['Invalid signOnMode'],
    reason: 'an OpenID Connect app has "name": "oidc_client" and "signOnMode": "OPENID_CONNECT"',
  })
}

/** In mockta's own words: Okta's are not known (differences.md). */
const refuseFindings = (found: readonly Finding[]): void =>
  refuseViolations(found.map(({ field, message }) => ({ field: field || 'settings.oauthClient', problem: message })))

/** A new secret: 64 characters, as many as Okta's have (S-409). */
const newSecret = ({ random }: Call['deps']): string => random.bytes(48).toString('base64url')

/**
 * Reads the body of POST or PUT. Identity, grants, assignments, roles and status are not in it.
 *
 * @param before the app that is replaced: its client id and its secret stay where none are sent
 */
export const readAppObject = async (body: JsonObject, { deps, ask }: Call, before?: App): Promise<App> => {
  requireOidc(body)
  refuseViolations(blanks(body, 'label'))
  const client = objectAt(objectAt(body, 'settings'), 'oauthClient')
  const credentials = pick(objectAt(objectAt(body, 'credentials'), 'oauthClient'), credentialSettings)
  const id = before?.id ?? deps.random.id('0oa')
  const { client_id: clientId = before?.clientId ?? id } = credentials
  const taken = deps.org.findApp(String(clientId))
  refuseViolations(taken !== undefined && taken.id !== id ? [{ field: 'client_id', problem: problems.taken }] : [])

  const entry = {
    label: body.label,
    ...pick(client, clientSettings),
    ...readKeys(client),
    ...credentials,
    client_id: clientId,
  }
  const read = await deps.readApp(entry)
  if (read.app === undefined) {
    refuseFindings(read.errors)
    throw new TypeError('an app without a problem could not be read')
  }
  ask.trace.notes.push(...read.warnings.map(({ field, message }) => `${field || 'the app'}: ${message}`))
  const { clientSecret, ...app } = read.app
  const secret =
    clientSecret === undefined || typeof credentials.client_secret === 'string'
      ? clientSecret
      : (before?.clientSecret ?? newSecret(deps))
  return { ...app, id, ...(secret !== undefined && { clientSecret: secret }), kept: readKept(body, client) }
}
