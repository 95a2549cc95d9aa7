import { decodeJwt } from 'jose'
import t from 'tap'
import type { Answer, Ask } from '../../../../src/server/exchange.js'
import type { AuthorizationServer } from '../../../../src/server/oauth/authorization-server.js'
import { createCustomServer } from '../../../../src/server/oauth/custom-server.js'
import { createToken } from '../../../../src/server/oauth/endpoints/token.js'
import { clientCredentials } from '../../../../src/server/oauth/grants/client-credentials.js'
import { createOrgServer } from '../../../../src/server/oauth/org-server.js'
import type { App, CustomAuthorizationServer } from '../../../../src/server/org/records.js'
import { Refusal } from '../../../../src/server/refusal.js'
import { ask } from '../../../fixtures/ask.js'
import { createTestDeps, service, start, type TestDeps, url, web } from '../../../fixtures/deps.js'

const org = createOrgServer(url)
const orders: CustomAuthorizationServer = {
  id: 'orders',
  name: 'Orders',
  audiences: ['api://orders'],
  scopes: [
    { name: 'orders:read', consent: 'IMPLICIT', metadataPublish: 'ALL_CLIENTS' },
    { name: 'orders:write', consent: 'FLEXIBLE', metadataPublish: 'ALL_CLIENTS' },
    { name: 'orders:delete', consent: 'REQUIRED', metadataPublish: 'ALL_CLIENTS' },
  ],
  claims: [],
  accessTokenLifetimeMinutes: 60,
  policies: [
    {
      name: 'all',
      clients: ['ALL_CLIENTS'],
      rules: [
        {
          name: 'all',
          grantTypes: ['*'],
          scopes: ['*'],
          groups: ['Everyone'],
          refreshTokenLifetimeMinutes: 0,
          refreshTokenWindowMinutes: 10_080,
        },
      ],
    },
  ],
}
const custom = createCustomServer(orders, url)

const bodyOf = (answer: Answer) => ('json' in answer ? answer.json : {})

/** The decision of an app that has proven itself. */
const decide = async (scope: string, server: AuthorizationServer, app: App, deps: TestDeps) => {
  const asked: Ask = ask({ form: { grant_type: 'client_credentials', ...(scope !== '' && { scope }) } })
  const params = asked.body.kind === 'form' ? asked.body.params : asked.query
  try {
    const { scopes, accessToken, idToken, ...rest } = await clientCredentials.decide(
      { ask: asked, params, app, server },
      deps,
    )
    return { scopes, accessToken, idToken, others: Object.keys(rest), notes: asked.trace.notes }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const answer = error.answer(deps.random)
    return { status: answer.status, body: bodyOf(answer) }
  }
}

t.test('an app gets what it was granted of what it asks for', async (t) => {
  const deps = createTestDeps()
  t.strictSame(await decide('okta.groups.read okta.apps.read okta.users.read', org, service, deps), {
    scopes: ['okta.groups.read', 'okta.users.read'],
    accessToken: true,
    idToken: false,
    others: ['app'],
    notes: [
      'scope okta.apps.read is not in the grants of "Service" (0oaservice0000000000) and was left out: add it under apps[].grants',
    ],
  })
})

t.test('what is refused', async (t) => {
  const openid = {
    error: 'invalid_scope',
    error_description: "Cannot request 'openid' scopes using client credentials.",
  }
  const self = {
    error: 'client_credentials_self_scope_requested',
    error_description: "The 'client_credentials' grant type may not request .self scopes.",
  }
  const method = {
    error: 'invalid_client',
    error_description:
      'Client Credentials requests to the Org Authorization Server must use the private_key_jwt token_endpoint_auth_method.',
  }
  const type = {
    error: 'invalid_client',
    error_description:
      "Only clients with 'application_type' of 'service' may use the client_credentials 'grant_type' with the Org Authorization Server.",
  }
  const withSecret: App = { ...service, tokenEndpointAuthMethod: 'client_secret_basic' }
  const webApp: App = { ...web, grantTypes: ['authorization_code', 'client_credentials'] }
  const cases: readonly (readonly [string, string, AuthorizationServer, App, number, object])[] = [
    ['a secret', 'okta.users.read', org, withSecret, 401, method],
    ['a web app', 'okta.users.read', org, webApp, 401, type],
    ['openid', 'okta.users.read openid', org, service, 400, openid],
    ['profile', 'profile', org, service, 400, openid],
    ['offline_access', 'okta.users.read offline_access', org, service, 400, openid],
    ['groups', 'groups', org, service, 400, openid],
    ['openid at a custom server', 'orders:read openid', custom, webApp, 400, openid],
    ['.self', 'okta.users.read.self', org, service, 400, self],
    ['.self beside others', 'okta.users.read okta.users.manage.self', org, service, 400, self],
    ['no scope', '', org, service, 400, { error: 'invalid_scope', error_description: 'No scopes were requested.' }],
    [
      'nothing that was granted',
      'okta.apps.read okta.logs.read',
      org,
      service,
      400,
      { error: 'consent_required', error_description: 'You are not allowed any of the requested scopes.' },
    ],
    [
      'a custom scope',
      'orders:read',
      org,
      service,
      400,
      { error: 'invalid_scope', error_description: 'Custom scopes are not allowed for this request.' },
    ],
    [
      'a scope that does not exist',
      'okta.nothing.read',
      org,
      service,
      400,
      {
        error: 'invalid_scope',
        error_description: 'One or more scopes are not configured for the authorization server resource.',
      },
    ],
    [
      'a scope that needs consent',
      'orders:read orders:delete',
      custom,
      webApp,
      400,
      {
        error: 'consent_required',
        error_description:
          'The following scopes require user consent and cannot be granted for the client credentials grant type: [orders:delete].',
      },
    ],
  ]
  for (const [name, scope, server, app, status, body] of cases) {
    t.strictSame(await decide(scope, server, app, createTestDeps()), { status, body }, name)
  }
})

t.test('the answer has no refresh token and no ID token; the app is the subject', async (t) => {
  const app: App = { ...web, grantTypes: ['authorization_code', 'client_credentials', 'refresh_token'] }
  const deps = createTestDeps({ apps: [app], authorizationServers: [orders] })
  const asked = ask({
    form: { grant_type: 'client_credentials', scope: 'orders:write orders:read' },
    headers: { authorization: `Basic ${Buffer.from(`${app.clientId}:${app.clientSecret}`).toString('base64')}` },
  })
  const answer = await createToken(custom)(asked, deps)
  t.equal(answer.status, 200)
  const body = bodyOf(answer) as Record<string, string>
  t.strictSame(Object.entries(body), [
    ['token_type', 'Bearer'],
    ['expires_in', 3600],
    ['access_token', body.access_token],
    ['scope', 'orders:write orders:read'],
  ])
  const claims = decodeJwt(body.access_token ?? '')
  t.match(claims.jti, /^AT\.[A-Za-z0-9_-]{43}$/)
  t.match(claims, { sub: app.clientId, cid: app.clientId, scp: ['orders:write', 'orders:read'], iat: start })
  t.notOk('uid' in claims)
})
