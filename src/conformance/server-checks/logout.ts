// RP-initiated logout: the session ends, and the browser goes where the app said, or nowhere (OIDC RP-Initiated Logout 1.0).
import type { Check } from '../check.js'
import type { Context } from '../context.js'
import type { OidfModule } from '../oidf-modules.js'
import { oidf, rpLogout } from '../sources.js'
import type { Browser } from '../toolkit/browser.js'
import { asksForName, fill, hasPassword, readForms } from '../toolkit/page.js'
import { locationOf } from '../toolkit/read-answer.js'
import type { WireResponse } from '../wire/exchange.js'

interface SignedIn {
  readonly browser: Browser
  readonly idToken: string
  readonly back: string
}

const signIn = async ({ login, browser, app }: Context): Promise<SignedIn> => {
  const kept = browser()
  const { idToken } = await login({ app: 'logout-app', browser: kept })
  return { browser: kept, idToken, back: app('logout-app').postLogoutRedirectUris[0] ?? '' }
}

/** A server may ask whether the person really means it: they do. */
const logout = async (
  { endpoint }: Context,
  browser: Browser,
  params: Readonly<Record<string, string>>,
): Promise<WireResponse> => {
  const response = await browser.get(`${endpoint('end-session')}?${new URLSearchParams(params)}`, 'check')
  if (response.status !== 200) return response
  const question = readForms(response.text, response.request.url).find(
    (form) => form.method === 'post' && !hasPassword(form) && !asksForName(form),
  )
  return question ? browser.post(question.action, fill(question, { login: '' }), 'check') : response
}

const isSignedIn = async ({ authorize }: Context, browser: Browser): Promise<boolean> => {
  const result = await authorize({ app: 'logout-app', browser, params: { prompt: 'none' }, as: 'nobody' })
  return result.kind === 'answer' && result.params.has('code') && !result.params.has('error')
}

/** The browser was not sent to the app, nor to anybody else. */
const expectNoRedirect = (response: WireResponse, { expect }: Context): void => {
  const location = locationOf(response)
  const away = location !== undefined && new URL(location).host !== new URL(response.request.url).host
  expect.that(!away, 'redirect', { expected: 'none to another host', got: location })
}

const spoil = (token: string): string => {
  const [header = '', payload = ''] = token.split('.')
  const { alg: _, ...rest } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { alg: string }
  return `${Buffer.from(JSON.stringify({ ...rest, alg: 'none' })).toString('base64url')}.${payload}.`
}

const refused: readonly {
  readonly name: string
  readonly title: string
  readonly module: OidfModule
  readonly params: (signedIn: SignedIn) => Readonly<Record<string, string>>
}[] = [
  {
    name: 'redirect-unregistered',
    title: 'an unregistered post_logout_redirect_uri is not followed',
    module: 'oidcc-rp-initiated-logout-bad-post-logout-redirect-uri',
    params: ({ idToken }) => ({ id_token_hint: idToken, post_logout_redirect_uri: 'https://attacker.example.net/' }),
  },
  {
    name: 'redirect-with-query-added',
    title: 'a post_logout_redirect_uri with something added is not followed',
    module: 'oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri',
    params: ({ idToken, back }) => ({ id_token_hint: idToken, post_logout_redirect_uri: `${back}?added=1` }),
  },
  {
    name: 'hint-unsigned',
    title: 'an id_token_hint with alg none is no reason to redirect',
    module: 'oidcc-rp-initiated-logout-modified-id-token-hint',
    params: ({ idToken, back }) => ({ id_token_hint: spoil(idToken), post_logout_redirect_uri: back }),
  },
  {
    name: 'hint-foreign',
    title: 'an id_token_hint with a foreign signature is no reason to redirect',
    module: 'oidcc-rp-initiated-logout-bad-id-token-hint',
    params: ({ idToken, back }) => ({
      id_token_hint: `${idToken.slice(0, idToken.lastIndexOf('.') + 1)}${'A'.repeat(342)}`,
      post_logout_redirect_uri: back,
    }),
  },
  {
    name: 'hint-missing',
    title: 'without id_token_hint nobody is redirected',
    module: 'oidcc-rp-initiated-logout-no-id-token-hint',
    params: ({ back }) => ({ post_logout_redirect_uri: back }),
  },
]

const withoutHint: readonly {
  readonly name: string
  readonly module: OidfModule
  readonly params: Readonly<Record<string, string>>
}[] = [
  { name: 'no-parameters', module: 'oidcc-rp-initiated-logout-no-params', params: {} },
  { name: 'only-state', module: 'oidcc-rp-initiated-logout-only-state', params: { state: 'abc' } },
]

export const logoutChecks: readonly Check[] = [
  {
    id: 'logout/endpoint-published',
    title: 'the discovery document names an end_session_endpoint',
    level: 'must',
    profiles: ['logout'],
    sources: [rpLogout('2.1'), oidf('oidcc-rp-initiated-logout-discovery-endpoint-verification')],
    needs: [],
    run: async ({ metadata, target, expect, skip }) => {
      const published = metadata.find('end-session')
      // Elsewhere there may be no logout at all; an Okta org always has it.
      if (published === undefined && target.dialect !== 'okta') skip('the metadata names no such endpoint')
      expect.match(published, /^https?:\/\//, 'end_session_endpoint')
    },
  },
  {
    id: 'logout/redirects',
    title: 'the session ends and the browser goes to the registered URI with state',
    level: 'must',
    profiles: ['logout'],
    sources: [rpLogout('3'), oidf('oidcc-rp-initiated-logout')],
    needs: ['user', 'logout-app', 'end-session', 'fresh-sign-in'],
    run: async (context) => {
      const { browser, idToken, back } = await signIn(context)
      const params = { id_token_hint: idToken, post_logout_redirect_uri: back, state: 'a b&c' }
      const response = await logout(context, browser, params)
      const location = locationOf(response)
      context.expect.equal(location?.split('?')[0], back, 'redirect')
      context.expect.equal(new URL(location ?? back).searchParams.get('state'), 'a b&c', 'state')
      context.expect.equal(await isSignedIn(context, browser), false, 'signed in')
    },
  },
  {
    id: 'logout/without-state',
    title: 'without state the redirect has none',
    level: 'must',
    profiles: ['logout'],
    sources: [rpLogout('3'), oidf('oidcc-rp-initiated-logout-no-state')],
    needs: ['user', 'logout-app', 'end-session', 'fresh-sign-in'],
    run: async (context) => {
      const { browser, idToken, back } = await signIn(context)
      const response = await logout(context, browser, { id_token_hint: idToken, post_logout_redirect_uri: back })
      context.expect.equal(locationOf(response), back, 'redirect')
    },
  },
  {
    id: 'logout/without-redirect-uri',
    title: 'without post_logout_redirect_uri the session ends all the same',
    level: 'must',
    profiles: ['logout'],
    sources: [rpLogout('2'), oidf('oidcc-rp-initiated-logout-no-post-logout-redirect-uri')],
    needs: ['user', 'logout-app', 'end-session', 'fresh-sign-in'],
    run: async (context) => {
      const { browser, idToken } = await signIn(context)
      expectNoRedirect(await logout(context, browser, { id_token_hint: idToken }), context)
      context.expect.equal(await isSignedIn(context, browser), false, 'signed in')
    },
  },
  ...refused.map(
    ({ name, title, module, params }): Check => ({
      id: `logout/${name}`,
      title,
      level: 'must',
      profiles: ['logout'],
      sources: [rpLogout('3'), oidf(module)],
      needs: ['user', 'logout-app', 'end-session', 'fresh-sign-in'],
      why: 'The logout endpoint sends people to whoever asks.',
      run: async (context) => {
        const signedIn = await signIn(context)
        const response = await logout(context, signedIn.browser, params(signedIn))
        context.record(`logout: ${name}`, response.status)
        expectNoRedirect(response, context)
      },
    }),
  ),
  ...withoutHint.map(
    ({ name, module, params }): Check => ({
      id: `logout/${name}`,
      title: `a logout request with ${name.replace('-', ' ')} shows a page, not an error of the server`,
      level: 'should',
      profiles: ['logout'],
      sources: [rpLogout('2'), oidf(module)],
      needs: ['user', 'logout-app', 'end-session', 'fresh-sign-in'],
      differs: {
        spec: 'the person is signed out, perhaps after a question',
        okta: 'id_token_hint is required: an error page is shown',
      },
      run: async (context) => {
        const { browser } = await signIn(context)
        const response = await logout(context, browser, params)
        context.record(`logout: ${name}`, response.status)
        context.expect.that(response.status < 500, 'status', { expected: 'below 500', got: response.status })
        expectNoRedirect(response, context)
      },
    }),
  ),
]
