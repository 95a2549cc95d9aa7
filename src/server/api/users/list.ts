// GET /api/v1/users: all, found by name, filtered, or searched.
import type { User, UserStatus } from '../../org/records.js'
import type { Call, Operate } from '../call.js'
import { refuse } from '../catalogue.js'
import { type Operator, readExpression, type Vocabulary } from '../lists/expression.js'
import { type Order, orderBy } from '../lists/order.js'
import { answerPage, answerWhole } from '../lists/page.js'
import { readSorting } from '../lists/sorting.js'
import { startsWith } from '../lists/starts-with.js'
import { userInList } from './shape.js'

/** The order of statuses in lists; those between and after the recorded ones are inferred (S-336). */
const ranks: readonly UserStatus[] = [
  'STAGED',
  'PROVISIONED',
  'ACTIVE',
  'RECOVERY',
  'PASSWORD_EXPIRED',
  'LOCKED_OUT',
  'SUSPENDED',
  'DEPROVISIONED',
]

/** By status, then by id; a cursor is the status's rank and the id of the last user (S-336). */
export const byStatus: Order<User> = orderBy((user) => [String(ranks.indexOf(user.status)), user.id], {
  cursors: {
    write: (place) => place.join(''),
    read: (cursor) => (/^\d00u\w+$/.test(cursor) ? [cursor.slice(0, 1), cursor.slice(1)] : undefined),
  },
})

const times: ReadonlySet<string> = new Set(['created', 'activated', 'statusChanged', 'lastUpdated'])
const inequalities: readonly Operator[] = ['gt', 'ge', 'lt', 'le']

/** Values as they are written, few attributes, `eq` nearly everywhere (S-333). */
const filterVocabulary: Vocabulary = {
  times,
  matchCase: true,
  operatorsOf: (attribute) => {
    if (attribute === 'lastUpdated') return ['eq', ...inequalities]
    const known = ['status', 'id', 'profile.login', 'profile.email', 'profile.firstName', 'profile.lastName']
    return known.includes(attribute) ? ['eq'] : []
  },
}

const containing: ReadonlySet<string> = new Set([
  'profile.firstName',
  'profile.lastName',
  'profile.email',
  'profile.login',
])

/** Every attribute of the profile and of the object itself, in any case of letters (S-333). */
const searchVocabulary: Vocabulary = {
  times,
  matchCase: false,
  operatorsOf: (attribute) => {
    const known = times.has(attribute) || ['id', 'status', 'type.id'].includes(attribute)
    if (!known && !/^profile\.[^.]+$/.test(attribute)) return []
    return ['eq', 'sw', 'pr', ...inequalities, ...(containing.has(attribute) ? (['co'] as const) : [])]
  },
}

/** S-320 */
const limit = { usual: 200, most: 200 }

const isThere = ({ status }: User): boolean => status !== 'DEPROVISIONED'

const search = (call: Call, users: readonly User[], expression: string) => {
  const { url } = call.deps
  const matches = readExpression(expression, searchVocabulary)
  return answerPage(call, {
    items: users.filter((user) => matches(userInList(user, url))),
    order: readSorting(call, (user: User) => userInList(user, url)),
    show: (user) => userInList(user, url),
    limit,
    repeated: ['search', 'sortBy', 'sortOrder'],
  })
}

/** The caller's own user where that is all it may see; a service app has none (S-318, S-337). */
const visibleTo = ({ reach, caller, deps, ask }: Call): readonly User[] => {
  if (reach === 'all') return deps.org.users()
  if (caller.user) return [caller.user]
  ask.trace.notes.push(
    `the list is empty because ${caller.app?.clientId ?? 'the caller'} has no admin role that may see users: add one under apps[].roles`,
  )
  return []
}

/** All users but the deactivated, or those that `search`, `filter` or `q` ask for. */
export const listUsers: Operate = (call) => {
  const { query } = call.ask
  const { url } = call.deps
  const users = visibleTo(call)
  const show = (user: User) => userInList(user, url)
  const [expression, filter, q] = [query.get('search'), query.get('filter'), query.get('q')]
  if (expression !== undefined && filter !== undefined) {
    return refuse('searchAndFilter', { reason: 'search and filter exclude each other: put both into search' })
  }
  if (expression !== undefined) return search(call, users, expression)
  if (q !== undefined) {
    const items = users.filter(
      (user) => isThere(user) && startsWith(q, user.profile.firstName, user.profile.lastName, user.profile.email),
    )
    return answerWhole(call, { items, order: byStatus, show, limit: { ...limit, usual: 10 } })
  }
  const matches = filter === undefined ? undefined : readExpression(filter, filterVocabulary)
  const items = users.filter(matches ? (user) => matches(show(user)) : isThere)
  return answerPage(call, { items, order: byStatus, show, limit, repeated: ['filter'] })
}
