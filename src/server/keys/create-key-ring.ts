// The keys of one org: fresh ones, or with a seed those that ship with the package.
import { generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import type { JWK } from 'jose'
import type { AccessTokenSigning, Claims, KeyRing, KeyRingState, Verified } from './key-ring.js'
import type { SigningKey } from './signing-key.js'

/** How an org's keys come about. `seed` picks among the keys that ship with the package. */
export interface KeyRingOptions {
  readonly seed?: string
  /** False: access tokens for the org itself are signed with a key that `/keys` does not list, as before 2024.03 (S-005). */
  readonly publishAccessTokenKey: boolean
}

const makeFreshKey = async (): Promise<SigningKey> => {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  return (await import('./signing-key.js')).createSigningKey(privateKey.export({ format: 'jwk' }))
}

/** jose is loaded while the first key is made, and the keys that ship only where a seed asks for them. */
const makeKey = async (seed: string | undefined, index: number): Promise<SigningKey> => {
  if (seed === undefined) return makeFreshKey()
  const [{ createSigningKey }, { seededKey }] = await Promise.all([
    import('./signing-key.js'),
    import('./seeded-keys.js'),
  ])
  const shipped = seededKey(seed, index)
  return shipped === undefined ? makeFreshKey() : createSigningKey(shipped)
}

/** The first key of the ring is for access tokens that nobody is to verify; rotation does not touch it. */
const hidden = 0
const first = 1

const from = (start: number, end: number): readonly number[] =>
  Array.from({ length: end - start }, (_, offset) => start + offset)

/** Makes each key when it is first needed, and only once. */
export const createKeyRing = ({ seed, publishAccessTokenKey }: KeyRingOptions): KeyRing => {
  const keys = new Map<number, Promise<SigningKey>>()
  const key = (index: number): Promise<SigningKey> => {
    const made = keys.get(index) ?? makeKey(seed, index)
    keys.set(index, made)
    return made
  }
  let active = first
  /** Keys below are forgotten. */
  let oldest = first
  let list: Promise<readonly JWK[]> | undefined

  const retired = (): readonly number[] => from(oldest, active)
  const read = (indexes: readonly number[]): Promise<readonly SigningKey[]> => Promise.all(indexes.map(key))
  const state = async (): Promise<KeyRingState> => {
    const [now, next, ...before] = await read([active, active + 1, ...retired()])
    const kid = (made: SigningKey | undefined): string => made?.publicJwk.kid ?? ''
    return { active: kid(now), next: kid(next), retired: before.map(kid) }
  }
  const move = (to: number, keep: number): void => {
    active = to
    oldest = keep
    list = undefined
  }

  return {
    signAccessToken: async (claims: Claims, { typ, readers }: AccessTokenSigning) =>
      (await key(publishAccessTokenKey || readers === 'anyone' ? active : hidden)).sign(claims, typ),
    signIdToken: async (claims: Claims) => (await key(active)).sign(claims),
    published: () => {
      // The active key is made before the next one: somebody may be waiting to sign with it.
      list ??= key(active)
        .then(() => read([active, active + 1, ...retired()]))
        .then((made) => made.map(({ publicJwk }) => publicJwk))
      return list
    },
    verify: async (token): Promise<Verified | undefined> => {
      const known = [...from(oldest, active + 1), ...(publishAccessTokenKey ? [] : [hidden])]
      for (const made of await read(known)) {
        const verified = await made.verify(token)
        if (verified) return verified
      }
      return undefined
    },
    state,
    rotate: ({ forget }) => {
      move(active + 1, forget ? active + 1 : oldest)
      return state()
    },
    reset: () => move(first, first),
  }
}
