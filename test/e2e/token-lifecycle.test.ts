// oauth4webapi and openid-client from npm, after the sign-in: userinfo, refresh, introspection, revocation, sign-out, devices.
import * as oauth from 'oauth4webapi'
import * as client from 'openid-client'
import t from 'tap'
import { request } from 'undici'
import { type ConfigFile, startOrg } from '../../src/server/index.js'
import { clientApps, redirectUri, secret } from '../fixtures/client-apps.js'
import { signIn } from '../fixtures/sign-in.js'
import { thrownBy } from '../fixtures/thrown-by.js'

const insecure = { [oauth.allowInsecureRequests]: true }
const goodbye = 'http://localhost:8080/'
const config: ConfigFile = {
  ...clientApps,
  apps: [
    {
      label: 'Web',
      client_id: 'web-client',
      client_secret: secret,
      application_type: 'web',
      redirect_uris: [redirectUri],
      post_logout_redirect_uris: [goodbye],
      grant_types: ['authorization_code', 'refresh_token'],
      refresh_token: { rotation_type: 'ROTATE', leeway: 0 },
    },
    {
      label: 'Television',
      client_id: 'television',
      application_type: 'native',
      redirect_uris: ['com.example:/callback'],
      grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
    },
  ],
}

/** Posts a page's form as a browser does; gives the page that follows. */
const post = async (url: URL, form: Readonly<Record<string, string>>): Promise<string> => {
  const { body } = await request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  })
  return body.text()
}

t.test('openid-client, from the code to the sign-out', async (t) => {
  const org = await startOrg({ seed: 1, config })
  t.teardown(() => org.close())
  const auth = client.ClientSecretBasic(secret)
  const known = await client.discovery(new URL(org.issuer), 'web-client', {}, auth, {
    execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks],
  })
  const parameters = { redirect_uri: redirectUri, scope: 'openid profile email offline_access', state: 's' }
  const callback = await signIn(client.buildAuthorizationUrl(known, parameters))
  const first = await client.authorizationCodeGrant(known, callback, { expectedState: 's', idTokenExpected: true })
  const sub = first.claims()?.sub ?? ''

  const userinfo = await client.fetchUserInfo(known, first.access_token, sub)
  t.match(userinfo, { sub, preferred_username: 'admin@example.com', email_verified: true })

  const second = await client.refreshTokenGrant(known, first.refresh_token ?? '')
  t.not(second.refresh_token, first.refresh_token)
  t.match(await client.tokenIntrospection(known, second.access_token), { active: true, client_id: 'web-client' })
  const narrow = await client.refreshTokenGrant(known, second.refresh_token ?? '', { scope: 'openid' })
  t.strictSame([narrow.scope, narrow.refresh_token], ['openid', undefined])

  const reused = await thrownBy(client.refreshTokenGrant(known, first.refresh_token ?? ''))
  t.match(reused, { error: 'invalid_grant', error_description: 'The refresh token is invalid or expired.' })
  for (const token of [first.access_token, second.access_token, second.refresh_token ?? '']) {
    t.strictSame(await client.tokenIntrospection(known, token), { active: false }, 'reuse ends everything')
  }
  t.match(await thrownBy(client.fetchUserInfo(known, narrow.access_token, sub)), {
    status: 401,
    cause: [{ scheme: 'bearer', parameters: { error: 'invalid_token' } }],
  })
  await client.tokenRevocation(known, second.refresh_token ?? '', { token_type_hint: 'refresh_token' })

  const end = client.buildEndSessionUrl(known, {
    id_token_hint: second.id_token ?? '',
    post_logout_redirect_uri: goodbye,
    state: 'bye',
  })
  const { statusCode, headers } = await request(end)
  t.strictSame([statusCode, headers.location], [302, `${goodbye}?state=bye`])
})

t.test('oauth4webapi, as a television', async (t) => {
  const org = await startOrg({ seed: 1, config })
  t.teardown(() => org.close())
  const issuer = new URL(org.issuer)
  const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure))
  const television: oauth.Client = { client_id: 'television' }
  const auth = oauth.None()

  const asked = await oauth.deviceAuthorizationRequest(
    server,
    television,
    auth,
    { scope: 'openid profile offline_access' },
    insecure,
  )
  const device = await oauth.processDeviceAuthorizationResponse(server, television, asked)
  const poll = async () => {
    const response = await oauth.deviceCodeGrantRequest(server, television, auth, device.device_code, insecure)
    return oauth.processDeviceCodeResponse(server, television, response)
  }
  t.match(await thrownBy(poll()), { error: 'authorization_pending', status: 400 })
  t.match(await thrownBy(poll()), { error: 'slow_down', status: 400 })

  const page = await request(device.verification_uri_complete ?? '')
  const userCode = /name="userCode" value="([^"]+)"/.exec(await page.body.text())?.[1] ?? ''
  t.equal(userCode, device.user_code)
  const form = await post(new URL(device.verification_uri), { userCode })
  const stateToken = /name="stateToken" value="([^"]+)"/.exec(form)?.[1] ?? ''
  const done = await post(new URL('/signin', org.url), {
    stateToken,
    identifier: 'admin@example.com',
    'credentials.passcode': 'Passw0rd!',
  })
  t.match(done, /<h1>Device activated<\/h1>/)

  const tokens = await poll()
  t.match(oauth.getValidatedIdTokenClaims(tokens), { iss: org.issuer, aud: 'television', amr: ['pwd'] })
  t.match(await thrownBy(poll()), { error: 'invalid_grant' })

  const refreshed = await oauth.refreshTokenGrantRequest(server, television, auth, tokens.refresh_token ?? '', insecure)
  const renewed = await oauth.processRefreshTokenResponse(server, television, refreshed)
  t.equal(renewed.refresh_token, tokens.refresh_token, 'a native app keeps its refresh token')
  const revocation = await oauth.revocationRequest(server, television, auth, renewed.refresh_token ?? '', insecure)
  t.equal(await oauth.processRevocationResponse(revocation), undefined)
  const introspection = await oauth.introspectionRequest(server, television, auth, renewed.access_token, insecure)
  t.strictSame(await oauth.processIntrospectionResponse(server, television, introspection), { active: false })
})
