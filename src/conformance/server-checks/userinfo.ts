// The userinfo endpoint (OIDC Core 5.3, RFC 6750).
import type { Check } from '../check.js'
import type { Context } from '../context.js'
import type { OidfModule } from '../oidf-modules.js'
import { core, oidf, okta, rfc } from '../sources.js'
import { members, type WireResponse } from '../wire/exchange.js'

const ways: readonly {
  readonly name: string
  readonly title: string
  readonly module: OidfModule
  readonly level: 'must' | 'should'
  readonly ask: (context: Context, url: string, token: string) => Promise<WireResponse>
}[] = [
  {
    name: 'get',
    title: 'GET with a bearer token answers with the subject of the ID token',
    module: 'oidcc-userinfo-get',
    level: 'must',
    ask: ({ get }, url, token) => get(url, { authorization: `Bearer ${token}` }),
  },
  {
    name: 'post-header',
    title: 'POST with a bearer token in the header answers alike',
    module: 'oidcc-userinfo-post-header',
    level: 'must',
    ask: ({ post }, url, token) => post(url, { headers: { authorization: `Bearer ${token}` } }),
  },
  {
    name: 'post-body',
    title: 'POST with the token in the form answers alike',
    module: 'oidcc-userinfo-post-body',
    level: 'should',
    ask: ({ post }, url, token) => post(url, { form: { access_token: token } }),
  },
]

export const userinfoChecks: readonly Check[] = [
  ...ways.map(
    ({ name, title, module, level, ask }): Check => ({
      id: `userinfo/${name}`,
      title,
      level,
      profiles: ['basic', 'implicit', 'hybrid'],
      sources: [core('5.3'), oidf(module)],
      needs: ['user', 'code-app', 'userinfo'],
      run: async (context) => {
        const { sharedLogin, readIdToken, endpoint, expect, record } = context
        const { accessToken, idToken } = await sharedLogin('openid profile email')
        const response = await ask(context, endpoint('userinfo'), accessToken)
        record(`userinfo by ${name}`, response.status)
        if (!expect.status(response, 200)) return
        expect.header(response, 'content-type', /^application\/json\b/)
        expect.equal(members(response).sub, (await readIdToken(idToken)).claims.sub, 'sub')
      },
    }),
  ),
  {
    id: 'userinfo/token-missing',
    title: 'a request without a token is refused with a challenge',
    level: 'must',
    profiles: ['basic', 'okta'],
    sources: [rfc(6750, '3')],
    needs: ['userinfo'],
    run: async ({ get, endpoint, expect, record }) => {
      const response = await get(endpoint('userinfo'))
      record('userinfo without a token', response.status)
      expect.status(response, [400, 401])
      expect.present(response.header('www-authenticate'), 'WWW-Authenticate')
    },
  },
  {
    id: 'userinfo/token-invalid',
    title: 'a token that was never issued is refused with 401 invalid_token',
    level: 'must',
    profiles: ['basic', 'okta'],
    sources: [rfc(6750, '3.1')],
    needs: ['userinfo'],
    run: async ({ get, endpoint, expect }) => {
      const response = await get(endpoint('userinfo'), { authorization: 'Bearer not.a.token' })
      expect.status(response, 401)
      expect.header(response, 'www-authenticate', /error="?invalid_token"?/)
    },
  },
  {
    id: 'userinfo/openid-required',
    title: 'a token without openid is refused with 403 insufficient_scope, in the header alone',
    level: 'must',
    profiles: ['okta'],
    sources: [okta('S-313'), rfc(6750, '3.1')],
    needs: ['okta', 'user', 'implicit-app', 'userinfo', 'api'],
    run: async ({ authorize, get, endpoint, expect, blocked }) => {
      const params = { response_type: 'token', scope: 'okta.users.read' }
      const result = await authorize({ app: 'implicit-app', params })
      const token = (result.kind === 'answer' && result.params.get('access_token')) || blocked('no access token')
      const response = await get(endpoint('userinfo'), { authorization: `Bearer ${token}` })
      expect.status(response, 403)
      expect.header(response, 'www-authenticate', /error="insufficient_scope"/)
      expect.equal(response.text, '', 'body')
    },
  },
  {
    id: 'userinfo/id-token-refused',
    title: 'an ID token is no access token',
    level: 'must',
    profiles: ['basic', 'okta'],
    sources: [core('5.3.1'), rfc(6750, '3.1')],
    needs: ['user', 'code-app', 'userinfo'],
    run: async ({ sharedLogin, get, endpoint, expect }) => {
      const { idToken } = await sharedLogin('openid profile email')
      expect.status(await get(endpoint('userinfo'), { authorization: `Bearer ${idToken}` }), 401)
    },
  },
]
