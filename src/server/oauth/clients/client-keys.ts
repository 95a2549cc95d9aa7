// The public key that a JWT of an app must be verified with: among its jwks, or at its jwks_uri.
import type { JWK } from 'jose'
import type { Deps } from '../../deps.js'
import type { App } from '../../org/records.js'
import { refuse } from '../catalogue.js'
import type { ClientJwt, Deny } from './client-jwt.js'

/** Keys in Okta's app object have a status; one that was deactivated does not count. */
const isActive = (key: Readonly<Record<string, unknown>>): boolean => key.status !== 'INACTIVE'

/** By `kid`, which may be missing where there is one key (S-563). */
const select = (keys: readonly JWK[], kid: string | undefined): JWK | undefined => {
  if (kid === undefined) return keys.length === 1 ? keys[0] : undefined
  return keys.find((key) => key.kid === kid) ?? (keys.length === 1 && keys[0]?.kid === undefined ? keys[0] : undefined)
}

const fetchKeys = async (app: App, uri: string, age: 'any' | 'fresh', deps: Deps): Promise<readonly JWK[]> => {
  const subject = `jwks_uri ${uri} of "${app.label}" (${app.clientId})`
  const keys = await deps.keySets.read(uri, age).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error)
    return refuse('jwksUriFailed', { reason: `${subject} gave no key set: ${why}`, cause: error })
  })
  if (keys.length === 0) refuse('jwksUriEmpty', { reason: `${subject} has no key in it` })
  if (new Set(keys.map(({ kid }) => kid)).size < keys.length) {
    refuse('jwksUriAmbiguous', { reason: `${subject} has two keys with the same kid, or without one` })
  }
  return keys
}

/** A kid that is not known yet is looked for once more, in a fresh copy (S-566). */
const findRemote = async ({ kid, jku }: ClientJwt, app: App, uri: string, deps: Deps): Promise<JWK | undefined> => {
  if (jku !== undefined && jku !== uri) {
    refuse('jwksUriNotJku', { reason: `the JWT has jku ${jku}, and "${app.label}" (${app.clientId}) has ${uri}` })
  }
  const found = select(await fetchKeys(app, uri, 'any', deps), kid)
  return found ?? select(await fetchKeys(app, uri, 'fresh', deps), kid)
}

/** The key of the app that the JWT names; it must be for signatures. */
export const findKey = async (jwt: ClientJwt, app: App, deps: Deps, deny: Deny): Promise<JWK> => {
  const keys: readonly JWK[] = (app.jwks?.keys ?? []).filter(isActive)
  if (keys.length === 0 && app.jwksUri === undefined) {
    deny('noKeys', `"${app.label}" (${app.clientId}) has no public key: add it under apps[].jwks, or a jwks_uri`)
  }
  const key = app.jwksUri === undefined ? select(keys, jwt.kid) : await findRemote(jwt, app, app.jwksUri, deps)
  if (key === undefined) {
    const problem = jwt.kid === undefined ? 'names no kid, and there are several keys' : `names kid "${jwt.kid}"`
    return deny('kid', `it ${problem}: "${app.label}" (${app.clientId}) has no such key`)
  }
  if (key.use !== undefined && key.use !== 'sig') {
    deny('keyUse', `the key that "${app.label}" has for its kid has use ${JSON.stringify(key.use)}: it must be sig`)
  }
  return key
}
