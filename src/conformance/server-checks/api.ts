// Okta's API as a resource server: tokens, scopes and roles at the door, and the shape of its errors.
import type { Check } from '../check.js'
import type { Context } from '../context.js'
import { okta, rfc } from '../sources.js'
import { members, type WireResponse } from '../wire/exchange.js'

const errorKeys = ['errorCode', 'errorSummary', 'errorLink', 'errorId', 'errorCauses']

const expectApiError = ({ expect }: Context, response: WireResponse, status: number, code: string): void => {
  expect.status(response, status)
  const body = members(response)
  expect.equal(body.errorCode, code, 'errorCode')
  expect.should.equal(Object.keys(body), errorKeys, 'members')
}

const serviceToken = async ({ token, blocked }: Context, scope: string): Promise<string> => {
  const response = await token({ grant_type: 'client_credentials', scope }, { app: 'service-app' })
  const { access_token } = members(response)
  return typeof access_token === 'string' ? access_token : blocked('the service app gets no token')
}

const get = ({ get: send, target }: Context, path: string, authorization?: string): Promise<WireResponse> =>
  send(`${target.issuer}${path}`, authorization === undefined ? {} : { authorization })

const strangers: readonly { readonly name: string; readonly title: string; readonly authorization: string }[] = [
  { name: 'undefined', title: 'the text "undefined"', authorization: 'Bearer undefined' },
  { name: 'garbage', title: 'something that is no JWT', authorization: 'Bearer not.a.token' },
  { name: 'api-token-unknown', title: 'an API token that was never made', authorization: 'SSWS 00neverMadeNeverMade' },
]

export const apiChecks: readonly Check[] = [
  {
    id: 'api/scope-allows',
    title: 'an access token with the scope gets the data',
    level: 'must',
    profiles: ['okta', 'service'],
    sources: [okta('S-316')],
    needs: ['okta', 'service-app', 'api'],
    run: async (context) => {
      const token = await serviceToken(context, 'okta.users.read')
      const response = await get(context, '/api/v1/users?limit=1', `Bearer ${token}`)
      context.expect.status(response, 200)
      context.expect.equal(Array.isArray(response.json), true, 'a list')
    },
  },
  {
    id: 'api/scope-missing',
    title: 'without the scope: 403 and insufficient_scope, in the header alone',
    level: 'must',
    profiles: ['okta', 'service'],
    sources: [okta('S-313'), rfc(6750, '3.1')],
    needs: ['okta', 'service-app', 'api'],
    run: async (context) => {
      const token = await serviceToken(context, 'okta.users.read')
      const response = await get(context, '/api/v1/groups', `Bearer ${token}`)
      context.expect.status(response, 403)
      context.expect.header(
        response,
        'www-authenticate',
        /^Bearer authorization_uri="http:\/\/.+", realm="http:\/\/.+", scope="okta\.groups\.read", error="insufficient_scope", error_description=".+", resource="\/api\/v1\/groups"$/,
      )
      context.expect.equal(response.text, '', 'body')
    },
  },
  {
    id: 'api/role-missing',
    title: 'with the scope and without an admin role: 403 E0000006',
    level: 'must',
    profiles: ['okta'],
    sources: [okta('S-318')],
    needs: ['okta', 'user', 'implicit-app', 'api'],
    why: 'The token carries the scope and is still good for nothing: that is how Okta downscopes.',
    run: async (context) => {
      const params = { response_type: 'token', scope: 'okta.groups.read' }
      const result = await context.authorize({ app: 'implicit-app', params })
      const token = result.kind === 'answer' ? result.params.get('access_token') : undefined
      const response = await get(context, '/api/v1/groups', `Bearer ${token ?? context.blocked('no access token')}`)
      context.record('scope without role', [response.status, members(response).errorCode])
      expectApiError(context, response, 403, 'E0000006')
    },
  },
  {
    id: 'api/own-user',
    title: 'people reach their own user without any role',
    level: 'must',
    profiles: ['okta'],
    sources: [okta('S-318')],
    needs: ['okta', 'user', 'implicit-app', 'api'],
    run: async (context) => {
      const params = { response_type: 'token', scope: 'okta.users.read.self' }
      const result = await context.authorize({ app: 'implicit-app', params })
      const token = result.kind === 'answer' ? result.params.get('access_token') : undefined
      const response = await get(context, '/api/v1/users/me', `Bearer ${token ?? context.blocked('no access token')}`)
      context.expect.status(response, 200)
      const { profile } = members(response)
      context.expect.equal(Object(profile).login, context.user('user').login, 'profile.login')
    },
  },
  {
    id: 'api/no-credentials',
    title: 'without credentials: 403 E0000005',
    level: 'must',
    profiles: ['okta'],
    sources: [okta('S-302')],
    needs: ['okta', 'api'],
    differs: { spec: '401 with a challenge (RFC 6750 3)', okta: '403 Invalid session' },
    run: async (context) => expectApiError(context, await get(context, '/api/v1/users'), 403, 'E0000005'),
  },
  ...strangers.map(
    ({ name, title, authorization }): Check => ({
      id: `api/token-${name}`,
      title: `${title} as a token: 401 E0000011`,
      level: 'must',
      profiles: ['okta'],
      sources: [okta('S-307')],
      needs: ['okta', 'api'],
      why: 'Clients whose token request failed send such things, and must get no data.',
      run: async (context) => {
        const response = await get(context, '/api/v1/users', authorization)
        context.record(`API: ${name}`, [response.status, response.header('www-authenticate')])
        expectApiError(context, response, 401, 'E0000011')
      },
    }),
  ),
  {
    id: 'api/token-expired',
    title: 'an expired token: 401 invalid_token, in the header alone',
    level: 'must',
    profiles: ['okta', 'service'],
    sources: [okta('S-314'), rfc(6750, '3.1')],
    needs: ['okta', 'service-app', 'api', 'clock'],
    isolation: 'own',
    run: async (context) => {
      const token = await serviceToken(context, 'okta.users.read')
      await context.advance(3601)
      const response = await get(context, '/api/v1/users', `Bearer ${token}`)
      context.expect.status(response, 401)
      context.expect.header(response, 'www-authenticate', /error="invalid_token"/)
      context.expect.equal(response.text, '', 'body')
    },
  },
  {
    id: 'api/one-hour',
    title: 'an access token of the org authorization server lives exactly one hour',
    level: 'must',
    profiles: ['okta', 'service'],
    sources: [okta('S-053')],
    needs: ['okta', 'service-app', 'api', 'clock'],
    isolation: 'own',
    run: async (context) => {
      const token = await serviceToken(context, 'okta.users.read')
      await context.advance(3590)
      context.expect.status(await get(context, '/api/v1/users?limit=1', `Bearer ${token}`), 200)
      await context.advance(20)
      context.expect.status(await get(context, '/api/v1/users?limit=1', `Bearer ${token}`), 401)
    },
  },
  {
    id: 'api/not-found',
    title: 'an unknown user: 404 E0000007 that names it',
    level: 'must',
    profiles: ['okta', 'service'],
    sources: [okta('S-304')],
    needs: ['okta', 'service-app', 'api'],
    run: async (context) => {
      const token = await serviceToken(context, 'okta.users.read')
      const response = await get(context, '/api/v1/users/00unobody00000000000', `Bearer ${token}`)
      expectApiError(context, response, 404, 'E0000007')
      context.expect.should.equal(
        members(response).errorSummary,
        'Not found: Resource not found: 00unobody00000000000 (User)',
        'errorSummary',
      )
    },
  },
  {
    id: 'api/path-unknown',
    title: 'an unknown path: 404 E0000008',
    level: 'should',
    profiles: ['okta', 'service'],
    sources: [okta('S-305')],
    needs: ['okta', 'api'],
    run: async (context) => expectApiError(context, await get(context, '/api/v1/nothing-here'), 404, 'E0000008'),
  },
  {
    id: 'api/pages',
    title: 'a list is paged by Link headers',
    level: 'must',
    profiles: ['okta', 'service'],
    sources: [okta('S-331')],
    needs: ['okta', 'service-app', 'api'],
    run: async (context) => {
      const token = await serviceToken(context, 'okta.users.read')
      const response = await get(context, '/api/v1/users?limit=1', `Bearer ${token}`)
      const links = response.headers.filter(([name]) => name === 'link').map(([, value]) => value)
      context.expect.match(links.join(', '), /<https?:\/\/[^>]+limit=1[^>]*>; rel="self"/, 'self')
      context.expect.match(links.join(', '), /<https?:\/\/[^>]+after=[^>]+>; rel="next"/, 'next')
    },
  },
  {
    id: 'api/rate-limit-headers',
    title: 'answers say how much of the rate limit is left',
    level: 'must',
    profiles: ['okta', 'service'],
    sources: [okta('S-001')],
    needs: ['okta', 'service-app', 'api'],
    run: async (context) => {
      const token = await serviceToken(context, 'okta.users.read')
      const response = await get(context, '/api/v1/users?limit=1', `Bearer ${token}`)
      for (const name of ['x-rate-limit-limit', 'x-rate-limit-remaining', 'x-rate-limit-reset']) {
        context.expect.header(response, name, /^\d+$/)
      }
    },
  },
  {
    id: 'api/request-id',
    title: 'every answer has an id of its own',
    level: 'must',
    profiles: ['okta'],
    sources: [okta('S-001')],
    needs: ['okta'],
    run: async (context) => {
      const path = '/.well-known/openid-configuration'
      const [first, second] = [await get(context, path), await get(context, path)]
      context.expect.present(first.header('x-okta-request-id'), 'X-Okta-Request-Id')
      context.expect.notEqual(
        first.header('x-okta-request-id'),
        second.header('x-okta-request-id'),
        'X-Okta-Request-Id',
      )
    },
  },
]
