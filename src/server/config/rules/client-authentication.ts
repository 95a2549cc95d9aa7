// How an app proves itself: method, secret, keys, and PKCE where there is no proof.
import { usesSecret } from '../app-defaults.js'
import { error, warning } from '../problem.js'
import type { AppRule } from './rule.js'

/** Without a proof of its own an app must use PKCE (S-405). */
export const pkceWithoutAuthentication: AppRule = ({ token_endpoint_auth_method, pkce_required }, path) =>
  token_endpoint_auth_method === 'none' && !pkce_required
    ? [error([...path, 'pkce_required'], 'must be true where token_endpoint_auth_method is none')]
    : []

/** PKCE protects codes, and service apps have none (S-405). */
export const pkceOfServiceApps: AppRule = ({ application_type, pkce_required }, path) =>
  application_type === 'service' && pkce_required
    ? [error([...path, 'pkce_required'], 'must be false for service apps')]
    : []

/** Okta keeps a secret only for the methods that use one (S-409). */
export const secretWhereUsed: AppRule = ({ client_secret, token_endpoint_auth_method: method }, path) => {
  if (client_secret === undefined || usesSecret(method)) return []
  const message = `${method} uses no secret: remove it, or set token_endpoint_auth_method to client_secret_basic`
  return [error([...path, 'client_secret'], message)]
}

/** An HMAC key of 32 characters at least (S-409). */
export const secretLongEnough: AppRule = ({ client_secret = '', token_endpoint_auth_method }, path) =>
  token_endpoint_auth_method === 'client_secret_jwt' && client_secret.length < 32
    ? [error([...path, 'client_secret'], `client_secret_jwt needs 32 characters at least, not ${client_secret.length}`)]
    : []

/** Such an app exists at Okta, too, but every assertion is refused (S-415). */
export const keysForAssertions: AppRule = ({ jwks, jwks_uri, token_endpoint_auth_method, label }, path) => {
  if (token_endpoint_auth_method !== 'private_key_jwt' || jwks_uri !== undefined) return []
  if (jwks !== undefined && jwks.keys.length > 0) return []
  return [warning(path, `"${label}" has neither jwks nor jwks_uri: none of its assertions can be verified`)]
}

export const oneKeySource: AppRule = ({ jwks, jwks_uri }, path) =>
  jwks !== undefined && jwks_uri !== undefined
    ? [error([...path, 'jwks_uri'], 'stands beside jwks: keep one of them (RFC 7591 section 2)')]
    : []

const bits = ({ n }: Readonly<Record<string, unknown>>): number =>
  typeof n === 'string' ? Buffer.from(n, 'base64url').length * 8 : 0

/** Public keys only, RSA of 2048 bits at least, `kid` unique (S-415). */
export const publicKeys: AppRule = ({ jwks }, path) => {
  const keys = jwks?.keys ?? []
  return keys.flatMap((key, index) => {
    const at = [...path, 'jwks', 'keys', index]
    return [
      ...('d' in key
        ? [error([...at, 'd'], 'is a private key: keep it with the client, only the public half goes here')]
        : []),
      ...(key.kty === 'RSA' && bits(key) < 2048
        ? [error(at, `has ${bits(key)} bits: RSA keys need 2048 at least`)]
        : []),
      ...(key.kid === undefined && keys.length > 1 ? [error(at, 'needs kid: there are several keys')] : []),
      ...(key.kid !== undefined && keys.findIndex(({ kid }) => kid === key.kid) < index
        ? [error([...at, 'kid'], `"${String(key.kid)}" is the kid of another key, too: use another one`)]
        : []),
    ]
  })
}
