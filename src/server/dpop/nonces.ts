// The nonce that Okta wants in proofs at /token: a new one each day, each good for three days (S-576).
import type { Deps } from '../deps.js'

/** Seconds. */
const renewal = 86_400
const lifetime = 3 * renewal

const makeNonce = async ({ store, random }: Deps): Promise<string> => {
  const made = random.bytes(24).toString('base64url')
  await store.nonces.put(made, made, lifetime)
  return made
}

/** The nonce that clients are told now: 32 characters. */
export const currentNonce = async (deps: Deps): Promise<string> => {
  const { store } = deps
  const current = await store.nonces.find('current')
  if (current !== undefined) return current
  const made = await makeNonce(deps)
  if (await store.nonces.add('current', made, renewal)) return made
  return (await store.nonces.find('current')) ?? made
}

/** Whether it was given out here in the last three days. */
export const isNonce = async (nonce: unknown, { store }: Deps): Promise<boolean> =>
  typeof nonce === 'string' && nonce !== 'current' && (await store.nonces.find(nonce)) !== undefined

/** A new nonce before the day is over; the one before stays good. */
export const renewNonce = async (deps: Deps): Promise<string> => {
  const made = await makeNonce(deps)
  await deps.store.nonces.put('current', made, renewal)
  return made
}
