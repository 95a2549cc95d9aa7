// GET /api/v1/users, /{id} and /me.
import { createHash } from 'node:crypto'
import type { Answer } from '../exchange.js'
import { noStore } from '../exchange.js'
import type { Org } from '../org/org.js'
import type { User } from '../org/records.js'
import type { Call, Operate } from './call.js'
import { refuse } from './catalogue.js'
import { userBody, userInList } from './user-shape.js'

/** By id, login, or the login's part before the @ if only one user has it (S-319). */
const findUser = (org: Org, name: string): User | undefined => {
  const exact = org.findUser(name) ?? org.findUserByLogin(name)
  if (exact) return exact
  const prefix = `${name.toLowerCase()}@`
  const [only, ...others] = org.users().filter((user) => user.profile.login.toLowerCase().startsWith(prefix))
  return others.length === 0 ? only : undefined
}

const show = (user: User, url: string): Answer => {
  const json = userBody(user, url)
  const etag = `W/"${createHash('sha256').update(JSON.stringify(json)).digest('hex')}"`
  return { status: 200, headers: { ...noStore, etag }, json }
}

const own = ({ caller }: Call): User =>
  caller.user ??
  refuse('notFound', {
    values: ['me', 'User'],
    reason: '/users/me with a token that has no user: service apps have no "me"',
  })

/** One user. */
export const getUser: Operate = (call) => {
  const { values, deps, reach } = call
  const name = values.id ?? values.userId ?? ''
  const user = name === 'me' ? own(call) : findUser(deps.org, name)
  if (reach === 'self' && user?.id !== call.caller.user?.id) {
    return refuse('permissionMissing', {
      reason: `the caller may see their own user only, not "${name}": give users[].roles an admin role, and the scope okta.users.read`,
    })
  }
  if (user === undefined)
    return refuse('notFound', { values: [name, 'User'], reason: `no user has the id or login "${name}"` })
  return show(user, deps.url)
}

/** At most 200 a page, which is also the default (S-320). */
const readLimit = (asked: string | undefined): number => {
  const limit = asked === undefined ? 200 : Number(asked)
  return Number.isInteger(limit) && limit > 0 ? Math.min(limit, 200) : 200
}

/** All users, or the caller's own. */
export const listUsers: Operate = ({ ask, deps, reach, caller }) => {
  for (const name of ['search', 'filter', 'q']) {
    if (ask.query.has(name)) refuse('notBuilt', { reason: `GET /api/v1/users?${name}= is not built yet` })
  }
  const visible = reach === 'all' ? deps.org.users() : caller.user ? [caller.user] : []
  const limit = readLimit(ask.query.get('limit'))
  const after = ask.query.get('after')
  const start = after === undefined ? 0 : visible.findIndex((user) => user.id === after) + 1
  if (after !== undefined && start === 0) {
    refuse('pagingInvalid', {
      causes: ['Invalid cursor.'],
      reason: `no page starts after "${after}": take the cursor from the Link header`,
    })
  }
  const page = visible.slice(start, start + limit)
  const last = page.at(-1)
  const base = `${deps.url}/api/v1/users`
  const self = `<${base}?${after === undefined ? '' : `after=${after}&`}limit=${limit}>; rel="self"`
  const next = last && start + limit < visible.length ? `, <${base}?after=${last.id}&limit=${limit}>; rel="next"` : ''
  return {
    status: 200,
    headers: { ...noStore, link: self + next },
    json: page.map((user) => userInList(user, deps.url)),
  }
}
