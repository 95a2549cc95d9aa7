// One kind of short-lived thing, by key.

/**
 * Values that are gone when their lifetime (seconds) is over. `put` stores under a key its caller made, `find` reads;
 * `add`, `take` and `change` are one step each, however many call at the same time.
 */
export interface Collection<T> {
  put(key: string, value: T, lifetimeSeconds: number): Promise<void>
  /** Stores under a key that is free. False if it is taken: of two callers one gets true. */
  add(key: string, value: T, lifetimeSeconds: number): Promise<boolean>
  find(key: string): Promise<T | undefined>
  /** Reads and removes: of two callers one gets the value and the other undefined. */
  take(key: string): Promise<T | undefined>
  /** Replaces the value, and its lifetime if one is given. Gives the value before, undefined if there was none. */
  change(key: string, update: (value: T) => T, lifetimeSeconds?: number): Promise<T | undefined>
}
