import t from 'tap'
import type { UserStatus } from '../../../../src/server/org/records.js'
import { apiError, asAdmin } from '../../../fixtures/api.js'
import { ada, bob, createTestDeps, url } from '../../../fixtures/deps.js'

/** Ids that every object of the org's user type has. */
const typeId = 'oty2OTbX2OTbX2OTbX2O'

const post = (path: string) => ({ href: `${url}/api/v1/users/${bob.id}/${path}`, method: 'POST' })

/** As recorded, member for member. */
const links = {
  suspend: post('lifecycle/suspend'),
  schema: { href: /\/api\/v1\/meta\/schemas\/user\/osc\w{17}$/ },
  resetPassword: post('lifecycle/reset_password'),
  forgotPassword: post('credentials/forgot_password'),
  expirePassword: post('lifecycle/expire_password'),
  changeRecoveryQuestion: post('credentials/change_recovery_question'),
  self: { href: `${url}/api/v1/users/${bob.id}` },
  resetFactors: post('lifecycle/reset_factors'),
  type: { href: /\/api\/v1\/meta\/types\/user\/oty\w{17}$/ },
  changePassword: post('credentials/change_password'),
  deactivate: post('lifecycle/deactivate'),
}

const body = {
  id: bob.id,
  status: 'ACTIVE',
  created: '2026-01-01T00:00:00.000Z',
  activated: '2026-01-01T00:00:00.000Z',
  statusChanged: '2026-01-01T00:00:00.000Z',
  lastLogin: null,
  lastUpdated: '2026-01-01T00:00:00.000Z',
  passwordChanged: '2026-01-01T00:00:00.000Z',
  type: { id: /^oty\w{17}$/ },
  profile: {
    firstName: 'Bob',
    lastName: 'User',
    mobilePhone: null,
    secondEmail: null,
    login: 'bob@example.com',
    email: 'bob@example.com',
  },
  credentials: {
    password: {},
    emails: [{ value: 'bob@example.com', status: 'VERIFIED', type: 'PRIMARY' }],
    provider: { type: 'OKTA', name: 'OKTA' },
  },
}

/** Names of members at every level, in order. */
const members = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !(value instanceof RegExp)
    ? Object.entries(value).map(([name, inner]) => [name, members(inner)])
    : ''

t.test('one user, member for member in Okta’s order', async (t) => {
  const { send } = asAdmin()
  const reply = await send(`GET /api/v1/users/${bob.id}`)
  t.match(reply.json, { ...body, _links: links })
  t.strictSame(
    members(reply.json),
    members({ ...body, type: { id: typeId }, _links: { ...links, schema: { href: '' }, type: { href: '' } } }),
  )
  t.match(reply.headers.etag, /^W\/"[0-9a-f]{64}"$/)
})

t.test('in a list `_links` has only self, and there is no ETag', async (t) => {
  const { send } = asAdmin()
  const reply = await send('GET /api/v1/users?filter=id eq "00ubob00000000000000"'.replaceAll(' eq ', '+eq+'))
  t.match(reply.json, [{ ...body, _links: { self: links.self } }])
  t.strictSame(members(reply.json), members([{ ...body, type: { id: typeId }, _links: { self: links.self } }]))
  t.notOk('etag' in reply.headers)
})

t.test('further attributes stand between the names and the addresses', async (t) => {
  const { send } = asAdmin()
  const { profile } = Object((await send(`GET /api/v1/users/${ada.id}`)).json)
  t.strictSame(Object.keys(profile), [
    'firstName',
    'lastName',
    'mobilePhone',
    'nickName',
    'primaryPhone',
    'streetAddress',
    'city',
    'timezone',
    'locale',
    'secondEmail',
    'login',
    'email',
  ])
})

t.test('the links follow the status', async (t) => {
  const expected: Readonly<Record<UserStatus, readonly string[]>> = {
    ACTIVE: Object.keys(links),
    PASSWORD_EXPIRED: Object.keys(links),
    RECOVERY: Object.keys(links),
    STAGED: ['schema', 'activate', 'self', 'resetFactors', 'type'],
    SUSPENDED: ['schema', 'unsuspend', 'self', 'resetFactors', 'type', 'deactivate'],
    LOCKED_OUT: ['schema', 'resetPassword', 'unlock', 'self', 'resetFactors', 'type', 'deactivate'],
    PROVISIONED: ['schema', 'reactivate', 'resetPassword', 'self', 'resetFactors', 'type', 'deactivate'],
    DEPROVISIONED: ['schema', 'activate', 'self', 'resetFactors', 'type', 'delete'],
  }
  for (const [status, names] of Object.entries(expected)) {
    const { deps, send } = asAdmin()
    deps.org.putUser({ ...bob, status: status as UserStatus })
    t.strictSame(Object.keys(Object((await send(`GET /api/v1/users/${bob.id}`)).json)._links), names, status)
  }
})

t.test('a user without a password has no password member', async (t) => {
  const { send } = asAdmin()
  t.strictSame(Object.keys(Object((await send('GET /api/v1/users/nop@example.com')).json).credentials), [
    'emails',
    'provider',
  ])
})

t.test('a user is found by id, login in any case, and unambiguous short name', async (t) => {
  const { deps, send } = asAdmin()
  for (const name of [bob.id, 'bob@example.com', 'BOB%40example.com', 'bob']) {
    t.match(await send(`GET /api/v1/users/${name}`), { status: 200, json: { id: bob.id } }, name)
  }
  t.match(await send('GET /api/v1/users/me'), { status: 200, json: { id: ada.id } }, 'of an API token: its owner')
  deps.org.putUser({ ...bob, id: '00ubob20000000000000', profile: { ...bob.profile, login: 'bob@other.example' } })
  t.match(await send('GET /api/v1/users/bob'), {
    status: 404,
    json: apiError('E0000007', 'Not found: Resource not found: bob (User)'),
    reason: 'no user has the id or login "bob"',
  })
})

t.test('the ETag changes with the user', async (t) => {
  const deps = createTestDeps()
  const { send } = asAdmin()
  const before = (await send(`GET /api/v1/users/${bob.id}`)).headers.etag
  t.equal((await send(`GET /api/v1/users/${bob.id}`)).headers.etag, before)
  const changed = asAdmin({ users: [ada, { ...bob, lastUpdated: deps.now() + 1 }] })
  t.not((await changed.send(`GET /api/v1/users/${bob.id}`)).headers.etag, before)
})
