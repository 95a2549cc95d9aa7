// oauth4webapi from npm, the strictest client there is: every answer is checked to the letter, and every signature.
import * as oauth from 'oauth4webapi'
import t from 'tap'
import { startOrg } from '../../../src/server/index.js'
import { clientApps, redirectUri, secret } from '../../fixtures/client-apps.js'
import { createPerson } from '../../fixtures/person.js'
import { signIn } from '../../fixtures/sign-in.js'
import { thrownBy } from '../../fixtures/thrown-by.js'

/** The mock is served over http, as everything on a developer's machine. */
const insecure = { [oauth.allowInsecureRequests]: true }

t.test('oauth4webapi', async (t) => {
  const org = await startOrg({ seed: 1, config: clientApps })
  t.teardown(() => org.close())
  const issuer = new URL(org.issuer)
  const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure))

  for (const [id, auth] of [
    ['basic-client', oauth.ClientSecretBasic(secret)],
    ['post-client', oauth.ClientSecretPost(secret)],
    ['public-client', oauth.None()],
  ] as const) {
    t.test(`code flow with PKCE: ${id}`, async (t) => {
      const client: oauth.Client = { client_id: id }
      const [verifier, state, nonce] = [
        oauth.generateRandomCodeVerifier(),
        oauth.generateRandomState(),
        oauth.generateRandomNonce(),
      ]
      const url = new URL(server.authorization_endpoint ?? '')
      url.search = new URLSearchParams({
        client_id: id,
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: 'openid okta.users.read',
        state,
        nonce,
        max_age: '60',
        code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      }).toString()
      const parameters = oauth.validateAuthResponse(server, client, await signIn(url), state)

      const exchange = () =>
        oauth.authorizationCodeGrantRequest(server, client, auth, parameters, redirectUri, verifier, insecure)
      const response = await exchange()
      const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
        expectedNonce: nonce,
        maxAge: 60,
        requireIdToken: true,
      })
      await oauth.validateApplicationLevelSignature(server, response, insecure)
      t.match(oauth.getValidatedIdTokenClaims(tokens), { iss: org.issuer, aud: id, nonce, amr: ['pwd'] })

      const api = new URL('/api/v1/users/me', org.url)
      const me = await oauth.protectedResourceRequest(tokens.access_token, 'GET', api, undefined, null, insecure)
      t.match(await me.json(), { profile: { login: 'admin@example.com' } })
      const forbidden = new URL('/api/v1/groups', org.url)
      t.match(
        await thrownBy(
          oauth.protectedResourceRequest(tokens.access_token, 'GET', forbidden, undefined, null, insecure),
        ),
        { status: 403, cause: [{ scheme: 'bearer', parameters: { error: 'insufficient_scope' } }] },
        'the challenge is one that clients can parse',
      )
      t.match(await thrownBy(oauth.processAuthorizationCodeResponse(server, client, await exchange())), {
        error: 'invalid_grant',
        status: 400,
      })
    })
  }

  /** A code of an app, by the shortest way. */
  const getCode = async (client: oauth.Client, scope: string): Promise<URLSearchParams> => {
    const url = new URL(server.authorization_endpoint ?? '')
    url.search = new URLSearchParams({
      client_id: client.client_id,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope,
      state: 's',
    }).toString()
    return oauth.validateAuthResponse(server, client, await signIn(url), 's')
  }

  t.test('refresh, userinfo, introspection, revocation', async (t) => {
    const client: oauth.Client = { client_id: 'basic-client' }
    const auth = oauth.ClientSecretBasic(secret)
    const first = await oauth.processAuthorizationCodeResponse(
      server,
      client,
      await oauth.authorizationCodeGrantRequest(
        server,
        client,
        auth,
        await getCode(client, 'openid email offline_access'),
        redirectUri,
        oauth.nopkce,
        insecure,
      ),
    )
    const refreshToken = first.refresh_token ?? ''
    const refresh = async () =>
      oauth.processRefreshTokenResponse(
        server,
        client,
        await oauth.refreshTokenGrantRequest(server, client, auth, refreshToken, insecure),
      )
    const { access_token: token, ...second } = await refresh()
    const subject = oauth.getValidatedIdTokenClaims(first)?.sub ?? ''
    t.match(second, { token_type: 'bearer', scope: 'openid email offline_access', refresh_token: refreshToken })
    const userinfo = async () =>
      oauth.processUserInfoResponse(
        server,
        client,
        subject,
        await oauth.userInfoRequest(server, client, token, insecure),
      )
    t.match(await userinfo(), { sub: subject, email: 'admin@example.com', email_verified: true })

    const introspect = async () =>
      oauth.processIntrospectionResponse(
        server,
        client,
        await oauth.introspectionRequest(server, client, auth, token, insecure),
      )
    t.match(await introspect(), { active: true, client_id: 'basic-client', iss: org.issuer, aud: org.issuer })
    await oauth.processRevocationResponse(await oauth.revocationRequest(server, client, auth, refreshToken, insecure))
    t.strictSame(await introspect(), { active: false }, 'a refresh token takes its access tokens with it')
    t.match(await thrownBy(userinfo()), { code: oauth.WWW_AUTHENTICATE_CHALLENGE, status: 401 })
    t.match(await thrownBy(refresh()), { error: 'invalid_grant', status: 400 })
  })

  t.test('device flow', async (t) => {
    const client: oauth.Client = { client_id: 'device-client' }
    const codes = await oauth.processDeviceAuthorizationResponse(
      server,
      client,
      await oauth.deviceAuthorizationRequest(server, client, oauth.None(), { scope: 'openid' }, insecure),
    )
    const poll = async () =>
      oauth.processDeviceCodeResponse(
        server,
        client,
        await oauth.deviceCodeGrantRequest(server, client, oauth.None(), codes.device_code, insecure),
      )
    t.match(await thrownBy(poll()), { error: 'authorization_pending' })
    t.match(await thrownBy(poll()), { error: 'slow_down' }, 'sooner than the interval')
    const person = createPerson()
    t.teardown(() => person.close())
    const page = await person.submit(await person.open(codes.verification_uri_complete ?? ''), {
      userCode: codes.user_code,
    })
    await person.signIn(page)
    org.admin.setClock({ offsetSeconds: 10 })
    t.match(oauth.getValidatedIdTokenClaims(await poll()), { iss: org.issuer, aud: 'device-client' })
    org.admin.setClock({ offsetSeconds: 0 })
  })

  t.test('a pushed request: the 200 is refused, what it says is good', async (t) => {
    const client: oauth.Client = { client_id: 'post-client' }
    const auth = oauth.ClientSecretPost(secret)
    const response = await oauth.pushedAuthorizationRequest(
      server,
      client,
      auth,
      { response_type: 'code', redirect_uri: redirectUri, scope: 'openid', state: 's' },
      insecure,
    )
    t.match(await thrownBy(oauth.processPushedAuthorizationResponse(server, client, response.clone())), {
      code: oauth.RESPONSE_IS_NOT_CONFORM,
      cause: { status: 200 },
    })
    const { request_uri } = (await response.json()) as { readonly request_uri: string }
    const url = new URL(server.authorization_endpoint ?? '')
    url.search = new URLSearchParams({ client_id: client.client_id, request_uri }).toString()
    const parameters = oauth.validateAuthResponse(server, client, await signIn(url), 's')
    const tokens = await oauth.processAuthorizationCodeResponse(
      server,
      client,
      await oauth.authorizationCodeGrantRequest(server, client, auth, parameters, redirectUri, oauth.nopkce, insecure),
    )
    t.match(oauth.getValidatedIdTokenClaims(tokens), { iss: org.issuer, aud: 'post-client' })
  })

  t.test('a wrong secret is refused as RFC 6749 says', async (t) => {
    const client: oauth.Client = { client_id: 'basic-client' }
    const parameters = await getCode(client, 'openid')
    const auth = oauth.ClientSecretBasic('not the secret')
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      auth,
      parameters,
      redirectUri,
      oauth.nopkce,
      insecure,
    )
    t.match(await thrownBy(oauth.processAuthorizationCodeResponse(server, client, response)), {
      code: 'OAUTH_WWW_AUTHENTICATE_CHALLENGE',
      status: 401,
    })
  })
})
