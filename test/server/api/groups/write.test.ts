import t from 'tap'
import { apiError, asAdmin } from '../../../fixtures/api.js'
import { ada, bob, codeOnly, engineers, start } from '../../../fixtures/deps.js'

const at = '2026-01-01T00:01:00.000Z'
const everyone = '/api/v1/groups/00geveryone000000000'
const mine = `/api/v1/groups/${engineers.id}`

t.test('a new group in Okta’s shape', async (t) => {
  const { deps, send } = asAdmin()
  deps.advance(60)
  const reply = await send('POST /api/v1/groups', { profile: { name: 'Support' } })
  t.match(reply, {
    status: 200,
    json: {
      id: /^00g\w{17}$/,
      created: at,
      lastUpdated: at,
      lastMembershipUpdated: at,
      objectClass: ['okta:user_group'],
      type: 'OKTA_GROUP',
      profile: { name: 'Support', description: null },
    },
  })
  t.match(await send(`GET /api/v1/groups/${Object(reply.json).id}`), { status: 200, json: reply.json })
})

t.test('PUT replaces the profile', async (t) => {
  const { deps, send } = asAdmin()
  deps.org.putGroup({ ...engineers, profile: { name: 'Engineers', description: 'x', site: 'Leeds' } })
  deps.advance(60)
  const reply = await send(`PUT ${mine}`, { profile: { name: 'Engineers', site: 'York' } })
  t.match(reply, {
    status: 200,
    json: { created: '2026-01-01T00:00:00.000Z', lastUpdated: at, lastMembershipUpdated: '2026-01-01T00:00:00.000Z' },
  })
  t.strictSame(Object(reply.json).profile, { name: 'Engineers', description: null, site: 'York' })
})

t.test('groups that cannot be', async (t) => {
  const { deps, send } = asAdmin()
  deps.org.putGroup({ ...engineers, id: '00gsupport0000000000', profile: { name: 'Support', description: null } })
  const cases: readonly (readonly [unknown, string, string])[] = [
    [{}, 'name', 'name: The field cannot be left blank'],
    [{ profile: { name: '', description: 'x' } }, 'name', 'name: The field cannot be left blank'],
    [
      { profile: { name: 'Support' } },
      'name',
      'name: An object with this field already exists in the current organization',
    ],
    [{ profile: { name: 'X', site: 'y' } }, 'profile', "profile: Property name 'site' is not defined in profile"],
  ]
  for (const [body, field, cause] of cases) {
    for (const request of ['POST /api/v1/groups', `PUT ${mine}`]) {
      t.match(
        await send(request, body),
        { status: 400, json: apiError('E0000001', `Api validation failed: ${field}`, [cause]) },
        `${request} ${JSON.stringify(body)}`,
      )
    }
  }
  t.match(await send('POST /api/v1/groups'), { status: 400, rule: 'bodyMalformed' })
})

t.test('members come and go, and with them what they have through the group', async (t) => {
  const { deps, send } = asAdmin()
  deps.org.putApp({ ...codeOnly, assignments: { groups: [engineers.id], users: [] } })
  const isAssigned = () => {
    const [app, user] = [deps.org.findAppById(codeOnly.id), deps.org.findUser(bob.id)]
    return app !== undefined && user !== undefined && deps.org.isAssigned(app, user)
  }
  deps.advance(60)
  t.match(await send(`PUT ${mine}/users/${bob.id}`), { status: 204, json: undefined })
  t.ok(isAssigned())
  t.equal(deps.org.findGroup(engineers.id)?.lastMembershipUpdated, start + 60)
  deps.advance(60)
  t.match(await send(`PUT ${mine}/users/${bob.id}`), { status: 204 }, 'twice is the same')
  t.equal(deps.org.findGroup(engineers.id)?.lastMembershipUpdated, start + 60)
  t.match(await send(`DELETE ${mine}/users/${bob.id}`), { status: 204, json: undefined })
  t.notOk(isAssigned())
  t.equal(deps.org.findGroup(engineers.id)?.lastMembershipUpdated, start + 120)
  t.match(await send(`DELETE ${mine}/users/${bob.id}`), { status: 204 })
  for (const request of [`PUT ${mine}/users/x`, `DELETE ${mine}/users/x`]) {
    t.match(await send(request), {
      status: 404,
      json: apiError('E0000007', 'Not found: Resource not found: x (User)'),
    })
  }
  t.match(await send(`PUT /api/v1/groups/x/users/${bob.id}`), { status: 404 })
})

t.test('a deleted group is gone everywhere', async (t) => {
  const { deps, send } = asAdmin()
  t.match(await send(`DELETE ${mine}`), { status: 204, json: undefined })
  t.match(await send(`GET ${mine}`), { status: 404 })
  t.strictSame(deps.org.findUser(ada.id)?.groups, [])
})

t.test('Everyone stays as it is', async (t) => {
  const { deps, send } = asAdmin()
  const requests = [
    [`PUT ${everyone}`, { profile: { name: 'All' } }],
    [`DELETE ${everyone}`],
    [`PUT ${everyone}/users/${bob.id}`],
    [`DELETE ${everyone}/users/${bob.id}`],
  ] as const
  for (const [request, body] of requests) {
    t.match(await send(request, body), {
      status: 403,
      json: apiError('E0000006', 'You do not have permission to perform the requested action'),
      reason: 'Everyone is built in: it cannot be changed',
    })
  }
  t.equal(deps.org.findGroupByName('Everyone')?.profile.name, 'Everyone')
})
