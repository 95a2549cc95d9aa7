import { decodeJwt, decodeProtectedHeader } from 'jose'
import t from 'tap'
import type { CustomAuthorizationServer } from '../../../src/server/org/records.js'
import { createTestApp } from '../../fixtures/app.js'
import { ada, bob, callback, start, url, web } from '../../fixtures/deps.js'

const open = { name: 'All', clients: ['ALL_CLIENTS'] }
const anything = {
  name: 'Anything',
  grantTypes: ['*'],
  scopes: ['*'],
  groups: ['Everyone'],
  refreshTokenLifetimeMinutes: 0,
  refreshTokenWindowMinutes: 10_080,
}

const server = (change: Partial<CustomAuthorizationServer> = {}): CustomAuthorizationServer => ({
  id: 'default',
  name: 'default',
  audiences: ['api://default'],
  scopes: [
    { name: 'orders:read', consent: 'IMPLICIT', metadataPublish: 'ALL_CLIENTS' },
    { name: 'orders:write', consent: 'IMPLICIT', metadataPublish: 'NO_CLIENTS' },
  ],
  claims: [
    { name: 'city', claimType: 'RESOURCE', value: 'user.city', scopes: [] },
    { name: 'nick', claimType: 'RESOURCE', value: 'user.nickName', scopes: ['orders:write'] },
    { name: 'tier', claimType: 'IDENTITY', value: '"gold"', scopes: ['profile'] },
    { name: 'dept', claimType: 'IDENTITY', value: 'user.department', scopes: [] },
  ],
  accessTokenLifetimeMinutes: 5,
  policies: [{ ...open, rules: [anything] }],
  ...change,
})

const authorize = {
  client_id: web.clientId,
  redirect_uri: callback,
  response_type: 'code',
  scope: 'openid profile orders:read',
  state: 's',
}

const basic = `Basic ${Buffer.from(`${web.clientId}:${web.clientSecret}`).toString('base64')}`

const refreshing = { ...web, grantTypes: [...web.grantTypes, 'refresh_token'] }

/** Asks /authorize with a sessionToken, as scripts do; gives the parameters that reach the app. */
const ask = async (change: Partial<CustomAuthorizationServer>, query: object = {}, user = ada) => {
  const { app, lines, deps } = await createTestApp({ authorizationServers: [server(change)], apps: [refreshing] })
  const authn = await app.inject({
    method: 'POST',
    url: '/api/v1/authn',
    payload: { username: user.profile.login, password: 'Passw0rd!' },
  })
  const { sessionToken } = authn.json()
  const response = await app.inject({
    url: '/oauth2/default/v1/authorize',
    query: { ...authorize, ...query, sessionToken },
  })
  const location = new URL(String(response.headers.location))
  return { app, lines, deps, answer: Object.fromEntries(location.searchParams) }
}

const exchange = async (app: Awaited<ReturnType<typeof ask>>['app'], code: string | undefined, path = 'default/v1') =>
  app.inject({
    method: 'POST',
    url: `/oauth2/${path}/token`,
    headers: { authorization: basic, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({
      grant_type: 'authorization_code',
      redirect_uri: callback,
      code: code ?? '',
    }).toString(),
  })

t.test('how long refresh tokens live, by the rule of the access policy', async (t) => {
  /** Signs in, then refreshes after each of the pauses, in minutes; gives the last status. */
  const refreshAfter = async (lifetime: number, window: number, pauses: readonly number[]) => {
    const rule = { ...anything, refreshTokenLifetimeMinutes: lifetime, refreshTokenWindowMinutes: window }
    const { app, deps, answer } = await ask(
      { policies: [{ ...open, rules: [{ ...anything, grantTypes: ['implicit'] }, rule] }] },
      { scope: 'openid offline_access' },
    )
    const { refresh_token = '' } = (await exchange(app, answer.code)).json()
    let status = 0
    for (const pause of pauses) {
      deps.advance(pause * 60)
      const response = await app.inject({
        method: 'POST',
        url: '/oauth2/default/v1/token',
        headers: { authorization: basic, 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ grant_type: 'refresh_token', refresh_token }).toString(),
      })
      status = response.statusCode
    }
    return status
  }
  const week = 7 * 24 * 60
  const year = 365 * 24 * 60
  t.equal(await refreshAfter(0, week, [week - 1, week - 1]), 200, 'use keeps it alive')
  t.equal(await refreshAfter(0, week, [week]), 400, 'a week without use')
  t.equal(await refreshAfter(60, 10, [9, 9, 9, 9, 9, 9]), 200)
  t.equal(await refreshAfter(60, 10, [9, 9, 9, 9, 9, 9, 6]), 400, 'past its lifetime, however often it is used')
  t.equal(await refreshAfter(0, 5 * year, [4 * year]), 200, '0: no end')
})

t.test('its tokens have its own issuer, audience, lifetime, claims and claim order', async (t) => {
  const { app, answer } = await ask({})
  const response = await exchange(app, answer.code)
  const { access_token, id_token, ...rest } = response.json()
  t.strictSame(rest, { token_type: 'Bearer', expires_in: 300, scope: 'openid profile orders:read' })
  t.strictSame(Object.keys(decodeProtectedHeader(access_token)), ['kid', 'alg'], 'no typ')

  const claims = decodeJwt(access_token)
  t.match(claims.jti, /^AT\.[\w-]{43}$/)
  t.strictSame(Object.entries({ ...claims, jti: '' }), [
    ['ver', 1],
    ['jti', ''],
    ['iss', `${url}/oauth2/default`],
    ['aud', 'api://default'],
    ['iat', start],
    ['exp', start + 300],
    ['cid', web.clientId],
    ['uid', ada.id],
    ['scp', ['openid', 'profile', 'orders:read']],
    ['auth_time', start],
    ['sub', ada.profile.login],
    ['city', 'London'],
  ])
  const { iss, tier, dept } = decodeJwt(id_token)
  t.strictSame({ iss, tier, dept }, { iss: `${url}/oauth2/default`, tier: 'gold', dept: undefined })
})

t.test('a code of one server is unknown to another', async (t) => {
  const { app, answer } = await ask({})
  const response = await exchange(app, answer.code, 'v1')
  t.equal(response.statusCode, 400)
  t.strictSame(response.json(), {
    error: 'invalid_grant',
    error_description: 'The authorization code is invalid or has expired.',
  })
})

t.test('the API takes no token of a custom server', async (t) => {
  const { app, answer } = await ask({})
  const { access_token } = (await exchange(app, answer.code)).json()
  const response = await app.inject({ url: '/api/v1/users', headers: { authorization: `Bearer ${access_token}` } })
  t.equal(response.statusCode, 401)
  t.match(response.json(), { errorCode: 'E0000011' })
})

t.test('scopes it does not know are refused, okta.* among them', async (t) => {
  const unknown = 'One or more scopes are not configured for the authorization server resource.'
  for (const [scope, error, error_description] of [
    ['openid okta.users.read', 'invalid_scope', unknown],
    ['openid groups', 'invalid_scope', unknown],
    ['orders:delete', 'invalid_scope', unknown],
    [
      'profile orders:read',
      'invalid_scope',
      "Requests for ID tokens or access tokens with OpenID scopes require the 'openid' scope.",
    ],
    [
      '',
      'invalid_scope',
      "The authorization server resource does not have any configured default scopes, 'scope' must be provided.",
    ],
  ] as const) {
    const { answer } = await ask({}, { scope })
    t.strictSame(answer, { state: 's', error, error_description }, scope)
  }
})

t.test('access policies: the first for the app decides, by the first rule that fits', async (t) => {
  const denied = {
    state: 's',
    error: 'access_denied',
    error_description: 'Policy evaluation failed for this request, please check the policy configurations.',
  }
  const mine = { name: 'Mine', clients: [web.clientId] }
  for (const [title, policies, user, allowed] of [
    ['no policy', [], ada, false],
    ['another app’s', [{ name: 'x', clients: ['0oaother'], rules: [anything] }], ada, false],
    [
      'no rule',
      [
        { ...mine, rules: [] },
        { ...open, rules: [anything] },
      ],
      ada,
      false,
    ],
    ['grant type', [{ ...mine, rules: [{ ...anything, grantTypes: ['implicit'] }] }], ada, false],
    ['one scope is missing', [{ ...mine, rules: [{ ...anything, scopes: ['openid', 'orders:read'] }] }], ada, false],
    ['group', [{ ...mine, rules: [{ ...anything, groups: ['Engineers'] }] }], bob, false],
    ['group of the user', [{ ...mine, rules: [{ ...anything, groups: ['Engineers'] }] }], ada, true],
    ['second rule', [{ ...mine, rules: [{ ...anything, grantTypes: ['implicit'] }, anything] }], bob, true],
  ] as const) {
    const { answer } = await ask({ policies }, {}, user)
    if (allowed) t.match(answer, { state: 's', code: /^[\w-]{43}$/ }, title)
    else t.strictSame(answer, denied, title)
  }
})

t.test('an unknown server: 404 in the shape of the API', async (t) => {
  const { app } = await createTestApp({ authorizationServers: [server()] })
  for (const path of [
    '/oauth2/nowhere/v1/keys',
    '/oauth2/nowhere/v1/authorize',
    '/oauth2/nowhere/.well-known/openid-configuration',
    '/.well-known/oauth-authorization-server/oauth2/nowhere',
  ]) {
    const response = await app.inject(path)
    t.match(
      response.json(),
      { errorCode: 'E0000007', errorSummary: 'Not found: Resource not found: nowhere (AuthorizationServer)' },
      path,
    )
    t.equal(response.statusCode, 404)
  }
})

t.test('discovery: its own URLs, published scopes, and what OAuth alone would ask', async (t) => {
  const { app } = await createTestApp({ authorizationServers: [server()] })
  const openid = (await app.inject('/oauth2/default/.well-known/openid-configuration')).json()
  const base = `${url}/oauth2/default`
  t.match(openid, {
    issuer: base,
    authorization_endpoint: `${base}/v1/authorize`,
    registration_endpoint: `${url}/oauth2/v1/clients`,
    id_token_encryption_enc_values_supported: ['A256GCM'],
  })
  t.strictSame(
    openid.scopes_supported,
    'openid profile email address phone offline_access device_sso interclient_access orders:read'.split(' '),
  )
  const oauth = (await app.inject('/oauth2/default/.well-known/oauth-authorization-server')).json()
  t.strictSame(
    Object.keys(openid).filter((name) => !(name in oauth)),
    [
      'userinfo_endpoint',
      'id_token_signing_alg_values_supported',
      'id_token_encryption_alg_values_supported',
      'id_token_encryption_enc_values_supported',
    ],
  )
  t.strictSame(oauth.response_types_supported.slice(0, 3), ['code', 'token', 'id_token'])
  t.ok(oauth.grant_types_supported.includes('client_credentials'))
  t.strictSame((await app.inject('/.well-known/oauth-authorization-server/oauth2/default')).json(), oauth)
  t.equal((await app.inject('/.well-known/oauth-authorization-server')).json().issuer, url)
})
