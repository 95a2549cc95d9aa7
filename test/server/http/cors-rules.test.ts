import t from 'tap'
import { corsRuleOf } from '../../../src/server/http/cors-rules.js'

t.test('which paths answer other origins', async (t) => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['/oauth2/v1/token', 'always POST'],
    ['/oauth2/default/v1/token', 'always POST'],
    ['/oauth2/v1/par', 'always POST'],
    ['/oauth2/aus1/v1/par', 'always POST'],
    ['/oauth2/v1/keys', 'public GET'],
    ['/oauth2/default/v1/keys', 'public GET'],
    ['/oauth2/v1/userinfo', 'public GET, POST'],
    ['/oauth2/default/v1/introspect', 'public POST'],
    ['/oauth2/v1/revoke', 'public POST'],
    ['/oauth2/v1/device/authorize', 'public POST'],
    ['/.well-known/openid-configuration', 'public GET'],
    ['/.well-known/oauth-authorization-server/oauth2/default', 'public GET'],
    ['/oauth2/default/.well-known/openid-configuration', 'public GET'],
    ['/.well-known/okta-organization', 'public GET'],
    ['/oauth2/v1/clients/0oa1', 'api GET'],
    ['/api/v1/authn', 'api POST'],
    ['/api/v1/authn/factors/opf1/verify', 'api POST'],
    ['/api/v1/sessions/me', 'api GET, DELETE'],
    ['/api/v1/users', 'api GET, POST'],
    ['/api/v1/users/me', 'api GET, POST, PUT, DELETE'],
    ['/api/v1/users/00u1/groups', 'api GET'],
    ['/api/v1/users/00u1/lifecycle/suspend', 'api POST'],
    ['/api/v1/users/00u1/clients/0oa1/tokens/oar1', 'api GET, DELETE'],
    ['/idp/idx/introspect', 'api POST'],
    ['/oauth2/v1/authorize', undefined],
    ['/oauth2/default/v1/authorize', undefined],
    ['/oauth2/v1/logout', undefined],
    ['/oauth2/v1/bc/authorize', undefined],
    ['/oauth2/v1/clients', undefined],
    ['/oauth2/a/b/v1/token', undefined],
    ['/api/v1/groups', undefined],
    ['/api/v1/apps', undefined],
    ['/api/v1/sessions/102x', undefined],
    ['/api/v1/users/', undefined],
    ['/xwell-known/openid-configuration', undefined],
    ['/signin', undefined],
    ['/', undefined],
  ]
  for (const [path, expected] of cases) {
    const rule = corsRuleOf(path)
    t.equal(rule && `${rule.access} ${rule.methods}`, expected, path)
  }
})
