// GET of one user, /users/{id} and /users/me, and of what belongs to it.
import type { Group } from '../../org/records.js'
import { okWithEtag } from '../answers.js'
import type { Operate } from '../call.js'
import { groupBody } from '../groups/shape.js'
import { orderBy } from '../lists/order.js'
import { answerPage } from '../lists/page.js'
import { requireUser } from './find.js'
import { userBody } from './shape.js'

/** One user. */
export const getUser: Operate = (call) => okWithEtag(userBody(requireUser(call), call.deps.url))

/** The user's groups, Everyone first (S-340). */
export const listUserGroups: Operate = (call) => {
  const { org, url } = call.deps
  const groups = org.groupsOf(requireUser(call))
  return answerPage(call, {
    items: groups,
    order: orderBy<Group>((group) => [String(groups.indexOf(group)).padStart(6, '0'), group.id]),
    show: (group) => groupBody(group, url),
    limit: { usual: 200, most: 200 },
  })
}
