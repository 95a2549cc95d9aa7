// An app from an entry of the configuration's `apps:`, whichever API it came by.
import type { Finding } from '../../org/app-entry.js'
import type { App, Kept } from '../../org/records.js'
import type { Call } from '../call.js'
import { isObject, type JsonObject } from '../read-body.js'

/** What the app is made of. */
export interface Draft {
  /** Without the client id: that is the app's id, unless one was chosen or was there before. */
  readonly entry: JsonObject
  readonly kept: Kept
  /** The app that is replaced: its client id and its secret stay where none are sent. */
  readonly before?: App
  /** Refuses an entry that is no app. */
  invalid(findings: readonly Finding[]): never
}

/** The members that are there and not null. */
export const pick = (object: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(names.flatMap((name) => (object[name] == null ? [] : [[name, object[name]]])))

/** `jwks` of the object; what Okta adds to a registered key is not part of it. */
export const readKeySet = ({ jwks }: JsonObject): JsonObject => {
  if (!isObject(jwks) || !Array.isArray(jwks.keys) || jwks.keys.length === 0) return {}
  const keys = jwks.keys.map((key: unknown) =>
    isObject(key)
      ? Object.fromEntries(
          Object.entries(key).filter(([name, value]) => !['id', 'status'].includes(name) && value !== null),
        )
      : key,
  )
  return { jwks: { keys } }
}

/** A new secret: 64 characters, as many as Okta's have (S-409). */
export const newSecret = ({ random }: Call['deps']): string => random.bytes(48).toString('base64url')

/** Makes the app; warnings of the configuration's rules become notes of the log. */
export const makeApp = async ({ entry, kept, before, invalid }: Draft, { deps, ask }: Call): Promise<App> => {
  const id = before?.id ?? deps.random.id('0oa')
  const read = await deps.readApp({ client_id: before?.clientId ?? id, ...entry })
  if (read.app === undefined) return invalid(read.errors)
  const taken = deps.org.findApp(read.app.clientId)
  if (taken !== undefined && taken.id !== id) {
    return invalid([
      { field: 'client_id', message: 'An object with this field already exists in the current organization' },
    ])
  }
  ask.trace.notes.push(...read.warnings.map(({ field, message }) => `${field || 'the app'}: ${message}`))
  const { clientSecret, ...app } = read.app
  const secret =
    clientSecret === undefined || typeof entry.client_secret === 'string'
      ? clientSecret
      : (before?.clientSecret ?? newSecret(deps))
  return { ...app, id, ...(secret !== undefined && { clientSecret: secret }), kept }
}

/** An app with new settings in the place of the old one: what is no setting stays. */
export const inPlaceOf = (
  { status, grants, granted, assignments, assigned, roles, rolesSince, created }: App,
  app: App,
): App => ({
  ...app,
  status,
  grants,
  ...(granted && { granted }),
  assignments,
  ...(assigned && { assigned }),
  roles,
  ...(rolesSince && { rolesSince }),
  created,
})
