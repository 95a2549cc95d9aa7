// Scopes of a token against those of an operation.
import type { Operation } from './operations.js'

/** Scopes that reach only the caller's own user, by the scope they stand in for (S-315). */
const selfScopes: Readonly<Record<string, string>> = {
  'okta.users.read': 'okta.users.read.self',
  'okta.users.manage': 'okta.users.manage.self',
  'okta.authenticators.manage': 'okta.authenticators.manage.self',
}

/** How far a token reaches: every object, the caller's own, or nothing. */
export type Reach = 'all' | 'self' | 'none'

/** `manage` includes `read`, and `register` of clients (S-316). */
const has = (held: ReadonlySet<string>, scope: string): boolean =>
  held.has(scope) || held.has(scope.replace(/\.(?:read|register)(\.self)?$/, '.manage$1'))

/** How far the scopes reach for the operation. */
export const reachOf = (operation: Operation, held: ReadonlySet<string>): Reach => {
  if (operation.scopes.every((scope) => has(held, scope))) return 'all'
  const self = operation.scopes.every((scope) => {
    const own = selfScopes[scope]
    return has(held, scope) || (own !== undefined && has(held, own))
  })
  return self ? 'self' : 'none'
}

/** The least scope that would do: Okta names the `.self` one where there is one (S-317). */
export const leastScope = (operation: Operation): string => {
  const [scope = ''] = operation.scopes
  return selfScopes[scope] ?? scope
}
