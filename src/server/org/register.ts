// Records by id, and by whatever else they are looked up by. Nothing is scanned.

/** A mutable set of records; each is replaced as a whole. */
export interface Register<T, Key extends string> {
  all(): readonly T[]
  find(id: string): T | undefined
  findBy(key: Key, value: string): T | undefined
  /** Adds the record, or puts it in the place of the one with the same id. */
  put(record: T): void
  remove(id: string): void
  /** Forgets everything and starts again with these. */
  fill(records: readonly T[]): void
}

/** @param keys what else a record is found by; where two share a value, the one that came last is found */
export const createRegister = <T extends { readonly id: string }, Key extends string>(
  keys: Readonly<Record<Key, (record: T) => string>>,
): Register<T, Key> => {
  const byId = new Map<string, T>()
  const indexes = (Object.keys(keys) as Key[]).map((name) => ({
    name,
    keyOf: keys[name],
    ids: new Map<string, string>(),
  }))

  const remove = (id: string): void => {
    const record = byId.get(id)
    if (record === undefined) return
    for (const { keyOf, ids } of indexes) {
      if (ids.get(keyOf(record)) === id) ids.delete(keyOf(record))
    }
    byId.delete(id)
  }

  const put = (record: T): void => {
    const before = byId.get(record.id)
    for (const { keyOf, ids } of indexes) {
      if (before !== undefined && ids.get(keyOf(before)) === record.id) ids.delete(keyOf(before))
      ids.set(keyOf(record), record.id)
    }
    // An id that is there already keeps its place.
    byId.set(record.id, record)
  }

  return {
    all: () => [...byId.values()],
    find: (id) => byId.get(id),
    findBy: (key, value) => {
      const id = indexes.find(({ name }) => name === key)?.ids.get(value)
      return id === undefined ? undefined : byId.get(id)
    },
    put,
    remove,
    fill: (records) => {
      byId.clear()
      for (const { ids } of indexes) ids.clear()
      for (const record of records) put(record)
    },
  }
}
