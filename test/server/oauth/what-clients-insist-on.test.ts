// The token lifecycle as Okta's browser library walks it, with what it and others compare literally.
import { createHash } from 'node:crypto'
import type { LightMyRequestResponse } from 'fastify'
import { decodeJwt } from 'jose'
import t from 'tap'
import type { App } from '../../../src/server/org/records.js'
import { createTestApp, type TestApp } from '../../fixtures/app.js'
import { ada, callback, spa, url } from '../../fixtures/deps.js'

const goodbye = 'http://localhost:8080/'
const app: App = {
  ...spa,
  grantTypes: ['authorization_code', 'refresh_token'],
  responseTypes: ['code'],
  postLogoutRedirectUris: [goodbye],
  refreshToken: { rotationType: 'ROTATE', leeway: 0 },
}
const scope = 'openid profile email offline_access'
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
const origin = 'http://localhost:8080'
/** On every request of the library. */
const always = { origin, accept: 'application/json', 'x-okta-user-agent-extended': 'okta-auth-js/8.0.1' }

const post = (
  { app: http }: TestApp,
  path: string,
  form: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<LightMyRequestResponse> =>
  http.inject({
    method: 'POST',
    url: path,
    headers: { ...always, 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams(form).toString(),
  })

/** `Basic base64(client_id)`, without a colon: how the library authenticates public clients. */
const bareBasic = { authorization: `Basic ${Buffer.from(app.clientId).toString('base64')}` }

const signIn = async (test: TestApp) => {
  const authn = await test.app.inject({
    method: 'POST',
    url: '/api/v1/authn',
    payload: { username: 'ada@example.com', password: 'Passw0rd!' },
  })
  const { sessionToken } = authn.json<{ sessionToken: string }>()
  const query = new URLSearchParams({
    client_id: app.clientId,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    nonce: 'n',
    redirect_uri: callback,
    response_type: 'code',
    state: 's'.repeat(64),
    scope,
    sessionToken,
  })
  const redirect = await test.app.inject({ url: `/oauth2/v1/authorize?${query}` })
  const { searchParams } = new URL(String(redirect.headers.location))
  const form = {
    client_id: app.clientId,
    redirect_uri: callback,
    grant_type: 'authorization_code',
    code_verifier: verifier,
    code: searchParams.get('code') ?? '',
  }
  const tokens = await post(test, '/oauth2/v1/token', form)
  const [cookie = ''] = [redirect.headers['set-cookie']].flat()
  return { tokens, cookie: cookie.split(';')[0] ?? '', state: searchParams.get('state') }
}

const refresh = (test: TestApp, refreshToken: string) =>
  post(test, '/oauth2/v1/token', {
    client_id: app.clientId,
    grant_type: 'refresh_token',
    scope,
    refresh_token: refreshToken,
  })

t.test('sign in, userinfo, refresh, introspect, sign out', async (t) => {
  const test = await createTestApp({ apps: [app] })
  const { tokens, cookie, state } = await signIn(test)
  t.equal(state, 's'.repeat(64))
  t.equal(tokens.headers['access-control-allow-origin'], origin)
  const first = tokens.json<Record<string, string>>()
  t.strictSame(Object.keys(first), ['token_type', 'expires_in', 'access_token', 'scope', 'refresh_token', 'id_token'])
  t.strictSame([first.token_type, first.expires_in, first.scope], ['Bearer', 3600, scope])
  const idToken = decodeJwt(first.id_token ?? '')
  t.match(idToken, { iss: url, aud: app.clientId, sub: ada.id, nonce: 'n', at_hash: String })

  const userinfo = await test.app.inject({
    url: '/oauth2/v1/userinfo',
    headers: { ...always, authorization: `Bearer ${first.access_token}` },
  })
  t.strictSame([userinfo.statusCode, userinfo.json().sub], [200, idToken.sub])

  const second = await refresh(test, first.refresh_token ?? '')
  t.equal(second.headers['access-control-allow-origin'], origin)
  const renewed = second.json<Record<string, string>>()
  t.notOk('nonce' in decodeJwt(renewed.id_token ?? ''))
  t.equal(decodeJwt(renewed.id_token ?? '').auth_time, idToken.auth_time)
  t.not(renewed.refresh_token, first.refresh_token)

  const form = { token_type_hint: 'access_token', token: renewed.access_token ?? '' }
  const introspection = await post(test, '/oauth2/v1/introspect', form, bareBasic)
  t.match(introspection.json(), { active: true, username: 'ada@example.com', client_id: app.clientId })

  // signOut(): refresh token, then access token, then the browser leaves.
  for (const token of [renewed.refresh_token, renewed.access_token]) {
    const revoked = await post(test, '/oauth2/v1/revoke', { token: token ?? '' }, bareBasic)
    t.strictSame([revoked.statusCode, revoked.body, revoked.headers['content-type']], [200, '', undefined])
    t.equal(revoked.headers['access-control-allow-origin'], origin)
  }
  const query = new URLSearchParams({
    id_token_hint: renewed.id_token ?? '',
    post_logout_redirect_uri: goodbye,
    state: 'bye',
  })
  const left = await test.app.inject({ url: `/oauth2/v1/logout?${query}`, headers: { cookie } })
  t.strictSame([left.statusCode, left.headers.location], [302, `${goodbye}?state=bye`])
})

t.test('a dead refresh token is told so in the words that the library compares', async (t) => {
  const test = await createTestApp({ apps: [app] })
  const { tokens } = await signIn(test)
  const { refresh_token } = tokens.json<Record<string, string>>()
  await refresh(test, refresh_token ?? '')
  const reused = await refresh(test, refresh_token ?? '')
  t.strictSame(
    [reused.statusCode, reused.json()],
    [400, { error: 'invalid_grant', error_description: 'The refresh token is invalid or expired.' }],
  )
  t.ok(
    test.lines.some(
      ([level, line]) => level === 'warn' && /refused \(refreshTokenInvalid\): reuse detected/.test(line),
    ),
    'and the log says why',
  )
})

t.test('challenges stay in the characters that the library can parse', async (t) => {
  const test = await createTestApp({ apps: [app] })
  const { tokens } = await signIn(test)
  const { access_token = '' } = tokens.json<Record<string, string>>()
  const ask = async (headers: Readonly<Record<string, string>>) =>
    test.app.inject({ url: '/oauth2/v1/userinfo', headers: { ...always, ...headers } })
  const bearer = { authorization: `Bearer ${access_token}` }
  await post(test, '/oauth2/v1/revoke', { token: access_token }, bareBasic)
  const form = { access_token: 'x' }
  for (const answer of [
    await ask({}),
    await ask({ authorization: 'Bearer undefined' }),
    await ask(bearer),
    await ask({ authorization: `DPoP ${access_token}`, dpop: 'x' }),
    await post(test, '/oauth2/v1/userinfo', form, bearer),
  ]) {
    t.match(answer.headers['www-authenticate'], /^(Bearer|DPoP) ([a-z_]+="[A-Za-z0-9!#$%&'*+.,^_`|~ /:-]+"(, ?|$))+$/)
    t.equal(answer.body, '')
    t.match(answer.headers['access-control-expose-headers'], /WWW-Authenticate/i)
  }
})
