// openid-client and oauth4webapi from npm prove themselves with a private key, and ask for tokens that are bound to another.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type CryptoKey, importJWK } from 'jose'
import * as oauth from 'oauth4webapi'
import * as client from 'openid-client'
import t from 'tap'
import { type ConfigFile, startOrg } from '../../../src/server/index.js'
import { clientApps, redirectUri } from '../../fixtures/client-apps.js'
import { otherRsa, p256, publicHalf, rsa } from '../../fixtures/client-keys.js'
import { signIn } from '../../fixtures/sign-in.js'
import { thrownBy } from '../../fixtures/thrown-by.js'

const config = (jwksUri: string): ConfigFile => ({
  ...clientApps,
  apps: [
    {
      label: 'Service',
      client_id: 'service-client',
      application_type: 'service',
      jwks_uri: jwksUri,
      dpop_bound_access_tokens: true,
      grants: ['okta.users.read'],
      roles: ['READ_ONLY_ADMIN'],
    },
    {
      label: 'Web',
      client_id: 'web-client',
      application_type: 'web',
      token_endpoint_auth_method: 'private_key_jwt',
      jwks: { keys: [publicHalf(p256, { kid: 'es256' }) as { kty: 'EC' }] },
      redirect_uris: [redirectUri],
      grant_types: ['authorization_code', 'refresh_token'],
      dpop_bound_access_tokens: true,
      grants: ['okta.users.read'],
    },
  ],
})

t.test('private_key_jwt and DPoP', async (t) => {
  let fetched = 0
  const keys = createServer((_request, response) => {
    fetched += 1
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ keys: [publicHalf(rsa, { kid: 'rs256' })] }))
  })
  await new Promise<void>((resolve) => keys.listen(0, '127.0.0.1', resolve))
  t.teardown(() => keys.close())
  const org = await startOrg({
    seed: 1,
    config: config(`http://127.0.0.1:${(keys.address() as AddressInfo).port}/keys`),
  })
  t.teardown(() => org.close())
  const issuer = new URL(org.issuer)
  const tokenUrl = `${org.url}/oauth2/v1/token`
  const users = new URL('/api/v1/users?limit=1', org.url)
  const rs256 = { key: (await importJWK(rsa, 'RS256')) as CryptoKey, kid: 'rs256' }
  const es256 = { key: (await importJWK(p256, 'ES256')) as CryptoKey, kid: 'es256' }
  const proofKeys = {
    ES256: await oauth.generateKeyPair('ES256'),
    RS256: {
      privateKey: (await importJWK(otherRsa, 'RS256')) as CryptoKey,
      publicKey: (await importJWK(publicHalf(otherRsa), 'RS256', { extractable: true })) as CryptoKey,
    },
  }

  /** Both libraries take the issuer for the audience; Okta wants the endpoint (S-552). */
  const forOkta = {
    [oauth.modifyAssertion]: (_header: object, payload: Record<string, unknown>) => {
      payload.aud = tokenUrl
    },
  }
  const discover = (id: string, auth: client.ClientAuth) =>
    client.discovery(issuer, id, {}, auth, {
      execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks],
    })

  for (const alg of ['ES256', 'RS256'] as const) {
    t.test(`openid-client: client_credentials, keys at a jwks_uri, a proof with ${alg}`, async (t) => {
      const service = await discover('service-client', client.PrivateKeyJwt(rs256, forOkta))
      const DPoP = client.getDPoPHandle(service, proofKeys[alg])
      const tokens = await client.clientCredentialsGrant(service, { scope: 'okta.users.read' }, { DPoP })
      t.match(tokens, { token_type: 'dpop', expires_in: 3600, scope: 'okta.users.read' })
      const call = () =>
        client.fetchProtectedResource(service, tokens.access_token, users, 'GET', null, undefined, { DPoP })
      const response = await call()
      t.match(await response.json(), [{ profile: { login: 'admin@example.com' } }])
      t.equal((await call()).status, 200, 'each call has a proof of its own')
      t.equal(fetched, 1, 'the keys were fetched once')
    })
  }

  t.test('openid-client: code and refresh, bound to one key', async (t) => {
    const web = await discover('web-client', client.PrivateKeyJwt(es256, forOkta))
    const DPoP = client.getDPoPHandle(web, proofKeys.ES256)
    const [verifier, state, nonce] = [client.randomPKCECodeVerifier(), client.randomState(), client.randomNonce()]
    const callback = await signIn(
      client.buildAuthorizationUrl(web, {
        redirect_uri: redirectUri,
        scope: 'openid offline_access okta.users.read',
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      }),
    )
    const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce }
    const tokens = await client.authorizationCodeGrant(web, callback, checks, undefined, { DPoP })
    t.equal(tokens.token_type, 'dpop', 'the code survived the nonce challenge')
    const refreshToken = tokens.refresh_token ?? ''
    const refreshed = await client.refreshTokenGrant(web, refreshToken, undefined, { DPoP })
    t.equal(refreshed.token_type, 'dpop')
    const me = new URL('/api/v1/users/me', org.url)
    const response = await client.fetchProtectedResource(web, refreshed.access_token, me, 'GET', null, undefined, {
      DPoP,
    })
    t.match(await response.json(), { profile: { login: 'admin@example.com' } })

    const another = client.getDPoPHandle(web, proofKeys.RS256)
    t.match(await thrownBy(client.refreshTokenGrant(web, refreshToken, undefined, { DPoP: another })), {
      error: 'invalid_dpop_proof',
      error_description: 'Invalid DPoP Public Key binding in refresh token',
    })
    const bare = client.fetchProtectedResource(web, refreshed.access_token, me, 'GET')
    t.match(await thrownBy(bare), {
      status: 400,
      cause: [{ scheme: 'bearer', parameters: { error_description: 'The resource request requires a DPoP proof.' } }],
    })
  })

  t.test('oauth4webapi: the nonce challenge step by step', async (t) => {
    const server = await oauth.processDiscoveryResponse(
      issuer,
      await oauth.discoveryRequest(issuer, { [oauth.allowInsecureRequests]: true }),
    )
    const service: oauth.Client = { client_id: 'service-client' }
    const DPoP = oauth.DPoP(service, proofKeys.ES256)
    const ask = async (auth: oauth.ClientAuth) => {
      const options = { DPoP, [oauth.allowInsecureRequests]: true }
      const response = await oauth.clientCredentialsGrantRequest(
        server,
        service,
        auth,
        { scope: 'okta.users.read' },
        options,
      )
      return oauth.processClientCredentialsResponse(server, service, response)
    }
    const auth = oauth.PrivateKeyJwt(rs256, forOkta)
    const challenge = await thrownBy(ask(auth))
    t.match(challenge, { status: 400, error: 'use_dpop_nonce' })
    t.ok(oauth.isDPoPNonceError(challenge))
    t.match(await ask(auth), { token_type: 'dpop' })

    t.match(
      await thrownBy(ask(oauth.PrivateKeyJwt(rs256))),
      {
        code: oauth.WWW_AUTHENTICATE_CHALLENGE,
        status: 401,
      },
      'the issuer as audience, as RFC 9126 and FAPI have it, is refused',
    )
  })

  t.test('a pushed request: the client refuses the 200, and goes on where it is told 201', async (t) => {
    const web = await discover(
      'web-client',
      client.PrivateKeyJwt(es256, {
        [oauth.modifyAssertion]: (_header: object, payload: Record<string, unknown>) => {
          payload.aud = `${org.url}/oauth2/v1/par`
        },
      }),
    )
    const verifier = client.randomPKCECodeVerifier()
    const parameters = {
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: 'openid',
      state: 's',
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }
    t.match(await thrownBy(client.buildAuthorizationUrlWithPAR(web, parameters)), {
      code: 'OAUTH_RESPONSE_IS_NOT_CONFORM',
      cause: { status: 200 },
    })

    const pushed: unknown[] = []
    web[client.customFetch] = async (url, options) => {
      const response = await fetch(url, options as RequestInit)
      if (!url.endsWith('/par')) return response
      const body: unknown = await response.json()
      pushed.push(body)
      return Response.json(body, { status: 201 })
    }
    const url = await client.buildAuthorizationUrlWithPAR(web, parameters)
    t.strictSame([...url.searchParams.keys()].sort(), ['client_id', 'request_uri'])
    t.match(pushed, [{ request_uri: /^urn:okta:/, expires_in: 3600 }])
    const callback = await signIn(url)

    const fresh = await discover('web-client', client.PrivateKeyJwt(es256, forOkta))
    const DPoP = client.getDPoPHandle(fresh, proofKeys.ES256)
    const checks = { pkceCodeVerifier: verifier, expectedState: 's' }
    const tokens = await client.authorizationCodeGrant(fresh, callback, checks, undefined, { DPoP })
    t.match(tokens.claims(), { iss: org.issuer, aud: 'web-client' })
  })
})
