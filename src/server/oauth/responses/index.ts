// How an answer of /authorize reaches the app: one function a response mode.

import type { Answer } from '../../exchange.js'
import { formPostPage } from '../../pages/form-post-page.js'
import { postMessagePage } from '../../pages/post-message-page.js'
import type { Random } from '../../random.js'
import { type AuthorizationRequest, effectiveMode, type ResponseMode } from '../authorize/request.js'
import type { OAuthRefusal } from '../catalogue.js'
import { type ResponseParams, redirectWithFragment, redirectWithQuery } from './redirect.js'

type Send = (redirectUri: string, params: ResponseParams, random: Random) => Answer

const modes: Readonly<Record<ResponseMode, Send>> = {
  query: redirectWithQuery,
  fragment: redirectWithFragment,
  form_post: (redirectUri, params, random) => ({
    status: 200,
    ...formPostPage({ action: redirectUri, params, nonce: random.bytes(16).toString('base64url') }),
  }),
  okta_post_message: (redirectUri, params, random) => ({
    status: 200,
    ...postMessagePage({
      targetOrigin: new URL(redirectUri).origin,
      params,
      nonce: random.bytes(16).toString('base64url'),
    }),
  }),
}

/** Sends `params` to the app in the mode in force. */
export const respond = (request: AuthorizationRequest, params: ResponseParams, random: Random): Answer =>
  modes[effectiveMode(request)](request.redirectUri, params, random)

/** Sends a refusal to the app: state, error, error_description, in that order (S-061). */
export const respondRefused = (request: AuthorizationRequest, refusal: OAuthRefusal, random: Random): Answer => {
  const state = request.params.get('state')
  const params: ResponseParams = [
    ...(state === undefined ? [] : [['state', state] as const]),
    ['error', refusal.entry.error],
    ['error_description', refusal.description],
  ]
  return respond(request, params, random)
}
