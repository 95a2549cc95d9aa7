import t from 'tap'
import { createMetadata } from '../../../../src/server/oauth/endpoints/metadata.js'
import { createOrgServer } from '../../../../src/server/oauth/org-server.js'
import { ask } from '../../../fixtures/ask.js'
import { createTestDeps, type TestDeps, url, web } from '../../../fixtures/deps.js'
import { thrownBy } from '../../../fixtures/thrown-by.js'

const openid = createMetadata(createOrgServer(url), 'openid')
const oauth = createMetadata(createOrgServer(url), 'oauth')

const documentOf = async (endpoint: typeof openid, deps: TestDeps): Promise<Readonly<Record<string, unknown>>> => {
  const answer = await endpoint(ask({}), deps)
  return JSON.parse('jsonText' in answer ? answer.jsonText : '')
}

const methods = ['client_secret_basic', 'client_secret_post', 'client_secret_jwt', 'private_key_jwt', 'none']
const asymmetric = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512']
const all = ['HS256', 'HS384', 'HS512', ...asymmetric]

t.test('the org authorization server’s document, member by member', async (t) => {
  const { claims_supported, ...document } = await documentOf(openid, createTestDeps())
  t.strictSame(Object.entries(document), [
    ['issuer', url],
    ['authorization_endpoint', `${url}/oauth2/v1/authorize`],
    ['token_endpoint', `${url}/oauth2/v1/token`],
    ['userinfo_endpoint', `${url}/oauth2/v1/userinfo`],
    ['registration_endpoint', `${url}/oauth2/v1/clients`],
    ['jwks_uri', `${url}/oauth2/v1/keys`],
    [
      'response_types_supported',
      ['code', 'id_token', 'code id_token', 'code token', 'id_token token', 'code id_token token'],
    ],
    ['response_modes_supported', ['query', 'fragment', 'form_post', 'okta_post_message']],
    [
      'grant_types_supported',
      [
        'authorization_code',
        'implicit',
        'refresh_token',
        'password',
        'urn:ietf:params:oauth:grant-type:device_code',
        'urn:openid:params:grant-type:ciba',
      ],
    ],
    ['subject_types_supported', ['public']],
    ['id_token_signing_alg_values_supported', ['RS256']],
    ['scopes_supported', ['openid', 'email', 'profile', 'address', 'phone', 'offline_access', 'groups']],
    ['token_endpoint_auth_methods_supported', methods],
    ['code_challenge_methods_supported', ['S256']],
    ['introspection_endpoint', `${url}/oauth2/v1/introspect`],
    ['introspection_endpoint_auth_methods_supported', methods],
    ['revocation_endpoint', `${url}/oauth2/v1/revoke`],
    ['revocation_endpoint_auth_methods_supported', methods],
    ['end_session_endpoint', `${url}/oauth2/v1/logout`],
    ['request_parameter_supported', true],
    ['request_object_signing_alg_values_supported', all],
    ['device_authorization_endpoint', `${url}/oauth2/v1/device/authorize`],
    ['pushed_authorization_request_endpoint', `${url}/oauth2/v1/par`],
    ['backchannel_token_delivery_modes_supported', ['poll']],
    ['backchannel_authentication_request_signing_alg_values_supported', all],
    ['dpop_signing_alg_values_supported', asymmetric],
  ])
  t.equal(Array.isArray(claims_supported) && claims_supported.length, 31)
})

t.test('a Classic org names nothing that only Identity Engine has', async (t) => {
  for (const endpoint of [openid, oauth]) {
    const deps = createTestDeps()
    const { grant_types_supported: _, ...identityEngine } = await documentOf(endpoint, deps)
    deps.org.changeSettings({ engine: 'classic' })
    const { grant_types_supported: grantTypes, ...classic } = await documentOf(endpoint, deps)
    t.strictSame(
      Object.keys(identityEngine).filter((name) => !(name in classic)),
      [
        'pushed_authorization_request_endpoint',
        'backchannel_token_delivery_modes_supported',
        'backchannel_authentication_request_signing_alg_values_supported',
      ],
    )
    t.equal(String(grantTypes).includes('ciba'), false)
  }
})

t.test('client_id must be one of an app, and changes nothing', async (t) => {
  const deps = createTestDeps()
  t.strictSame(await openid(ask({ query: { client_id: web.clientId } }), deps), await openid(ask({}), deps))
  t.match(await thrownBy(Promise.resolve().then(() => openid(ask({ query: { client_id: 'nobody' } }), deps))), {
    rule: 'clientUnknown',
  })
})
