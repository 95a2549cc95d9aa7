// A map whose entries disappear when their time is over, also if nobody asks for them again.

interface Held<T> {
  readonly value: T
  readonly expiresAt: number
}

/** Times are epoch seconds; an entry is gone from the second `expiresAt` on. */
export interface ExpiringMap<T> {
  put(key: string, value: T, expiresAt: number): void
  find(key: string): T | undefined
  take(key: string): T | undefined
  /** Keeps the entry's end unless another is given. Gives the value before. */
  change(key: string, update: (value: T) => T, expiresAt?: number): T | undefined
  clear(): void
  /** How many entries are held, expired ones that were not swept yet included. */
  readonly size: number
}

/** Sweeps the whole map each time it has doubled since the last sweep, so that a put costs constant time on average. */
export const createExpiringMap = <T>(now: () => number): ExpiringMap<T> => {
  const held = new Map<string, Held<T>>()
  let sweepAt = 1024

  const sweep = (): void => {
    const time = now()
    for (const [key, entry] of held) if (entry.expiresAt <= time) held.delete(key)
    sweepAt = Math.max(1024, held.size * 2)
  }

  const findHeld = (key: string): Held<T> | undefined => {
    const entry = held.get(key)
    if (!entry || entry.expiresAt > now()) return entry
    held.delete(key)
    return undefined
  }
  const find = (key: string): T | undefined => findHeld(key)?.value

  return {
    put: (key, value, expiresAt) => {
      if (held.size >= sweepAt) sweep()
      held.set(key, { value, expiresAt })
    },
    find,
    take: (key) => {
      const value = find(key)
      held.delete(key)
      return value
    },
    change: (key, update, expiresAt) => {
      const entry = findHeld(key)
      if (entry) held.set(key, { value: update(entry.value), expiresAt: expiresAt ?? entry.expiresAt })
      return entry?.value
    },
    clear: () => held.clear(),
    get size() {
      return held.size
    },
  }
}
