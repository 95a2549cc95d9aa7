// Every endpoint that clients and tokens come to × everything that can be wrong with them: status, headers, whole body.
import type { LightMyRequestResponse } from 'fastify'
import t from 'tap'
import { createOrgServer } from '../../../src/server/oauth/org-server.js'
import type { App } from '../../../src/server/org/records.js'
import { createTestApp, type TestApp } from '../../fixtures/app.js'
import { ada, url, web } from '../../fixtures/deps.js'
import { deviceGrant } from '../../fixtures/television.js'
import { basicOf, mintTokens } from '../../fixtures/tokens.js'

type Values = Readonly<Record<string, string>>

const app: App = { ...web, grantTypes: ['authorization_code', 'refresh_token', deviceGrant] }
const secret = app.clientSecret ?? ''
const org = createOrgServer(url)

/** What each endpoint is asked, so that only what is wrong is wrong. */
const good: Readonly<Record<string, Values>> = {
  token: { grant_type: 'refresh_token', refresh_token: 'x' },
  introspect: { token: 'x' },
  revoke: { token: 'x' },
  'device/authorize': { scope: 'openid' },
  par: { response_type: 'code', redirect_uri: web.redirectUris[0] ?? '', scope: 'openid', state: 's' },
}

interface Sent {
  readonly form?: string | Values
  readonly query?: Values
  readonly headers?: Values
  readonly type?: string
}

const send = ({ app: http }: TestApp, endpoint: string, { form = {}, query = {}, headers = {}, type }: Sent) =>
  http.inject({
    method: 'POST',
    url: `/oauth2/v1/${endpoint}?${new URLSearchParams(query)}`,
    headers: { 'content-type': type ?? 'application/x-www-form-urlencoded', ...headers },
    payload: typeof form === 'string' ? form : new URLSearchParams(form).toString(),
  })

/** What of an answer counts. */
const seen = (answer: LightMyRequestResponse) => ({
  status: answer.statusCode,
  challenge: answer.headers['www-authenticate'],
  type: answer.headers['content-type'],
  cache: [answer.headers['cache-control'], answer.headers.pragma, answer.headers.expires],
  robots: answer.headers['x-robots-tag'],
  body: answer.body === '' ? '' : answer.json(),
})

const plain = {
  challenge: undefined,
  type: 'application/json',
  cache: ['no-cache, no-store', 'no-cache', '0'],
  robots: undefined,
}
const refused = (status: number, error: string, error_description: string) => ({
  ...plain,
  status,
  challenge: status === 401 ? 'Basic realm="Okta"' : undefined,
  body: { error, error_description },
})
const unknownAtToken = (status: number) => ({
  ...refused(status, '', ''),
  body: {
    errorCode: 'invalid_client',
    errorSummary: "Invalid value for 'client_id' parameter.",
    errorLink: 'invalid_client',
    errorId: /^oae[\w-]{22}$/,
    errorCauses: [],
  },
})

const noCredentials = refused(401, 'invalid_client', 'No client credentials found.')
const wrongSecret = refused(401, 'invalid_client', 'The client secret supplied for a confidential client is invalid.')
const several = refused(
  401,
  'invalid_request',
  'Cannot supply multiple client credentials. Use one of the following: credentials in the Authorization header, credentials in the post body, or a client_assertion in the post body.',
)
const inQuery = refused(400, 'invalid_request', 'Client credentials cannot be supplied via query parameters.')
const unknown = refused(401, 'invalid_client', "Invalid value for 'client_id' parameter.")
const malformedBasic = refused(
  401,
  'invalid_client',
  'Found Authentication header but was not valid client credentials.',
)
const doubled = refused(400, 'invalid_request', 'The request contained multiple parameters with the same name.')
const mediaType = {
  ...refused(400, '', ''),
  body: {
    errorCode: 'E0000021',
    errorSummary: 'Bad request.  Accept and/or Content-Type headers likely do not match supported values.',
    errorLink: 'E0000021',
    errorId: /^oae[\w-]{22}$/,
    errorCauses: [],
  },
}

const inBody = { client_id: app.clientId, client_secret: secret }
const basic = basicOf(app)
const nobody = { ...app, clientId: '0oanobody' }

t.test('who asks', async (t) => {
  const test = await createTestApp({ apps: [app] })
  type Case = readonly [string, (asked: Values) => Sent, object, object?]
  const cases: readonly Case[] = [
    ['no credentials', (form) => ({ form }), noCredentials],
    ['a client_id alone', (form) => ({ form: { ...form, client_id: app.clientId } }), noCredentials],
    ['wrong secret by Basic', (form) => ({ form, headers: basicOf({ ...app, clientSecret: 'x' }) }), wrongSecret],
    ['wrong secret in the body', (form) => ({ form: { ...form, ...inBody, client_secret: 'x' } }), wrongSecret],
    ['Basic and a secret', (form) => ({ form: { ...form, ...inBody }, headers: basic }), several],
    ['Basic and a client_id', (form) => ({ form: { ...form, client_id: app.clientId }, headers: basic }), several],
    ['a secret in the query', (form) => ({ form, query: inBody }), inQuery],
    [
      'unknown client in the body',
      (form) => ({ form: { ...form, client_id: nobody.clientId } }),
      unknown,
      unknownAtToken(400),
    ],
    ['unknown client by Basic', (form) => ({ form, headers: basicOf(nobody) }), unknown, unknownAtToken(401)],
    ['Basic that is none', (form) => ({ form, headers: { authorization: 'Basic !' } }), malformedBasic],
    ['another scheme', (form) => ({ form, headers: { authorization: 'Bearer x' } }), malformedBasic],
    ['a parameter twice', (form) => ({ form: `${new URLSearchParams(form)}&a=1&a=2`, headers: basic }), doubled],
    ['twice, once in the URL', (form) => ({ form, query: form, headers: basic }), doubled],
    ['XML', () => ({ form: '<a/>', type: 'application/xml', headers: basic }), mediaType],
  ]
  for (const [endpoint, asked] of Object.entries(good)) {
    for (const [name, make, expected, atToken = expected] of cases) {
      const answer = seen(await send(test, endpoint, make(asked)))
      const { body, ...rest } = { body: {}, ...(endpoint === 'token' ? atToken : expected) }
      t.match(answer.body, body, `${endpoint}: ${name}`)
      t.strictSame(answer, { ...rest, body: answer.body }, `${endpoint}: ${name}`)
    }
  }
})

t.test('which token', async (t) => {
  const kinds: readonly (readonly [string, (test: TestApp) => Promise<Awaited<ReturnType<typeof mintTokens>>>])[] = [
    [
      'malformed',
      async ({ deps }) => {
        const { accessToken, refreshToken, idToken } = await mintTokens(deps, { app })
        return { accessToken: `${accessToken}x`, refreshToken: `${refreshToken}x`, idToken: `${idToken}x` }
      },
    ],
    ['of another server', ({ deps }) => mintTokens(deps, { app, server: elsewhere })],
    [
      'expired',
      async ({ deps }) => {
        const tokens = await mintTokens(deps, { app })
        deps.advance(90 * 86_400)
        return tokens
      },
    ],
    [
      'revoked',
      async ({ deps }) => {
        const tokens = await mintTokens(deps, { app })
        await deps.store.revoke(ada.id, 90 * 86_400)
        return tokens
      },
    ],
    [
      'of a suspended user',
      async ({ deps }) => {
        const tokens = await mintTokens(deps, { app })
        deps.org.putUser({ ...ada, status: 'SUSPENDED' })
        return tokens
      },
    ],
  ]
  const elsewhere = {
    ...org,
    id: 'default',
    issuer: `${url}/oauth2/default`,
    accessTokenClaims: () => ({ iss: `${url}/oauth2/default`, jti: 'AT.x', exp: 9e9 }),
  }
  const texts: Values = { expired: 'The token has expired.', revoked: 'The access token has been revoked.' }
  for (const [kind, make] of kinds) {
    const test = await createTestApp({ apps: [app] })
    const { accessToken, refreshToken, idToken } = await make(test)
    for (const token of [accessToken, refreshToken, idToken]) {
      const form = { token, token_type_hint: 'access_token' }
      t.strictSame(
        seen(await send(test, 'introspect', { form, headers: basic })),
        { ...plain, status: 200, body: { active: false } },
        `introspect: ${kind}`,
      )
      t.strictSame(
        seen(await send(test, 'revoke', { form, headers: basic })),
        { ...plain, status: 200, type: undefined, body: '' },
        `revoke: ${kind}`,
      )
    }
    const form = { grant_type: 'refresh_token', refresh_token: refreshToken }
    t.strictSame(
      seen(await send(test, 'token', { form, headers: basic })),
      refused(400, 'invalid_grant', 'The refresh token is invalid or expired.'),
      `token: ${kind}`,
    )
    const text = texts[kind] ?? 'The access token is invalid.'
    t.strictSame(
      seen(await send(test, 'userinfo', { headers: { authorization: `Bearer ${accessToken}` } })),
      {
        ...plain,
        status: 401,
        challenge: `Bearer authorization_uri="${url}/oauth2/v1/authorize", realm="${url}", scope="openid", error="invalid_token", error_description="${text}", resource="/oauth2/v1/userinfo"`,
        type: undefined,
        body: '',
      },
      `userinfo: ${kind}`,
    )
  }
})
