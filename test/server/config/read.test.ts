import { join } from 'node:path'
import t from 'tap'
import { ConfigError } from '../../../src/server/config/problem.js'
import { checkConfig, parseConfig, readConfig } from '../../../src/server/config/read.js'

const problemsOf = (act: () => unknown): readonly string[] => {
  try {
    act()
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

const inYaml = (text: string): readonly string[] => problemsOf(() => parseConfig(text, 'a.yaml'))

t.test('YAML and JSON give the same configuration', async (t) => {
  const config = { users: [{ profile: { login: 'a@b.c', firstName: 'A', lastName: 'B' }, groups: ['Everyone'] }] }
  const yaml = `# comment
users:
  - profile: &name { login: a@b.c, firstName: A, lastName: B }
    groups:
      - Everyone
`
  t.strictSame(parseConfig(yaml, 'a.yaml'), { config, warnings: [] })
  t.strictSame(parseConfig(JSON.stringify(config), 'a.json'), { config, warnings: [] })
  t.strictSame(checkConfig(config), { config, warnings: [] })
  t.strictSame(parseConfig('{}', 'a.json'), { config: {}, warnings: [] }, 'nearly everything may be left out')
})

t.test('anchors and merge keys', async (t) => {
  const { config } = parseConfig(
    `users:
  - profile: &ada { login: a@b.c, firstName: A, lastName: B }
  - profile: { <<: *ada, login: c@d.e }
  - profile: { <<: *ada, login: e@f.g, nickName: E }
`,
    'a.yaml',
  )
  t.strictSame(config.users?.[1], { profile: { login: 'c@d.e', firstName: 'A', lastName: 'B' } })
  t.strictSame(inYaml('users:\n  - &a { profile: { login: a@b.c, firstName: A } }\n  - *a\n'), [
    'a.yaml:2:10 users[0].profile: the profile of a user needs lastName',
    'a.yaml:2:10 users[1].profile: the profile of a user needs lastName',
  ])
})

t.test('a text that is not YAML: line and column of the mistake', async (t) => {
  t.strictSame(inYaml('apps:\n  - label: [a\n'), [
    'a.yaml:3:1 Flow sequence in block collection must be sufficiently indented and end with a ]',
  ])
  t.strictSame(inYaml('a: 1\na: 2\n'), ['a.yaml:2:1 Map keys must be unique'])
  t.strictSame(inYaml('org:\n\tengine: oie\n'), ['a.yaml:2:1 Tabs are not allowed as indentation'])
  t.match(inYaml('{ "apps": [ }'), [/^a\.yaml:1:\d+ /])
  t.strictSame(inYaml('org: {}\n---\norg: {}\n'), ['a.yaml:2:1 a second document starts here: a configuration is one'])
  t.strictSame(inYaml('apps: *all\n'), ['a.yaml:1:1 Unresolved alias (the anchor must be set before the alias): all'])
  t.strictSame(inYaml('<<: 1\n'), ['a.yaml:1:1 Merge sources must be maps or map aliases'])
  t.strictSame(inYaml('apps: &all [*all]\n'), ['a.yaml:1:1 an alias stands inside what it is the alias of'])
})

t.test('a text that says nothing, or is not a mapping', async (t) => {
  for (const text of ['', '# only a comment\n', '---\n']) {
    t.strictSame(inYaml(text), ['a.yaml is empty: "mockta init" writes one to start from'], JSON.stringify(text))
  }
  t.strictSame(inYaml('- a\n'), ['a.yaml:1:1 ["a"] is not right here: expected a mockta configuration'])
  t.strictSame(inYaml('hello'), ['a.yaml:1:1 "hello" is not right here: expected a mockta configuration'])
  t.strictSame(
    problemsOf(() => checkConfig(undefined)),
    ['is empty: expected a mockta configuration'],
  )
})

t.test('unknown keys are errors, with the key that was probably meant', async (t) => {
  const known =
    'label, client_id, client_secret, token_endpoint_auth_method, application_type, redirect_uris, post_logout_redirect_uris, response_types, grant_types, pkce_required, dpop_bound_access_tokens, consent_method, wildcard_redirect, refresh_token, jwks, jwks_uri, request_object_signing_alg, grants, assignments, roles, status'
  t.strictSame(inYaml('aps: []\n'), ['a.yaml:1:1 aps: unknown key "aps"; did you mean apps?'])
  t.strictSame(inYaml('apps:\n  - label: A\n    redirectUris: []\n'), [
    'a.yaml:3:5 apps[0].redirectUris: unknown key "redirectUris"; did you mean redirect_uris?',
  ])
  t.strictSame(inYaml('apps:\n  - { label: A, colour: red }\n'), [
    `a.yaml:2:17 apps[0].colour: unknown key "colour"; known here: ${known}`,
  ])
  t.strictSame(inYaml('org: { "strange key": 1 }\n'), [
    'a.yaml:1:8 org["strange key"]: unknown key "strange key"; known here: id, engine, publishAccessTokenKey, rateLimits',
  ])
})

t.test('missing keys and values of the wrong kind', async (t) => {
  const wrong: readonly (readonly [text: string, ...problems: string[]])[] = [
    ['apps:\n  - {}\n', 'a.yaml:2:5 apps[0]: an app needs label'],
    ['groups: [{}]\n', 'a.yaml:1:10 groups[0]: a group needs profile'],
    ['apps: no\n', 'a.yaml:1:1 apps: "no" is not right here: expected a list of apps'],
    ['apps:\n', 'a.yaml:1:1 apps: is empty: expected a list of apps'],
    ['org: { engine: oei }\n', 'a.yaml:1:8 org.engine: "oei" is not one of oie, classic; did you mean oie?'],
    ['org: { engine: 1 }\n', 'a.yaml:1:8 org.engine: 1 is not right here: expected the sign-in engine'],
    [
      'org: { rateLimits: sometimes }\n',
      'a.yaml:1:8 org.rateLimits: "sometimes" is not right here: expected off, on, or requests a minute by path',
    ],
    [
      'org: { rateLimits: { /token: 0 } }\n',
      'a.yaml:1:8 org.rateLimits: {"/token":0} is not right here: expected off, on, or requests a minute by path',
    ],
    [
      'apps: [{ label: A, client_id: a b }]\n',
      `a.yaml:1:20 apps[0].client_id: "a b" is not right here: expected a client id: 6 to 100 letters, digits and $-_.+!*'(), but not ALL_CLIENTS`,
    ],
    [
      'apps: [{ label: A, client_id: ALL_CLIENTS }]\n',
      `a.yaml:1:20 apps[0].client_id: "ALL_CLIENTS" is not right here: expected a client id: 6 to 100 letters, digits and $-_.+!*'(), but not ALL_CLIENTS`,
    ],
    [
      'apps: [{ label: A, client_secret: short }]\n',
      'a.yaml:1:20 apps[0].client_secret: "short" is not right here: expected a client secret: 14 to 100 printable ASCII characters',
    ],
    [
      'apps: [{ label: A, refresh_token: { leeway: 61 } }]\n',
      'a.yaml:1:37 apps[0].refresh_token.leeway: 61 is not right here: expected whole seconds from 0 to 60',
    ],
    [
      'apps: [{ label: A, grant_types: [device] }]\n',
      'a.yaml:1:34 apps[0].grant_types[0]: "device" is not one of authorization_code, implicit, refresh_token, client_credentials, password, interaction_code, urn:ietf:params:oauth:grant-type:device_code, urn:ietf:params:oauth:grant-type:saml2-bearer, urn:ietf:params:oauth:grant-type:token-exchange, urn:ietf:params:oauth:grant-type:jwt-bearer, urn:openid:params:grant-type:ciba, urn:okta:params:oauth:grant-type:otp, urn:okta:params:oauth:grant-type:oob, http://auth0.com/oauth/grant-type/mfa-otp, http://auth0.com/oauth/grant-type/mfa-oob',
    ],
    [
      'users: [{ profile: { login: a@b.c, firstName: A, lastName: B }, status: GONE }]\n',
      'a.yaml:1:65 users[0].status: "GONE" is not one of STAGED, PROVISIONED, ACTIVE, RECOVERY, PASSWORD_EXPIRED, LOCKED_OUT, SUSPENDED, DEPROVISIONED',
    ],
    [
      'users: [{ id: 00u1, profile: { login: a@b.c, firstName: A, lastName: B } }]\n',
      'a.yaml:1:11 users[0].id: "00u1" is not right here: expected the id of a user: 20 characters, "00u" and 17 letters or digits',
    ],
    [
      'users: [{ profile: { login: a@b.c, firstName: A, lastName: B }, factors: [{ type: token:software:totp, sharedSecret: abc }] }]\n',
      'a.yaml:1:104 users[0].factors[0].sharedSecret: "abc" is not right here: expected a base32 secret: at least 16 characters out of A-Z and 2-7',
    ],
    [
      "trustedOrigins: [{ origin: 'http://a/b' }]\n",
      'a.yaml:1:20 trustedOrigins[0].origin: "http://a/b" is not right here: expected an origin: http or https, host and port, no path',
    ],
    [
      'authorizationServers: [{ name: A, audiences: [], accessTokenLifetimeMinutes: 1 }]\n',
      'a.yaml:1:35 authorizationServers[0].audiences: [] is not right here: expected a list of one audience',
      'a.yaml:1:50 authorizationServers[0].accessTokenLifetimeMinutes: 1 is not right here: expected whole minutes from 5 to 1440',
    ],
  ]
  for (const [text, ...problems] of wrong) t.strictSame(inYaml(text), problems, text)
  const long = 'x'.repeat(200)
  t.strictSame(inYaml(`apps: ${long}\n`), [
    `a.yaml:1:1 apps: "${'x'.repeat(56)}… is not right here: expected a list of apps`,
  ])
})

t.test('everything that is wrong is told at once, in the order of the file, warnings apart', async (t) => {
  const text = `apps:
  - label: A
    redirect_uris: ['/relative', 'http://localhost/#x']
    grants: [okta.users.raed]
  - label: B
    redirect_uris: [http://localhost/]
    grant_types: [authorization_code, password]
    roles: [SUPER_ADMIN]
`
  try {
    parseConfig(text, 'a.yaml')
    t.fail('it should be refused')
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    t.strictSame(error.problems, [
      'a.yaml:3:21 apps[0].redirect_uris[0]: "/relative" is not an absolute URI, such as http://localhost:8080/callback',
      'a.yaml:3:34 apps[0].redirect_uris[1]: "http://localhost/#x" has a fragment: remove everything from # on',
      'a.yaml:4:14 apps[0].grants[0]: Okta has no scope "okta.users.raed"; did you mean okta.users.read?',
      'a.yaml:7:39 apps[1].grant_types[1]: web apps may not have password; they may have authorization_code, implicit, refresh_token, client_credentials, urn:ietf:params:oauth:grant-type:saml2-bearer, interaction_code, urn:okta:params:oauth:grant-type:otp, urn:okta:params:oauth:grant-type:oob, http://auth0.com/oauth/grant-type/mfa-otp, http://auth0.com/oauth/grant-type/mfa-oob, urn:openid:params:grant-type:ciba',
      'a.yaml:8:5 apps[1].roles: only service apps have roles, this one is web: give them to its users',
    ])
    t.equal(error.message, error.problems.join('\n'))
  }
  t.strictSame(
    problemsOf(() => checkConfig({ apps: [{ label: 'A', redirect_uris: ['x'] }] })),
    ['apps[0].redirect_uris[0]: "x" is not an absolute URI, such as http://localhost:8080/callback'],
  )
})

t.test('files that cannot be read', async (t) => {
  const folder = t.testdir({ 'good.yaml': 'org: { engine: classic }\n', 'bad.yaml': 'org: 1\n' })
  t.strictSame(await readConfig(join(folder, 'good.yaml')), { config: { org: { engine: 'classic' } }, warnings: [] })
  const bad: readonly (readonly [file: string, problem: string])[] = [
    ['bad.yaml', 'bad.yaml:1:1 org: 1 is not right here: expected the org'],
    ['none.yaml', 'none.yaml: there is no such file'],
    ['.', '.: is a directory, not a file'],
  ]
  for (const [file, problem] of bad) {
    const path = join(folder, file)
    await t.rejects(readConfig(path), new ConfigError([problem.replace(/^[^:]+/, path)]), file)
  }
})
