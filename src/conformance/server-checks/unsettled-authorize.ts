// Open questions about /authorize, PAR, logout and sessions.
import type { AuthorizeOptions, Context } from '../context.js'
import { signedRequestObject } from '../toolkit/request-object.js'
import { members, textMember } from '../wire/exchange.js'
import { answerOf, outcomeOf, type Question } from './unsettled.js'

/** Requests that say all there is to know, without anybody signing in. */
const requests: readonly (Pick<Question, 'name' | 'what'> & {
  readonly app?: 'public-app' | 'implicit-app'
  readonly params: AuthorizeOptions['params']
})[] = [
  {
    name: 'prompt-none-in-fragment',
    what: 'prompt=none without a session in fragment mode',
    app: 'implicit-app',
    params: { prompt: 'none', response_type: 'id_token' },
  },
  { name: 'client-id-missing', what: 'a request without client_id', params: { client_id: undefined } },
  { name: 'state-empty', what: 'an empty state', params: { state: '', prompt: 'none' } },
  { name: 'state-long', what: 'a state of 3000 characters', params: { state: 's'.repeat(3000), prompt: 'none' } },
  { name: 'nonce-long', what: 'a nonce of 3000 characters', params: { nonce: 'n'.repeat(3000), prompt: 'none' } },
  {
    name: 'pkce-missing-public',
    what: 'no PKCE by an app without a secret',
    app: 'public-app',
    params: { code_challenge: undefined, code_challenge_method: undefined },
  },
  {
    name: 'challenge-without-method',
    what: 'a code_challenge without code_challenge_method',
    params: { code_challenge: 'a'.repeat(43) },
  },
  {
    name: 'challenge-short',
    what: 'a code_challenge that is too short',
    params: { code_challenge: 'abc', code_challenge_method: 'S256' },
  },
  {
    name: 'order-of-checks',
    what: 'which of several mistakes is told first',
    params: { state: undefined, scope: 'no:such:scope', code_challenge: 'abc', code_challenge_method: 'plain' },
  },
]

const selfToken = async (context: Context): Promise<string> => {
  const params = { response_type: 'token', scope: 'okta.users.read.self' }
  const result = await context.authorize({ app: 'implicit-app', params })
  const token = result.kind === 'answer' ? result.params.get('access_token') : undefined
  return token ?? context.blocked('no access token')
}

export const authorizeQuestions: readonly Question[] = [
  ...requests.map(
    ({ name, what, app = 'code-app' as const, params = {} }): Question => ({
      name,
      what,
      needs: [app],
      ask: async ({ authorize }) => outcomeOf(await authorize({ app, params, as: 'nobody' })),
    }),
  ),
  {
    name: 'authorize-post-with-query',
    what: 'POST /authorize with a query',
    needs: ['code-app'],
    ask: async ({ post, metadata, app, random }) => {
      const { clientId, redirectUris } = app('code-app')
      const query = new URLSearchParams({ client_id: clientId, redirect_uri: redirectUris[0] ?? '', state: 'query' })
      const form = { response_type: 'code', scope: 'openid', nonce: random.token(), prompt: 'none' }
      const response = await post(`${metadata.authorizationEndpoint}?${query}`, { form })
      return { status: response.status, redirects: response.header('location') !== undefined }
    },
  },
  {
    name: 'request-object-beside-parameters',
    what: 'a signed request object beside plain parameters',
    needs: ['code-app'],
    ask: async ({ authorize, app, metadata, now, random }) => {
      const client = app('code-app')
      const parties = { iss: client.clientId, aud: metadata.issuer, iat: now(), exp: now() + 300, jti: random.token() }
      const request = await signedRequestObject({ ...parties, state: 'inside' }, client)
      const result = await authorize({ params: { request, prompt: 'none' }, as: 'nobody' })
      const inside = result.kind === 'answer' && result.params.get('state') === 'inside'
      return { inside, ...Object(outcomeOf(result)) }
    },
  },
  {
    name: 'pushed-as-json',
    what: 'a pushed request in JSON',
    needs: ['code-app', 'pushed-authorization'],
    ask: async ({ post, endpoint, app, random }) => {
      const { clientId, clientSecret, redirectUris } = app('code-app')
      const json = {
        client_id: clientId,
        client_secret: clientSecret,
        response_type: 'code',
        scope: 'openid',
        redirect_uri: redirectUris[0],
        state: random.token(),
      }
      return answerOf(await post(endpoint('pushed-authorization'), { json }))
    },
  },
  {
    name: 'session-cookie-redirect',
    what: '/login/sessionCookieRedirect with a session token',
    needs: ['user', 'session-token', 'code-app'],
    ask: async ({ post, get, target, user, app, blocked }) => {
      const { login, password } = user('user')
      const authn = await post(`${target.issuer}/api/v1/authn`, { json: { username: login, password } })
      const token = textMember(authn, 'sessionToken') ?? blocked('no session token')
      const params = { token, redirectUrl: app('code-app').redirectUris[0] ?? '' }
      const response = await get(`${target.issuer}/login/sessionCookieRedirect?${new URLSearchParams(params)}`)
      const cookies = response.headers.filter(([name]) => name === 'set-cookie').map(([, value]) => value.split('=')[0])
      return { status: response.status, cookies }
    },
  },
  {
    name: 'logout-of-somebody-else',
    what: 'logout with an id_token_hint of another user',
    needs: ['user', 'second-user', 'logout-app', 'end-session', 'fresh-sign-in'],
    ask: async ({ login, browser, endpoint }) => {
      const kept = browser()
      await login({ app: 'logout-app', browser: kept })
      const { idToken } = await login({ app: 'logout-app', as: 'second-user' })
      const query = new URLSearchParams({ id_token_hint: idToken })
      const response = await kept.get(`${endpoint('end-session')}?${query}`, 'check')
      return { status: response.status, redirects: response.header('location') !== undefined }
    },
  },
  {
    name: 'groups-in-thin-id-token',
    what: 'the groups claim beside an access token',
    needs: ['user', 'code-app'],
    ask: async ({ login, readIdToken }) => {
      const { idToken } = await login({ params: { scope: 'openid groups' } })
      const { groups } = (await readIdToken(idToken)).claims
      return { present: groups !== undefined, isList: Array.isArray(groups) }
    },
  },
  {
    name: 'self-scope-and-others',
    what: 'the list of users with a .self scope',
    needs: ['user', 'implicit-app', 'api'],
    ask: async (context) => {
      const headers = { authorization: `Bearer ${await selfToken(context)}` }
      const response = await context.get(`${context.target.issuer}/api/v1/users?limit=2`, headers)
      return { users: Array.isArray(response.json) ? response.json.length : undefined, ...Object(answerOf(response)) }
    },
  },
  {
    name: 'keys-of-a-client',
    what: 'client_id at /keys',
    needs: ['code-app'],
    ask: async ({ get, metadata, app }) => {
      const response = await get(`${metadata.jwksUri}?client_id=${app('code-app').clientId}`)
      const { keys } = members(response)
      return { status: response.status, keys: Array.isArray(keys) ? keys.length : undefined }
    },
  },
]
