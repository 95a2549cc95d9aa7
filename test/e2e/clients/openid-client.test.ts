// openid-client from npm, signatures checked: an independent judge of discovery, redirects and tokens.
import * as client from 'openid-client'
import t from 'tap'
import { startOrg } from '../../../src/server/index.js'
import { clientApps, redirectUri, secret } from '../../fixtures/client-apps.js'
import { createPerson } from '../../fixtures/person.js'
import { signIn } from '../../fixtures/sign-in.js'
import { thrownBy } from '../../fixtures/thrown-by.js'

t.test('openid-client', async (t) => {
  const org = await startOrg({ seed: 1, config: clientApps })
  t.teardown(() => org.close())

  const discover = (id: string, auth: client.ClientAuth, ...more: ((config: client.Configuration) => void)[]) =>
    client.discovery(new URL(org.issuer), id, {}, auth, {
      // The mock is served over http, as everything on a developer's machine.
      execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks, ...more],
    })

  const authorize = (config: client.Configuration, parameters: Readonly<Record<string, string>>): Promise<URL> =>
    signIn(client.buildAuthorizationUrl(config, { redirect_uri: redirectUri, ...parameters }))

  const callApi = async (config: client.Configuration, token: string) => {
    const url = new URL('/api/v1/users/me', org.url)
    const response = await client.fetchProtectedResource(config, token, url, 'GET')
    return (await response.json()) as unknown
  }

  for (const [id, auth] of [
    ['basic-client', client.ClientSecretBasic(secret)],
    ['post-client', client.ClientSecretPost(secret)],
    ['public-client', client.None()],
  ] as const) {
    t.test(`code flow with PKCE: ${id}`, async (t) => {
      const config = await discover(id, auth)
      const [verifier, state, nonce] = [client.randomPKCECodeVerifier(), client.randomState(), client.randomNonce()]
      const callback = await authorize(config, {
        scope: 'openid profile email okta.users.read',
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      })
      const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce }
      const tokens = await client.authorizationCodeGrant(config, callback, checks)
      t.strictSame(
        [tokens.token_type, tokens.expires_in, tokens.scope],
        ['bearer', 3600, 'openid profile email okta.users.read'],
      )
      t.match(tokens.claims(), { iss: org.issuer, aud: id, nonce, preferred_username: 'admin@example.com' })
      t.match(await callApi(config, tokens.access_token), { profile: { login: 'admin@example.com' } })

      const twice = client.authorizationCodeGrant(config, callback, checks)
      t.match(await thrownBy(twice), { error: 'invalid_grant', status: 400 }, 'the code works once')
    })
  }

  t.test('a wrong verifier, a wrong secret, a state that is not ours', async (t) => {
    const config = await discover('post-client', client.ClientSecretPost(secret))
    const code_challenge = await client.calculatePKCECodeChallenge(client.randomPKCECodeVerifier())
    const asked = { scope: 'openid', state: 's', code_challenge, code_challenge_method: 'S256' }
    const pkceCodeVerifier = client.randomPKCECodeVerifier()
    t.match(
      await thrownBy(
        client.authorizationCodeGrant(config, await authorize(config, asked), { pkceCodeVerifier, expectedState: 's' }),
      ),
      { error: 'invalid_grant', error_description: 'PKCE verification failed.' },
    )
    const stranger = await discover('post-client', client.ClientSecretPost('not the secret'))
    const callback = await authorize(stranger, { scope: 'openid', state: 's' })
    t.match(await thrownBy(client.authorizationCodeGrant(stranger, callback, { expectedState: 's' })), {
      code: 'OAUTH_WWW_AUTHENTICATE_CHALLENGE',
      status: 401,
    })
    t.match(await thrownBy(client.authorizationCodeGrant(config, callback, { expectedState: 'other' })), {
      code: 'OAUTH_INVALID_RESPONSE',
    })
  })

  t.test('a refused request comes back as an error that the client understands', async (t) => {
    const config = await discover('basic-client', client.ClientSecretBasic(secret))
    const parameters = { redirect_uri: redirectUri, scope: 'openid', state: 's', prompt: 'none' }
    const url = client.buildAuthorizationUrl(config, parameters)
    const { headers } = await fetch(url, { redirect: 'manual' })
    const callback = new URL(headers.get('location') ?? '')
    t.match(await thrownBy(client.authorizationCodeGrant(config, callback, { expectedState: 's' })), {
      error: 'login_required',
    })
  })

  t.test('implicit and hybrid', async (t) => {
    const parameters = { scope: 'openid', state: 's', nonce: 'n0nce' }
    const implicit = await discover('basic-client', client.None(), client.useIdTokenResponseType)
    const claims = await client.implicitAuthentication(implicit, await authorize(implicit, parameters), 'n0nce', {
      expectedState: 's',
    })
    t.match(claims, { iss: org.issuer, aud: 'basic-client', nonce: 'n0nce' })

    const hybrid = await discover('basic-client', client.ClientSecretBasic(secret), client.useCodeIdTokenResponseType)
    const tokens = await client.authorizationCodeGrant(hybrid, await authorize(hybrid, parameters), {
      expectedState: 's',
      expectedNonce: 'n0nce',
    })
    t.match(tokens.claims(), { iss: org.issuer, aud: 'basic-client', nonce: 'n0nce' })
  })

  t.test('refresh', async (t) => {
    const config = await discover('basic-client', client.ClientSecretBasic(secret))
    const callback = await authorize(config, { scope: 'openid offline_access okta.users.read', state: 's' })
    const first = await client.authorizationCodeGrant(config, callback, { expectedState: 's', idTokenExpected: true })
    const second = await client.refreshTokenGrant(config, first.refresh_token ?? '')
    t.equal(second.claims()?.sub, first.claims()?.sub)
    t.not(second.access_token, first.access_token)
    t.match(await callApi(config, second.access_token), { status: 'ACTIVE' })
    t.match(await thrownBy(client.refreshTokenGrant(config, 'nothing')), {
      error: 'invalid_grant',
      error_description: 'The refresh token is invalid or expired.',
    })
  })

  t.test('userinfo, introspection, revocation', async (t) => {
    const config = await discover('basic-client', client.ClientSecretBasic(secret))
    const callback = await authorize(config, { scope: 'openid email offline_access', state: 's' })
    const tokens = await client.authorizationCodeGrant(config, callback, { expectedState: 's' })
    const subject = tokens.claims()?.sub ?? ''
    t.match(await client.fetchUserInfo(config, tokens.access_token, subject), {
      sub: subject,
      email: 'admin@example.com',
    })
    const refreshToken = tokens.refresh_token ?? ''
    t.match(await client.tokenIntrospection(config, tokens.access_token), {
      active: true,
      token_type: 'Bearer',
      scope: 'openid email offline_access',
      client_id: 'basic-client',
      username: 'admin@example.com',
    })
    t.match(await client.tokenIntrospection(config, refreshToken), { active: true, client_id: 'basic-client' })

    await client.tokenRevocation(config, tokens.access_token)
    t.strictSame(await client.tokenIntrospection(config, tokens.access_token), { active: false })
    t.match(await thrownBy(client.fetchUserInfo(config, tokens.access_token, subject)), {
      status: 401,
      cause: [{ scheme: 'bearer', parameters: { error: 'invalid_token' } }],
    })
    await client.tokenRevocation(config, refreshToken, { token_type_hint: 'refresh_token' })
    t.match(await thrownBy(client.refreshTokenGrant(config, refreshToken)), { error: 'invalid_grant' })
    await t.resolves(client.tokenRevocation(config, 'nothing'), 'a token that nobody knows')
  })

  t.test('device flow', async (t) => {
    const config = await discover('device-client', client.None())
    const person = createPerson()
    t.teardown(() => person.close())
    const codes = await client.initiateDeviceAuthorization(config, { scope: 'openid okta.users.read' })
    const grant = { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: codes.device_code }
    t.match(await thrownBy(client.genericGrantRequest(config, grant.grant_type, grant)), {
      error: 'authorization_pending',
      status: 400,
    })

    const typed = await person.open(codes.verification_uri)
    const page = await person.submit(typed, { userCode: codes.user_code })
    t.match((await person.signIn(page)).text, '<h1>Device activated</h1>')
    const tokens = await client.pollDeviceAuthorizationGrant(config, { ...codes, interval: 0 })
    t.match(tokens.claims(), { iss: org.issuer, aud: 'device-client', sub: /^00u/ })
    t.match(await callApi(config, tokens.access_token), { profile: { login: 'admin@example.com' } })
    t.match(await thrownBy(client.pollDeviceAuthorizationGrant(config, { ...codes, interval: 0 })), {
      error: 'invalid_grant',
    })
  })
})
