// @okta/okta-auth-js in Node: sign-in by password and second factor, a code exchanged, tokens renewed, verified, revoked.
import { OktaAuth, TokenKind } from '@okta/okta-auth-js'
import t, { type Test } from 'tap'
import { type RunningOrg, startOrg } from '../../../src/server/index.js'
import { redirectUri } from '../../fixtures/client-apps.js'
import { codeAt } from '../../fixtures/codes.js'
import { createPerson } from '../../fixtures/person.js'

const [login, password] = ['guarded@example.com', 'Passw0rd!']
const scopes = ['openid', 'profile', 'offline_access']

const start = async (t: Test) => {
  const org = await startOrg({
    seed: 1,
    config: {
      users: [
        {
          profile: { login, email: login, firstName: 'Gita', lastName: 'Guarded' },
          credentials: { password: { value: password } },
          factors: [{ type: 'token:software:totp', sharedSecret: 'JBSWY3DPEHPK3PXPJBSWY3DP' }],
        },
      ],
      apps: [
        {
          label: 'Native app',
          client_id: 'native-client',
          application_type: 'native',
          redirect_uris: [redirectUri],
          grant_types: ['authorization_code', 'refresh_token'],
        },
      ],
    },
  })
  t.teardown(() => org.close())
  return org
}

const createClient = ({ issuer }: RunningOrg) =>
  new OktaAuth({ issuer, clientId: 'native-client', redirectUri, scopes, pkce: true })

/** The person's password and then the code from their telephone. */
const signIn = async (client: OktaAuth): Promise<string> => {
  const asked = await client.signInWithCredentials({ username: login, password })
  const done = await asked.factors?.[0]?.verify({ passCode: codeAt(Math.floor(Date.now() / 1000)) })
  return String(done?.sessionToken)
}

/** A code for the sessionToken, as a browser would carry it, exchanged. */
const obtainTokens = async (t: Test, client: OktaAuth, org: RunningOrg) => {
  const params = await client.token.prepareTokenParams()
  const url = new URL(`${org.issuer}/oauth2/v1/authorize`)
  url.search = new URLSearchParams({
    client_id: 'native-client',
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: scopes.join(' '),
    state: params.state ?? '',
    nonce: params.nonce ?? '',
    code_challenge: params.codeChallenge ?? '',
    code_challenge_method: params.codeChallengeMethod ?? '',
    sessionToken: await signIn(client),
  }).toString()
  const person = createPerson()
  t.teardown(() => person.close())
  const callback = new URL((await person.open(url.href)).url)
  t.equal(callback.searchParams.get('state'), params.state)
  const { tokens } = await client.token.exchangeCodeForTokens({
    ...params,
    authorizationCode: callback.searchParams.get('code') ?? '',
  })
  const { accessToken, idToken, refreshToken } = tokens
  if (!accessToken || !idToken || !refreshToken) throw new Error(`a token is missing: ${Object.keys(tokens)}`)
  return { accessToken, idToken, refreshToken }
}

t.test('a password and a second factor', async (t) => {
  const client = createClient(await start(t))
  await t.rejects(client.signInWithCredentials({ username: login, password: 'wrong' }), {
    name: 'AuthApiError',
    errorCode: 'E0000004',
    errorSummary: 'Authentication failed',
    xhr: { status: 401 },
  })

  const asked = await client.signInWithCredentials({ username: login, password })
  t.match(asked, {
    status: 'MFA_REQUIRED',
    user: { profile: { login } },
    factors: [{ factorType: 'token:software:totp' }],
  })
  await t.rejects(asked.factors?.[0]?.verify({ passCode: '000000' }) ?? Promise.resolve(), {
    name: 'AuthApiError',
    errorCode: 'E0000068',
  })
  const done = await asked.factors?.[0]?.verify({ passCode: codeAt(Math.floor(Date.now() / 1000)) })
  t.match(done, { status: 'SUCCESS', sessionToken: String, user: { profile: { login } } })

  const left = await client.signInWithCredentials({ username: login, password })
  await left.cancel?.()
  const late = left.factors?.[0]?.verify({ passCode: codeAt(Math.floor(Date.now() / 1000)) })
  await t.rejects(late ?? Promise.resolve(), { name: 'AuthApiError', errorCode: 'E0000011' }, 'a cancelled sign-in')
})

t.test('a code for tokens, and what becomes of them', async (t) => {
  const org = await start(t)
  const client = createClient(org)
  const tokens = await obtainTokens(t, client, org)
  t.match(tokens, {
    accessToken: { tokenType: 'Bearer', scopes, userinfoUrl: `${org.issuer}/oauth2/v1/userinfo` },
    idToken: { claims: { iss: org.issuer, aud: 'native-client', amr: ['mfa', 'otp', 'pwd'] } },
    refreshToken: { scopes },
  })
  const { accessToken, idToken, refreshToken } = tokens
  await t.resolves(
    client.token.verify(idToken, {
      clientId: 'native-client',
      issuer: org.issuer,
      accessToken: accessToken.accessToken,
    }),
  )
  await t.rejects(client.token.verify(idToken, { accessToken: `${accessToken.accessToken}x` }), {
    message: 'Token hash verification failed',
  })
  t.match(await client.token.getUserInfo(accessToken, idToken), { sub: idToken.claims.sub, preferred_username: login })
  t.match(await client.token.introspect(TokenKind.ACCESS, accessToken), { active: true, username: login })

  const renewed = await client.token.renewTokensWithRefresh({ scopes }, refreshToken)
  t.match(renewed, { accessToken: { tokenType: 'Bearer' }, idToken: { claims: { sub: idToken.claims.sub } } })
  t.not(renewed.accessToken?.accessToken, accessToken.accessToken)

  await client.token.revoke(refreshToken)
  await t.rejects(client.token.renewTokensWithRefresh({ scopes }, refreshToken), {
    name: 'OAuthError',
    errorCode: 'invalid_grant',
    errorSummary: 'The refresh token is invalid or expired.',
  })
  await client.token.revoke(accessToken)
  await t.rejects(client.token.getUserInfo(accessToken, idToken), { name: 'OAuthError', errorCode: 'invalid_token' })
})

t.test('errors of the token endpoint arrive as they are', async (t) => {
  const org = await start(t)
  const client = createClient(org)
  const params = await client.token.prepareTokenParams()
  await t.rejects(client.token.exchangeCodeForTokens({ ...params, authorizationCode: 'never-issued' }), {
    name: 'OAuthError',
    errorCode: 'invalid_grant',
    errorSummary: 'The authorization code is invalid or has expired.',
  })
})
