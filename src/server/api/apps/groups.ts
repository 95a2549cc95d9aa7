// The groups of an app, in the order in which they were assigned (S-345).
import type { App, Group } from '../../org/records.js'
import { ok } from '../answers.js'
import type { Call, Operate } from '../call.js'
import { refuse } from '../catalogue.js'
import { orderBy } from '../lists/order.js'
import { answerPage } from '../lists/page.js'
import { startsWith } from '../lists/starts-with.js'
import { time } from '../time.js'
import { requireApp } from './find.js'
import type { Shown } from './shape.js'

/** A group of an app. */
export interface AppGroup {
  readonly app: App
  readonly group: Group
  /** From 0 on: its position among the app's groups. */
  readonly priority: number
}

/** The application group object. */
export const appGroupBody = ({ app, group, priority }: AppGroup, url: string): Shown => {
  const assigned = app.assigned?.[group.id]
  const self = `${url}/api/v1/apps/${app.id}`
  return {
    id: group.id,
    lastUpdated: time(assigned?.lastUpdated ?? Math.max(app.created, group.created)),
    priority,
    profile: assigned?.profile ?? {},
    _links: {
      app: { href: self },
      self: { href: `${self}/groups/${group.id}` },
      group: { href: `${url}/api/v1/groups/${group.id}` },
    },
  }
}

const appGroupsOf = (app: App, { deps }: Call): readonly AppGroup[] =>
  app.assignments.groups.flatMap((id, priority) => {
    const group = deps.org.findGroup(id)
    return group ? [{ app, group, priority }] : []
  })

/** The application group at `{appId}` and `{groupId}`. */
export const requireAppGroup = (call: Call): AppGroup => {
  const app = requireApp(call)
  const id = call.values.groupId ?? ''
  return (
    appGroupsOf(app, call).find(({ group }) => group.id === id) ??
    refuse('notFound', {
      values: [id, 'ApplicationGroupAssignment'],
      reason: `no group with the id "${id}" is assigned to "${app.label}"`,
    })
  )
}

/** All groups of the app, or those whose name starts with `q`. */
export const listApplicationGroupAssignments: Operate = (call) => {
  const q = call.ask.query.get('q')
  return answerPage(call, {
    items: appGroupsOf(requireApp(call), call).filter(
      ({ group }) => q === undefined || startsWith(q, group.profile.name),
    ),
    order: orderBy<AppGroup>(({ priority, group }) => [String(priority).padStart(6, '0'), group.id]),
    show: (appGroup) => appGroupBody(appGroup, call.deps.url),
    limit: { usual: 20, most: 200, least: 20 },
    repeated: ['q'],
  })
}

/** One group of the app. */
export const getApplicationGroupAssignment: Operate = (call) => ok(appGroupBody(requireAppGroup(call), call.deps.url))
