// Servers that are wrong about what an authorization request may ask for.
import { fill, readForms } from '../../../src/conformance/toolkit/page.js'
import {
  asked,
  at,
  authorizePath,
  formOf,
  headerOf,
  pathOf,
  queryOf,
  redirect,
  toldApps,
  toldParameter,
} from './changes.js'
import type { Intermediary, ServerMutant } from './mutant.js'

type Params = URLSearchParams

const toAuthorize = at(authorizePath)

/** Refuses requests with one of these parameters, by redirect. */
const refusing =
  (...names: readonly string[]): (() => Intermediary) =>
  () =>
  async (request, pass) => {
    const params = queryOf(request)
    if (!toAuthorize(request) || !names.some((name) => params.has(name))) return pass(request)
    const error = new URLSearchParams({ state: params.get('state') ?? '', error: 'invalid_request' })
    return redirect(`${params.get('redirect_uri')}?${error}`)
  }

/** Forgets the session where the request is of that kind. */
const signedOut =
  (when: (params: Params) => boolean): (() => Intermediary) =>
  () =>
  (request, pass) => {
    if (!toAuthorize(request) || !when(queryOf(request))) return pass(request)
    const { cookie: _, ...headers } = request.headers ?? {}
    return pass({ ...request, headers })
  }

/** Presses the button in the person's place. */
const agreeing = (): Intermediary => async (request, pass) => {
  const response = await pass(request)
  if (response.status !== 200 || !headerOf(response, 'content-type')?.startsWith('text/html')) return response
  const form = readForms(response.text, request.url).find(({ fields }) => fields.some(({ name }) => name === 'consent'))
  return form === undefined
    ? response
    : pass({
        method: 'POST',
        url: form.action,
        headers: { ...request.headers, 'content-type': 'application/x-www-form-urlencoded' },
        body: fill(form, { login: '' }).toString(),
      })
}

export const parameterMutants: readonly ServerMutant[] = [
  {
    id: 'optional-parameters-refused',
    title: 'parameters that the specification names, and the server does not need, are refused',
    caughtBy: [
      'parameters/display-page',
      'parameters/display-popup',
      'parameters/login-hint',
      'parameters/ui-locales',
      'parameters/claims-locales',
      'parameters/claims-essential',
      'parameters/acr-unknown',
    ],
    start: refusing('display', 'login_hint', 'ui_locales', 'claims_locales', 'claims', 'acr_values'),
  },
  {
    id: 'hint-signs-out',
    title: 'a request with id_token_hint is answered as if nobody were signed in',
    caughtBy: ['parameters/id-token-hint'],
    start: signedOut((params) => params.has('id_token_hint')),
  },
  {
    id: 'prompt-none-always-refused',
    title: 'prompt=none is refused although there is a session',
    caughtBy: ['authorize/prompt-none-signed-in', 'parameters/id-token-hint'],
    start: signedOut((params) => params.get('prompt') === 'none'),
  },
  {
    id: 'session-for-prompt-none-alone',
    title: 'who is signed in has to sign in again, unless the request says prompt=none',
    caughtBy: ['okta-org/single-sign-on'],
    start: signedOut((params) => !params.has('prompt') && !params.has('max_age')),
  },
  {
    id: 'max-age-always-exceeded',
    title: 'any max_age asks for the password again',
    caughtBy: ['parameters/max-age-kept'],
    start: asked((params) => {
      if (params.has('max_age')) params.set('prompt', 'login')
    }),
  },
  {
    id: 'request-object-overlooked',
    title: 'a request object is overlooked',
    caughtBy: ['request-objects/unsigned', 'request-objects/redirect-uri'],
    start: asked((params) => params.delete('request')),
  },
  {
    id: 'request-uri-overlooked',
    title: 'a request_uri that was not pushed is overlooked',
    caughtBy: ['request-objects/by-uri'],
    start: asked((params) => {
      if (params.get('request_uri')?.startsWith('https:')) params.delete('request_uri')
    }),
  },
  {
    id: 'response-type-unknown-as-code',
    title: 'an unknown response_type is code',
    caughtBy: ['response-types/unknown'],
    start: asked((params) => {
      if (params.get('response_type') === 'coupon') params.set('response_type', 'code')
    }),
  },
  {
    id: 'words-in-one-order',
    title: 'the words of response_type have one order only',
    caughtBy: ['response-types/order-of-words'],
    start: asked((params) => {
      if (params.get('response_type') === 'token id_token code') params.set('response_type', 'out of order')
    }),
  },
  {
    id: 'token-unasked',
    title: 'an access token comes where an ID token alone was asked for',
    caughtBy: ['response-types/id-token'],
    start: toldApps((leaving) => {
      const { fragment } = leaving
      if (fragment.has('id_token') && !fragment.has('code') && !fragment.has('access_token')) {
        fragment.set('access_token', 'unasked')
      }
      return leaving
    }),
  },
  {
    id: 'code-beside-error',
    title: 'a refusal carries a code all the same',
    caughtBy: ['authorize/prompt-none-signed-out'],
    start: toldApps((leaving) => {
      if (leaving.query.get('error') === 'login_required') leaving.query.set('code', 'all-the-same')
      return leaving
    }),
  },
  {
    id: 'ungranted-scopes-named',
    title: 'okta.* scopes outside the grants collection are given to people',
    caughtBy: ['scopes/granted-only'],
    start: toldParameter('scope', (scope) =>
      scope === 'openid okta.users.read' ? `${scope} okta.domains.manage` : scope,
    ),
  },
  {
    id: 'nothing-granted-signs-in',
    title: 'a request for nothing but scopes that are not granted goes on to sign-in',
    caughtBy: ['scopes/none-granted'],
    start: asked((params) => {
      if (params.get('scope') === 'okta.domains.manage') params.set('scope', 'openid')
    }),
  },
  {
    id: 'unknown-okta-scopes-ignored',
    title: 'okta.* scopes that do not exist are left out in silence',
    caughtBy: ['scopes/okta-unknown-refused'],
    start: asked((params) => {
      if (params.get('scope')?.includes('okta.nothing.read')) params.set('scope', 'openid')
    }),
  },
  {
    id: 'consent-supposed',
    title: 'people are taken to agree',
    caughtBy: ['authorize/consent-refused', 'okta-org/consent'],
    start: agreeing,
  },
  {
    id: 'post-message-without-state',
    title: 'state does not come back by okta_post_message',
    caughtBy: ['response-types/code-post-message'],
    start: () => {
      const states = new Set<string>()
      return async (request, pass) => {
        const params = request.method === 'POST' ? formOf(request) : queryOf(request)
        if (pathOf(request) === authorizePath && params.get('response_mode') === 'okta_post_message') {
          states.add(params.get('state') ?? '')
        }
        const response = await pass(request)
        const state = [...states].find((one) => response.text.includes(one))
        return state === undefined || !response.text.includes('postMessage')
          ? response
          : { ...response, text: response.text.replaceAll(state, 'another') }
      }
    },
  },
]
