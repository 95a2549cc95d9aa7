import t from 'tap'
import { ConfigError } from '../../../../src/server/config/problem.js'
import { checkConfig } from '../../../../src/server/config/read.js'
import type { ConfigFile } from '../../../../src/server/config/shape.js'

type Server = NonNullable<ConfigFile['authorizationServers']>[number]

const problemsOf = (server: Partial<Server>): readonly string[] => {
  try {
    checkConfig({ authorizationServers: [{ name: 'Orders', audiences: ['api://orders'], ...server }] })
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

t.test('what scopes, claims and policies name must exist and be served', async (t) => {
  const at = 'authorizationServers[0]'
  const rule = { name: 'r' }
  for (const [title, server, problem] of [
    [
      'an okta.* scope',
      { scopes: [{ name: 'okta.users.read' }] },
      `${at}.scopes[0].name: "okta.users.read": okta.* scopes are those of the org, take another name`,
    ],
    [
      'an expression',
      { claims: [{ name: 'c', value: 'String.len(user.login)' }] },
      `${at}.claims[0].value: "String.len(user.login)" is not served: write user.ATTRIBUTE or "a constant"`,
    ],
    [
      'a claim’s scope',
      { claims: [{ name: 'c', value: 'user.city', scopes: ['profil'] }] },
      `${at}.claims[0].scopes[0]: no scope "profil"; did you mean profile?`,
    ],
    [
      'a policy’s client',
      { policies: [{ name: 'p', clients: ['0oaunknown'], rules: [rule] }] },
      `${at}.policies[0].clients[0]: no app with the client_id "0oaunknown": known here are `,
    ],
    [
      'a rule’s group',
      { policies: [{ name: 'p', rules: [{ ...rule, groups: ['Evryone'] }] }] },
      `${at}.policies[0].rules[0].groups[0]: no group "Evryone"; did you mean Everyone?`,
    ],
    [
      'a rule’s scope',
      { policies: [{ name: 'p', rules: [{ ...rule, scopes: ['emial'] }] }] },
      `${at}.policies[0].rules[0].scopes[0]: no scope "emial"; did you mean email?`,
    ],
  ] as const) {
    t.strictSame(problemsOf(server), [problem], title)
  }
})

t.test('a server that uses all of it is accepted', async (t) => {
  t.strictSame(
    problemsOf({
      scopes: [{ name: 'orders:read' }],
      claims: [
        { name: 'dept', value: 'user.department', scopes: ['orders:read'] },
        { name: 'tier', claimType: 'IDENTITY', value: '"gold"' },
      ],
      policies: [{ name: 'p', rules: [{ name: 'r', scopes: ['orders:read', 'openid'], groups: ['Everyone'] }] }],
    }),
    [],
  )
})
