// oauth4webapi from npm, the strictest client there is: every answer is checked to the letter, and every signature.
import * as oauth from 'oauth4webapi'
import t from 'tap'
import { startOrg } from '../../src/server/index.js'
import { clientApps, redirectUri, secret } from '../fixtures/client-apps.js'
import { signIn } from '../fixtures/sign-in.js'
import { thrownBy } from '../fixtures/thrown-by.js'

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

  t.test('a wrong secret is refused as RFC 6749 says', async (t) => {
    const client: oauth.Client = { client_id: 'basic-client' }
    const url = new URL(server.authorization_endpoint ?? '')
    url.search = new URLSearchParams({
      client_id: client.client_id,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: 'openid',
      state: 's',
    }).toString()
    const parameters = oauth.validateAuthResponse(server, client, await signIn(url), 's')
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
