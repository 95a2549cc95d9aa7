// Parameters of an authorization request that must not break it, and those that ask for something (OIDC Core 3.1.2.1).
import type { Check } from '../check.js'
import type { Params } from '../context.js'
import type { OidfModule } from '../oidf-modules.js'
import { core, oidf, okta, rfc, type Source } from '../sources.js'

const profiles = ['basic', 'implicit', 'hybrid'] as const

interface Harmless {
  readonly name: string
  readonly params: Params
  readonly module: OidfModule
  readonly source: Source
  readonly title: string
}

const harmless: readonly Harmless[] = [
  {
    name: 'display-page',
    params: { display: 'page' },
    module: 'oidcc-display-page',
    source: core('3.1.2.1'),
    title: 'display=page does no harm',
  },
  {
    name: 'display-popup',
    params: { display: 'popup' },
    module: 'oidcc-display-popup',
    source: core('3.1.2.1'),
    title: 'display=popup does no harm',
  },
  {
    name: 'login-hint',
    params: { login_hint: 'somebody@example.com' },
    module: 'oidcc-login-hint',
    source: core('3.1.2.1'),
    title: 'login_hint does no harm',
  },
  {
    name: 'ui-locales',
    params: { ui_locales: 'se en' },
    module: 'oidcc-ui-locales',
    source: core('3.1.2.1'),
    title: 'ui_locales does no harm',
  },
  {
    name: 'claims-locales',
    params: { claims_locales: 'se en' },
    module: 'oidcc-claims-locales',
    source: core('5.2'),
    title: 'claims_locales does no harm',
  },
  {
    name: 'unknown',
    params: { extra: 'foobar' },
    module: 'oidcc-ensure-request-with-unknown-parameter-succeeds',
    source: rfc(6749, '3.1'),
    title: 'an unknown parameter is ignored',
  },
  {
    name: 'claims-essential',
    params: { claims: '{"userinfo":{"name":{"essential":true}}}' },
    module: 'oidcc-claims-essential',
    source: core('5.5'),
    title: 'the claims parameter does no harm',
  },
  {
    name: 'acr-unknown',
    params: { acr_values: 'urn:example:unheard-of' },
    module: 'oidcc-ensure-request-with-acr-values-succeeds',
    source: core('3.1.2.1'),
    title: 'an acr value that nobody knows is ignored',
  },
]

export const parameterChecks: readonly Check[] = [
  ...harmless.map(
    ({ name, params, module, source, title }): Check => ({
      id: `parameters/${name}`,
      title,
      level: 'must',
      profiles,
      sources: [source, oidf(module)],
      needs: ['user', 'code-app'],
      run: async ({ authorize, expect }) => {
        const result = await authorize({ params })
        expect.equal(result.kind === 'answer' && result.params.has('code'), true, 'an answer with a code')
      },
    }),
  ),
  {
    id: 'parameters/any-order',
    title: 'parameters and scopes may come in any order',
    level: 'must',
    profiles,
    sources: [rfc(6749, '3.3'), oidf('oidcc-alternate-happy-flow')],
    needs: ['user', 'code-app'],
    run: async ({ login, readIdToken, expect }) => {
      const { idToken } = await login({ params: { scope: 'email openid' } })
      expect.present((await readIdToken(idToken)).claims.sub, 'id_token.sub')
    },
  },
  {
    id: 'parameters/by-post',
    title: 'an authorization request may be sent by POST',
    level: 'must',
    profiles: ['basic'],
    sources: [core('3.1.2.1'), oidf('oidcc-ensure-post-request-succeeds')],
    needs: ['user', 'code-app'],
    run: async ({ authorize, expect }) => {
      const result = await authorize({ method: 'POST' })
      expect.equal(result.kind === 'answer' && result.params.has('code'), true, 'an answer with a code')
    },
  },
  {
    id: 'parameters/sent-twice',
    title: 'a parameter that is sent twice is refused',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(6749, '3.1'), okta('S-010')],
    needs: ['okta', 'code-app'],
    run: async ({ authorize, expect, record }) => {
      const result = await authorize({ extra: [['scope', 'openid']], as: 'nobody' })
      record('duplicate parameter', result.kind)
      expect.notEqual(result.kind, 'sign-in-page', 'outcome')
    },
  },
  {
    id: 'parameters/nonce-optional-for-code',
    title: 'the code flow works without nonce, and the ID token has none then',
    level: 'must',
    profiles: ['basic', 'hybrid'],
    sources: [core('3.1.2.1'), oidf('oidcc-ensure-request-without-nonce-succeeds-for-code-flow')],
    needs: ['user', 'code-app'],
    run: async ({ login, readIdToken, expect }) => {
      const { idToken } = await login({ params: { nonce: undefined } })
      expect.absent((await readIdToken(idToken)).claims.nonce, 'id_token.nonce')
    },
  },
  {
    id: 'parameters/prompt-login',
    title: 'prompt=login asks for the password although there is a session, and auth_time is later',
    level: 'must',
    profiles,
    sources: [core('3.1.2.1'), oidf('oidcc-prompt-login')],
    needs: ['user', 'code-app', 'fresh-sign-in', 'clock'],
    isolation: 'own',
    run: async ({ login, browser, advance, readIdToken, expect }) => {
      const kept = browser()
      const before = await readIdToken((await login({ browser: kept })).idToken)
      await advance(60)
      const second = await login({ browser: kept, params: { prompt: 'login' } })
      expect.equal(second.authorized.signedIn, true, 'signed in again')
      const after = await readIdToken(second.idToken)
      expect.that(Number(after.claims.auth_time) > Number(before.claims.auth_time), 'id_token.auth_time', {
        expected: `later than ${String(before.claims.auth_time)}`,
        got: after.claims.auth_time,
      })
    },
  },
  {
    id: 'parameters/max-age-exceeded',
    title: 'a sign-in older than max_age is asked for again',
    level: 'must',
    profiles,
    sources: [core('3.1.2.1'), oidf('oidcc-max-age-1')],
    needs: ['user', 'code-app', 'fresh-sign-in', 'clock'],
    isolation: 'own',
    run: async ({ login, browser, advance, readIdToken, expect, now }) => {
      const kept = browser()
      await login({ browser: kept })
      await advance(30)
      const second = await login({ browser: kept, params: { max_age: '1' } })
      expect.equal(second.authorized.signedIn, true, 'signed in again')
      const { claims } = await readIdToken(second.idToken)
      expect.that(Math.abs(Number(claims.auth_time) - now()) < 30, 'id_token.auth_time', {
        expected: 'about now',
        got: claims.auth_time,
      })
    },
  },
  {
    id: 'parameters/max-age-kept',
    title: 'a sign-in younger than max_age is good enough, and auth_time says when it was',
    level: 'must',
    profiles,
    sources: [core('3.1.2.1'), oidf('oidcc-max-age-10000')],
    needs: ['user', 'code-app'],
    run: async ({ login, browser, readIdToken, expect }) => {
      const kept = browser()
      // Asked for by max_age: only Okta tells auth_time unasked.
      const params = { max_age: '10000' }
      const before = await readIdToken((await login({ browser: kept, params })).idToken)
      const second = await login({ browser: kept, params })
      expect.equal(second.authorized.signedIn, false, 'signed in again')
      const after = await readIdToken(second.idToken)
      expect.equal(typeof after.claims.auth_time, 'number', 'type of id_token.auth_time')
      expect.equal(after.claims.auth_time, before.claims.auth_time, 'id_token.auth_time')
    },
  },
  {
    id: 'parameters/prompt-unknown',
    title: 'an unknown prompt is refused',
    level: 'should',
    profiles: ['okta'],
    sources: [okta('S-021')],
    needs: ['okta', 'code-app'],
    run: async ({ authorize, expect }) => {
      const result = await authorize({ params: { prompt: 'maybe' }, as: 'nobody' })
      expect.refusedByRedirect(result, { error: 'invalid_request' })
    },
  },
  {
    id: 'parameters/id-token-hint',
    title: 'prompt=none with an id_token_hint of the signed-in user answers at once',
    level: 'should',
    profiles,
    sources: [core('3.1.2.1'), oidf('oidcc-id-token-hint')],
    needs: ['user', 'code-app'],
    run: async ({ login, authorize, browser, expect }) => {
      const kept = browser()
      const { idToken } = await login({ browser: kept })
      const result = await authorize({
        browser: kept,
        params: { prompt: 'none', id_token_hint: idToken },
        as: 'nobody',
      })
      expect.equal(result.kind === 'answer' && result.params.has('code'), true, 'an answer with a code')
    },
  },
  {
    id: 'parameters/error-channel',
    title: 'an error travels by the mode that the request asked for, with its state',
    level: 'must',
    profiles: ['formpost'],
    sources: [core('3.1.2.6'), okta('S-061')],
    needs: ['code-app'],
    run: async ({ authorize, expect }) => {
      const result = await authorize({ params: { prompt: 'none', response_mode: 'form_post' }, as: 'nobody' })
      if (!expect.refusedByRedirect(result, { error: ['login_required', 'interaction_required'] })) return
      if (result.kind !== 'answer') return
      expect.equal(result.channel, 'form_post', 'channel')
      expect.equal(result.params.get('state'), result.sent.params.get('state'), 'state')
    },
  },
  {
    id: 'parameters/error-order',
    title: 'an error redirect carries state, error and error_description in that order',
    level: 'should',
    profiles: ['okta'],
    sources: [okta('S-061')],
    needs: ['okta', 'code-app'],
    run: async ({ authorize, expect }) => {
      const result = await authorize({ params: { prompt: 'none' }, as: 'nobody' })
      if (!expect.equal(result.kind, 'answer', 'outcome') || result.kind !== 'answer') return
      expect.should.equal(result.order, ['state', 'error', 'error_description'], 'order')
    },
  },
]
