// What the answer shall contain and how it shall travel.
import { refuse } from '../../catalogue.js'
import { type AuthorizationRequest, grantTypesOf, isFrontChannel, responseModes } from '../request.js'

/** The combinations served, words in alphabetical order: their order in the request means nothing (S-077). */
const served: ReadonlySet<string> = new Set([
  'code',
  'token',
  'id_token',
  'id_token token',
  'code id_token',
  'code token',
  'code id_token token',
])

/** Every word of `response_type` must be configured for the app (S-017). */
export const requireResponseType = ({ app, params, responseType }: AuthorizationRequest): void => {
  const configured: readonly string[] = app.responseTypes
  const known = served.has([...responseType].sort().join(' '))
  if (known && [...responseType].every((word) => configured.includes(word))) return
  refuse('responseTypeUnsupported', {
    values: [configured.join(', ')],
    reason: `response_type "${params.get('response_type') ?? ''}" is not configured for "${app.label}" (${app.clientId}), which has [${configured.join(', ')}]: add its words under apps[].response_types, with the grant type that goes with them`,
  })
}

/** A code needs the grant `authorization_code`, tokens need `implicit` (S-040). */
export const requireGrantType = ({ app, responseType }: AuthorizationRequest): void => {
  const missing = grantTypesOf(responseType).find((grantType) => !app.grantTypes.includes(grantType))
  if (missing === undefined) return
  refuse('grantTypeNotConfigured', {
    values: [app.grantTypes.join(', ')],
    reason: `"${app.label}" (${app.clientId}) lacks the grant type ${missing}: add it under apps[].grant_types`,
  })
}

/** The mode must exist, and a query never carries tokens (S-018). */
export const requireResponseMode = ({ params, responseType }: AuthorizationRequest): void => {
  const asked = params.get('response_mode')
  if (asked === undefined) return
  if (!responseModes.some((mode) => mode === asked)) {
    refuse('responseModeUnsupported', {
      reason: `response_mode "${asked}" is not served: use one of ${responseModes.join(', ')}`,
    })
  }
  if (asked === 'query' && isFrontChannel(responseType)) {
    refuse('responseModeQueryWithTokens', {
      reason: 'response_mode=query with a token in the answer: use fragment or form_post, or leave response_mode out',
    })
  }
}
