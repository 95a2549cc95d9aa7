import t from 'tap'
import { matchOperation, type Operation, readOperations } from '../../../src/server/api/operations.js'

const operations = readOperations()

t.test('the table holds every operation of the three specifications, and POST /api/v1/sessions', async (t) => {
  t.equal(operations.length, 817)
  t.equal(new Set(operations.map(({ method, path }) => `${method} ${path}`)).size, 817)
  const count = (test: (operation: Operation) => boolean) => operations.filter(test).length
  t.strictSame(
    {
      scopeless: count(({ scopes }) => scopes.length === 0),
      twoScopes: count(({ scopes }) => scopes.length === 2),
      public: count(({ access }) => access === 'public'),
      oauth: count(({ access }) => access === 'oauth'),
      scopes: new Set(operations.flatMap(({ scopes }) => scopes)).size,
    },
    { scopeless: 45, twoScopes: 5, public: 8, oauth: 56, scopes: 132 },
  )
})

t.test('samples of method, path, scopes', async (t) => {
  const samples: Readonly<Record<string, readonly [string, string, readonly string[], string]>> = {
    listUsers: ['GET', '/api/v1/users', ['okta.users.read'], 'any'],
    deleteUser: ['DELETE', '/api/v1/users/{id}', ['okta.users.manage'], 'any'],
    grantConsentToScope: ['POST', '/api/v1/apps/{appId}/grants', ['okta.appGrants.manage'], 'any'],
    listLogEvents: ['GET', '/api/v1/logs', ['okta.logs.read'], 'any'],
    revokeCurrentApiToken: ['DELETE', '/api/v1/api-tokens/current', [], 'any'],
    createGroupPushMapping: [
      'POST',
      '/api/v1/apps/{appId}/group-push/mappings',
      ['okta.apps.manage', 'okta.groups.manage'],
      'any',
    ],
    getSsfStreams: ['GET', '/api/v1/ssf/stream', ['ssf.read'], 'oauth'],
    getWellknownOrgMetadata: ['GET', '/.well-known/okta-organization', [], 'public'],
  }
  for (const [id, [method, path, scopes, access]] of Object.entries(samples)) {
    t.strictSame(
      operations.find((operation) => operation.id === id),
      { id, method, path, scopes, access },
      id,
    )
  }
})

t.test('a request is matched by method and path', async (t) => {
  const cases: readonly (readonly [string, string, unknown])[] = [
    ['GET', '/api/v1/users', ['listUsers', {}]],
    ['GET', '/api/v1/users/me', ['getUser', { id: 'me' }]],
    ['GET', '/api/v1/users/a%40b.example', ['getUser', { id: 'a@b.example' }]],
    ['GET', '/api/v1/users/%zz', ['getUser', { id: '%zz' }]],
    ['DELETE', '/api/v1/groups/1/users/2', ['unassignUserFromGroup', { groupId: '1', userId: '2' }]],
    ['GET', '/api/v1/groups/rules', ['listGroupRules', {}]],
    ['PATCH', '/api/v1/users', 'wrong method'],
    ['GET', '/api/v1/users/', ['listUsers', {}]],
    ['GET', '/api/v1/sessions/', 'wrong method'],
    ['GET', '/api/v1//users', 'unknown'],
    ['GET', '/api/v1/nothing', 'unknown'],
    ['GET', '/api/v1', 'unknown'],
  ]
  for (const [method, path, expected] of cases) {
    const match = matchOperation(method, path)
    t.strictSame(
      match.kind === 'operation' ? [match.operation.id, match.values] : match.kind,
      expected,
      `${method} ${path}`,
    )
  }
})
