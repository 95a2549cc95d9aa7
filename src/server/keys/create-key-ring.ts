// The keys of one org: fresh ones, or with a seed those that ship with the package.
import { type CryptoKey, compactVerify, decodeProtectedHeader, importJWK, type JWK } from 'jose'
import type { Claims, KeyRing, Verified } from './key-ring.js'
import { generateSigningKey, importSigningKey, type SigningKey } from './signing-key.js'

/** How an org's keys come about. `seed` picks among the keys that ship with the package. */
export interface KeyRingOptions {
  readonly seed?: string
  /** False: access tokens are signed with a key that `/keys` does not list, as Okta did before 2024.03 (S-005). */
  readonly publishAccessTokenKey: boolean
}

/** A key pair's two uses: to sign, and to check what it signed. */
interface Pair {
  readonly signing: SigningKey
  readonly verifier: CryptoKey | Uint8Array
}

/** Loaded only where a seed asks for it. */
const importSeededKey = async (seed: string, index: number): Promise<SigningKey> => {
  const { seededKey } = await import('./seeded-keys.js')
  return importSigningKey(seededKey(seed, index))
}

const makePair = async (seed: string | undefined, index: number): Promise<Pair> => {
  const signing = seed === undefined ? await generateSigningKey() : await importSeededKey(seed, index)
  return { signing, verifier: await importJWK(signing.publicJwk, 'RS256') }
}

/** Makes each key when it is first needed, and only once. */
export const createKeyRing = ({ seed, publishAccessTokenKey }: KeyRingOptions): KeyRing => {
  const pairs = new Map<number, Promise<Pair>>()
  const pair = (index: number): Promise<Pair> => {
    const made = pairs.get(index) ?? makePair(seed, index)
    pairs.set(index, made)
    return made
  }
  const active = (): Promise<Pair> => pair(0)
  const accessToken = (): Promise<Pair> => pair(publishAccessTokenKey ? 0 : 1)

  const findVerifier = async (kid: string | undefined): Promise<Pair['verifier'] | undefined> => {
    for (const made of await Promise.all(pairs.values())) {
      if (made.signing.publicJwk.kid === kid) return made.verifier
    }
    return undefined
  }

  return {
    signAccessToken: async (claims: Claims, typ?: string) => (await accessToken()).signing.sign(claims, typ),
    signIdToken: async (claims: Claims) => (await active()).signing.sign(claims),
    published: async (): Promise<readonly JWK[]> => [(await active()).signing.publicJwk],
    verify: async (token): Promise<Verified | undefined> => {
      try {
        const key = await findVerifier(decodeProtectedHeader(token).kid)
        if (!key) return undefined
        const { payload, protectedHeader } = await compactVerify(token, key, { algorithms: ['RS256'] })
        return { header: protectedHeader, claims: JSON.parse(new TextDecoder().decode(payload)) as Claims }
      } catch {
        return undefined
      }
    },
  }
}
