import t from 'tap'
import { apiError, asAdmin, bearer } from '../../../fixtures/api.js'
import { service, url, web } from '../../../fixtures/deps.js'

const path = `/oauth2/v1/clients/${service.clientId}/roles`

t.test('a service app gets a role, and with it what the role allows', async (t) => {
  const { deps, send } = asAdmin()
  const theirs = await bearer(deps, { app: service, scopes: ['okta.users.read'] })
  t.strictSame((await theirs('GET /api/v1/users')).json, [])
  deps.advance(60)
  const reply = await send(`POST ${path}`, { type: 'HELP_DESK_ADMIN' })
  const at = '2026-01-01T00:01:00.000Z'
  const assignment = {
    id: 'JBCUYUC7IRCVGS27IFCE2SKO',
    label: 'Help Desk Administrator',
    type: 'HELP_DESK_ADMIN',
    status: 'ACTIVE',
    created: at,
    lastUpdated: at,
    assignmentType: 'CLIENT',
    _links: { assignee: { href: `${url}/oauth2/v1/clients/${service.clientId}` } },
  }
  t.equal(reply.status, 200)
  t.equal(JSON.stringify(reply.json), JSON.stringify(assignment))
  t.equal(JSON.stringify((await send(`GET ${path}`)).json), JSON.stringify([assignment]))
  t.match((await send(`GET ${path}/${assignment.id}`)).json, assignment)
  t.not(Object((await theirs('GET /api/v1/users')).json).length, 0)
  t.match(await send(`DELETE ${path}/${assignment.id}`), { status: 204, json: undefined })
  t.strictSame((await theirs('GET /api/v1/users')).json, [])
})

t.test('other apps act for people and have no roles', async (t) => {
  const { send } = asAdmin()
  t.match(await send(`POST /oauth2/v1/clients/${web.clientId}/roles`, { type: 'APP_ADMIN' }), {
    status: 400,
    json: apiError('E0000227', 'Roles can only be granted to service application type'),
  })
  t.strictSame((await send(`GET /oauth2/v1/clients/${web.clientId}/roles`)).json, [])
  t.match(await send('GET /oauth2/v1/clients/x/roles'), {
    status: 404,
    json: apiError('E0000007', 'Not found: Resource not found: x (PublicClientApp)'),
  })
})
