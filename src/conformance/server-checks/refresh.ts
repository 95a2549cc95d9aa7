// Refresh tokens: scopes, rotation, reuse and lifetime (RFC 6749 6, RFC 9700 4.14).
import type { Check } from '../check.js'
import type { Context } from '../context.js'
import { core, oidf, rfc } from '../sources.js'
import { members, textMember } from '../wire/exchange.js'
import { offline } from './token-life.js'

const refresh = (
  context: Context,
  refresh_token: string,
  more: Readonly<Record<string, string>> = {},
  app: 'refresh-app' | 'rotating-app' | 'second-app' = 'refresh-app',
) => context.token({ grant_type: 'refresh_token', refresh_token, ...more }, { app })

export const refreshChecks: readonly Check[] = [
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
