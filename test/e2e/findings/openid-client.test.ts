// What docs/findings.md says of openid-client and oauth4webapi. Red when a newer version does otherwise: then the page changes too.
import * as oauth from 'oauth4webapi'
import * as oidc from 'openid-client'
import t, { type Test } from 'tap'
import { type RunningOrg, startOrg } from '../../../src/server/index.js'
import { clientApps, redirectUri, secret } from '../../fixtures/client-apps.js'
import { expectWrittenUp, type Finding, underFault } from '../../fixtures/findings.js'
import { createPerson } from '../../fixtures/person.js'
import { thrownBy } from '../../fixtures/thrown-by.js'

const clientId = 'basic-client'

/** What a library is asked for: the URL to send people to, and whom it takes their answer to be about. */
interface Login {
  start(): Promise<URL>
  finish(callback: URL): Promise<string | undefined>
}

/** Switched on, the signature of ID tokens is looked at. */
type Create = (org: RunningOrg, signatures: boolean) => Promise<Login>

const openidClient: Create = async ({ issuer }, signatures) => {
  const config = await oidc.discovery(new URL(issuer), clientId, undefined, oidc.ClientSecretBasic(secret), {
    execute: [oidc.allowInsecureRequests, ...(signatures ? [oidc.enableNonRepudiationChecks] : [])],
  })
  const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()]
  return {
    start: async () =>
      oidc.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: 'openid profile',
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      }),
    finish: async (callback) => {
      const tokens = await oidc.authorizationCodeGrant(config, callback, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      })
      return tokens.claims()?.sub
    },
  }
}

const oauth4webapi: Create = async ({ issuer }, signatures) => {
  const insecure = { [oauth.allowInsecureRequests]: true }
  const url = new URL(issuer)
  const server = await oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, insecure))
  const client = { client_id: clientId }
  const [state, nonce, verifier] = [
    oauth.generateRandomState(),
    oauth.generateRandomNonce(),
    oauth.generateRandomCodeVerifier(),
  ]
  return {
    start: async () => {
      const to = new URL(server.authorization_endpoint ?? '')
      to.search = new URLSearchParams({
        client_id: clientId,
        response_type: 'code',
        redirect_uri: redirectUri,
        scope: 'openid profile',
        state,
        nonce,
        code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      }).toString()
      return to
    },
    finish: async (callback) => {
      const params = oauth.validateAuthResponse(server, client, callback, state)
      const response = await oauth.authorizationCodeGrantRequest(
        server,
        client,
        oauth.ClientSecretBasic(secret),
        params,
        redirectUri,
        verifier,
        insecure,
      )
      const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
        expectedNonce: nonce,
        requireIdToken: true,
      })
      if (signatures) await oauth.validateApplicationLevelSignature(server, response, insecure)
      return oauth.getValidatedIdTokenClaims(tokens)?.sub
    },
  }
}

const accepted: readonly Finding[] = [
  ['CL-AZP-01', { fault: 'id-token-azp-other' }],
  ['CL-IAT-01', { fault: 'id-token-iat-ahead' }],
  ['CL-HASH-01', { fault: 'id-token-at-hash-wrong' }],
]

const unsigned = [
  'id-token-signature-spoiled',
  'id-token-signature-other-key',
  'id-token-header-jku',
  'id-token-kid-unknown',
]

/** Whom the library takes the person for, as Okta's id of a user; or what it throws. */
const login = async (t: Test, org: RunningOrg, create: Create, signatures: boolean, fault?: string) => {
  const person = createPerson({ edit: (url) => (url.startsWith(redirectUri) ? undefined : url) })
  t.teardown(() => person.close())
  const { start, finish } = await create(org, signatures)
  const { url } = await person.signIn(await person.open((await start()).href))
  return underFault(org, fault, () => finish(new URL(url)).catch((error: unknown) => error))
}

for (const [name, create] of Object.entries({ 'openid-client': openidClient, oauth4webapi })) {
  t.test(name, async (t) => {
    const org = await startOrg({ seed: 1, config: clientApps })
    t.teardown(() => org.close())

    t.test('an ordinary login works', async (t) => {
      t.match(await login(t, org, create, true), /^00u/)
    })

    for (const [check, { fault }] of accepted) {
      t.test(`${check}: ${fault}: accepted`, async (t) => {
        t.match(await login(t, org, create, true, fault), /^00u/)
      })
    }

    t.test('not so: other claims', async (t) => {
      for (const fault of ['id-token-iss-other', 'id-token-aud-other', 'id-token-nonce-wrong', 'token-type-missing'])
        t.match(await login(t, org, create, true, fault), { code: /^OAUTH_/ }, fault)
    })

    t.test('signatures are looked at where that is switched on', async (t) => {
      for (const fault of unsigned) {
        t.match(await login(t, org, create, true, fault), { code: String }, fault)
        t.match(await login(t, org, create, false, fault), /^00u/, `${fault}, switched off`)
      }
      for (const fault of ['id-token-alg-none', 'id-token-hs256-public-key-pem'])
        t.match(await login(t, org, create, false, fault), { code: String }, `${fault}, switched off`)
    })

    t.test('CL-DISC-02: endpoints are where discovery says', async (t) => {
      const { start } = await underFault(org, 'discovery-endpoints-elsewhere', () => create(org, true))
      t.not((await start()).host, new URL(org.issuer).host)
      t.match(await thrownBy(underFault(org, 'discovery-issuer-other', () => create(org, true))), { code: String })
    })
  })
}

for (const name of ['openid-client', 'oauth4webapi'])
  expectWrittenUp(t, name, [...accepted.map(([check]) => check), 'CL-DISC-02'])
