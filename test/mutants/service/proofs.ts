// How the reference service app proves itself: assertions, DPoP proofs, secrets.
import { createHash, randomUUID } from 'node:crypto'
import { type JWK, SignJWT } from 'jose'
import type { ServiceConfiguration } from '../../../src/conformance/clients/adapter/protocol.js'
import { p384, publicHalf } from '../../fixtures/client-keys.js'
import type { Flaws } from './flaws.js'

type Clock = () => number

/** What goes with a token request. */
export interface Credentials {
  readonly form: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
}

const formEncoded = (text: string): string => new URLSearchParams({ a: text }).toString().slice(2)

/** Proofs of one instance. */
export const createProofs = (configuration: ServiceConfiguration, flaws: Flaws, now: Clock) => {
  const { issuer, clientId, clientSecret = '', auth, privateKey } = configuration
  const tokenUrl = `${issuer}/oauth2/v1/token`
  const [firstAssertionId, firstProofId] = [randomUUID(), randomUUID()]

  const assertion = async (): Promise<string> => {
    const key = (privateKey ?? {}) as JWK
    return new SignJWT({
      iss: clientId,
      sub: flaws.has('assertion-of-another-subject') ? 'somebody' : clientId,
      aud: flaws.has('assertion-for-the-issuer') ? issuer : tokenUrl,
      iat: now(),
      exp: now() + (flaws.has('assertion-lives-two-hours') ? 7200 : 300),
      jti: flaws.has('assertion-id-reused') ? firstAssertionId : randomUUID(),
    })
      .setProtectedHeader({ alg: 'ES256', ...(!flaws.has('assertion-without-kid') && { kid: key.kid }) })
      .sign(key)
  }

  return {
    credentials: async (): Promise<Credentials> => {
      if (auth === 'private_key_jwt') {
        const form = {
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          client_assertion: await assertion(),
        }
        return { form, headers: {} }
      }
      const encode = flaws.has('secret-not-encoded') ? (text: string) => text : formEncoded
      const basic = Buffer.from(`${encode(clientId)}:${encode(clientSecret)}`).toString('base64')
      return {
        form: flaws.has('secret-in-two-places') ? { client_secret: clientSecret } : {},
        headers: { authorization: `Basic ${basic}` },
      }
    },
    /** @param nonce the org's last @param token where one is shown */
    dpop: async (method: string, url: string, nonce?: string, token?: string): Promise<string> =>
      new SignJWT({
        htm: flaws.has('other-method-in-proof') ? method.toLowerCase() : method,
        htu: flaws.has('query-in-htu') ? url : url.replace(/[?#].*/, ''),
        iat: now(),
        jti: flaws.has('proof-id-reused') ? firstProofId : randomUUID(),
        ...(nonce !== undefined && { nonce }),
        ...(token !== undefined &&
          !flaws.has('no-ath') && { ath: createHash('sha256').update(token).digest('base64url') }),
      })
        .setProtectedHeader({
          typ: 'dpop+jwt',
          alg: 'ES384',
          jwk: flaws.has('private-key-in-proof') ? p384 : publicHalf(p384),
        })
        .sign(p384),
  }
}
