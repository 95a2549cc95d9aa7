// The keys of one org: fresh ones, or with a seed those that ship with the package.
import { generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import type { JWK } from 'jose'
import type { Claims, KeyRing, Verified } from './key-ring.js'
import type { SigningKey } from './signing-key.js'

/** How an org's keys come about. `seed` picks among the keys that ship with the package. */
export interface KeyRingOptions {
  readonly seed?: string
  /** False: access tokens are signed with a key that `/keys` does not list, as Okta did before 2024.03 (S-005). */
  readonly publishAccessTokenKey: boolean
}

/** jose is loaded while the first key is made, and the keys that ship only where a seed asks for them. */
const makeKey = async (seed: string | undefined, index: number): Promise<SigningKey> => {
  if (seed === undefined) {
    const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
    return (await import('./signing-key.js')).createSigningKey(privateKey.export({ format: 'jwk' }))
  }
  const [{ createSigningKey }, { seededKey }] = await Promise.all([
    import('./signing-key.js'),
    import('./seeded-keys.js'),
  ])
  return createSigningKey(seededKey(seed, index))
}

/** Makes each key when it is first needed, and only once. */
export const createKeyRing = ({ seed, publishAccessTokenKey }: KeyRingOptions): KeyRing => {
  const keys = new Map<number, Promise<SigningKey>>()
  const key = (index: number): Promise<SigningKey> => {
    const made = keys.get(index) ?? makeKey(seed, index)
    keys.set(index, made)
    return made
  }
  const active = (): Promise<SigningKey> => key(0)
  const accessToken = (): Promise<SigningKey> => key(publishAccessTokenKey ? 0 : 1)

  return {
    signAccessToken: async (claims: Claims, typ?: string) => (await accessToken()).sign(claims, typ),
    signIdToken: async (claims: Claims) => (await active()).sign(claims),
    published: async (): Promise<readonly JWK[]> => [(await active()).publicJwk],
    verify: async (token): Promise<Verified | undefined> => {
      for (const made of await Promise.all(keys.values())) {
        const verified = await made.verify(token)
        if (verified) return verified
      }
      return undefined
    },
  }
}
