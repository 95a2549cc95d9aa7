// Open questions about tokens: how they are asked for, what is in them, and what becomes of them.
import type { Context } from '../context.js'
import type { ClaimChanges } from '../toolkit/client-auth.js'
import { decodeToken } from '../toolkit/id-token.js'
import { members, textMember, type WireResponse } from '../wire/exchange.js'
import { madeUpPrefix } from '../wire/obtained.js'
import { answerOf, type Question } from './unsettled.js'

const grant = { grant_type: 'client_credentials', scope: 'okta.users.read' } as const
const offline = { app: 'refresh-app', params: { scope: 'openid offline_access' } } as const

const assertions: readonly (Pick<Question, 'name' | 'what'> & { readonly claims: (now: number) => ClaimChanges })[] = [
  {
    name: 'assertion-issued-ahead',
    what: 'an assertion with an iat a minute ahead',
    claims: (now) => ({ iat: now + 60, exp: now + 300 }),
  },
  {
    name: 'assertion-for-an-hour',
    what: 'an assertion that expires in exactly an hour',
    claims: (now) => ({ exp: now + 3600 }),
  },
  {
    name: 'assertion-for-an-hour-and-more',
    what: 'an assertion that expires in an hour and half a minute',
    claims: (now) => ({ exp: now + 3630 }),
  },
  {
    name: 'assertion-for-several',
    what: 'an assertion with a list of audiences',
    claims: () => ({ aud: ['https://op.example.net/token', 'https://other.example.net'] }),
  },
]

const serviceToken = async ({ token, blocked }: Context): Promise<string> =>
  textMember(await token(grant, { app: 'service-app' }), 'access_token') ?? blocked('the service app gets no token')

const introspect = ({ token, endpoint }: Context, form: Readonly<Record<string, string>>): Promise<WireResponse> =>
  token(form, { url: endpoint('introspection') })

/** Names only: values are those of a person or of this run. */
const membersOf = (response: WireResponse): unknown => ({
  status: response.status,
  members: Object.keys(members(response)),
  token_type: members(response).token_type,
})

export const tokenQuestions: readonly Question[] = [
  ...assertions.map(
    ({ name, what, claims }): Question => ({
      name,
      what,
      needs: ['service-app'],
      ask: async ({ token, now }) => answerOf(await token(grant, { app: 'service-app', claims: claims(now()) })),
    }),
  ),
  {
    name: 'assertion-by-secret',
    what: 'an assertion signed with a secret by an app with keys',
    needs: ['service-app'],
    ask: async ({ token, app }) => {
      const { privateKey: _, ...keyless } = app('service-app')
      const secret = { ...keyless, clientSecret: 'no secret of this app, but long enough' }
      return answerOf(await token(grant, { app: secret, auth: 'client_secret_jwt' }))
    },
  },
  {
    name: 'unknown-client-by-post',
    what: 'an unknown client that names itself in the body',
    needs: ['code-app'],
    ask: async ({ token, app }) => {
      const unknown = { ...app('code-app'), clientId: '0oaconformanceunknown' }
      return answerOf(
        await token({ grant_type: 'authorization_code', code: 'x' }, { app: unknown, auth: 'client_secret_post' }),
      )
    },
  },
  {
    name: 'client-id-beside-basic',
    what: 'client_id in the body beside Basic',
    needs: ['code-app'],
    ask: async ({ token, app }) =>
      answerOf(await token({ grant_type: 'authorization_code', code: 'x', client_id: app('code-app').clientId })),
  },
  {
    name: 'other-place-for-the-secret',
    what: 'the secret in the other place than is configured',
    needs: ['code-app'],
    ask: async ({ token, app }) => {
      const other = app('code-app').authMethod === 'client_secret_basic' ? 'client_secret_post' : 'client_secret_basic'
      return answerOf(await token({ grant_type: 'authorization_code', code: 'x' }, { auth: other }))
    },
  },
  {
    name: 'refresh-token-missing',
    what: 'grant_type=refresh_token without refresh_token',
    needs: ['refresh-app'],
    ask: async ({ token }) => answerOf(await token({ grant_type: 'refresh_token' }, { app: 'refresh-app' })),
  },
  {
    name: 'media-type-text',
    what: 'a token request as text/plain',
    needs: ['code-app'],
    ask: async ({ post, metadata }) =>
      answerOf(await post(metadata.tokenEndpoint, { body: 'grant_type=x', headers: { 'content-type': 'text/plain' } })),
  },
  {
    name: 'scope-order',
    what: 'the order of scopes in the answer, asked in both orders',
    needs: ['service-app'],
    ask: async ({ token }) => {
      const ask = async (scope: string) => textMember(await token({ ...grant, scope }, { app: 'service-app' }), 'scope')
      return [await ask('okta.users.read okta.groups.read'), await ask('okta.groups.read okta.users.read')]
    },
  },
  {
    name: 'scope-order-at-refresh',
    what: 'the order of scopes at a refresh',
    needs: ['user', 'refresh-app'],
    ask: async ({ login, token, blocked }) => {
      const { refreshToken } = await login(offline)
      if (refreshToken === '') blocked('no refresh token')
      const form = { grant_type: 'refresh_token', refresh_token: refreshToken, scope: 'offline_access openid' }
      return textMember(await token(form, { app: 'refresh-app' }), 'scope')
    },
  },
  {
    name: 'token-id-with-refresh',
    what: 'how many parts the jti of an access token has that came with a refresh token',
    needs: ['user', 'refresh-app'],
    ask: async ({ login }) => {
      const { accessToken } = await login(offline)
      const jti = decodeToken(accessToken)?.claims.jti
      return typeof jti === 'string' ? jti.split('.').length : 'no JWT'
    },
  },
  {
    name: 'access-token-header',
    what: 'the header of an access token, and whether its key is published',
    needs: ['service-app'],
    ask: async (context) => {
      const header = decodeToken(await serviceToken(context))?.header
      const { keys } = await context.keys()
      return (
        header && {
          members: Object.keys(header),
          typ: header.typ,
          published: keys.some(({ kid }) => kid === header.kid),
        }
      )
    },
  },
  {
    name: 'introspection-of-a-service-token',
    what: 'what introspection tells of a service app’s token',
    needs: ['service-app', 'code-app', 'introspection'],
    ask: async (context) => membersOf(await introspect(context, { token: await serviceToken(context) })),
  },
  {
    name: 'introspection-of-an-id-token',
    what: 'what introspection tells of an ID token',
    needs: ['user', 'code-app', 'introspection'],
    ask: async (context) => {
      const { idToken } = await context.sharedLogin('openid profile email')
      return membersOf(await introspect(context, { token: idToken }))
    },
  },
  {
    name: 'introspection-with-a-wrong-hint',
    what: 'introspection with a wrong token_type_hint',
    needs: ['user', 'code-app', 'introspection'],
    ask: async (context) => {
      const { accessToken } = await context.sharedLogin('openid profile email')
      return answerOf(await introspect(context, { token: accessToken, token_type_hint: 'refresh_token' }))
    },
  },
  {
    name: 'revocation-by-another-client',
    what: 'revocation of another client’s token',
    needs: ['user', 'code-app', 'second-app', 'revocation', 'introspection'],
    ask: async (context) => {
      const { accessToken } = await context.login()
      const revoked = await context.token(
        { token: accessToken },
        { app: 'second-app', url: context.endpoint('revocation') },
      )
      const { active } = members(await introspect(context, { token: accessToken }))
      return { ...Object(answerOf(revoked)), active }
    },
  },
  {
    name: 'revocation-unauthenticated',
    what: 'revocation without credentials',
    needs: ['code-app', 'revocation'],
    ask: async ({ token, endpoint }) =>
      answerOf(await token({ token: `${madeUpPrefix}token` }, { auth: 'nothing', url: endpoint('revocation') })),
  },
  {
    name: 'api-with-a-revoked-token',
    what: 'the API with a token that was revoked a moment ago',
    needs: ['service-app', 'revocation', 'api'],
    ask: async (context) => {
      const accessToken = await serviceToken(context)
      await context.token({ token: accessToken }, { app: 'service-app', url: context.endpoint('revocation') })
      const url = `${context.target.issuer}/api/v1/users?limit=1`
      return answerOf(await context.get(url, { authorization: `Bearer ${accessToken}` }))
    },
  },
  {
    name: 'scope-before-existence',
    what: 'an object that is not there, asked for without the scope',
    needs: ['service-app', 'api'],
    ask: async (context) => {
      const url = `${context.target.issuer}/api/v1/groups/00gnobody00000000000`
      return answerOf(await context.get(url, { authorization: `Bearer ${await serviceToken(context)}` }))
    },
  },
  {
    name: 'dpop-order',
    what: 'a wrong assertion beside a proof without nonce',
    needs: ['dpop-service-app'],
    ask: async ({ token, proofKey }) => {
      const claims = { aud: 'https://attacker.example.net/token' }
      return answerOf(await token(grant, { app: 'dpop-service-app', claims, dpop: { key: await proofKey() } }))
    },
  },
  {
    name: 'dpop-refresh-with-another-key',
    what: 'a refresh with the proof of another key',
    needs: ['user', 'dpop-app'],
    ask: async ({ code, redeem, token, proofKey, blocked }) => {
      const key = await proofKey()
      const coded = await code({ app: 'dpop-app', params: { scope: 'openid offline_access' } })
      const challenged = await redeem(coded, {}, { dpop: { key } })
      const nonce = challenged.header('dpop-nonce') ?? blocked('no DPoP-Nonce in the challenge')
      const refreshToken = textMember(await redeem(coded, {}, { dpop: { key, nonce } }), 'refresh_token')
      if (refreshToken === undefined) blocked('no refresh token')
      const form = { grant_type: 'refresh_token', refresh_token: refreshToken }
      return answerOf(await token(form, { app: 'dpop-app', dpop: { key: await proofKey(), nonce } }))
    },
  },
  {
    name: 'grants',
    what: 'POST of a grant: new, there already, unknown, and for another issuer',
    needs: ['service-app', 'api', 'api-token'],
    isolation: 'own',
    ask: async ({ send, target, app, apiToken }) => {
      const url = `${target.issuer}/api/v1/apps/${app('service-app').clientId}/grants`
      const headers = { authorization: `SSWS ${apiToken()}`, 'content-type': 'application/json' }
      const post = (issuer: string, scopeId: string) =>
        send({ method: 'POST', url, headers, body: JSON.stringify({ issuer, scopeId }) })
      const fresh = await post(target.issuer, 'okta.apps.read')
      const others = [
        await post(target.issuer, 'okta.apps.read'),
        await post(target.issuer, 'okta.no-such.read'),
        await post('https://other.example.net', 'okta.logs.read'),
      ]
      const id = textMember(fresh, 'id')
      if (id !== undefined) await send({ method: 'DELETE', url: `${url}/${id}`, headers })
      return [fresh, ...others].map(answerOf)
    },
  },
]
