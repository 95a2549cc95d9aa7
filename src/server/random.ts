// Where every identifier, code and token comes from: the system's random source, or a repeatable one made from a seed.
import { createHash, randomBytes } from 'node:crypto'

/** A source of random bytes and of Okta's identifiers made from them. */
export interface Random {
  bytes(count: number): Buffer
  /** 43 base64url characters, 256 bits: codes, tokens, `jti`. */
  token(): string
  /** Okta's 20-character identifier: the prefix (`00u`, `0oa`, …) and 17 letters or digits. */
  id(prefix: string): string
}

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

const letters = (bytes: Uint8Array): string => {
  let text = ''
  for (const byte of bytes) text += alphabet[byte % alphabet.length]
  return text
}

const from = (bytes: (count: number) => Buffer): Random => ({
  bytes,
  token: () => bytes(32).toString('base64url'),
  id: (prefix) => prefix + letters(bytes(20 - prefix.length)),
})

/** Unpredictable: the system's random source. */
export const systemRandom: Random = from(randomBytes)

/** Repeatable: the same seed gives the same sequence (SHA-256 in counter mode). */
export const seededRandom = (seed: string): Random => {
  let counter = 0
  return from((count) => {
    const blocks: Buffer[] = []
    for (let have = 0; have < count; have += 32) {
      blocks.push(createHash('sha256').update(`${seed}:${counter++}`).digest())
    }
    return Buffer.concat(blocks).subarray(0, count)
  })
}

/** An identifier that depends on its name alone, so that it is the same in every run. */
export const stableId = (prefix: string, ...name: readonly string[]): string => {
  const digest = createHash('sha256').update(name.join('\0')).digest()
  return prefix + letters(digest.subarray(0, 20 - prefix.length))
}
