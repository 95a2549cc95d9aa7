// What the checks of one run share on one target.
import type { Target } from './targets/target.js'
import type { RunWire } from './wire/create-wire.js'

/** One opened target and what has been learned from it. */
export interface RunState {
  readonly target: Target
  readonly wire: RunWire
  readonly seed: string
  /** Epoch seconds of the machine. */
  readonly now: () => number
  /** Computes once for each key; a failure is not kept. */
  once<T>(key: string, compute: () => Promise<T>): Promise<T>
}

/** A memory for values that are costly to get. */
export const createOnce = (): RunState['once'] => {
  const kept = new Map<string, Promise<unknown>>()
  return async <T>(key: string, compute: () => Promise<T>): Promise<T> => {
    const found = kept.get(key)
    if (found) return found as Promise<T>
    const computed = compute()
    kept.set(key, computed)
    computed.catch(() => kept.delete(key))
    return computed
  }
}
