// Access policies of a custom authorization server: who gets which scopes by which grant.
import type { AccessPolicy, CustomAuthorizationServer } from '../org/records.js'
import { longestTokenSeconds, usualRefreshTokenWindowMinutes } from '../org/refresh-token-limits.js'
import type { PolicyRequest, RefreshTokenLifetimes } from './authorization-server.js'
import { refuse } from './catalogue.js'

/** Okta's default rule: no end, but a week without use is one (S-510). */
export const defaultRefreshTokens: RefreshTokenLifetimes = {
  lifetimeSeconds: longestTokenSeconds,
  idleSeconds: usualRefreshTokenWindowMinutes * 60,
}

const includes = (list: readonly string[], all: string, value: string): boolean =>
  list.includes(all) || list.includes(value)

type Rule = AccessPolicy['rules'][number]

const allows = ({ grantTypes, scopes, groups }: Rule, request: PolicyRequest): boolean =>
  includes(grantTypes, '*', request.grantType) &&
  request.scopes.every((scope) => includes(scopes, '*', scope)) &&
  (request.user === undefined || request.groups.some((group) => groups.includes(group)))

/**
 * The first policy for the app decides, by the first of its rules that fits grant type, every scope asked for, and one
 * of the user's groups. Nothing fits: refused (S-655). The rule says how long refresh tokens live (S-510).
 */
export const requireAccessPolicy = (
  { id, policies }: CustomAuthorizationServer,
  request: PolicyRequest,
): RefreshTokenLifetimes => {
  const policy = policies.find(({ clients }) => includes(clients, 'ALL_CLIENTS', request.app.clientId))
  const rule = policy?.rules.find((candidate) => allows(candidate, request))
  if (rule) {
    const { refreshTokenLifetimeMinutes: lifetime, refreshTokenWindowMinutes: window } = rule
    return { lifetimeSeconds: lifetime === 0 ? longestTokenSeconds : lifetime * 60, idleSeconds: window * 60 }
  }
  const { app, user, grantType, scopes } = request
  const what = `${grantType} with ${scopes.join(' ')} for ${user?.profile.login ?? 'the app itself'}`
  return refuse('policyEvaluationFailed', {
    reason: policy
      ? `no rule of policy "${policy.name}" of authorization server "${id}" allows ${what}: add one under authorizationServers[].policies[].rules`
      : `authorization server "${id}" has no policy for "${app.label}" (${app.clientId}): add it under authorizationServers[].policies[].clients`,
  })
}
