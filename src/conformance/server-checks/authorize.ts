// The authorization endpoint: what reaches the app, and what must not (RFC 6749 4.1, OIDC Core 3.1.2).
import type { Check } from '../check.js'
import { core, oidf, okta, rfc } from '../sources.js'

export const authorizeChecks: readonly Check[] = [
  {
    id: 'authorize/state-echo',
    title: 'state comes back exactly as it was sent',
    level: 'must',
    profiles: ['basic'],
    sources: [rfc(6749, '4.1.2'), oidf('oidcc-server')],
    needs: ['user', 'code-app'],
    why: 'A client that compares state cannot finish any login.',
    run: async ({ authorize, expect }) => {
      const state = 'a b/c?=&%27"+é'
      const result = await authorize({ params: { state } })
      if (!expect.equal(result.kind, 'answer', 'outcome') || result.kind !== 'answer') return
      expect.equal(result.params.get('state'), state, 'state')
      expect.equal(result.channel, 'query', 'channel')
    },
  },
  {
    id: 'authorize/state-required',
    title: 'a request without state is refused by redirect',
    level: 'must',
    profiles: ['okta'],
    sources: [okta('S-019')],
    needs: ['okta', 'code-app'],
    differs: { spec: 'state is recommended, not required (RFC 6749 4.1.1)', okta: 'state is required' },
    run: async ({ authorize, expect }) => {
      const result = await authorize({ params: { state: undefined }, as: 'nobody' })
      expect.refusedByRedirect(result, { error: 'invalid_request' })
    },
  },
  {
    id: 'authorize/redirect-uri-registered',
    title: 'an unregistered redirect_uri gets an error page and never a redirect',
    level: 'must',
    profiles: ['basic', 'implicit', 'hybrid'],
    sources: [rfc(6749, '3.1.2.4'), oidf('oidcc-ensure-registered-redirect-uri'), okta('S-013')],
    needs: ['code-app'],
    why: 'Codes and tokens would be sent to whoever asks.',
    run: async ({ authorize, expect }) => {
      const params = { redirect_uri: 'https://attacker.example.net/callback' }
      const result = await authorize({ params, as: 'nobody' })
      expect.errorPage(result, 400)
    },
  },
  {
    id: 'authorize/prompt-none-signed-out',
    title: 'prompt=none without a session is refused with login_required',
    level: 'must',
    profiles: ['basic'],
    sources: [core('3.1.2.6'), oidf('oidcc-prompt-none-not-logged-in'), okta('S-028')],
    needs: ['code-app'],
    run: async ({ authorize, expect }) => {
      const result = await authorize({ params: { prompt: 'none' }, as: 'nobody' })
      expect.refusedByRedirect(result, {
        error: ['login_required', 'interaction_required'],
        oktaText: 'The client specified not to prompt, but the user is not logged in.',
      })
      if (result.kind === 'answer') expect.equal(result.params.get('state'), result.sent.params.get('state'), 'state')
    },
  },
  {
    id: 'authorize/prompt-none-signed-in',
    title: 'prompt=none with a session answers at once, for the same person and the same sign-in',
    level: 'must',
    profiles: ['basic'],
    sources: [core('3.1.2.1'), oidf('oidcc-prompt-none-logged-in')],
    needs: ['user', 'code-app'],
    run: async ({ login, redeem, authorize, readIdToken, browser, expect }) => {
      const kept = browser()
      const first = await login({ browser: kept })
      const second = await authorize({ browser: kept, params: { prompt: 'none' }, as: 'nobody' })
      if (!expect.equal(second.kind, 'answer', 'outcome') || second.kind !== 'answer') return
      const code = second.params.get('code')
      if (!expect.present(code, 'code') || code === undefined) return
      const { id_token } = Object((await redeem({ ...second, code })).json)
      const before = await readIdToken(first.idToken)
      const after = await readIdToken(String(id_token))
      expect.equal(after.claims.sub, before.claims.sub, 'id_token.sub')
      expect.equal(after.claims.auth_time, before.claims.auth_time, 'id_token.auth_time')
    },
  },
  {
    id: 'authorize/consent-refused',
    title: 'a person who does not agree sends the app access_denied',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(6749, '4.1.2.1'), oidf('fapi2-security-profile-final-user-rejects-authentication')],
    needs: ['user', 'consent-app', 'fresh-sign-in'],
    run: async ({ authorize, expect }) => {
      const result = await authorize({ app: 'consent-app', params: { scope: 'openid profile' }, consent: 'refuse' })
      if (!expect.refusedByRedirect(result, { error: 'access_denied' }) || result.kind !== 'answer') return
      expect.equal(result.params.get('state'), result.sent.params.get('state'), 'state')
    },
  },
]
