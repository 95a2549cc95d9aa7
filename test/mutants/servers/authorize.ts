// Servers whose authorization endpoint is wrong: what it lets in, and what it tells apps and people.
import {
  answers,
  asked,
  at,
  authorizePath,
  headerOf,
  page,
  queryOf,
  redirect,
  toldApps,
  toldParameter,
  withHeader,
  withStatus,
} from './changes.js'
import type { ServerMutant } from './mutant.js'

const callback = 'https://app.example.com/callback'

const isErrorPage = (status: number, type: string | undefined): boolean =>
  status === 400 && type?.startsWith('text/html') === true

/** Whatever the app asked for is as if it had not been there. */
const ignore =
  (name: string, values?: readonly string[]) =>
  (params: URLSearchParams): void => {
    if (values === undefined || values.includes(params.get(name) ?? '')) params.delete(name)
  }

/** What is missing is taken to be this. */
const suppose =
  (name: string, value: string, when: (params: URLSearchParams) => boolean = () => true) =>
  (params: URLSearchParams): void => {
    if (!params.has(name) && !params.has('request_uri') && when(params)) params.set(name, value)
  }

const hasIdToken = (params: URLSearchParams): boolean => /id_token/.test(params.get('response_type') ?? '')

export const authorizeMutants: readonly ServerMutant[] = [
  {
    id: 'state-dropped',
    title: 'state does not come back',
    caughtBy: ['authorize/state-echo'],
    start: toldParameter('state', () => undefined),
  },
  {
    id: 'state-re-encoded',
    title: 'state comes back encoded twice',
    caughtBy: ['authorize/state-echo'],
    start: toldParameter('state', encodeURIComponent),
  },
  {
    id: 'state-optional',
    title: 'a request without state is served',
    caughtBy: ['authorize/state-required'],
    start: asked(suppose('state', 'made-up')),
  },
  {
    id: 'redirect-uri-unchecked',
    title: 'any redirect_uri will do',
    caughtBy: ['authorize/redirect-uri-registered'],
    start: asked((params) => {
      if (params.get('redirect_uri')?.includes('attacker')) params.set('redirect_uri', callback)
    }),
  },
  {
    id: 'redirect-uri-by-prefix',
    title: 'a redirect_uri will do that begins as the registered one does',
    caughtBy: ['okta-org/redirect-uri-slash'],
    start: asked((params) => {
      if (params.get('redirect_uri')?.startsWith(callback)) params.set('redirect_uri', callback)
    }),
  },
  {
    id: 'redirect-uri-optional',
    title: 'a missing redirect_uri is the registered one',
    caughtBy: ['okta-org/redirect-uri-missing'],
    start: asked(suppose('redirect_uri', callback)),
  },
  {
    id: 'error-pages-redirected',
    title: 'what is to be told the person is sent to the redirect_uri, whoever that is',
    caughtBy: ['authorize/redirect-uri-registered', 'okta-org/client-unknown'],
    start: answers(at(authorizePath), (response, request) => {
      const back = queryOf(request).get('redirect_uri')
      return back !== null && isErrorPage(response.status, headerOf(response, 'content-type'))
        ? redirect(`${back}?error=invalid_request`)
        : response
    }),
  },
  {
    id: 'error-redirects-shown',
    title: 'what is to be told the app is shown to the person',
    caughtBy: ['authorize/prompt-none-signed-out', 'authorize/state-required'],
    start: answers(
      () => true,
      (response) => (/[?#&]error=/.test(headerOf(response, 'location') ?? '') ? page(400) : response),
    ),
  },
  {
    id: 'errors-without-state',
    title: 'errors come back without state',
    caughtBy: ['parameters/error-order'],
    start: toldApps((leaving) => {
      for (const params of [leaving.query, leaving.fragment]) if (params.has('error')) params.delete('state')
      return leaving
    }),
  },
  {
    id: 'prompt-none-ignored',
    title: 'prompt=none shows the sign-in page',
    caughtBy: ['authorize/prompt-none-signed-out'],
    start: asked(ignore('prompt', ['none'])),
  },
  {
    id: 'prompt-login-ignored',
    title: 'prompt=login goes on with the session',
    caughtBy: ['parameters/prompt-login'],
    start: asked(ignore('prompt', ['login'])),
  },
  {
    id: 'prompt-unknown-ignored',
    title: 'an unknown prompt is ignored',
    caughtBy: ['parameters/prompt-unknown'],
    start: asked((params) => {
      if (!['none', 'login', 'consent'].includes(params.get('prompt') ?? 'none')) params.delete('prompt')
    }),
  },
  {
    id: 'max-age-ignored',
    title: 'max_age is ignored',
    caughtBy: ['parameters/max-age-exceeded'],
    start: asked(ignore('max_age')),
  },
  {
    id: 'unknown-parameters-refused',
    title: 'a parameter that nobody knows is refused',
    caughtBy: ['parameters/unknown'],
    start: answers(at(authorizePath), (response, request) =>
      [...queryOf(request).keys()].some((name) => /^extra|^unknown|foo/i.test(name)) ? page(400) : response,
    ),
  },
  {
    id: 'repeated-parameters-taken',
    title: 'of a parameter that is sent twice the first counts',
    caughtBy: ['parameters/sent-twice'],
    start: asked((params) => {
      for (const [name, value] of [...params].reverse()) params.set(name, value)
    }),
  },
  {
    id: 'post-refused',
    title: 'authorization requests may not be sent by POST',
    caughtBy: ['parameters/by-post'],
    start: answers(at(authorizePath), (response, { method }) => (method === 'POST' ? page(405) : response)),
  },
  {
    id: 'tokens-in-query',
    title: 'tokens travel in the query',
    caughtBy: ['response-types/id-token', 'response-types/id-token-token'],
    start: toldApps(({ target, query, fragment }) => ({
      target,
      query: new URLSearchParams([...query, ...fragment]),
      fragment: new URLSearchParams(),
    })),
  },
  {
    id: 'code-in-fragment',
    title: 'the code travels in the fragment',
    caughtBy: ['response-types/code'],
    start: toldApps(({ target, query, fragment }) => ({
      target,
      query: new URLSearchParams(),
      fragment: new URLSearchParams([...query, ...fragment]),
    })),
  },
  {
    id: 'form-post-ignored',
    title: 'response_mode=form_post is ignored',
    caughtBy: ['response-types/code-form-post', 'response-types/id-token-form-post'],
    start: asked(ignore('response_mode', ['form_post'])),
  },
  {
    id: 'post-message-ignored',
    title: 'response_mode=okta_post_message is ignored',
    caughtBy: ['response-types/code-post-message'],
    start: asked(ignore('response_mode', ['okta_post_message'])),
  },
  {
    id: 'query-mode-ignored',
    title: 'response_mode=query is ignored where tokens are asked for',
    caughtBy: ['response-types/id-token-query-refused'],
    start: asked(ignore('response_mode', ['query'])),
  },
  {
    id: 'unknown-mode-ignored',
    title: 'an unknown response_mode is ignored',
    caughtBy: ['response-types/mode-unknown'],
    start: asked(ignore('response_mode', ['pigeon'])),
  },
  {
    id: 'response-type-optional',
    title: 'a missing response_type is code',
    caughtBy: ['response-types/missing'],
    start: asked(suppose('response_type', 'code')),
  },
  {
    id: 'nonce-optional',
    title: 'an ID token comes by redirect without nonce',
    caughtBy: ['response-types/id-token-nonce-required'],
    start: asked(suppose('nonce', 'made-up', hasIdToken)),
  },
  {
    id: 'parameters-out-of-order',
    title: 'the parameters of an answer come in another order',
    caughtBy: ['response-types/order-of-parameters'],
    start: toldApps(({ target, query, fragment }) => ({
      target,
      query,
      fragment: new URLSearchParams([...fragment].reverse()),
    })),
  },
  {
    id: 'expires-in-missing',
    title: 'an access token by redirect does not say how long it lives',
    caughtBy: ['response-types/id-token-token'],
    start: toldParameter('expires_in', () => undefined),
  },
  {
    id: 'openid-supposed',
    title: 'claim scopes are served without openid',
    caughtBy: ['scopes/openid-required'],
    start: asked((params) => {
      const scope = params.get('scope') ?? ''
      if (/\b(profile|email)\b/.test(scope) && !/\bopenid\b/.test(scope)) params.set('scope', `openid ${scope}`)
    }),
  },
  {
    id: 'scope-optional',
    title: 'a missing scope is openid',
    caughtBy: ['scopes/missing'],
    start: asked(suppose('scope', 'openid')),
  },
  {
    id: 'custom-scopes-ignored',
    title: 'a scope that nobody knows is left out in silence',
    caughtBy: ['scopes/custom-refused'],
    start: asked((params) => {
      const known = (params.get('scope') ?? '')
        .split(' ')
        .filter((word) => /^(openid|profile|email|address|phone|groups|offline_access|device_sso)$|^okta\./.test(word))
      if (params.getAll('scope').length === 1) params.set('scope', known.length > 0 ? known.join(' ') : 'openid')
    }),
  },
  {
    id: 'plain-challenge-taken',
    title: 'code_challenge_method=plain is taken',
    caughtBy: ['token-errors/pkce-plain-refused'],
    start: asked((params) => {
      if (params.get('code_challenge_method') === 'plain') params.set('code_challenge_method', 'S256')
    }),
  },
  {
    id: 'pkce-not-required',
    title: 'an app that requires PKCE is served without',
    caughtBy: ['token-errors/pkce-required-at-authorize'],
    start: () => async (request, pass) => {
      const response = await pass(request)
      const url = new URL(request.url)
      const refused = url.pathname === authorizePath && isErrorPage(response.status, headerOf(response, 'content-type'))
      if (!refused || url.searchParams.has('code_challenge')) return response
      url.searchParams.set('code_challenge', 'a'.repeat(43))
      url.searchParams.set('code_challenge_method', 'S256')
      return pass({ ...request, url: url.href })
    },
  },
  {
    id: 'assignment-unchecked',
    title: 'people get into apps that they are not assigned to',
    caughtBy: ['okta-org/user-not-assigned'],
    start: toldApps((leaving) => {
      if (leaving.query.get('error') !== 'access_denied') return leaving
      return { ...leaving, query: new URLSearchParams({ code: 'for-nobody', state: leaving.query.get('state') ?? '' }) }
    }),
  },
  {
    id: 'referrer-not-hidden',
    title: 'a redirect with tokens says nothing of Referer',
    caughtBy: ['okta-org/referrer-policy'],
    start: answers(() => true, withHeader('referrer-policy')),
  },
  {
    id: 'error-pages-with-200',
    title: 'error pages are answered with 200',
    caughtBy: ['authorize/redirect-uri-registered', 'okta-org/client-unknown'],
    start: answers(at(authorizePath), (response) => (response.status === 400 ? withStatus(200)(response) : response)),
  },
]
