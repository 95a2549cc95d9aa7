// The client as it is registered at an org: what its file says, and what the kit makes up for the rest.
import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { ConfigFile } from '../../../server/index.js'
import type { AuthMethod, ClientKey } from '../../targets/settings.js'
import { kidOf, readPrivateKey } from '../../toolkit/client-auth.js'
import { UsageError } from '../../usage-error.js'
import type { ClientFile } from '../file/read-client-file.js'

/** What the client must know of itself. */
export interface Registration {
  readonly clientId: string
  readonly clientSecret?: string
  readonly authMethod: AuthMethod
  readonly redirectUri: string
  readonly scopes: readonly string[]
  readonly key?: ClientKey
}

/** Of the kit's own app. */
const ownClientId = '0oaclientundertest00'
const ownSecret = 'secret-of-the-client-under-test-0123456789'
/** Nobody listens there: a library is handed its callbacks. */
const nowhere = 'http://localhost:9/callback'

const methodOf = ({ content: { client } }: ClientFile): AuthMethod =>
  client.token_endpoint_auth_method ??
  (client.kind === 'spa' ? 'none' : client.kind === 'service' ? 'private_key_jwt' : 'client_secret_basic')

const readKey = (path: string): ClientKey => {
  let content: string
  try {
    content = readFileSync(path, 'utf8').trim()
  } catch {
    throw new UsageError(`${path}: no such private key file`)
  }
  return { key: content.startsWith('{') ? (JSON.parse(content) as Record<string, unknown>) : content }
}

/** @throws UsageError if its key cannot be read */
export const readRegistration = (file: ClientFile): Registration => {
  const { client } = file.content
  const authMethod = methodOf(file)
  const usesSecret = authMethod.startsWith('client_secret')
  return {
    clientId: client.client_id ?? ownClientId,
    ...(usesSecret && { clientSecret: client.client_secret ?? ownSecret }),
    authMethod,
    redirectUri: ('callback' in client ? client.callback : undefined) ?? nowhere,
    scopes: client.scopes ?? (client.kind === 'service' ? ['okta.users.read'] : ['openid', 'profile', 'email']),
    ...(client.private_key_file !== undefined && {
      key: readKey(resolve(dirname(file.path), client.private_key_file)),
    }),
  }
}

/** With a key of the kit's own, where the client proves itself by one and names none. */
export const withKey = (registration: Registration): Registration => {
  if (registration.authMethod !== 'private_key_jwt' || registration.key) return registration
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const key = { ...privateKey.export({ format: 'jwk' }), kid: 'conformance', alg: 'RS256', use: 'sig' }
  return { ...registration, key: { key, kid: 'conformance' } }
}

type AppEntry = NonNullable<ConfigFile['apps']>[number]

const signInGrants: AppEntry['grant_types'] = ['authorization_code', 'implicit', 'refresh_token']

/** Each refresh token once: what a client does about new ones can be seen. */
const strictly: AppEntry['refresh_token'] = { rotation_type: 'ROTATE', leeway: 0 }

const shapeOf = ({ content: { client } }: ClientFile, method: AuthMethod): Partial<AppEntry> => {
  if (client.kind === 'service') {
    return {
      application_type: 'service',
      grants: client.scopes ?? ['okta.users.read', 'okta.groups.read', 'okta.apps.read'],
      roles: ['READ_ONLY_ADMIN'],
      dpop_bound_access_tokens: client.dpop ?? false,
    }
  }
  const type = method === 'none' ? 'browser' : 'web'
  return {
    application_type: type,
    grant_types: signInGrants,
    refresh_token: strictly,
    grants: ['okta.users.read.self'],
  }
}

/** Origins that the client's pages come from. */
export const originsOf = ({ content: { client } }: ClientFile): readonly string[] => {
  const urls = ['start', 'callback', 'logout'].flatMap((key) => {
    const value = (client as Readonly<Record<string, unknown>>)[key]
    return typeof value === 'string' ? [new URL(value).origin] : []
  })
  return [...new Set(urls)]
}

/** Hosts of the client itself, which the kit speaks to. */
export const hostsOf = ({ content }: ClientFile): readonly string[] => {
  const { client } = content
  const probe = 'probe' in content && content.probe && 'url' in content.probe ? content.probe.url : undefined
  const trigger = client.kind === 'service' && 'url' in client.trigger ? client.trigger.url : undefined
  const urls = ['start', 'callback', 'logout', 'refresh', 'api', 'url'].map(
    (key) => (client as Readonly<Record<string, unknown>>)[key],
  )
  const found = [...urls, probe, trigger].flatMap((value) => (typeof value === 'string' ? [new URL(value).host] : []))
  return [...new Set(found)]
}

const publicHalf = (key: ClientKey): Pick<AppEntry, 'jwks'> => {
  const jwk = createPublicKey(readPrivateKey(key)).export({ format: 'jwk' })
  const kid = kidOf(key)
  const known = { ...jwk, ...(kid !== undefined && { kid }) }
  return { jwks: { keys: [known as NonNullable<AppEntry['jwks']>['keys'][number]] } }
}

/** The app objects that a mock needs: the client, and beside it a second app with the same redirect URI. */
export const appEntries = (file: ClientFile, registration: Registration): readonly AppEntry[] => {
  const { client } = file.content
  const { clientId, clientSecret, authMethod, redirectUri, key } = registration
  const origins = originsOf(file)
  const own: AppEntry = {
    label: client.name ?? 'Client under test',
    client_id: clientId,
    token_endpoint_auth_method: authMethod,
    ...(clientSecret !== undefined && { client_secret: clientSecret }),
    ...(client.kind !== 'service' && {
      redirect_uris: [redirectUri],
      post_logout_redirect_uris:
        client.post_logout_redirect_uris ?? origins.flatMap((origin) => [origin, `${origin}/`]),
    }),
    ...shapeOf(file, authMethod),
    ...(key && publicHalf(key)),
  }
  if (client.kind === 'service') return [own]
  return [own, { ...own, label: `${own.label}, second app`, client_id: secondClientIdOf(clientId) }]
}

/** Another client's, as much like the client's own as can be. */
export const secondClientIdOf = (clientId: string): string =>
  clientId.length > 6 && !clientId.endsWith('second') ? `${clientId.slice(0, -6)}second` : `${clientId}2`
