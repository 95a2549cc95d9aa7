// Access policies of a custom authorization server: who gets which scopes by which grant.
import type { AccessPolicy, CustomAuthorizationServer } from '../org/records.js'
import type { PolicyRequest } from './authorization-server.js'
import { refuse } from './catalogue.js'

const includes = (list: readonly string[], all: string, value: string): boolean =>
  list.includes(all) || list.includes(value)

type Rule = AccessPolicy['rules'][number]

const allows = ({ grantTypes, scopes, groups }: Rule, request: PolicyRequest): boolean =>
  includes(grantTypes, '*', request.grantType) &&
  request.scopes.every((scope) => includes(scopes, '*', scope)) &&
  (request.user === undefined || request.groups.some((group) => groups.includes(group)))

/**
 * The first policy for the app decides, by the first of its rules that fits grant type, every scope asked for, and one
 * of the user's groups. Nothing fits: refused (S-655).
 */
export const requireAccessPolicy = ({ id, policies }: CustomAuthorizationServer, request: PolicyRequest): void => {
  const policy = policies.find(({ clients }) => includes(clients, 'ALL_CLIENTS', request.app.clientId))
  if (policy?.rules.some((rule) => allows(rule, request))) return
  const { app, user, grantType, scopes } = request
  const what = `${grantType} with ${scopes.join(' ')} for ${user?.profile.login ?? 'the app itself'}`
  refuse('policyEvaluationFailed', {
    reason: policy
      ? `no rule of policy "${policy.name}" of authorization server "${id}" allows ${what}: add one under authorizationServers[].policies[].rules`
      : `authorization server "${id}" has no policy for "${app.label}" (${app.clientId}): add it under authorizationServers[].policies[].clients`,
  })
}
