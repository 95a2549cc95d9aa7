// GET /api/v1/groups: all, found by name, filtered, or searched.
import type { Group } from '../../org/records.js'
import type { Call, Operate } from '../call.js'
import { refuse } from '../catalogue.js'
import { type Operator, readExpression, type Vocabulary } from '../lists/expression.js'
import { type Order, orderBy } from '../lists/order.js'
import { answerPage, answerWhole } from '../lists/page.js'
import { readSorting } from '../lists/sorting.js'
import { startsWith } from '../lists/starts-with.js'
import { groupBody } from './shape.js'

/** By name (S-341). */
const byName: Order<Group> = orderBy(({ profile, id }) => [profile.name.toLowerCase(), id])

const times: ReadonlySet<string> = new Set(['created', 'lastUpdated', 'lastMembershipUpdated'])
const inequalities: readonly Operator[] = ['gt', 'ge', 'lt', 'le']

/** S-333 */
const filterVocabulary: Vocabulary = {
  times,
  matchCase: true,
  operatorsOf: (attribute) => {
    if (attribute === 'lastUpdated' || attribute === 'lastMembershipUpdated') return ['eq', ...inequalities]
    return attribute === 'id' || attribute === 'type' ? ['eq'] : []
  },
}

/** S-333 */
const searchVocabulary: Vocabulary = {
  times,
  matchCase: false,
  operatorsOf: (attribute) => {
    if (attribute === 'profile.name' || attribute === 'profile.description') return ['eq', 'sw', 'co', 'pr']
    if (times.has(attribute)) return ['eq', 'pr', ...inequalities]
    return attribute === 'id' || attribute === 'type' || /^profile\.[^.]+$/.test(attribute) ? ['eq', 'sw', 'pr'] : []
  },
}

const limit = { usual: 10_000, most: 10_000 }

/** Group administrators do not see Everyone (S-341). */
const visibleTo = ({ caller, deps }: Call): readonly Group[] => {
  const groups = deps.org.groups()
  return caller.roles.every((role) => role === 'USER_ADMIN') ? groups.filter(({ type }) => type !== 'BUILT_IN') : groups
}

/** All groups, or those that `search`, `filter` or `q` ask for. */
export const listGroups: Operate = (call) => {
  const { query } = call.ask
  const groups = visibleTo(call)
  const show = (group: Group) => groupBody(group, call.deps.url)
  const [search, filter, q] = [query.get('search'), query.get('filter'), query.get('q')]
  if (search !== undefined && filter !== undefined) {
    return refuse('searchAndFilter', { reason: 'search and filter exclude each other: put both into search' })
  }
  if (search !== undefined) {
    const matches = readExpression(search, searchVocabulary)
    const items = groups.filter((group) => matches(show(group)))
    const repeated = ['search', 'sortBy', 'sortOrder']
    return answerPage(call, { items, order: readSorting(call, show), show, limit, repeated })
  }
  if (q !== undefined) {
    const items = groups.filter(({ profile }) => startsWith(q, profile.name))
    return answerWhole(call, { items, order: byName, show, limit: { usual: 300, most: 10_000 } })
  }
  const matches = filter === undefined ? undefined : readExpression(filter, filterVocabulary)
  const items = matches ? groups.filter((group) => matches(show(group))) : groups
  return answerPage(call, { items, order: byName, show, limit, repeated: ['filter'] })
}
