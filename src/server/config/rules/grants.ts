// The grants collection and the roles of an app.
import { oktaScopes } from '../../org/okta-scopes.js'
import { error, warning } from '../problem.js'
import { didYouMean } from '../suggest.js'
import type { AppRule } from './rule.js'

/** Only `okta.*` scopes are granted to apps; OpenID scopes need no grant (S-417). */
export const grantsAreOktaScopes: AppRule = ({ grants }, path) =>
  grants.flatMap((scope, index) => {
    if (oktaScopes.has(scope)) return []
    const at = [...path, 'grants', index]
    if (!scope.startsWith('okta.')) {
      return [
        error(
          at,
          `"${scope}" is not an okta.* scope${didYouMean(`okta.${scope}`, oktaScopes) || ': other scopes need no grant, remove it'}`,
        ),
      ]
    }
    return [error(at, `Okta has no scope "${scope}"${didYouMean(scope, oktaScopes)}`)]
  })

/** A `.self` scope is about a person, and there is none in client_credentials. */
export const selfScopesNeedPeople: AppRule = ({ application_type, grants }, path) =>
  grants.flatMap((scope, index) =>
    application_type === 'service' && scope.endsWith('.self')
      ? [warning([...path, 'grants', index], `${scope} is about the person who signed in: service apps never get it`)]
      : [],
  )

/** Roles are assigned to service apps only; elsewhere the person's roles count (S-418). */
export const rolesOfServiceApps: AppRule = ({ application_type, roles }, path) =>
  application_type === 'service' || roles.length === 0
    ? []
    : [
        error(
          [...path, 'roles'],
          `only service apps have roles, this one is ${application_type}: give them to its users`,
        ),
      ]
