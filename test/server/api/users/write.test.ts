import t from 'tap'
import type { User, UserStatus } from '../../../../src/server/org/records.js'
import { apiError, asAdmin, asService, bearer } from '../../../fixtures/api.js'
import { ada, bob, createTestDeps, engineers, web } from '../../../fixtures/deps.js'

const profile = { login: 'new@example.com', email: 'new@example.com', firstName: 'New', lastName: 'User' }
const password = 'Correct1Horse'
const credentials = { password: { value: password } }
const requirements =
  'password: Password requirements were not met. Password requirements: at least 8 characters, a lowercase letter, an uppercase letter, a number, no parts of your username.'
const notBuilt = apiError('E0000060', 'Unsupported operation.')

t.test('a new user in Okta’s shape', async (t) => {
  const { deps, send } = asAdmin()
  deps.advance(60)
  const reply = await send('POST /api/v1/users', { profile, credentials })
  const at = '2026-01-01T00:01:00.000Z'
  t.equal(reply.status, 200)
  t.match(reply.json, {
    id: /^00u\w{17}$/,
    status: 'ACTIVE',
    created: at,
    activated: at,
    statusChanged: at,
    lastLogin: null,
    lastUpdated: at,
    passwordChanged: at,
    profile: { ...profile, mobilePhone: null, secondEmail: null },
    credentials: { password: {}, provider: { type: 'OKTA', name: 'OKTA' } },
    _links: { suspend: {}, self: {} },
  })
  const { id } = Object(reply.json)
  t.match(await send(`GET /api/v1/users/${id}`), { status: 200, json: reply.json })
  t.match(deps.org.findUser(id), { password, groups: [], roles: [] })
})

t.test('ids repeat with the seed', async (t) => {
  const ids = await Promise.all(
    [1, 2].map(async () => Object((await asAdmin().send('POST /api/v1/users', { profile })).json).id),
  )
  t.equal(ids[0], ids[1])
})

t.test('the status of a new user', async (t) => {
  const cases: readonly (readonly [string, object, UserStatus, boolean])[] = [
    ['', { credentials }, 'ACTIVE', true],
    ['?activate=true', {}, 'PROVISIONED', true],
    ['?activate=false', { credentials }, 'STAGED', false],
    ['?activate=false', {}, 'STAGED', false],
    ['?nextLogin=changePassword', { credentials }, 'PASSWORD_EXPIRED', true],
  ]
  for (const [query, more, status, activated] of cases) {
    const reply = await asAdmin().send(`POST /api/v1/users${query}`, { profile, ...more })
    t.match(reply.json, { status }, `${query} ${JSON.stringify(more)}`)
    t.equal(Object(reply.json).activated !== null, activated)
    t.equal(Object(reply.json).passwordChanged !== null, 'credentials' in more)
  }
})

t.test('groups, recovery question and attributes that another user has', async (t) => {
  const { deps, send } = asAdmin()
  const reply = await send('POST /api/v1/users', {
    profile: { ...profile, nickName: 'N', title: 'Dr', secondEmail: null },
    credentials: { ...credentials, recovery_question: { question: 'Who?', answer: 'Me' } },
    groupIds: [engineers.id],
  })
  t.match(reply.json, { credentials: { password: {}, recovery_question: { question: 'Who?' } } })
  t.strictSame(Object.keys(Object(reply.json).credentials), ['password', 'recovery_question', 'emails', 'provider'])
  t.notMatch(JSON.stringify(reply.json), '"Me"')
  t.match(deps.org.findUserByLogin('new@example.com'), {
    groups: [engineers.id],
    recoveryQuestion: { question: 'Who?', answer: 'Me' },
  })
  deps.org.putUser({ ...bob, profile: { ...bob.profile, badge: 7 } })
  t.match(await send('POST /api/v1/users', { profile: { ...profile, login: 'x@example.com', badge: 8 } }), {
    status: 200,
    json: { profile: { badge: 8 } },
  })
})

t.test('users that cannot be created', async (t) => {
  const blank = (...fields: readonly string[]) => fields.map((field) => `${field}: The field cannot be left blank`)
  const cases: readonly (readonly [unknown, string, readonly string[]])[] = [
    [{}, 'login', blank('login', 'firstName', 'lastName', 'email')],
    [{ profile: {} }, 'login', blank('login', 'firstName', 'lastName', 'email')],
    [{ profile: { ...profile, lastName: '', email: null } }, 'lastName', blank('lastName', 'email')],
    [
      { profile: { ...profile, login: 'new', email: 'new@' } },
      'login',
      ['login: Username must be in the form of an email address', 'email: Does not match required pattern'],
    ],
    [{ profile: { ...profile, firstName: 5 } }, 'firstName', ['firstName: Does not match required pattern']],
    [
      { profile: { ...profile, login: 'ADA@example.com' } },
      'login',
      ['login: An object with this field already exists in the current organization'],
    ],
    [
      { profile: { ...profile, valueOf: 1 } },
      'profile',
      ["profile: Property name 'valueOf' is not defined in profile"],
    ],
    [{ profile: { ...profile, badge: 1 } }, 'profile', ["profile: Property name 'badge' is not defined in profile"]],
    [{ profile, credentials: { password: { value: 'short1A' } } }, 'password', [requirements]],
    [{ profile, credentials: { password: { value: 'Example.c0m!' } } }, 'password', [requirements]],
    [
      { profile, credentials: { recovery_question: { question: 'Who?' } } },
      'answer',
      ['answer: The field cannot be left blank'],
    ],
  ]
  const { deps, send } = asAdmin()
  const count = deps.org.users().length
  for (const [body, field, causes] of cases) {
    t.match(
      await send('POST /api/v1/users', body),
      { status: 400, json: apiError('E0000001', `Api validation failed: ${field}`, causes) },
      JSON.stringify(body),
    )
  }
  for (const [query, code, summary] of [
    ['?nextLogin=changePassword', 'E0000124', 'a password must be specified'],
    ['?nextLogin=changePassword&activate=false', 'E0000125', '"activate" must be true'],
  ] as const) {
    const body = { profile, ...(code === 'E0000125' && { credentials }) }
    t.match(await send(`POST /api/v1/users${query}`, body), {
      status: 400,
      json: apiError(code, `Could not create user. To create a user and expire their password immediately, ${summary}`),
    })
  }
  for (const body of [
    { profile, credentials: { password: { hash: { algorithm: 'BCRYPT' } } } },
    { profile, credentials: { password: { hook: { type: 'default' } } } },
    { profile, credentials: { provider: { type: 'FEDERATION' } } },
  ]) {
    t.match(await send('POST /api/v1/users', body), { status: 501, json: notBuilt }, JSON.stringify(body))
  }
  for (const id of ['00gunknown0000000000', '00geveryone000000000']) {
    t.match(await send('POST /api/v1/users', { profile, groupIds: [id] }), {
      status: 404,
      json: apiError('E0000007', `Not found: Resource not found: ${id} (UserGroup)`),
    })
  }
  t.match(await send('POST /api/v1/users'), { status: 400, rule: 'bodyMalformed', reason: /body is empty/ })
  t.equal(deps.org.users().length, count)
})

t.test('bodies that are no JSON', async (t) => {
  const { send } = asAdmin()
  t.match(await send('POST /api/v1/users', 'text'), { rule: 'bodyMalformed' })
  t.match(await send('POST /api/v1/users', []), { rule: 'bodyMalformed' })
})

t.test('POST changes what is named, PUT replaces', async (t) => {
  const { deps, send } = asAdmin()
  deps.advance(60)
  const partly = await send(`POST /api/v1/users/${ada.id}`, { profile: { nickName: 'A', city: null } })
  t.match(partly.json, {
    status: 'ACTIVE',
    lastUpdated: '2026-01-01T00:01:00.000Z',
    statusChanged: '2026-01-01T00:00:00.000Z',
    passwordChanged: '2026-01-01T00:00:00.000Z',
    profile: { firstName: 'Ada', nickName: 'A', locale: 'en_GB', login: 'ada@example.com' },
  })
  t.notOk('city' in Object(partly.json).profile, 'null removes an attribute')
  const whole = await send(`PUT /api/v1/users/${ada.id}`, { profile: { ...profile, nickName: 'B' }, credentials })
  t.strictSame(Object(whole.json).profile, {
    firstName: 'New',
    lastName: 'User',
    mobilePhone: null,
    nickName: 'B',
    secondEmail: null,
    login: 'new@example.com',
    email: 'new@example.com',
  })
  t.match(whole.json, { passwordChanged: '2026-01-01T00:01:00.000Z' })
  t.strictSame(
    [deps.org.findUserByLogin('ada@example.com'), deps.org.findUser(ada.id)?.password],
    [undefined, password],
  )
  t.match(
    await send(`PUT /api/v1/users/${ada.id}`, { profile: { nickName: 'B' } }),
    {
      status: 400,
      json: apiError('E0000001', 'Api validation failed: login'),
    },
    'PUT needs the whole profile',
  )
  t.match(await send(`PUT /api/v1/users/${ada.id}`, {}), { status: 200 }, 'or none of it')
  t.match(await send(`POST /api/v1/users/${bob.id}`, { profile: { login: 'new@example.com' } }), { status: 400 })
  t.match(
    await send(`POST /api/v1/users/${bob.id}`, { profile: { login: 'BOB@example.com' } }),
    { status: 200 },
    'its own',
  )
  t.match(await send('POST /api/v1/users/x', {}), { status: 404 })
})

t.test('an object that was read can be sent back', async (t) => {
  const { send } = asAdmin()
  const read = await send(`GET /api/v1/users/${bob.id}`)
  t.match(await send(`PUT /api/v1/users/${bob.id}`, read.json), { status: 200, json: read.json })
})

t.test('a password from an administrator ends what was waiting for one', async (t) => {
  const cases: readonly (readonly [UserStatus, UserStatus])[] = [
    ['PROVISIONED', 'ACTIVE'],
    ['RECOVERY', 'ACTIVE'],
    ['PASSWORD_EXPIRED', 'ACTIVE'],
    ['STAGED', 'STAGED'],
    ['SUSPENDED', 'SUSPENDED'],
    ['LOCKED_OUT', 'LOCKED_OUT'],
  ]
  for (const [before, after] of cases) {
    const { send } = asAdmin({ users: [ada, { ...bob, status: before }] })
    t.match((await send(`POST /api/v1/users/${bob.id}`, { credentials })).json, { status: after }, before)
    t.match(await send(`POST /api/v1/users/${bob.id}`, { credentials: { password: { value: 'x' } } }), { status: 400 })
  }
})

t.test('deactivated users are not changed', async (t) => {
  const { send } = asAdmin({ users: [ada, { ...bob, status: 'DEPROVISIONED' }] })
  t.match(await send(`POST /api/v1/users/${bob.id}`, { profile: { nickName: 'B' } }), {
    status: 403,
    json: apiError('E0000038', "This operation is not allowed in the user's current status."),
  })
})

t.test('If-Match', async (t) => {
  const { send } = asAdmin()
  const etag = String((await send(`GET /api/v1/users/${bob.id}`)).headers.etag)
  const change = (ifMatch: string, nickName: string) =>
    send(`POST /api/v1/users/${bob.id}`, { profile: { nickName } }, { 'if-match': ifMatch })
  t.match(await change(etag, 'B'), { status: 200 })
  t.match(await change(etag, 'C'), { status: 412, json: apiError('E0000231', "ETag value doesn't match.") })
  t.match(await change('*', 'D'), { status: 200 })
})

t.test('people change their own profile, not their credentials', async (t) => {
  const deps = createTestDeps()
  const send = await bearer(deps, { app: web, user: bob, scopes: ['okta.users.manage.self'] })
  t.match(await send('POST /api/v1/users/me', { profile: { nickName: 'B' } }), {
    status: 200,
    json: { profile: { nickName: 'B' } },
  })
  t.match(await send('POST /api/v1/users/me', { credentials }), { status: 403, rule: 'permissionMissing' })
  t.match(await send(`POST /api/v1/users/${ada.id}`, { profile: { nickName: 'B' } }), { status: 403 })
  t.match(await send(`DELETE /api/v1/users/${bob.id}`), { status: 403, rule: 'permissionMissing' })
})

t.test('the first DELETE deactivates, the second deletes', async (t) => {
  const { deps, send } = await asService(['okta.users.manage'])
  const theirs = await bearer(deps, { user: bob, scopes: ['okta.users.read'] })
  const first = await send(`DELETE /api/v1/users/${bob.id}`)
  t.match(first, { status: 204, json: undefined, notes: [/a second DELETE removes it/] })
  const left: User | undefined = deps.org.findUser(bob.id)
  t.equal(left?.status, 'DEPROVISIONED')
  deps.org.putUser(bob)
  t.match(await theirs('GET /api/v1/users/me'), { status: 401, rule: 'tokenRevoked' }, 'tokens are gone for good')
  deps.org.putUser({ ...bob, status: 'DEPROVISIONED' })
  t.match(await send(`DELETE /api/v1/users/${bob.id}`), { status: 204 })
  t.match(await send(`DELETE /api/v1/users/${bob.id}`), { status: 404 })
})
