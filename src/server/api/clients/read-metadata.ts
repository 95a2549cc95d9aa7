// Client metadata (RFC 7591 2) becomes an app.
import type { App } from '../../org/records.js'
import { type Draft, makeApp, pick, readKeySet } from '../apps/make-app.js'
import type { Call } from '../call.js'
import type { JsonObject } from '../read-body.js'
import { problems } from '../validation.js'
import { refuseMetadata } from './metadata-refusal.js'

const settings = [
  'application_type',
  'redirect_uris',
  'post_logout_redirect_uris',
  'response_types',
  'grant_types',
  'token_endpoint_auth_method',
  'dpop_bound_access_tokens',
  'jwks_uri',
  'request_object_signing_alg',
] as const

/** Said by Okta, not by the client. */
const readOnly = ['client_id', 'client_secret', 'client_id_issued_at', 'client_secret_expires_at']

const requireName = ({ client_name: name }: JsonObject, { deps }: Call, before: App | undefined): string => {
  if (typeof name !== 'string' || name === '') return refuseMetadata('client_name', problems.blank)
  const namesake = deps.org.apps().find((app) => app.label === name && app.id !== before?.id)
  if (namesake) refuseMetadata('client_name', problems.taken, `"${name}" is the name of ${namesake.clientId} already`)
  return name
}

/** In mockta's own words: Okta's are not known (differences.md). */
const invalid: Draft['invalid'] = ([finding]) =>
  refuseMetadata(finding?.field || 'client', finding?.message ?? 'The metadata is not valid')

/** Reads the body of POST or PUT. Registered clients ask for consent, other than apps (S-407). */
export const readMetadata = async (body: JsonObject, call: Call, before?: App): Promise<App> => {
  const entry = {
    label: requireName(body, call, before),
    consent_method: before?.consentMethod ?? 'REQUIRED',
    ...pick(body, settings),
    ...readKeySet(body),
  }
  const own: readonly string[] = [...settings, ...readOnly, 'client_name', 'jwks']
  const oauthClient = Object.fromEntries(Object.entries(body).filter(([name]) => !own.includes(name)))
  return makeApp(
    { entry, kept: { oauthClient, app: before?.kept?.app ?? {} }, ...(before && { before }), invalid },
    call,
  )
}
