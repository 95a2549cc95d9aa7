// How a list is ordered, and how a place in it is written as a cursor: pages survive what is removed between them.

/** Where an item stands, the most significant part first. */
export type Place = readonly string[]

/** An order whose cursors clients take as opaque. */
export interface Order<T> {
  placeOf(item: T): Place
  /** Turns the first part round; the others only decide between equals. */
  readonly descending?: boolean
  write(place: Place): string
  /** Undefined where the text is no cursor of this order. */
  read(cursor: string): Place | undefined
}

/** An order's cursors: what a place is written as. */
type Cursors = Pick<Order<unknown>, 'write' | 'read'>

const isPlace = (value: unknown): value is Place =>
  Array.isArray(value) && value.every((part) => typeof part === 'string')

const decode = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    return undefined
  }
}

/** Cursors of lists whose own Okta's have not been seen. */
const encoded: Cursors = {
  write: (place) => Buffer.from(JSON.stringify(place)).toString('base64url'),
  read: (cursor) => {
    const place = decode(cursor)
    return isPlace(place) ? place : undefined
  },
}

/** @param cursors how places are written; encoded where it is left out */
export const orderBy = <T>(
  placeOf: (item: T) => Place,
  { descending = false, cursors = encoded }: { readonly descending?: boolean; readonly cursors?: Cursors } = {},
): Order<T> => ({ placeOf, descending, ...cursors })

/** Below zero where `a` comes first. */
export const comparePlaces = (
  { descending = false }: Pick<Order<unknown>, 'descending'>,
  a: Place,
  b: Place,
): number => {
  for (const [index, left] of a.entries()) {
    const right = b[index] ?? ''
    if (left !== right) return left < right === (descending && index === 0) ? 1 : -1
  }
  return 0
}
