import t from 'tap'
import { apiError, asAdmin, asService, type Reply } from '../../../fixtures/api.js'
import { ada, bob, codeOnly, engineers, url, web } from '../../../fixtures/deps.js'

const at = '2026-01-01T00:00:00.000Z'

const logo = (size: string) => ({
  name: size,
  href: `${url}/assets/img/logos/groups/odyssey/okta-${size}.png`,
  type: 'image/png',
})

/** Member for member as recorded. */
const shown = (id: string, type: string, name: string, description: string | null) => ({
  id,
  created: at,
  lastUpdated: at,
  lastMembershipUpdated: at,
  objectClass: ['okta:user_group'],
  type,
  profile: { name, description },
  _links: {
    logo: [logo('medium'), logo('large')],
    users: { href: `${url}/api/v1/groups/${id}/users` },
    apps: { href: `${url}/api/v1/groups/${id}/apps` },
  },
})

const everyone = shown('00geveryone000000000', 'BUILT_IN', 'Everyone', 'All users in your organization')
const builders = shown(engineers.id, 'OKTA_GROUP', 'Engineers', null)

const names = ({ json }: Reply): readonly string[] =>
  (json as { profile: { name: string } }[]).map(({ profile }) => profile.name)

const ids = ({ json }: Reply): readonly string[] => (json as { id: string }[]).map(({ id }) => id)

t.test('one group, member for member in Okta’s order', async (t) => {
  const { send } = asAdmin()
  const reply = await send(`GET /api/v1/groups/${engineers.id}`)
  t.equal(JSON.stringify(reply.json), JSON.stringify(builders))
  t.notOk('etag' in reply.headers)
  for (const id of ['Engineers', '00gunknown0000000000']) {
    t.match(await send(`GET /api/v1/groups/${id}`), {
      status: 404,
      json: apiError('E0000007', `Not found: Resource not found: ${id} (UserGroup)`),
    })
  }
})

t.test('all groups by name, ten thousand a page', async (t) => {
  const { send } = asAdmin()
  const reply = await send('GET /api/v1/groups')
  t.equal(JSON.stringify(reply.json), JSON.stringify([builders, everyone]))
  t.strictSame(reply.headers.link, [`<${url}/api/v1/groups?limit=10000>; rel="self"`])
})

t.test('pages go on after the last name, also when the group of the cursor is gone', async (t) => {
  const { deps, send } = asAdmin()
  for (const name of ['alpha', 'Beta', 'Zeta']) {
    deps.org.putGroup({ ...engineers, id: `00g${name.padEnd(17, '0')}`, profile: { name, description: null } })
  }
  const first = await send('GET /api/v1/groups?limit=2')
  t.strictSame(names(first), ['alpha', 'Beta'])
  const after = /after=([\w-]+)&limit=2>; rel="next"/.exec(String(first.headers.link))?.[1]
  deps.org.removeGroup('00gBeta0000000000000')
  t.strictSame(names(await send(`GET /api/v1/groups?after=${after}&limit=2`)), ['Engineers', 'Everyone'])
})

t.test('q, filter and search', async (t) => {
  const { deps, send } = asAdmin()
  deps.org.putGroup({
    ...engineers,
    id: '00gsupport0000000000',
    profile: { name: 'Support', description: 'People who answer', site: 'Leeds' },
    lastMembershipUpdated: engineers.created + 60,
  })
  const get = (query: Record<string, string>) => send(`GET /api/v1/groups?${new URLSearchParams(query)}`)
  const found = async (query: Record<string, string>) => names(await get(query))
  t.strictSame(await found({ q: 'e' }), ['Engineers', 'Everyone'])
  t.strictSame(await found({ q: 'veryone' }), [])
  t.notOk('link' in (await get({ q: 'e' })).headers)
  t.strictSame(await found({ filter: 'type eq "OKTA_GROUP"' }), ['Engineers', 'Support'])
  t.strictSame(await found({ filter: `id eq "${engineers.id}"` }), ['Engineers'])
  t.strictSame(await found({ filter: 'lastMembershipUpdated gt "2026-01-01T00:00:30.000Z"' }), ['Support'])
  t.strictSame(await found({ search: 'profile.description co "answer"' }), ['Support'])
  t.strictSame(await found({ search: 'profile.name sw "E"', sortBy: 'profile.name', sortOrder: 'desc' }), [
    'Everyone',
    'Engineers',
  ])
  t.strictSame(await found({ search: 'profile.site eq "leeds"' }), ['Support'])
  t.strictSame(await found({ search: 'created ge "2026-01-01T00:00:00.000Z" and type eq "built_in"' }), ['Everyone'])
  for (const query of [
    { filter: 'profile.name eq "Support"' },
    { filter: 'id gt "x"' },
    { search: 'profile.site co "x"' },
    { search: 'objectClass eq "x"' },
  ]) {
    t.match(await get(query), { status: 400, json: apiError('E0000031', 'Invalid search criteria.') }, String(query))
  }
  t.match(await get({ search: 'id pr', filter: 'id eq "x"' }), { status: 400, rule: 'searchAndFilter' })
})

t.test('group administrators do not see Everyone', async (t) => {
  const only = await asService(['okta.groups.read'], ['USER_ADMIN'])
  t.strictSame(names(await only.send('GET /api/v1/groups')), ['Engineers'])
  const more = await asService(['okta.groups.read'], ['USER_ADMIN', 'APP_ADMIN'])
  t.strictSame(names(await more.send('GET /api/v1/groups')), ['Engineers', 'Everyone'])
})

t.test('the members of a group', async (t) => {
  const { deps, send } = asAdmin()
  const reply = await send(`GET /api/v1/groups/${engineers.id}/users`)
  t.match(reply.json, [{ id: ada.id, _links: { self: { href: `${url}/api/v1/users/${ada.id}` } } }])
  t.strictSame(reply.headers.link, [`<${url}/api/v1/groups/${engineers.id}/users?limit=1000>; rel="self"`])
  const everybody = await send('GET /api/v1/groups/00geveryone000000000/users?limit=1')
  t.strictSame(ids(everybody), [ada.id])
  t.match(everybody.headers.link, [/./, new RegExp(`after=${ada.id}&limit=1>; rel="next"`)])
  t.equal(deps.org.users().length, ids(await send('GET /api/v1/groups/00geveryone000000000/users')).length)
  t.match(await send('GET /api/v1/groups/x/users'), { status: 404 })
})

t.test('the apps of a group', async (t) => {
  const { deps, send } = asAdmin()
  deps.org.putApp({ ...codeOnly, assignments: { groups: [engineers.id], users: [] } })
  const reply = await send(`GET /api/v1/groups/${engineers.id}/apps`)
  t.strictSame(ids(reply), [codeOnly.id])
  t.strictSame(reply.headers.link, [`<${url}/api/v1/groups/${engineers.id}/apps?limit=20>; rel="self"`])
  t.ok(ids(await send('GET /api/v1/groups/00geveryone000000000/apps')).includes(web.id))
  t.match(await send('GET /api/v1/groups/x/apps'), { status: 404 })
})

t.test('the groups of a user, Everyone first', async (t) => {
  const { send } = asAdmin()
  const reply = await send(`GET /api/v1/users/${ada.id}/groups`)
  t.equal(JSON.stringify(reply.json), JSON.stringify([everyone, builders]))
  t.strictSame(reply.headers.link, [`<${url}/api/v1/users/${ada.id}/groups?limit=200>; rel="self"`])
  t.strictSame(names(await send('GET /api/v1/users/bob/groups')), ['Everyone'])
  t.strictSame(names(await send('GET /api/v1/users/me/groups')), ['Everyone', 'Engineers'])
  t.match(await send('GET /api/v1/users/x/groups'), { status: 404 })
  t.equal(bob.groups.length, 0)
})
