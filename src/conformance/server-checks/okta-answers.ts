// What Okta puts into token answers and ID tokens, and when it asks for consent.
import type { Check } from '../check.js'
import { okta, rfc } from '../sources.js'
import { members } from '../wire/exchange.js'

export const oktaAnswerChecks: readonly Check[] = [
  {
    id: 'okta-org/token-headers',
    title: 'a token answer may not be stored, and says that it may not be indexed',
    level: 'must',
    profiles: ['okta'],
    sources: [okta('S-001'), okta('S-068')],
    needs: ['okta', 'user', 'code-app'],
    run: async ({ sharedLogin, expect }) => {
      const { response } = await sharedLogin('openid')
      expect.header(response, 'content-type', /^application\/json(;charset=UTF-8)?$/)
      expect.header(response, 'cache-control', 'no-cache, no-store')
      expect.header(response, 'pragma', 'no-cache')
      expect.should.header(response, 'x-robots-tag', /noindex/)
    },
  },
  {
    id: 'okta-org/token-member-order',
    title: 'the members of a token answer come in the recorded order',
    level: 'may',
    profiles: ['okta'],
    sources: [okta('S-069')],
    needs: ['okta', 'user', 'code-app'],
    run: async ({ sharedLogin, expect }) => {
      const names = Object.keys(members((await sharedLogin('openid')).response))
      expect.equal(names, ['token_type', 'expires_in', 'access_token', 'scope', 'id_token'], 'members')
    },
  },
  {
    id: 'okta-org/id-token-claims',
    title: 'an ID token has the claims and the order that were recorded',
    level: 'should',
    profiles: ['okta'],
    sources: [okta('S-055')],
    needs: ['okta', 'user', 'code-app'],
    run: async ({ sharedLogin, readIdToken, expect, record }) => {
      const { header, claims } = await readIdToken((await sharedLogin('openid')).idToken)
      record('claims of an ID token', Object.keys(claims))
      expect.equal(Object.keys(header), ['kid', 'alg'], 'header')
      const names = ['sub', 'ver', 'iss', 'aud', 'iat', 'exp', 'jti', 'amr', 'idp', 'nonce', 'auth_time', 'at_hash']
      expect.equal(Object.keys(claims), names, 'claims')
      expect.equal(Number(claims.exp) - Number(claims.iat), 3600, 'lifetime')
    },
  },
  {
    id: 'okta-org/consent',
    title: 'an app whose users must agree asks them, and prompt=none does not',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(6749, '4.1.1')],
    needs: ['okta', 'user', 'consent-app', 'fresh-sign-in'],
    run: async ({ authorize, browser, expect, record }) => {
      const kept = browser()
      const params = { scope: 'openid profile' }
      const asked = await authorize({ app: 'consent-app', browser: kept, params, consent: 'stop' })
      record('consent asked for', asked.kind)
      expect.equal(asked.kind, 'consent-page', 'outcome')
      const silent = await authorize({
        app: 'consent-app',
        browser: kept,
        params: { ...params, prompt: 'none' },
        as: 'nobody',
      })
      expect.refusedByRedirect(silent, { error: ['consent_required', 'interaction_required'] })
    },
  },
]
