import t from 'tap'
import type { Operation } from '../../../src/server/api/operations.js'
import { leastScope, reachOf } from '../../../src/server/api/scope.js'

const needing = (...scopes: readonly string[]): Operation => ({
  id: 'x',
  method: 'GET',
  path: '/x',
  scopes,
  access: 'any',
})

t.test('which scopes do for which operation', async (t) => {
  const cases: readonly (readonly [readonly string[], readonly string[], string])[] = [
    [['okta.users.read'], ['okta.users.read'], 'all'],
    [['okta.users.read'], ['okta.users.manage'], 'all'],
    [['okta.users.manage'], ['okta.users.read'], 'none'],
    [['okta.users.read'], ['okta.groups.read'], 'none'],
    [['okta.users.read'], ['openid', 'okta.users.read.self'], 'self'],
    [['okta.users.read'], ['okta.users.manage.self'], 'self'],
    [['okta.users.manage'], ['okta.users.manage.self'], 'self'],
    [['okta.users.manage'], ['okta.users.read.self'], 'none'],
    [['okta.users.read'], ['okta.users.read.self', 'okta.users.read'], 'all'],
    [['okta.groups.read'], ['okta.groups.read.self'], 'none'],
    [['okta.apps.manage', 'okta.groups.manage'], ['okta.apps.manage'], 'none'],
    [['okta.apps.manage', 'okta.groups.manage'], ['okta.groups.manage', 'okta.apps.manage'], 'all'],
    [['okta.apps.read', 'okta.groups.read'], ['okta.groups.manage', 'okta.apps.read'], 'all'],
    [['okta.clients.register'], ['okta.clients.manage'], 'all'],
    [['okta.clients.manage'], ['okta.clients.register'], 'none'],
    [['okta.logs.read'], [], 'none'],
    [[], [], 'all'],
  ]
  for (const [needed, held, expected] of cases) {
    t.equal(reachOf(needing(...needed), new Set(held)), expected, `${needed} with ${held}`)
  }
})

t.test('the least scope that would do', async (t) => {
  t.equal(leastScope(needing('okta.users.read')), 'okta.users.read.self')
  t.equal(leastScope(needing('okta.users.manage')), 'okta.users.manage.self')
  t.equal(leastScope(needing('okta.groups.read')), 'okta.groups.read')
  t.equal(leastScope(needing('okta.apps.manage', 'okta.groups.manage')), 'okta.apps.manage')
  t.equal(leastScope(needing()), '')
})
