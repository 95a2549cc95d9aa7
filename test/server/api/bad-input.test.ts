// Every kind of endpoint of the API × everything that can be wrong with who calls and with what: status, headers, whole body.
import type { LightMyRequestResponse } from 'fastify'
import t, { type Test } from 'tap'
import { createOrgServer } from '../../../src/server/oauth/org-server.js'
import { apiError } from '../../fixtures/api.js'
import { createTestApp, type TestApp } from '../../fixtures/app.js'
import { ada, url, web } from '../../fixtures/deps.js'
import { basicOf, mintTokens } from '../../fixtures/tokens.js'

interface Operation {
  readonly method: 'GET' | 'POST'
  readonly path: string
  /** As the challenge names it. */
  readonly scope: string
}

const reading: readonly Operation[] = [
  { method: 'GET', path: '/api/v1/users', scope: 'okta.users.read.self' },
  { method: 'GET', path: '/api/v1/groups', scope: 'okta.groups.read' },
  { method: 'GET', path: '/api/v1/apps', scope: 'okta.apps.read' },
  { method: 'GET', path: `/oauth2/v1/clients/${web.clientId}`, scope: 'okta.clients.read' },
]
const writing: readonly Operation[] = [
  { method: 'POST', path: '/api/v1/users', scope: 'okta.users.manage.self' },
  { method: 'POST', path: `/api/v1/apps/${web.clientId}/grants`, scope: 'okta.appGrants.manage' },
  { method: 'POST', path: '/oauth2/v1/clients', scope: 'okta.clients.register' },
  { method: 'POST', path: '/oauth2/v1/global-token-revocation', scope: 'okta.universalLogout.manage' },
]

interface Sent {
  readonly headers?: Readonly<Record<string, string>>
  readonly query?: string
  readonly type?: string
  readonly text?: string
}

const send = ({ app }: TestApp, { method, path }: Operation, { headers = {}, query = '', type, text = '{}' }: Sent) =>
  app.inject({
    method,
    url: `${path}?${query}`,
    headers: { ...headers, ...(method === 'POST' && { 'content-type': type ?? 'application/json' }) },
    ...(method === 'POST' && { payload: text }),
  })

/** What of an answer counts. */
const seen = (answer: LightMyRequestResponse) => ({
  status: answer.statusCode,
  challenge: answer.headers['www-authenticate'],
  type: answer.headers['content-type'],
  cache: answer.headers['cache-control'],
  body: answer.body === '' ? '' : answer.json(),
})

interface Expected {
  readonly status: number
  readonly challenge?: (operation: Operation) => string
  readonly body?: object
}

const bearer =
  (error: string, description: string, scheme = 'Bearer') =>
  ({ path, scope }: Operation): string =>
    `${scheme} authorization_uri="${url}/oauth2/v1/authorize", realm="${url}", scope="${scope}", error="${error}", error_description="${description}", resource="${path}"`

const noSession: Expected = { status: 403, body: apiError('E0000005', 'Invalid session') }
const apiTokenInvalid: Expected = { status: 401, body: apiError('E0000011', 'Invalid token provided') }
const foreign: Expected = { ...apiTokenInvalid, challenge: bearer('invalid_token', 'The access token is invalid.') }
const dead = (description: string): Expected => ({ status: 401, challenge: bearer('invalid_token', description) })
const tooLittle: Expected = {
  status: 403,
  challenge: bearer('insufficient_scope', 'The access token provided does not contain the required scopes.'),
}
const unbound: Expected = {
  status: 401,
  challenge: bearer(
    'invalid_token',
    'The presented access_token is not DPoP bound.',
    'DPoP algs="RS256 RS384 RS512 ES256 ES384 ES512",',
  ),
}

const withToken = (token: string): Sent => ({ headers: { authorization: `Bearer ${token}` } })

type Case = readonly [name: string, make: (test: TestApp) => Sent | Promise<Sent>, expected: Expected]

/** A token with no scope of the API's. */
const mint = async ({ deps }: TestApp): Promise<string> => (await mintTokens(deps)).accessToken

const cases: readonly Case[] = [
  ['no credentials', () => ({}), noSession],
  ['client credentials', () => ({ headers: basicOf(web) }), noSession],
  ['a token in the query', async (test) => ({ query: `access_token=${await mint(test)}` }), noSession],
  ['Bearer alone', () => ({ headers: { authorization: 'Bearer' } }), foreign],
  ['Bearer undefined', () => withToken('undefined'), foreign],
  ['malformed', async (test) => withToken(`${await mint(test)}x`), foreign],
  [
    'of another server',
    async ({ deps }) => {
      const issuer = `${url}/oauth2/default`
      const accessTokenClaims = () => ({ iss: issuer, jti: 'AT.x', exp: 9e9 })
      const server = { ...createOrgServer(url), id: 'default', issuer, accessTokenClaims }
      return withToken((await mintTokens(deps, { server })).accessToken)
    },
    foreign,
  ],
  ['an ID token', async ({ deps }) => withToken((await mintTokens(deps)).idToken), foreign],
  ['a refresh token', async ({ deps }) => withToken((await mintTokens(deps)).refreshToken), foreign],
  [
    'expired',
    async (test) => {
      const token = await mint(test)
      test.deps.advance(3600)
      return withToken(token)
    },
    dead('The token has expired.'),
  ],
  [
    'revoked',
    async (test) => {
      const token = await mint(test)
      await test.deps.store.revoke(ada.id, 3600)
      return withToken(token)
    },
    dead('The access token has been revoked.'),
  ],
  [
    'of a suspended user',
    async (test) => {
      const token = await mint(test)
      test.deps.org.putUser({ ...ada, status: 'SUSPENDED' })
      return withToken(token)
    },
    dead('The access token is invalid.'),
  ],
  ['another scope', async (test) => withToken(await mint(test)), tooLittle],
  [
    'DPoP where the token is not bound',
    async (test) => ({ headers: { authorization: `DPoP ${await mint(test)}` } }),
    unbound,
  ],
  ['an unknown API token', () => ({ headers: { authorization: 'SSWS x' } }), apiTokenInvalid],
  ['SSWS alone', () => ({ headers: { authorization: 'SSWS' } }), apiTokenInvalid],
]

const check = async (t: Test, test: TestApp, operation: Operation, sent: Sent, name: string, expected: Expected) => {
  const answer = seen(await send(test, operation, sent))
  t.match(answer.body, expected.body ?? '', name)
  t.strictSame(
    answer,
    {
      status: expected.status,
      challenge: expected.challenge?.(operation),
      type: expected.body ? 'application/json' : undefined,
      cache: 'no-cache, no-store',
      body: answer.body,
    },
    name,
  )
}

t.test('who calls', async (t) => {
  for (const [name, make, expected] of cases) {
    const test = await createTestApp()
    const sent = await make(test)
    for (const operation of [...reading, ...writing]) {
      await check(t, test, operation, sent, `${operation.method} ${operation.path}: ${name}`, expected)
    }
  }
})

t.test('with what', async (t) => {
  const test = await createTestApp({ apiTokens: [{ token: '00Tada', userId: ada.id }] })
  const headers = { authorization: 'SSWS 00Tada' }
  const mediaType: Expected = {
    status: 400,
    body: apiError(
      'E0000021',
      'Bad request.  Accept and/or Content-Type headers likely do not match supported values.',
    ),
  }
  const broken: Expected = { status: 400, body: apiError('E0000003', 'The request body was not well-formed.') }
  for (const operation of writing) {
    for (const [name, sent, expected] of [
      ['XML', { headers, type: 'application/xml', text: '<a/>' }, mediaType],
      ['a form', { headers, type: 'application/x-www-form-urlencoded', text: 'a=b' }, mediaType],
      ['half a body', { headers, text: '{' }, broken],
      ['a body that is no object', { headers, text: '[]' }, broken],
    ] as const) {
      await check(t, test, operation, sent, `${operation.path}: ${name}`, expected)
    }
  }
  t.strictSame(
    test.lines.filter(([level]) => level === 'error'),
    [],
    'no defect was logged',
  )
})
