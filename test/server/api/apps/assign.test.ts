import t from 'tap'
import { apiError, asAdmin } from '../../../fixtures/api.js'
import { ada, bob, codeOnly, engineers, url } from '../../../fixtures/deps.js'

const path = `/api/v1/apps/${codeOnly.id}`
const at = '2026-01-01T00:01:00.000Z'

const org = (change: Parameters<typeof asAdmin>[0] = {}) => {
  const made = asAdmin(change)
  made.deps.advance(60)
  return { ...made, appNow: () => made.deps.org.findAppById(codeOnly.id) }
}

t.test('a user comes, is changed and goes', async (t) => {
  const { deps, send, appNow } = org()
  const reply = await send(`POST ${path}/users`, { id: bob.id, scope: 'USER', credentials: { userName: 'bobby' } })
  t.equal(reply.status, 200)
  t.equal(
    JSON.stringify(reply.json),
    JSON.stringify({
      id: bob.id,
      externalId: null,
      created: at,
      lastUpdated: at,
      scope: 'USER',
      status: 'ACTIVE',
      statusChanged: at,
      passwordChanged: null,
      syncState: 'DISABLED',
      credentials: { userName: 'bobby' },
      profile: {},
      _links: { app: { href: `${url}${path}` }, user: { href: `${url}/api/v1/users/${bob.id}` } },
    }),
  )
  t.strictSame(appNow()?.assignments.users, [ada.id, bob.id])
  deps.advance(60)
  t.match((await send(`POST ${path}/users/${bob.id}`, { profile: { role: 'x' } })).json, {
    created: at,
    lastUpdated: '2026-01-01T00:02:00.000Z',
    credentials: { userName: 'bobby' },
    profile: { role: 'x' },
  })
  t.match(
    (await send(`POST ${path}/users`, { id: 'bob@example.com' })).json,
    { credentials: { userName: 'bobby' } },
    'again',
  )
  t.strictSame(appNow()?.assignments.users, [ada.id, bob.id])
  t.match(await send(`DELETE ${path}/users/${bob.id}`), { status: 204, json: undefined })
  t.strictSame([appNow()?.assignments.users, appNow()?.assigned], [[ada.id], {}])
  t.match(await send(`DELETE ${path}/users/${bob.id}`), {
    status: 404,
    json: apiError('E0000007', `Not found: Resource not found: ${bob.id} (AppUser)`),
  })
})

t.test('users who cannot be assigned', async (t) => {
  const { send } = org({ users: [ada, { ...bob, status: 'DEPROVISIONED' }] })
  t.match(await send(`POST ${path}/users`, {}), {
    status: 400,
    json: apiError('E0000001', 'Api validation failed: id', ['id: The field cannot be left blank']),
  })
  t.match(await send(`POST ${path}/users`, { id: 'x' }), {
    status: 404,
    json: apiError('E0000007', 'Not found: Resource not found: x (User)'),
  })
  t.match(await send(`POST ${path}/users`, { id: bob.id }), {
    status: 403,
    json: apiError('E0000117', 'Cannot assign apps or update app profiles for an inactive user.'),
  })
  t.match(await send(`POST ${path}/users`), { status: 400, rule: 'bodyMalformed' })
  t.match(await send('POST /api/v1/apps/x/users', { id: ada.id }), { status: 404 })
})

t.test('who is there through a group stays as long as the group does', async (t) => {
  const { deps, send } = org({ users: [ada, { ...bob, groups: [engineers.id] }] })
  t.match(await send(`PUT ${path}/groups/${engineers.id}`), { status: 200 })
  t.match((await send(`GET ${path}/users/${bob.id}`)).json, { scope: 'GROUP' })
  t.match(await send(`DELETE ${path}/users/${bob.id}`), {
    status: 403,
    json: apiError('E0000046', 'Deactivate application for user forbidden.', [
      'The application cannot be unassigned from the user while their group memberships grant them access.',
    ]),
  })
  t.match((await send(`POST ${path}/users/${bob.id}`, { credentials: { userName: 'bobby' } })).json, {
    scope: 'GROUP',
    credentials: { userName: 'bobby' },
  })
  t.match((await send(`POST ${path}/users`, { id: bob.id })).json, {
    scope: 'USER',
    credentials: { userName: 'bobby' },
  })
  t.match(await send(`DELETE ${path}/users/${bob.id}`), { status: 204 })
  t.match((await send(`GET ${path}/users/${bob.id}`)).json, {
    scope: 'GROUP',
    credentials: { userName: 'bob@example.com' },
  })
  t.match(await send(`DELETE ${path}/groups/${engineers.id}`), { status: 204, json: undefined })
  t.match(await send(`GET ${path}/users/${bob.id}`), { status: 404 })
  t.equal(deps.org.findAppById(codeOnly.id)?.assignments.groups.length, 0)
})

t.test('groups have priorities', async (t) => {
  const { deps, send, appNow } = org()
  const other = '00gother000000000000'
  deps.org.putGroup({ ...engineers, id: other, profile: { name: 'Other', description: null } })
  const first = await send(`PUT ${path}/groups/${engineers.id}`)
  t.equal(
    JSON.stringify(first.json),
    JSON.stringify({
      id: engineers.id,
      lastUpdated: at,
      priority: 0,
      profile: {},
      _links: {
        app: { href: `${url}${path}` },
        self: { href: `${url}${path}/groups/${engineers.id}` },
        group: { href: `${url}/api/v1/groups/${engineers.id}` },
      },
    }),
  )
  t.match((await send(`PUT ${path}/groups/${other}`, { profile: { role: 'x' } })).json, {
    priority: 1,
    profile: { role: 'x' },
  })
  t.match((await send(`PUT ${path}/groups/${other}`, { priority: 0 })).json, { priority: 0, profile: { role: 'x' } })
  t.strictSame(appNow()?.assignments.groups, [other, engineers.id])
  t.match((await send(`PUT ${path}/groups/${other}`, { priority: 99 })).json, { priority: 1 })
  t.match((await send(`PUT ${path}/groups/${other}`, { priority: 0.5 })).json, { priority: 1 }, 'stays where it is')
  t.strictSame(appNow()?.assignments.groups, [engineers.id, other])
  t.match(await send(`PUT ${path}/groups/x`), {
    status: 404,
    json: apiError('E0000007', 'Not found: Resource not found: x (UserGroup)'),
  })
  t.match(await send(`PUT ${path}/groups/${other}`, []), { status: 400, rule: 'bodyMalformed' })
  t.match(await send(`DELETE ${path}/groups/00geveryone000000000`), { status: 404 })
})
