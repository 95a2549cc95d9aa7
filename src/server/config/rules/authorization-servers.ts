// Custom authorization servers: what their scopes, claims and policies name must exist, and must be served.
import { isClaimExpression } from '../../oauth/claim-expression.js'
import { customOpenIdScopes } from '../../oauth/custom-server.js'
import { everyoneName } from '../load.js'
import { error, type Path, type Problem } from '../problem.js'
import type { AuthorizationServerSettings } from '../shape.js'
import { didYouMean } from '../suggest.js'
import type { Rule } from './rule.js'

const unknown = (kind: string, value: string, path: Path, names: ReadonlySet<string>): Problem =>
  error(path, `no ${kind} "${value}"${didYouMean(value, names) || `: known here are ${[...names].join(', ')}`}`)

const check = (
  server: AuthorizationServerSettings,
  path: Path,
  groups: ReadonlySet<string>,
  clients: ReadonlySet<string>,
): readonly Problem[] => {
  const scopes = new Set<string>([...customOpenIdScopes, ...server.scopes.map(({ name }) => name)])
  const known =
    (kind: string, names: ReadonlySet<string>, all: string | undefined, at: Path) =>
    (value: string, index: number): readonly Problem[] =>
      value === all || names.has(value) ? [] : [unknown(kind, value, [...at, index], names)]

  return [
    // `okta.*` scopes are the org server's alone (S-652).
    ...server.scopes.flatMap(({ name }, index) =>
      name.startsWith('okta.')
        ? [
            error(
              [...path, 'scopes', index, 'name'],
              `"${name}": okta.* scopes are those of the org, take another name`,
            ),
          ]
        : [],
    ),
    ...server.claims.flatMap(({ value, scopes: tied }, index) => {
      const at = [...path, 'claims', index]
      const message = `"${value}" is not served: write user.ATTRIBUTE or "a constant"`
      return [
        ...(isClaimExpression(value) ? [] : [error([...at, 'value'], message)]),
        ...tied.flatMap(known('scope', scopes, undefined, [...at, 'scopes'])),
      ]
    }),
    ...server.policies.flatMap((policy, index) => {
      const at = [...path, 'policies', index]
      return [
        ...policy.clients.flatMap(known('app with the client_id', clients, 'ALL_CLIENTS', [...at, 'clients'])),
        ...policy.rules.flatMap((rule, place) => [
          ...rule.groups.flatMap(known('group', groups, undefined, [...at, 'rules', place, 'groups'])),
          ...rule.scopes.flatMap(known('scope', scopes, '*', [...at, 'rules', place, 'scopes'])),
        ]),
      ]
    }),
  ]
}

export const authorizationServers: Rule = ({ groups, apps, authorizationServers: servers }) => {
  const groupNames = new Set([everyoneName, ...groups.map(({ profile }) => profile.name)])
  const clientIds = new Set(apps.map(({ client_id }) => client_id))
  return servers.flatMap((server, index) => check(server, ['authorizationServers', index], groupNames, clientIds))
}
