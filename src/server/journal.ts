// The requests an org answered, newest last, bounded so that memory stays flat.
import type { Explanation } from './exchange.js'

/** One answered request. Times are ISO 8601; tokens in `issued` are raw and decoded by the reader. */
export interface Entry {
  /** Counts up from 1 and never repeats, also after `clear`. */
  readonly id: number
  readonly time: string
  readonly requestId: string
  readonly method: string
  readonly path: string
  readonly parameters: Readonly<Record<string, string>>
  /** Names of the parameters that stood in the URL. */
  readonly inUrl?: readonly string[]
  /** `authorization` and `dpop` as they were sent. */
  readonly headers?: Readonly<Record<string, string>>
  readonly status: number
  /** The nonce for the next DPoP proof, where the answer carried one. */
  readonly dpopNonce?: string
  readonly clientId?: string
  readonly user?: string
  readonly decision?: string
  readonly refusal?: Explanation
  readonly notes: readonly string[]
  readonly issued: readonly { readonly kind: string; readonly value: string }[]
}

/** An append-only window on the last requests. */
export interface Journal {
  /** The entry is written when somebody reads it: most are never read. */
  add(entry: () => Omit<Entry, 'id'>): void
  /** Entries with an id above `since`, oldest first. */
  read(filter?: { readonly since?: number; readonly clientId?: string }): readonly Entry[]
  clear(): void
}

/** Keeps the last `capacity` entries. */
export const createJournal = (capacity = 1000): Journal => {
  const ring = new Array<(() => Omit<Entry, 'id'>) | undefined>(capacity)
  let last = 0
  let first = 1
  return {
    add: (entry) => {
      last += 1
      ring[last % capacity] = entry
    },
    read: ({ since = 0, clientId } = {}) => {
      const entries: Entry[] = []
      const start = Math.max(first, since + 1, last - capacity + 1)
      for (let id = start; id <= last; id += 1) {
        const entry = ring[id % capacity]?.()
        if (entry && (clientId === undefined || entry.clientId === clientId)) entries.push({ id, ...entry })
      }
      return entries
    },
    clear: () => {
      ring.fill(undefined)
      first = last + 1
    },
  }
}
