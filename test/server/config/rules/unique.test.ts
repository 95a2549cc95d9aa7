import t from 'tap'
import type { ConfigFile } from '../../../../src/server/config/shape.js'
import { person, problemsOf, webApp } from '../../../fixtures/config.js'

t.test('names and identifiers that must not come twice', async (t) => {
  const other = { login: 'ADA@example.com', firstName: 'A', lastName: 'B' }
  const id = (prefix: string) => `${prefix}${'1'.repeat(17)}`
  const server = { name: 'S', audiences: ['a'] }
  const cases: readonly (readonly [title: string, config: ConfigFile, problem: string])[] = [
    [
      'group names',
      { groups: [{ profile: { name: 'A' } }, { profile: { name: 'A' } }] },
      'groups[1].profile.name: the group name "A" is taken by groups[0]: use another one',
    ],
    [
      'group ids',
      {
        groups: [
          { id: id('00g'), profile: { name: 'A' } },
          { id: id('00g'), profile: { name: 'B' } },
        ],
      },
      `groups[1].id: the id "${id('00g')}" is taken by groups[0]: use another one`,
    ],
    [
      'logins, in any case',
      { users: [person(), person({ id: id('00u'), profile: other })] },
      'users[1].profile.login: the login "ada@example.com" is taken by users[0]: use another one',
    ],
    [
      'logins, whatever marks their letters have',
      { users: [person(), person({ id: id('00u'), profile: { ...other, login: 'ádà@example.com' } })] },
      'users[1].profile.login: the login "ada@example.com" is taken by users[0]: use another one',
    ],
    [
      'user ids',
      { users: [person({ id: id('00u') }), person({ id: id('00u'), profile: { ...other, login: 'b@bcd' } })] },
      `users[1].id: the id "${id('00u')}" is taken by users[0]: use another one`,
    ],
    [
      'client ids',
      { apps: [webApp({ client_id: 'client' }), webApp(), webApp({ client_id: 'client' })] },
      'apps[2].client_id: the client id "client" is taken by apps[0]: use another one',
    ],
    [
      'ids of authorization servers',
      {
        authorizationServers: [
          { ...server, id: 'default' },
          { ...server, id: 'default', name: 'T' },
        ],
      },
      'authorizationServers[1].id: the id "default" is taken by authorizationServers[0]: use another one',
    ],
    [
      'names of authorization servers',
      { authorizationServers: [server, { ...server, id: 'default' }] },
      'authorizationServers[1].name: the name "S" is taken by authorizationServers[0]: use another one',
    ],
    [
      'scopes of one authorization server',
      {
        authorizationServers: [
          { ...server, scopes: [{ name: 'a' }, { name: 'b' }, { name: 'a' }] },
          { ...server, name: 'T', scopes: [{ name: 'a' }] },
        ],
      },
      'authorizationServers[0].scopes[2].name: the scope "a" is taken by authorizationServers[0]: use another one',
    ],
    [
      'origins, in any case',
      { trustedOrigins: [{ origin: 'http://a' }, { origin: 'HTTP://A'.toLowerCase() }] },
      'trustedOrigins[1].origin: the origin "http://a" is taken by trustedOrigins[0]: use another one',
    ],
    [
      'API tokens',
      {
        users: [person()],
        apiTokens: [
          { token: '00Tabc', user: 'ada@example.com' },
          { token: '00Tabc', user: 'ada@example.com' },
        ],
      },
      'apiTokens[1].token: the token "00Tabc" is taken by apiTokens[0]: use another one',
    ],
  ]
  for (const [title, config, problem] of cases) t.strictSame(problemsOf(config), [problem], title)
})

t.test('apps may share a label, and still have ids of their own', async (t) => {
  t.strictSame(problemsOf({ apps: [webApp(), webApp(), webApp()] }), [])
})
