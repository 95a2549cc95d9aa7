// Okta's app object becomes an app: the parts that count are read as an entry of the configuration's `apps:`, the rest is kept.
import type { App, Kept } from '../../org/records.js'
import type { Call } from '../call.js'
import { refuse } from '../catalogue.js'
import { isObject, type JsonObject, objectAt } from '../read-body.js'
import { blanks, refuseViolations } from '../validation.js'
import { type Draft, makeApp, pick, readKeySet } from './make-app.js'

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
  'request_object_signing_alg',
] as const

const credentialSettings = ['client_id', 'client_secret', 'token_endpoint_auth_method', 'pkce_required'] as const

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
const invalid: Draft['invalid'] = (findings) => {
  refuseViolations(findings.map(({ field, message }) => ({ field: field || 'settings.oauthClient', problem: message })))
  throw new TypeError('an app without a problem could not be read')
}

/** Reads the body of POST or PUT. Grants, assignments, roles and status are not in it. */
export const readAppObject = async (body: JsonObject, call: Call, before?: App): Promise<App> => {
  requireOidc(body)
  refuseViolations(blanks(body, 'label'))
  const client = objectAt(objectAt(body, 'settings'), 'oauthClient')
  const credentials = pick(objectAt(objectAt(body, 'credentials'), 'oauthClient'), credentialSettings)
  const entry = { label: body.label, ...pick(client, clientSettings), ...readKeySet(client), ...credentials }
  return makeApp({ entry, kept: readKept(body, client), ...(before && { before }), invalid }, call)
}
