// Which grant types an app may have, and what they ask of the rest of it.
import { allowedGrantTypes, builtGrantTypes } from '../grant-types.js'
import { error, warning } from '../problem.js'
import type { AppRule } from './rule.js'

/** Okta's API refuses an app whose type may not have one of its grant types (S-401). */
export const grantTypesFitApplication: AppRule = ({ application_type, grant_types }, path, { org }) => {
  const allowed = allowedGrantTypes(application_type, org.engine)
  return grant_types.flatMap((type, index) => {
    if (allowed.includes(type)) return []
    const engine = allowedGrantTypes(application_type, 'oie').includes(type) ? ' with engine: classic' : ''
    const message = `${application_type} apps may not have ${type}${engine}; they may have ${allowed.join(', ')}`
    return [error([...path, 'grant_types', index], message)]
  })
}

/** Web and native apps must have it (S-402). */
export const authorizationCodeWhereRequired: AppRule = ({ application_type, grant_types }, path) => {
  const required = application_type === 'web' || application_type === 'native'
  if (!required || grant_types.includes('authorization_code')) return []
  return [error([...path, 'grant_types'], `${application_type} apps must have authorization_code: add it`)]
}

/** `code` and `authorization_code` need each other (S-408). */
export const codeMatchesGrant: AppRule = ({ response_types, grant_types }, path) => {
  const answers = response_types.includes('code')
  const granted = grant_types.includes('authorization_code')
  if (answers === granted) return []
  return [
    granted
      ? error([...path, 'response_types'], 'grant type authorization_code needs response type code: add it')
      : error([...path, 'grant_types'], 'response type code needs grant type authorization_code: add it'),
  ]
}

/** That implicit and the token types need each other is not documented, hence warnings (S-408). */
export const implicitMatchesTokens: AppRule = ({ response_types, grant_types }, path) => {
  const tokens = response_types.filter((type) => type !== 'code')
  if (grant_types.includes('implicit')) {
    return tokens.length > 0
      ? []
      : [warning([...path, 'response_types'], 'grant type implicit does nothing without token or id_token here')]
  }
  if (tokens.length === 0 || grant_types.includes('client_credentials')) return []
  return [warning([...path, 'grant_types'], `response type ${tokens.join(' and ')} is of no use without implicit here`)]
}

export const grantTypesAreBuilt: AppRule = ({ grant_types }, path) =>
  grant_types.flatMap((type, index) =>
    builtGrantTypes.includes(type)
      ? []
      : [warning([...path, 'grant_types', index], `${type} is not built yet: requests with it are refused`)],
  )

/** The documents rule implicit out for DPoP-bound apps; what an org does was not seen (S-414). */
export const dpopWithoutImplicit: AppRule = ({ dpop_bound_access_tokens, grant_types }, path) =>
  dpop_bound_access_tokens && grant_types.includes('implicit')
    ? [warning([...path, 'dpop_bound_access_tokens'], 'access tokens of the implicit flow cannot be bound')]
    : []
