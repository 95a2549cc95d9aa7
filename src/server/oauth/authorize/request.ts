// An authorization request, parsed once. Nothing here refuses: the checks do. What is not read here changes nothing (S-086).
import type { Params } from '../../exchange.js'
import type { App } from '../../org/records.js'
import type { AuthorizationServer } from '../authorization-server.js'
import { words } from '../words.js'
import type { SignInRequest } from './sign-in-request.js'

export const responseModes = ['query', 'fragment', 'form_post', 'okta_post_message'] as const
export type ResponseMode = (typeof responseModes)[number]

/** A request whose client and redirect URI are known: from here on errors go back to the app. */
export interface AuthorizationRequest extends SignInRequest {
  readonly redirectUri: string
  /** The words of `response_type`, each once. */
  readonly responseType: ReadonlySet<string>
  readonly scopes: readonly string[]
  /** In the order of preference. */
  readonly acrValues: readonly string[]
  /** Seconds; NaN where the parameter is not a number. */
  readonly maxAge?: number
}

/** Reads the parameters that the checks look at. */
export const readAuthorizationRequest = (
  params: Params,
  app: App,
  redirectUri: string,
  server: AuthorizationServer,
): AuthorizationRequest => {
  const maxAge = params.get('max_age')
  return {
    server,
    app,
    redirectUri,
    params,
    responseType: new Set(words(params.get('response_type'))),
    scopes: words(params.get('scope')),
    prompt: new Set(words(params.get('prompt'))),
    acrValues: words(params.get('acr_values')),
    ...(maxAge !== undefined && { maxAge: /^\d+$/.test(maxAge) ? Number(maxAge) : Number.NaN }),
  }
}

/** Whether tokens leave in the redirect itself. */
export const isFrontChannel = (responseType: ReadonlySet<string>): boolean =>
  responseType.has('token') || responseType.has('id_token')

/** The grant types that a response type is made of: a code and tokens by redirect (S-040). */
export const grantTypesOf = (responseType: ReadonlySet<string>): readonly string[] => [
  ...(responseType.has('code') ? ['authorization_code'] : []),
  ...(isFrontChannel(responseType) ? ['implicit'] : []),
]

/**
 * The mode the answer takes, errors too: the mode asked for if it exists and is allowed for the response type, else the
 * response type's default (S-018). A token never travels in a query.
 */
export const effectiveMode = ({ params, responseType }: AuthorizationRequest): ResponseMode => {
  const asked = responseModes.find((mode) => mode === params.get('response_mode'))
  if (!isFrontChannel(responseType)) return asked ?? 'query'
  return asked === undefined || asked === 'query' ? 'fragment' : asked
}
