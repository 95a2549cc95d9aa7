import t from 'tap'
import type { User, UserStatus } from '../../../../src/server/org/records.js'
import { apiError, asAdmin, type Reply, type Send } from '../../../fixtures/api.js'
import { ada, start, url } from '../../../fixtures/deps.js'

const statuses: readonly UserStatus[] = [
  'SUSPENDED',
  'ACTIVE',
  'STAGED',
  'DEPROVISIONED',
  'PASSWORD_EXPIRED',
  'LOCKED_OUT',
  'RECOVERY',
  'PROVISIONED',
]

const user = (n: number, more: Partial<User> = {}): User => {
  const login = `user${n}@example.com`
  return {
    ...ada,
    id: `00u${String(n).padStart(17, '0')}`,
    status: statuses[n] ?? 'ACTIVE',
    profile: { login, email: login, firstName: `First${n}`, lastName: `Last${9 - n}` },
    lastUpdated: start + n,
    ...more,
  }
}

const org = () => asAdmin({ users: [ada, ...statuses.map((_, n) => user(n))] })

const ids = ({ json }: Reply): readonly string[] =>
  (json as { id: string }[]).map(({ id }) => (id === ada.id ? 'ada' : String(Number(id.slice(3)))))

const get = (send: Send, query: Readonly<Record<string, string>>): Promise<Reply> =>
  send(`GET /api/v1/users?${new URLSearchParams(query)}`)

t.test('all but the deactivated, by status and then by id', async (t) => {
  const { send } = org()
  const reply = await send('GET /api/v1/users')
  t.strictSame(ids(reply), ['2', '7', '1', 'ada', '6', '4', '5', '0'])
  t.strictSame(reply.headers.link, [`<${url}/api/v1/users?limit=200>; rel="self"`])
})

t.test(
  'pages: two link headers, the cursor is the rank of the status and the id, the last has only self',
  async (t) => {
    const { send } = org()
    const first = await send('GET /api/v1/users?limit=3')
    t.strictSame(first.headers.link, [
      `<${url}/api/v1/users?limit=3>; rel="self"`,
      `<${url}/api/v1/users?after=200u00000000000000001&limit=3>; rel="next"`,
    ])
    const second = await send('GET /api/v1/users?limit=3&after=200u00000000000000001')
    t.strictSame(second.headers.link, [
      `<${url}/api/v1/users?after=200u00000000000000001&limit=3>; rel="self"`,
      `<${url}/api/v1/users?after=400u00000000000000004&limit=3>; rel="next"`,
    ])
    const third = await send('GET /api/v1/users?limit=3&after=400u00000000000000004')
    t.strictSame(
      [ids(first), ids(second), ids(third)],
      [
        ['2', '7', '1'],
        ['ada', '6', '4'],
        ['5', '0'],
      ],
    )
    t.strictSame(third.headers.link, [`<${url}/api/v1/users?after=400u00000000000000004&limit=3>; rel="self"`])
  },
)

t.test('what is removed or changed between pages does not break them', async (t) => {
  const { deps, send } = org()
  await send('GET /api/v1/users?limit=3')
  deps.org.removeUser(user(1).id)
  t.strictSame(ids(await send('GET /api/v1/users?limit=3&after=200u00000000000000001')), ['ada', '6', '4'])
})

t.test('limits', async (t) => {
  const { send } = org()
  const self = async (limit: string) => (await get(send, { limit })).headers.link
  t.strictSame(await self('5000'), [`<${url}/api/v1/users?limit=200>; rel="self"`], 'no more than 200')
  for (const limit of ['0', '-1', '1.5', 'ten', '1e3', ' 1']) {
    t.match(await get(send, { limit }), {
      status: 400,
      json: apiError('E0000029', 'Invalid paging request.'),
      reason: `limit "${limit}" is not a whole number above zero`,
    })
  }
})

t.test('cursors that are none', async (t) => {
  const { send } = org()
  for (const after of ['00u1testcursorvalue', 'x', '200g00000000000000001', '2']) {
    t.match(
      await get(send, { after }),
      { status: 400, json: apiError('E0000029', 'Invalid paging request.', ['Invalid cursor.']) },
      after,
    )
  }
})

t.test('q: names and addresses that start so, ten at most, without pages', async (t) => {
  const { send } = org()
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['FIRST1', ['1']],
    ['last9', ['0']],
    ['user', ['2', '7', '1', '6', '4', '5', '0']],
    ['ser', []],
    ['Last6', []],
  ]
  for (const [q, expected] of cases) t.strictSame(ids(await get(send, { q })), expected, q)
  t.notOk('link' in (await get(send, { q: 'user', limit: '1' })).headers)
  t.strictSame(ids(await get(send, { q: 'user', limit: '1' })), ['2'])
  const many = asAdmin({ users: [ada, ...Array.from({ length: 12 }, (_, n) => user(n, { status: 'ACTIVE' }))] })
  t.equal(ids(await get(many.send, { q: 'user' })).length, 10)
})

t.test('filter: few attributes, eq, and, or; the deactivated are in', async (t) => {
  const { send } = org()
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['status eq "DEPROVISIONED"', ['3']],
    ['status EQ "ACTIVE" OR status eq "SUSPENDED"', ['1', 'ada', '0']],
    ['status eq "active"', []],
    ['id eq "00u00000000000000004"', ['4']],
    ['profile.login eq "user5@example.com"', ['5']],
    ['profile.login eq "USER5@example.com"', []],
    ['profile.firstName eq "First1" and profile.lastName eq "Last8"', ['1']],
    ['profile.firstName eq "First1" and (profile.lastName eq "x" or status eq "ACTIVE")', ['1']],
    ['lastUpdated gt "2026-01-01T00:00:05.000Z"', ['7', '6']],
    ['lastUpdated ge "2026-01-01T01:00:07.000+01:00"', ['7']],
    ['lastUpdated lt "2026-01-01T00:00:01.000Z"', ['ada', '0']],
    ['lastUpdated eq "2026-01-01T00:00:03.000Z"', ['3']],
  ]
  for (const [filter, expected] of cases) t.strictSame(ids(await get(send, { filter })), expected, filter)
  t.strictSame((await get(send, { filter: 'status eq "ACTIVE"' })).headers.link, [
    `<${url}/api/v1/users?limit=200&filter=status+eq+%22ACTIVE%22>; rel="self"`,
  ])
})

t.test('filters that Okta does not support', async (t) => {
  const { send } = org()
  const cases: readonly (readonly [string, RegExp])[] = [
    ['status', /is no expression/],
    ['status eq ACTIVE', /is no expression/],
    ['(status eq "ACTIVE"', /is no expression/],
    ['status eq "ACTIVE" status', /is no expression/],
    ['status ne "ACTIVE"', /"ne" is not supported/],
    ['not (status eq "ACTIVE")', /"not" is not supported/],
    ['status gt "ACTIVE"', /"status" takes eq here, not gt/],
    ['status pr', /"status" takes eq here, not pr/],
    ['Status eq "ACTIVE"', /"Status" cannot be asked for here/],
    ['created gt "2026-01-01T00:00:00.000Z"', /"created" cannot be asked for here/],
    ['profile.nickName eq "x"', /cannot be asked for here/],
    ['credentials[type eq "x"]', /value paths/],
    ['lastUpdated sw "2026"', /takes eq, gt, ge, lt, le here/],
  ]
  for (const [filter, reason] of cases) {
    t.match(
      await get(send, { filter }),
      { status: 400, json: apiError('E0000031', 'Invalid search criteria.'), reason },
      filter,
    )
  }
  t.match(await get(send, { filter: 'lastUpdated gt "yesterday"' }), {
    status: 400,
    json: apiError(
      'E0000030',
      "Bad request. Invalid date. Dates must be of the form yyyy-MM-dd'T'HH:mm:ss.SSSZZ, e.g. 2013-01-01T12:00:00.000-07:00.",
    ),
  })
  t.match(await get(send, { filter: 'status eq "ACTIVE"', search: 'status eq "ACTIVE"' }), {
    status: 400,
    json: apiError('E0000033', "Bad request. Can't specify a search query and filter in the same request."),
  })
})

t.test('search: every attribute, in any case of letters, by id', async (t) => {
  const more = user(8, {
    status: 'ACTIVE',
    profile: {
      login: 'extra@example.com',
      email: 'extra@example.com',
      firstName: 'Zoë',
      lastName: 'Zed',
      cities: ['London', 'Paris'],
      height: 180,
      vip: true,
    },
  })
  const { send } = asAdmin({ users: [ada, ...statuses.map((_, n) => user(n)), more] })
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['status eq "active"', ['1', '8', 'ada']],
    ['status eq "DEPROVISIONED"', ['3']],
    ['profile.firstName sw "FIRST"', ['0', '1', '2', '3', '4', '5', '6', '7']],
    ['profile.login co "SER3"', ['3']],
    ['profile.firstName eq "zoe"', []],
    ['profile.firstName eq "ZOË"', ['8']],
    ['profile.cities eq "paris"', ['8']],
    ['profile.height gt 170', ['8']],
    ['profile.height lt 170', []],
    ['profile.vip eq true', ['8']],
    ['profile.nickName pr', ['ada']],
    ['profile.mobilePhone pr', []],
    ['profile.unknown eq "x"', []],
    ['profile.constructor pr', []],
    [
      '(status lt "STAGED" or status gt "STAGED") and id sw "00u00000000000000"',
      ['0', '1', '3', '4', '5', '6', '7', '8'],
    ],
    ['lastUpdated gt "2026-01-01T00:00:06.000Z"', ['7', '8']],
    ['created pr and activated pr and statusChanged pr and type.id pr and id eq "00u00000000000000001"', ['1']],
  ]
  for (const [search, expected] of cases) t.strictSame(ids(await get(send, { search })), expected, search)
  for (const search of [
    'profile.city co "x"',
    'credentials.provider.type eq "OKTA"',
    'profile.a.b eq 1',
    'id ew "1"',
  ]) {
    t.match(
      await get(send, { search }),
      { status: 400, json: apiError('E0000031', 'Invalid search criteria.') },
      search,
    )
  }
})

t.test('searches are sorted and paged', async (t) => {
  const { send } = org()
  const search = 'profile.firstName sw "First"'
  const sorted = await get(send, { search, sortBy: 'profile.lastName' })
  t.strictSame(ids(sorted), ['7', '6', '5', '4', '3', '2', '1', '0'])
  const down = { search, sortBy: 'profile.lastName', sortOrder: 'desc', limit: '3' }
  const first = await get(send, down)
  t.strictSame(ids(first), ['0', '1', '2'])
  const [, next = ''] = first.headers.link ?? []
  t.match(
    next,
    /^<http:\/\/localhost:6582\/api\/v1\/users\?after=[\w-]+&limit=3&search=profile\.firstName\+sw\+%22First%22&sortBy=profile\.lastName&sortOrder=desc>; rel="next"$/,
  )
  const after = /after=([\w-]+)/.exec(next)?.[1] ?? ''
  t.strictSame(ids(await get(send, { ...down, after })), ['3', '4', '5'])
  t.strictSame(ids(await get(send, { search, sortBy: 'status', limit: '2' })), ['1', '3'], 'ACTIVE, DEPROVISIONED')
  t.match(await get(send, { search, sortBy: 'id', sortOrder: 'up' }), { status: 400, rule: 'searchInvalid' })
  for (const bad of ['x', Buffer.from('{"a":1}').toString('base64url')]) {
    t.match(await get(send, { search, after: bad }), { status: 400, rule: 'pagingInvalid' }, bad)
  }
})
