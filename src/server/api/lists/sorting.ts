// `sortBy` and `sortOrder`: for searches only.
import type { Call } from '../call.js'
import { refuse } from '../catalogue.js'
import { valueAt } from './expression.js'
import { type Order, orderBy } from './order.js'

/** Numbers sort as such; letters without regard to case. */
const sortable = (value: unknown): string => {
  if (typeof value === 'number') return String(value).padStart(20, '0')
  return typeof value === 'string' ? value.toLowerCase() : ''
}

/** By the property that was asked for and then by id, or by id alone. */
export const readSorting = <T extends { readonly id: string }>({ ask }: Call, show: (item: T) => unknown): Order<T> => {
  const property = ask.query.get('sortBy')
  if (property === undefined) return orderBy((item) => [item.id])
  const direction = ask.query.get('sortOrder') ?? 'asc'
  if (!/^(asc|desc)$/i.test(direction)) {
    return refuse('searchInvalid', { reason: `sortOrder is asc or desc, not "${direction}"` })
  }
  return orderBy((item) => [sortable(valueAt(show(item), property)), item.id], {
    descending: direction.toLowerCase() === 'desc',
  })
}
