// What becomes of tokens: introspection (RFC 7662), revocation (RFC 7009), refresh (RFC 6749 6, RFC 9700 4.14).
import type { Check } from '../check.js'
import type { AuthorizeOptions, Context } from '../context.js'
import { core, oidf, okta, rfc } from '../sources.js'
import { members, textMember } from '../wire/exchange.js'

const introspect = (context: Context, token: string, app: 'code-app' | 'second-app' | 'refresh-app' = 'code-app') =>
  context.token({ token }, { url: context.endpoint('introspection'), app })

const revoke = (context: Context, token: string, app: 'code-app' | 'second-app' | 'refresh-app' = 'refresh-app') =>
  context.token({ token }, { url: context.endpoint('revocation'), app })

/** Elsewhere than on Okta a refresh token may need the person's consent each time (OIDC Core 11). */
const offline = ({ either }: Context): AuthorizeOptions => ({
  app: 'refresh-app',
  params: { scope: 'openid offline_access', prompt: either({ spec: 'consent', okta: undefined }) },
})

const introspection: readonly Check[] = [
  {
    id: 'introspection/active',
    title: 'a living access token is active, with its client, scopes and times',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(7662, '2.2')],
    needs: ['user', 'code-app', 'introspection'],
    run: async (context) => {
      const { sharedLogin, expect, app } = context
      const { accessToken } = await sharedLogin('openid profile email')
      const response = await introspect(context, accessToken)
      expect.status(response, 200)
      const { active, client_id, scope, exp, iat } = members(response)
      expect.equal(active, true, 'active')
      expect.equal(client_id, app('code-app').clientId, 'client_id')
      expect.equal(String(scope).split(' ').sort(), ['email', 'openid', 'profile'], 'scope')
      expect.equal([typeof exp, typeof iat], ['number', 'number'], 'types of exp and iat')
    },
  },
  {
    id: 'introspection/inactive',
    title: 'an unknown token is inactive, and nothing else is said of it',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(7662, '2.2')],
    needs: ['code-app', 'introspection'],
    run: async (context) => {
      const response = await introspect(context, 'never.issued.token')
      context.expect.status(response, 200)
      context.expect.equal(response.json, { active: false }, 'body')
    },
  },
  {
    id: 'introspection/authentication-required',
    title: 'nobody introspects without proving who they are',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(7662, '2.1'), okta('S-033')],
    needs: ['code-app', 'introspection'],
    differs: { spec: 'the status is 401, or 400 where nothing is proved at all', okta: 'the status is 401' },
    run: async ({ token, endpoint, expect, either }) => {
      const response = await token({ token: 'x' }, { url: endpoint('introspection'), auth: 'nothing' })
      expect.status(response, either({ spec: [400, 401], okta: [401] }))
    },
  },
  {
    id: 'introspection/token-missing',
    title: 'a request without token is refused',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(7662, '2.3')],
    needs: ['code-app', 'introspection'],
    run: async ({ token, endpoint, expect }) => {
      const response = await token({}, { url: endpoint('introspection') })
      expect.refused(response, {
        status: 400,
        error: 'invalid_request',
        oktaText: "The 'token' parameter is required.",
      })
    },
  },
  {
    id: 'introspection/refresh-token',
    title: 'a living refresh token is active',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(7662, '2.2')],
    needs: ['user', 'refresh-app', 'introspection'],
    run: async (context) => {
      const { refreshToken } = await context.login(offline(context))
      if (refreshToken === '') context.blocked('no refresh token')
      const response = await introspect(context, refreshToken, 'refresh-app')
      context.expect.equal(members(response).active, true, 'active')
    },
  },
  {
    id: 'introspection/other-client',
    title: 'what another client may learn of a token is noted',
    level: 'may',
    profiles: ['okta'],
    sources: [rfc(7662, '4')],
    needs: ['okta', 'user', 'code-app', 'second-app', 'introspection'],
    run: async (context) => {
      const { accessToken } = await context.sharedLogin('openid profile email')
      const response = await introspect(context, accessToken, 'second-app')
      context.record('introspection by another client', [response.status, members(response).active])
      context.expect.status(response, [200, 401, 403])
    },
  },
]

const revocation: readonly Check[] = [
  {
    id: 'revocation/access-token',
    title: 'a revoked access token is inactive',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(7009, '2.1')],
    needs: ['user', 'refresh-app', 'revocation', 'introspection'],
    run: async (context) => {
      const { expect, login } = context
      const { accessToken } = await login({ app: 'refresh-app' })
      const response = await revoke(context, accessToken)
      expect.status(response, 200)
      expect.equal(response.text, '', 'body')
      expect.equal(members(await introspect(context, accessToken, 'refresh-app')).active, false, 'active')
    },
  },
  {
    id: 'revocation/no-content-type',
    title: 'the answer has no content type, since it has no content',
    level: 'should',
    profiles: ['okta'],
    sources: [rfc(7009, '2.2')],
    needs: ['okta', 'user', 'refresh-app', 'revocation'],
    why: 'Clients that parse whatever comes throw at an empty text.',
    run: async (context) => {
      const { accessToken } = await context.login({ app: 'refresh-app' })
      context.expect.header(await revoke(context, accessToken), 'content-type', undefined)
    },
  },
  {
    id: 'revocation/twice',
    title: 'revoking a token that is dead already is a success',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(7009, '2.2')],
    needs: ['user', 'refresh-app', 'revocation'],
    run: async (context) => {
      const { accessToken } = await context.login({ app: 'refresh-app' })
      await revoke(context, accessToken)
      context.expect.status(await revoke(context, accessToken), 200)
    },
  },
  {
    id: 'revocation/refresh-token-ends-access-token',
    title: 'revoking a refresh token ends its access token too',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(7009, '2.1')],
    needs: ['user', 'refresh-app', 'revocation', 'introspection'],
    run: async (context) => {
      const { accessToken, refreshToken } = await context.login(offline(context))
      if (refreshToken === '') context.blocked('no refresh token')
      await revoke(context, refreshToken)
      context.expect.equal(
        members(await introspect(context, accessToken, 'refresh-app')).active,
        false,
        'access token active',
      )
    },
  },
  {
    id: 'revocation/access-token-leaves-refresh-token',
    title: 'revoking an access token leaves its refresh token alone',
    level: 'should',
    profiles: ['okta'],
    sources: [rfc(7009, '2.1')],
    needs: ['okta', 'user', 'refresh-app', 'revocation', 'introspection'],
    run: async (context) => {
      const { accessToken, refreshToken } = await context.login(offline(context))
      if (refreshToken === '') context.blocked('no refresh token')
      await revoke(context, accessToken)
      context.expect.equal(
        members(await introspect(context, refreshToken, 'refresh-app')).active,
        true,
        'refresh token active',
      )
    },
  },
  {
    id: 'revocation/token-missing',
    title: 'a request without token is refused',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(7009, '2.1')],
    needs: ['refresh-app', 'revocation'],
    run: async ({ token, endpoint, expect }) => {
      const response = await token({}, { url: endpoint('revocation'), app: 'refresh-app' })
      expect.refused(response, {
        status: 400,
        error: 'invalid_request',
        oktaText: "The 'token' parameter is required.",
      })
    },
  },
]

const refresh = (
  context: Context,
  refresh_token: string,
  more: Readonly<Record<string, string>> = {},
  app: 'refresh-app' | 'rotating-app' | 'second-app' = 'refresh-app',
) => context.token({ grant_type: 'refresh_token', refresh_token, ...more }, { app })

const refreshing: readonly Check[] = [
  {
    id: 'refresh/works',
    title: 'a refresh token gets an access token and an ID token of the same person and sign-in',
    level: 'must',
    profiles: ['basic', 'hybrid'],
    sources: [rfc(6749, '6'), core('12.2'), oidf('oidcc-refresh-token')],
    needs: ['user', 'refresh-app'],
    run: async (context) => {
      const { login, readIdToken, expect, blocked } = context
      const first = await login(offline(context))
      if (first.refreshToken === '') blocked('no refresh token')
      const response = await refresh(context, first.refreshToken)
      if (!expect.status(response, 200)) return
      expect.header(response, 'cache-control', /\bno-store\b/)
      expect.present(textMember(response, 'access_token'), 'access_token')
      const before = await readIdToken(first.idToken)
      const idToken = textMember(response, 'id_token')
      if (!expect.present(idToken, 'id_token') || idToken === undefined) return
      const after = await readIdToken(idToken)
      for (const claim of ['iss', 'sub', 'aud', 'auth_time']) {
        expect.equal(after.claims[claim], before.claims[claim], `id_token.${claim}`)
      }
      context.record('nonce in a refreshed ID token', after.claims.nonce === undefined ? 'absent' : 'present')
    },
  },
  {
    id: 'refresh/offline-access-required',
    title: 'without offline_access no refresh token is issued',
    level: 'must',
    profiles: ['okta'],
    sources: [core('11')],
    needs: ['user', 'refresh-app'],
    run: async ({ login, expect }) => {
      expect.equal((await login({ app: 'refresh-app' })).refreshToken, '', 'refresh_token')
    },
  },
  {
    id: 'refresh/static',
    title: 'a refresh token that does not rotate comes back as the same string',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(6749, '6')],
    needs: ['okta', 'user', 'refresh-app'],
    run: async (context) => {
      const { refreshToken } = await context.login(offline(context))
      const response = await refresh(context, refreshToken, { scope: 'openid offline_access' })
      context.expect.equal(textMember(response, 'refresh_token') === refreshToken, true, 'the same refresh token')
    },
  },
  {
    id: 'refresh/unknown',
    title: 'an unknown refresh token is refused in the words that clients look for',
    level: 'must',
    profiles: ['basic', 'okta'],
    sources: [rfc(6749, '5.2')],
    needs: ['refresh-app'],
    why: 'Clients drop a dead refresh token only when they see this text.',
    run: async (context) => {
      context.expect.refused(await refresh(context, 'never-issued-never-issued-never-issued-0000'), {
        status: 400,
        error: 'invalid_grant',
        oktaText: 'The refresh token is invalid or expired.',
      })
    },
  },
  {
    id: 'refresh/other-client',
    title: 'a refresh token of another client is refused',
    level: 'must',
    profiles: ['basic', 'hybrid'],
    sources: [rfc(6749, '6'), oidf('oidcc-refresh-token')],
    needs: ['user', 'refresh-app', 'second-app'],
    run: async (context) => {
      const { refreshToken } = await context.login(offline(context))
      if (refreshToken === '') context.blocked('no refresh token')
      context.expect.refused(await refresh(context, refreshToken, {}, 'second-app'), {
        status: 400,
        error: 'invalid_grant',
      })
    },
  },
  {
    id: 'refresh/scope-narrower',
    title: 'fewer scopes may be asked for, and no refresh token comes without offline_access among them',
    level: 'should',
    profiles: ['okta'],
    sources: [rfc(6749, '6')],
    needs: ['okta', 'user', 'refresh-app'],
    run: async (context) => {
      const { refreshToken } = await context.login(offline(context))
      const response = await refresh(context, refreshToken, { scope: 'openid' })
      context.expect.equal(textMember(response, 'scope'), 'openid', 'scope')
      context.record('refresh token without offline_access', textMember(response, 'refresh_token') === undefined)
    },
  },
  {
    id: 'refresh/scope-wider',
    title: 'more scopes than were granted are refused',
    level: 'must',
    profiles: ['basic', 'okta'],
    sources: [rfc(6749, '6')],
    needs: ['user', 'refresh-app'],
    run: async (context) => {
      const { refreshToken } = await context.login(offline(context))
      if (refreshToken === '') context.blocked('no refresh token')
      const response = await refresh(context, refreshToken, { scope: 'openid offline_access email' })
      context.record('wider scope at refresh', members(response).error ?? response.status)
      context.expect.refused(response, { status: 400, error: ['invalid_scope', 'access_denied'] })
    },
  },
  {
    id: 'refresh/rotates',
    title: 'a rotating refresh token is replaced, and the old one still works for a moment',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(9700, '4.14.2')],
    needs: ['okta', 'user', 'rotating-app'],
    run: async (context) => {
      const scope = 'openid offline_access'
      const { refreshToken } = await context.login({ app: 'rotating-app', pkce: true, params: { scope } })
      if (refreshToken === '') context.blocked('no refresh token')
      const first = await refresh(context, refreshToken, { scope }, 'rotating-app')
      context.expect.status(first, 200)
      context.expect.equal(textMember(first, 'refresh_token') !== refreshToken, true, 'another refresh token')
      const again = await refresh(context, refreshToken, { scope }, 'rotating-app')
      context.expect.status(again, 200)
    },
  },
  {
    id: 'refresh/reuse-ends-family',
    title: 'a replaced refresh token that is shown after the leeway ends the newest one too',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(9700, '4.14.2')],
    needs: ['okta', 'user', 'rotating-app', 'clock'],
    isolation: 'own',
    why: 'Somebody else holds the token as well.',
    run: async (context) => {
      const scope = 'openid offline_access'
      const { refreshToken } = await context.login({ app: 'rotating-app', pkce: true, params: { scope } })
      const newest = textMember(await refresh(context, refreshToken, { scope }, 'rotating-app'), 'refresh_token') ?? ''
      await context.advance(61)
      const reused = await refresh(context, refreshToken, { scope }, 'rotating-app')
      context.expect.refused(reused, { status: 400, error: 'invalid_grant' })
      context.expect.refused(await refresh(context, newest, { scope }, 'rotating-app'), {
        status: 400,
        error: 'invalid_grant',
      })
    },
  },
  {
    id: 'refresh/ninety-days',
    title: 'a refresh token of the org authorization server lives ninety days, used or not',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(6749, '6')],
    needs: ['okta', 'user', 'refresh-app', 'clock'],
    isolation: 'own',
    run: async (context) => {
      const { refreshToken } = await context.login(offline(context))
      await context.advance(90 * 86_400 - 60)
      context.expect.status(await refresh(context, refreshToken), 200)
      await context.advance(120)
      context.expect.refused(await refresh(context, refreshToken), { status: 400, error: 'invalid_grant' })
    },
  },
]

export const lifecycleChecks: readonly Check[] = [...introspection, ...revocation, ...refreshing]
