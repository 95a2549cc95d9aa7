import t from 'tap'
import { builtInOrg } from '../../../src/server/config/built-in.js'
import { loadOrg } from '../../../src/server/config/load.js'
import { patchOrg } from '../../../src/server/config/patch-org.js'
import { ConfigError } from '../../../src/server/config/problem.js'
import { resolveConfig } from '../../../src/server/config/settings.js'
import { createOrg } from '../../../src/server/org/org.js'

const start = 1000
const now = 2000

const setUp = () => {
  const org = createOrg(loadOrg(resolveConfig(builtInOrg({ adminUrl: 'http://localhost:6583' }), {}), start))
  return { org, patch: (change: unknown) => patchOrg(change, org, { now }) }
}

t.test('a user is changed, and stays who it was', async (t) => {
  const { org, patch } = setUp()
  const before = org.findUserByLogin('user@example.com')
  if (!before) throw new Error('no such user')
  org.putUser({ ...before, lastLogin: 1500, recoveryQuestion: { question: 'q', answer: 'a' } })
  patch({
    users: [{ profile: { login: 'user@example.com', nickName: 'U' }, status: 'SUSPENDED', groups: ['Engineers'] }],
  })
  t.strictSame(org.findUser(before.id), {
    ...before,
    profile: { ...before.profile, nickName: 'U' },
    status: 'SUSPENDED',
    groups: [org.findGroupByName('Engineers')?.id],
    recoveryQuestion: { question: 'q', answer: 'a' },
    lastLogin: 1500,
    lastUpdated: now,
    statusChanged: now,
  })
  patch({ users: [{ profile: { login: 'user@example.com' }, credentials: { password: { value: 'An0ther!' } } }] })
  t.match(org.findUser(before.id), { password: 'An0ther!', passwordChanged: now, statusChanged: now })
  patch({ users: [{ profile: { login: 'user@example.com' }, credentials: null }] })
  t.equal(org.findUser(before.id)?.password, undefined)
})

t.test('an app is changed, and keeps what the file cannot say', async (t) => {
  const { org, patch } = setUp()
  const before = org.findApp('0oamocktaweb00000001')
  if (!before) throw new Error('no such app')
  const granted = { 'okta.users.read': { id: 'oag1', by: { type: 'User', id: '00u1' }, at: 1 } } as const
  org.putApp({ ...before, granted })
  patch({ apps: [{ client_id: before.clientId, grants: ['okta.users.read', 'okta.apps.manage'] }] })
  t.strictSame(org.findApp(before.clientId), {
    ...before,
    granted,
    grants: ['okta.users.read', 'okta.apps.manage'],
    lastUpdated: now,
  })
})

t.test('what is new is added with the defaults of the file', async (t) => {
  const { org, patch } = setUp()
  patch({
    groups: [{ profile: { name: 'Testers' } }],
    users: [{ profile: { login: 'new@example.com', firstName: 'N', lastName: 'U' }, groups: ['Testers'] }],
    apps: [{ label: 'New', redirect_uris: ['http://localhost/cb'], assignments: { groups: ['Testers'] } }],
    authorizationServers: [{ name: 'orders', audiences: ['api://orders'] }],
    trustedOrigins: [{ origin: 'http://localhost:3000' }],
    apiTokens: [{ token: '00Tnewtoken', user: 'new@example.com' }],
    org: { rateLimits: 'on' },
  })
  const user = org.findUserByLogin('new@example.com')
  const app = org.apps().find(({ label }) => label === 'New')
  t.match(user, { status: 'ACTIVE', created: now })
  t.equal(app && user && org.isAssigned(app, user), true)
  t.match(org.authorizationServers, [{ id: 'default' }, { name: 'orders', accessTokenLifetimeMinutes: 60 }])
  t.match(org.trustedOrigins, [{ origin: 'http://localhost:8080' }, { origin: 'http://localhost:3000' }])
  t.equal(org.findApiToken('00Tnewtoken')?.userId, user?.id)
  t.equal(org.rateLimits, 'on')
  org.reset()
  t.equal(org.findUserByLogin('new@example.com'), undefined)
  t.strictSame([org.authorizationServers.length, org.trustedOrigins.length, org.rateLimits], [1, 1, 'off'])
})

t.test('what is not named stays the same record', async (t) => {
  const { org, patch } = setUp()
  const [server, user] = [org.authorizationServers[0], org.findUserByLogin('admin@example.com')]
  patch({ users: [{ profile: { login: 'user@example.com' }, roles: ['ORG_ADMIN'] }] })
  t.equal(org.authorizationServers[0], server)
  t.equal(org.findUserByLogin('admin@example.com'), user)
  patch({ authorizationServers: [{ id: 'default', accessTokenLifetimeMinutes: 5 }] })
  t.match(org.authorizationServers, [{ id: 'default', name: 'default', accessTokenLifetimeMinutes: 5 }])
})

t.test('a patch that makes no sense changes nothing; paths are those of the patch', async (t) => {
  const problemsOf = (change: unknown): readonly string[] => {
    const { org, patch } = setUp()
    const before = [org.users(), org.apps(), org.groups(), org.trustedOrigins]
    try {
      patch(change)
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      t.strictSame([org.users(), org.apps(), org.groups(), org.trustedOrigins], before)
      return error.problems
    }
    return []
  }
  const fixed = 'cannot be changed while the org runs: set it in the configuration'
  const cases: readonly (readonly [unknown, readonly (string | RegExp)[]])[] = [
    [{ user: [] }, [/^user: unknown key "user"/]],
    [{ users: {} }, [/^users: .* expected a list of users$/]],
    [{ users: [{ profile: { login: 'x@example.com' } }] }, [/users\[0\]\.profile: .*firstName/, /lastName/]],
    [
      { apps: [{ client_id: '0oamocktanative00001', grants: ['okta.users.raed'] }] },
      [/^apps\[0\]\.grants\[0\]: .*okta\.users\.raed/],
    ],
    [
      { users: [{ profile: { login: 'user@example.com' }, groups: ['Nobody'] }] },
      [/^users\[0\]\.groups\[0\]: .*Nobody/],
    ],
    [{ org: { id: '00oother000000000000' } }, [`org.id: ${fixed}`]],
    [{ org: { publishAccessTokenKey: false } }, [`org.publishAccessTokenKey: ${fixed}`]],
    [{ users: [{ id: '00uother000000000000', profile: { login: 'user@example.com' } }] }, [`users[0].id: ${fixed}`]],
    [{ groups: [{ id: '00gother000000000000', profile: { name: 'Support' } }] }, [`groups[0].id: ${fixed}`]],
    [
      { users: [{ profile: { login: 'user@example.com' } }, { profile: { login: 'user@example.com' } }] },
      [/^users\[1\]\.profile\.login: the login "user@example.com" is taken by users\[0\]/, /the id/],
    ],
    [{ groups: [{ profile: { name: 'Everyone' } }] }, [/^groups\[0\]/]],
  ]
  for (const [change, expected] of cases) t.match(problemsOf(change), expected, JSON.stringify(change))
})

t.test('problems that were there before are not the patch’s', async (t) => {
  const { org, patch } = setUp()
  const app = org.findApp('0oamocktanative00001')
  if (!app) throw new Error('no such app')
  org.putApp({ ...app, redirectUris: [] })
  patch({ users: [{ profile: { login: 'user@example.com' }, status: 'SUSPENDED' }] })
  t.equal(org.findUserByLogin('user@example.com')?.status, 'SUSPENDED')
})
