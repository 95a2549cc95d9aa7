// The nonce that Okta wants in proofs at /token: a new one each day, each good for three days (S-576).
import type { Deps } from '../deps.js'

/** Seconds. */
const renewal = 86_400
const lifetime = 3 * renewal

/** The nonce that clients are told now: 32 characters. */
export const currentNonce = async ({ store, random }: Deps): Promise<string> => {
  const current = await store.nonces.find('current')
  if (current !== undefined) return current
  const made = random.bytes(24).toString('base64url')
  await store.nonces.put(made, made, lifetime)
  if (await store.nonces.add('current', made, renewal)) return made
  return (await store.nonces.find('current')) ?? made
}

/** Whether it was given out here in the last three days. */
export const isNonce = async (nonce: unknown, { store }: Deps): Promise<boolean> =>
  typeof nonce === 'string' && nonce !== 'current' && (await store.nonces.find(nonce)) !== undefined
