// GET /api/v1/apps and /apps/{appId}.
import type { App } from '../../org/records.js'
import { ok } from '../answers.js'
import type { Call, Operate } from '../call.js'
import { refuse } from '../catalogue.js'
import { orderById } from '../lists/by-id.js'
import { readExpression, type Vocabulary } from '../lists/expression.js'
import { answerPage } from '../lists/page.js'
import { startsWith } from '../lists/starts-with.js'
import { appUserBody, findAppUser } from './app-user.js'
import { requireApp } from './find.js'
import { appBody, listedApp, type Shown } from './shape.js'

const filterable = ['id', 'status', 'name', 'credentials.signing.kid', 'settings.slo.enabled', 'user.id', 'group.id']

/** S-333 */
const vocabulary: Vocabulary = {
  times: new Set(),
  matchCase: true,
  operatorsOf: (attribute) => (filterable.includes(attribute) ? ['eq'] : []),
}

/** `user.id` and `group.id` ask who is assigned: they are no members of the app object. */
const withAssigned = (app: App, shown: Shown, { org }: Call['deps']): Shown => ({
  ...shown,
  user: { id: org.users().flatMap((user) => (org.isAssigned(app, user) ? [user.id] : [])) },
  group: { id: app.assignments.groups },
})

/** `expand=user/{userId}` and nothing else (S-346). */
const readExpandedUser = ({ ask, deps }: Call) => {
  const expand = ask.query.get('expand')
  if (expand === undefined) return undefined
  const id = /^user\/([^/,]+)$/.exec(expand)?.[1]
  if (id !== undefined) return deps.org.findUser(id)
  return refuse('validationFailed', {
    values: ['RequestParams'],
    causes: ['Expand query is malformed.'],
    reason: `expand takes user/{userId}, not "${expand}"`,
  })
}

/** Puts the application user into `_embedded` where it was asked for. */
const embedding = (call: Call, show: (app: App) => Shown) => {
  const user = readExpandedUser(call)
  return (app: App): Shown => {
    const appUser = user && findAppUser(app, user, call.deps)
    return { ...show(app), ...(appUser && { _embedded: { user: appUserBody(appUser, call.deps.url) } }) }
  }
}

/** All apps, by id, or those that `filter` and `q` ask for. */
export const listApplications: Operate = async (call) => {
  const { ask, deps } = call
  const [filter, q] = [ask.query.get('filter'), ask.query.get('q')]
  const show = await listedApp(deps)
  const matches = filter === undefined ? undefined : readExpression(filter, vocabulary)
  return answerPage(call, {
    items: deps.org
      .apps()
      .filter((app) => q === undefined || startsWith(q, app.label, 'oidc_client'))
      .filter((app) => matches === undefined || matches(withAssigned(app, show(app), deps))),
    order: orderById<App>('0oa'),
    show: embedding(call, show),
    limit: { usual: 20, most: 200 },
    repeated: ['q', 'filter', 'expand'],
  })
}

/** One app. */
export const getApplication: Operate = async (call) => {
  const app = requireApp(call)
  const shown = await appBody(app, call.deps)
  return ok(embedding(call, () => shown)(app))
}
