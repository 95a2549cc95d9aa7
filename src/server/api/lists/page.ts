// One page of a list: limit, cursor, and the link headers that lead to the next one.
import type { Answer } from '../../exchange.js'
import { noStore } from '../../exchange.js'
import type { Call } from '../call.js'
import { refuse } from '../catalogue.js'
import { comparePlaces, type Order } from './order.js'

/** What a list is made of. */
export interface List<T> {
  readonly items: readonly T[]
  readonly order: Order<T>
  show(item: T): unknown
  readonly limit: { readonly usual: number; readonly most: number; readonly least?: number }
  /** Query parameters that the links repeat, in this order; others are left out of them (S-331). */
  readonly repeated?: readonly string[]
}

/** Out of bounds it is the nearest bound; what is no whole number above zero is refused (S-332). */
const readLimit = (asked: string | undefined, { usual, most, least = 1 }: List<unknown>['limit']): number => {
  if (asked === undefined) return usual
  if (!/^[1-9]\d*$/.test(asked)) {
    return refuse('pagingInvalid', { reason: `limit "${asked}" is not a whole number above zero` })
  }
  return Math.min(Math.max(Number(asked), least), most)
}

const afterCursor = <T>(items: readonly T[], order: Order<T>, cursor: string | undefined): readonly T[] => {
  const sorted = items
    .map((item) => ({ item, place: order.placeOf(item) }))
    .sort((a, b) => comparePlaces(order, a.place, b.place))
  if (cursor === undefined) return sorted.map(({ item }) => item)
  const from =
    order.read(cursor) ??
    refuse('pagingInvalid', {
      causes: ['Invalid cursor.'],
      reason: `after "${cursor}" is no cursor of this list: take it from the Link header, whole`,
    })
  return sorted.flatMap(({ item, place }) => (comparePlaces(order, place, from) > 0 ? [item] : []))
}

/** `after` stands before `limit`, whatever the order of the request (S-331). */
const linkTo = (call: Call, rel: string, after: string | undefined, limit: number, repeated: readonly string[]) => {
  const { ask, deps } = call
  const query = new URLSearchParams({ ...(after !== undefined && { after }), limit: String(limit) })
  for (const name of repeated) {
    const value = ask.query.get(name)
    if (value !== undefined) query.append(name, value)
  }
  return `<${deps.url}${ask.path.replace(/[<>"]/g, encodeURIComponent)}?${query.toString()}>; rel="${rel}"`
}

/** The page that was asked for. The last one has no `next`. */
export const answerPage = <T>(call: Call, { items, order, show, limit: bounds, repeated = [] }: List<T>): Answer => {
  const { query } = call.ask
  const limit = readLimit(query.get('limit'), bounds)
  const after = query.get('after')
  const rest = afterCursor(items, order, after)
  const page = rest.slice(0, limit)
  const last = page.at(-1)
  const self = linkTo(call, 'self', after, limit, repeated)
  const next =
    last !== undefined && rest.length > limit
      ? [linkTo(call, 'next', order.write(order.placeOf(last)), limit, repeated)]
      : []
  return { status: 200, headers: { ...noStore, link: [self, ...next] }, json: page.map(show) }
}

/** A list without pages and without links; `limit` still counts where there is one. */
export const answerWhole = <T>(call: Call, { items, order, show, limit: bounds }: List<T>): Answer => {
  const limit = readLimit(call.ask.query.get('limit'), bounds)
  const page = afterCursor(items, order, undefined).slice(0, limit)
  return { status: 200, headers: noStore, json: page.map(show) }
}
