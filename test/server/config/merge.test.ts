import t from 'tap'
import { builtInOrg } from '../../../src/server/config/built-in.js'
import { mergeSettings } from '../../../src/server/config/merge.js'
import { resolveConfig } from '../../../src/server/config/settings.js'
import type { ConfigFile } from '../../../src/server/config/shape.js'

const current = resolveConfig(builtInOrg({ adminUrl: 'http://localhost:6583' }), {})
const merge = (patch: unknown): ConfigFile => mergeSettings(current, patch).merged as ConfigFile

t.test('entries are found by their natural keys and come first, the rest follows as it was', async (t) => {
  const [admin, user] = current.users
  const { users } = merge({ users: [{ profile: { login: 'USER@example.com', nickName: 'U' }, roles: ['ORG_ADMIN'] }] })
  t.strictSame(users, [
    { ...user, profile: { ...user?.profile, login: 'USER@example.com', nickName: 'U' }, roles: ['ORG_ADMIN'] },
    admin,
  ])
  const apps = (patch: object) => merge({ apps: [patch] }).apps?.map(({ label, status }) => `${label} ${status}`)
  t.strictSame(
    apps({ client_id: '0oamocktanative00001', status: 'INACTIVE' }),
    ['Native app INACTIVE', 'Web app ACTIVE', 'Single-page app ACTIVE', 'Service app ACTIVE'],
    'by client id',
  )
  t.equal(apps({ label: 'Web app', status: 'INACTIVE' })?.[0], 'Web app INACTIVE', 'by label')
  t.equal(apps({ label: 'Web app', client_id: '0oaother000000000001', status: 'INACTIVE' })?.length, 5, 'another app')
  t.equal(merge({ groups: [{ profile: { name: 'Support', description: 'x' } }] }).groups?.length, 2)
  t.equal(merge({ authorizationServers: [{ name: 'default' }] }).authorizationServers?.length, 1)
  t.equal(merge({ authorizationServers: [{ id: 'default' }] }).authorizationServers?.length, 1)
  t.equal(merge({ trustedOrigins: [{ origin: 'http://localhost:8080' }] }).trustedOrigins?.length, 1)
  t.equal(merge({ apiTokens: [{ token: '00Tother', user: 'user@example.com' }] }).apiTokens?.length, 2)
})

t.test('objects are merged, null removes, lists replace', async (t) => {
  t.strictSame(merge({ org: { rateLimits: 'on', engine: null } }).org, {
    id: current.org.id,
    publishAccessTokenKey: true,
    rateLimits: 'on',
  })
  const [changed] =
    merge({ users: [{ profile: { login: 'user@example.com' }, credentials: null, groups: [] }] }).users ?? []
  const { credentials: _, ...rest } = current.users[1] ?? {}
  t.strictSame(changed, { ...rest, groups: [] })
})

t.test('how many of each list the patch names', async (t) => {
  t.strictSame(mergeSettings(current, { users: [{}, {}], apps: [] }).touched, {
    groups: 0,
    users: 2,
    apps: 0,
    authorizationServers: 0,
    trustedOrigins: 0,
    apiTokens: 0,
  })
})

t.test('what makes no sense is left for the schema', async (t) => {
  t.equal(merge('text'), 'text')
  t.strictSame(merge({ users: 'text' }), { ...current, users: 'text' })
  t.strictSame(merge({ users: ['text'] }).users, ['text', ...current.users])
  t.strictSame(merge({ org: null, colour: 'red' }), { ...current, org: null, colour: 'red' })
})
