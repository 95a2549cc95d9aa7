// How an app proves itself to the server: each method on its own, so that a check can use the wrong one too.
import { createPrivateKey, type KeyObject } from 'node:crypto'
import { SignJWT } from 'jose'
import type { AuthMethod, ClientKey, TestApp } from '../targets/settings.js'

/** What a method adds to a request. */
export interface Credentials {
  readonly headers: Readonly<Record<string, string>>
  readonly params: readonly (readonly [name: string, value: string])[]
}

/** Claims to change in a client assertion; undefined leaves one out. */
export type ClaimChanges = Readonly<Record<string, unknown>>

/** What an assertion is made of. */
export interface AssertionParts {
  readonly app: Pick<TestApp, 'clientId' | 'clientSecret' | 'privateKey'>
  /** `aud`: the endpoint's URL. */
  readonly audience: string
  /** Epoch seconds. */
  readonly now: number
  /** `jti`. */
  readonly id: string
  readonly claims?: ClaimChanges
}

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** Five minutes: Okta allows up to an hour. */
const assertionLifetimeSeconds = 300

/** PEM or JWK. @throws where it is neither */
export const readPrivateKey = ({ key }: ClientKey): KeyObject =>
  typeof key === 'string' ? createPrivateKey(key) : createPrivateKey({ key: { ...key }, format: 'jwk' })

const algorithmOf = (key: KeyObject): string => {
  if (key.asymmetricKeyType !== 'ec') return 'RS256'
  const curve = key.asymmetricKeyDetails?.namedCurve
  return curve === 'secp384r1' ? 'ES384' : curve === 'secp521r1' ? 'ES512' : 'ES256'
}

/** Its own, or that of its JWK. */
export const kidOf = ({ key, kid }: ClientKey): string | undefined => {
  if (kid !== undefined || typeof key === 'string') return kid
  return typeof key.kid === 'string' ? key.kid : undefined
}

/** The JWT of private_key_jwt, or of client_secret_jwt where the app has no private key (RFC 7523 3). */
export const signAssertion = async ({ app, audience, now, id, claims = {} }: AssertionParts): Promise<string> => {
  const payload: Record<string, unknown> = {
    iss: app.clientId,
    sub: app.clientId,
    aud: audience,
    iat: now,
    exp: now + assertionLifetimeSeconds,
    jti: id,
    ...claims,
  }
  for (const [name, value] of Object.entries(payload)) if (value === undefined) delete payload[name]
  if (app.privateKey) {
    const key = readPrivateKey(app.privateKey)
    const kid = kidOf(app.privateKey)
    return new SignJWT(payload)
      .setProtectedHeader({ alg: algorithmOf(key), ...(kid !== undefined && { kid }) })
      .sign(key)
  }
  return new SignJWT(payload)
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(app.clientSecret ?? ''))
}

/** Percent-encoded before base64, as RFC 6749 2.3.1 asks. */
export const basicHeader = (clientId: string, clientSecret: string): string =>
  `Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64')}`

/** Credentials by one method; `none` sends the client id alone. */
export const credentialsOf = async (method: AuthMethod, parts: AssertionParts): Promise<Credentials> => {
  const { clientId, clientSecret = '' } = parts.app
  switch (method) {
    case 'client_secret_basic':
      return { headers: { authorization: basicHeader(clientId, clientSecret) }, params: [] }
    case 'client_secret_post':
      return {
        headers: {},
        params: [
          ['client_id', clientId],
          ['client_secret', clientSecret],
        ],
      }
    case 'none':
      return { headers: {}, params: [['client_id', clientId]] }
    default:
      return {
        headers: {},
        params: [
          ['client_id', clientId],
          ['client_assertion_type', assertionType],
          ['client_assertion', await signAssertion(parts)],
        ],
      }
  }
}
