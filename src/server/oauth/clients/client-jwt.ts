// A JWT that an app signed with its secret or its private key: client assertions and request objects.
import { compactVerify, decodeJwt, decodeProtectedHeader, errors, type JWK } from 'jose'
import type { Deps } from '../../deps.js'
import type { Claims } from '../../keys/key-ring.js'
import { fits, hmacBytes, privateKeyAlgorithms } from '../../keys/signature-algorithms.js'
import type { App } from '../../org/records.js'
import { findKey } from './client-keys.js'

/** What can be wrong with such a JWT, whatever it is for. */
export type JwtProblem =
  | 'unparsable'
  | 'algorithm'
  | 'noSecret'
  | 'secretTooShort'
  | 'noKeys'
  | 'keysInvalid'
  | 'keyUse'
  | 'kid'
  | 'signature'

/** Refuses in the words of whatever the JWT is for. */
export type Deny = (problem: JwtProblem, reason: string, cause?: unknown) => never

/** A JWT as it was sent: nothing in it is proven. */
export interface ClientJwt {
  readonly compact: string
  readonly alg: string
  readonly kid?: string
  readonly jku?: string
  readonly claims: Claims
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** Undefined where it is no signed JWT. */
export const parseClientJwt = (compact: string): ClientJwt | undefined => {
  try {
    const header = decodeProtectedHeader(compact)
    const [kid, jku] = [text(header.kid), text(header.jku)]
    return {
      compact,
      alg: text(header.alg) ?? '',
      ...(kid !== undefined && { kid }),
      ...(jku !== undefined && { jku }),
      claims: decodeJwt(compact),
    }
  } catch {
    return undefined
  }
}

const secretKey = ({ alg }: ClientJwt, { clientSecret, label, clientId }: App, deny: Deny): Uint8Array => {
  if (clientSecret === undefined) {
    return deny('noSecret', `it is signed with ${alg}, which takes a secret, and "${label}" (${clientId}) has none`)
  }
  const key = Buffer.from(clientSecret)
  const bytes = hmacBytes.get(alg) ?? 0
  if (key.length >= bytes) return key
  return deny('secretTooShort', `${alg} needs a secret of ${bytes} bytes, that of "${label}" has ${key.length}`)
}

const publicKey = async (jwt: ClientJwt, app: App, deps: Deps, deny: Deny): Promise<JWK> => {
  if (!privateKeyAlgorithms.has(jwt.alg)) {
    deny('algorithm', `it is signed with "${jwt.alg}": use one of ${[...privateKeyAlgorithms].join(' ')}`)
  }
  const key = await findKey(jwt, app, deps, deny)
  if (fits(jwt.alg, key)) return key
  const kind = JSON.stringify({ kty: key.kty, crv: key.crv, alg: key.alg })
  return deny('algorithm', `it is signed with ${jwt.alg}, and the key that "${app.label}" has for its kid is ${kind}`)
}

/** Refuses a JWT that the app did not sign. */
export const requireSignature = async (jwt: ClientJwt, app: App, deps: Deps, deny: Deny): Promise<void> => {
  const { compact, alg } = jwt
  const key = hmacBytes.has(alg) ? secretKey(jwt, app, deny) : await publicKey(jwt, app, deps, deny)
  try {
    await compactVerify(compact, key, { algorithms: [alg] })
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed) {
      const where = hmacBytes.has(alg) ? 'apps[].client_secret' : 'the key that apps[].jwks or jwks_uri has for its kid'
      deny('signature', `"${app.label}" (${app.clientId}) did not sign it: the signature does not fit ${where}`, error)
    }
    if (error instanceof errors.JOSEError) deny('unparsable', `it cannot be read: ${error.message}`, error)
    deny('keysInvalid', `the key of "${app.label}" (${app.clientId}) cannot be used: ${String(error)}`, error)
  }
}
