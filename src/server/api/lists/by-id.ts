// Lists in the order of ids, whose cursors are ids (S-331).
import { type Order, orderBy } from './order.js'

/** @param prefix of the ids: `0oa` for apps */
export const orderById = <T extends { readonly id: string }>(prefix: string): Order<T> =>
  orderBy((item) => [item.id], {
    cursors: {
      write: ([id = '']) => id,
      read: (cursor) => (cursor.startsWith(prefix) && /^\w+$/.test(cursor) ? [cursor] : undefined),
    },
  })
