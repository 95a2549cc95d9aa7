import t from 'tap'
import { apiError, asAdmin, bearer } from '../../../fixtures/api.js'
import { ada, bob, url } from '../../../fixtures/deps.js'

const path = `/api/v1/users/${bob.id}/roles`

const assignment = (id: string, label: string, type: string, created: string) => ({
  id,
  label,
  type,
  status: 'ACTIVE',
  created,
  lastUpdated: created,
  assignmentType: 'USER',
  _links: { assignee: { href: `${url}/api/v1/users/${bob.id}` } },
})

const at = '2026-01-01T00:01:00.000Z'
const userAdmin = assignment('KVJUKUS7IFCE2SKO', 'User Administrator', 'USER_ADMIN', at)

t.test('a role comes and goes, and with it what it allows', async (t) => {
  const { deps, send } = asAdmin()
  deps.advance(60)
  const theirs = await bearer(deps, { user: bob, scopes: ['okta.groups.read'] })
  t.equal((await theirs('GET /api/v1/groups')).status, 403)

  const reply = await send(`POST ${path}`, { type: 'USER_ADMIN' })
  t.equal(reply.status, 201)
  t.equal(JSON.stringify(reply.json), JSON.stringify(userAdmin))
  t.equal((await theirs('GET /api/v1/groups')).status, 200)
  t.equal(JSON.stringify((await send(`GET ${path}`)).json), JSON.stringify([userAdmin]))
  t.equal(JSON.stringify((await send(`GET ${path}/${userAdmin.id}`)).json), JSON.stringify(userAdmin))

  t.match(await send(`DELETE ${path}/${userAdmin.id}`), { status: 204, json: undefined })
  t.equal((await theirs('GET /api/v1/groups')).status, 403)
  t.strictSame((await send(`GET ${path}`)).json, [])
  for (const request of [`DELETE ${path}/${userAdmin.id}`, `GET ${path}/${userAdmin.id}`]) {
    t.match(await send(request), {
      status: 404,
      json: apiError('E0000007', `Not found: Resource not found: ${userAdmin.id} (RoleAssignment)`),
    })
  }
})

t.test('roles that came with the user are as old as the user', async (t) => {
  const { send } = asAdmin({
    users: [ada, { ...bob, roles: ['APP_ADMIN', 'USER_ADMIN'], rolesSince: { USER_ADMIN: 1_767_225_660 } }],
  })
  const old = assignment('IFIFAX2BIRGUSTQ', 'Application Administrator', 'APP_ADMIN', '2026-01-01T00:00:00.000Z')
  t.equal(JSON.stringify((await send(`GET ${path}`)).json), JSON.stringify([old, userAdmin]))
})

t.test('every role has the id that Okta gives it: its type in base32', async (t) => {
  const { send } = asAdmin()
  const ids: Readonly<Record<string, string>> = {
    SUPER_ADMIN: 'KNKVARKSL5AUITKJJY',
    ORG_ADMIN: 'J5JEOX2BIRGUSTQ',
    READ_ONLY_ADMIN: 'KJCUCRC7J5HEYWK7IFCE2SKO',
    HELP_DESK_ADMIN: 'JBCUYUC7IRCVGS27IFCE2SKO',
    API_ACCESS_MANAGEMENT_ADMIN: 'IFIESX2BINBUKU2TL5GUCTSBI5CU2RKOKRPUCRCNJFHA',
    REPORT_ADMIN: 'KJCVAT2SKRPUCRCNJFHA',
  }
  for (const [type, id] of Object.entries(ids)) t.match((await send(`POST ${path}`, { type })).json, { id, type }, type)
})

t.test('roles that cannot be assigned', async (t) => {
  const { send } = asAdmin({ users: [ada, { ...bob, roles: ['APP_ADMIN'] }] })
  t.match(await send(`POST ${path}`, { type: 'APP_ADMIN' }), {
    status: 409,
    json: apiError('E0000090', 'The role specified is already assigned to the user.'),
  })
  t.match(await send(`POST ${path}`, {}), {
    status: 400,
    json: apiError('E0000001', 'Api validation failed: type', ['type: The field cannot be left blank']),
  })
  for (const type of ['KING', 7, 'toString']) {
    t.match(await send(`POST ${path}`, { type }), { status: 400, json: { errorCode: 'E0000001' } }, String(type))
  }
  t.match(await send(`POST ${path}`, { type: 'CUSTOM' }), { status: 501, reason: /role CUSTOM is not built/ })
  t.match(await send('POST /api/v1/users/x/roles', { type: 'APP_ADMIN' }), { status: 404 })
})
