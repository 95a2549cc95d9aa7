// GET of one group, of its members and of its apps.
import type { App, User } from '../../org/records.js'
import { ok } from '../answers.js'
import { listedApp } from '../apps/shape.js'
import type { Operate } from '../call.js'
import { orderById } from '../lists/by-id.js'
import { answerPage } from '../lists/page.js'
import { userInList } from '../users/shape.js'
import { requireGroup } from './find.js'
import { groupBody } from './shape.js'

/** One group. */
export const getGroup: Operate = (call) => ok(groupBody(requireGroup(call), call.deps.url))

/** The members, a thousand a page (S-341). */
export const listGroupUsers: Operate = (call) => {
  const { org, url } = call.deps
  return answerPage(call, {
    items: org.membersOf(requireGroup(call)),
    order: orderById<User>('00u'),
    show: (user) => userInList(user, url),
    limit: { usual: 1000, most: 1000 },
  })
}

/** The apps that the group is assigned to. */
export const listAssignedApplicationsForGroup: Operate = async (call) => {
  const { org } = call.deps
  const { id } = requireGroup(call)
  return answerPage(call, {
    items: org.apps().filter((app) => app.assignments.groups.includes(id)),
    order: orderById<App>('0oa'),
    show: await listedApp(call.deps),
    limit: { usual: 20, most: 200 },
  })
}
