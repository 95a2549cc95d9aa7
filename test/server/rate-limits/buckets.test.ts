import t from 'tap'
import { createBuckets } from '../../../src/server/rate-limits/buckets.js'

t.test('the most specific published bucket wins', async (t) => {
  const bucketOf = createBuckets('off')
  const cases: readonly (readonly [string, string, number | undefined])[] = [
    ['POST /oauth2/v1/token', '/oauth2/v1/token', 300],
    ['GET /oauth2/v1/authorize', '/oauth2/v1/authorize', 300],
    ['POST /oauth2/v1/introspect', '/oauth2/v1', 300],
    ['GET /oauth2/v1/clients/0oa1', '/oauth2/v1/clients', 25],
    ['POST /oauth2/default/v1/token', '/oauth2/{}/v1/token', 300],
    ['POST /oauth2/default/v1/revoke', '/oauth2/{}/v1', 300],
    ['GET /oauth2/elsewhere', '/oauth2', 100],
    ['GET /oauth2/v1/keys', '', undefined],
    ['GET /oauth2/default/v1/keys', '', undefined],
    ['GET /.well-known/openid-configuration', '', undefined],
    ['GET /.well-known/oauth-authorization-server/oauth2/default', '', undefined],
    ['GET /oauth2/default/.well-known/openid-configuration', '', undefined],
    ['GET /.well-known/okta-organization', '/', 1000],
    ['POST /api/v1/authn', '/api/v1/authn', 100],
    ['POST /api/v1/authn/factors/opf1/verify', '/api/v1/authn/factors/{}/verify', 100],
    ['GET /api/v1/sessions/me', '/api/v1/sessions', 100],
    ['GET /api/v1/users', 'GET,POST /api/v1/users$', 100],
    ['GET /api/v1/users/00u1', 'GET /api/v1/users/{}$', 100],
    ['DELETE /api/v1/users/00u1', 'POST,PUT,DELETE /api/v1/users/{}$', 100],
    ['GET /api/v1/users/00u1/groups', '/api/v1', 100],
    ['GET /api/v1/groups', '/api/v1/groups', 100],
    ['GET /api/v1/groups/00g1', '/api/v1/groups/{}$', 100],
    ['GET /api/v1/groups/00g1/users', '/api/v1/groups', 100],
    ['GET /api/v1/apps', '/api/v1/apps', 20],
    ['GET /api/v1/apps/0oa1', '/api/v1/apps/{}$', 100],
    ['POST /api/v1/apps/0oa1/grants', '/api/v1/apps', 20],
    ['GET /api/v1/logs', '/api/v1/logs', 20],
    ['POST /idp/idx/identify', '/idp/idx/identify', 100],
    ['GET /', '/', 1000],
  ]
  for (const [request, name, limit] of cases) {
    const [method = '', path = ''] = request.split(' ')
    const expected = limit === undefined ? undefined : { name, limit, appLimit: Math.ceil(limit / 2), enforced: false }
    t.strictSame(bucketOf(method, path), expected, request)
    t.strictSame(bucketOf(method, path), expected, `${request}, remembered`)
  }
})

t.test('on enforces all of them', async (t) => {
  t.match(createBuckets('on')('POST', '/oauth2/v1/token'), { enforced: true })
})

t.test('a map enforces what it lists, as it stands, and nothing else', async (t) => {
  const bucketOf = createBuckets({
    '/oauth2/v1': 10,
    '/oauth2/v1/token': 3,
    '/api/v1/users/{id}$': 5,
    'GET /api/v1': 7,
  })
  const enforced = (name: string, limit: number) => ({ name, limit, appLimit: limit, enforced: true })
  t.strictSame(bucketOf('POST', '/oauth2/v1/token'), enforced('/oauth2/v1/token', 3))
  t.strictSame(bucketOf('GET', '/oauth2/v1/authorize'), enforced('/oauth2/v1', 10))
  t.strictSame(bucketOf('PUT', '/api/v1/users/00u1'), enforced('/api/v1/users/{id}$', 5))
  t.strictSame(bucketOf('GET', '/api/v1/users/00u1/groups'), enforced('GET /api/v1', 7))
  t.match(bucketOf('POST', '/api/v1/groups'), { name: '/api/v1/groups', enforced: false })
})

t.test('many paths do not fill the memory', async (t) => {
  const bucketOf = createBuckets('off')
  for (let id = 0; id < 2500; id += 1) t.equal(bucketOf('GET', `/api/v1/apps/${id}`)?.limit, 100)
})
