import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { readApp, readUser } from '../../../src/conformance/targets/from-entries.js'
import { readSettingsFile } from '../../../src/conformance/targets/settings-file.js'

t.test('the file: names of the wire, secrets from the environment, files beside it', async (t) => {
  const directory = t.testdir({ 'key.pem': 'PEM\n', 'key.json': '{"kty":"EC"}' })
  const path = join(directory, 'conformance.yaml')
  writeFileSync(
    path,
    `issuer: https://acme.okta.com
ca: ca.pem
apps:
  - { client_id: one, client_secret: $WEB_SECRET, redirect_uris: [https://app.test/cb] }
  - { client_id: two, private_key_file: key.pem, key_id: k1 }
  - { client_id: three, private_key_file: key.json }
users:
  - { profile: { login: a@example.com }, credentials: { password: { value: $PASSWORD_OF_A } } }
`,
  )
  t.strictSame(readSettingsFile(path, { WEB_SECRET: 's', PASSWORD_OF_A: 'p' }), {
    issuer: 'https://acme.okta.com',
    ca: join(directory, 'ca.pem'),
    apps: [
      { client_id: 'one', client_secret: 's', redirect_uris: ['https://app.test/cb'] },
      { client_id: 'two', key_id: 'k1', private_key: 'PEM' },
      { client_id: 'three', private_key: { kty: 'EC' } },
    ],
    users: [{ profile: { login: 'a@example.com' }, credentials: { password: { value: 'p' } } }],
  })
  t.throws(() => readSettingsFile(path, {}), {
    name: 'UsageError',
    message: '$WEB_SECRET is not set in the environment',
  })
})

t.test('every mistake names the file and the key', async (t) => {
  const directory = t.testdir()
  const path = join(directory, 'c.yaml')
  const table: readonly (readonly [string, RegExp])[] = [
    ['isuer: x', /c\.yaml: unknown key isuer$/],
    ['apps: [{ client_id: a, secret: b }]', /c\.yaml: apps\.0: unknown key secret$/],
    ['apps: [{ label: a }]', /c\.yaml: apps\.0: must have required property 'client_id'$/],
    ['users: [{ profile: {} }]', /c\.yaml: users\.0\.profile: must have required property 'login'$/],
    ['apps: [{ client_id: a, private_key_file: none.pem }]', /none\.pem: no such private key file$/],
    ['apps: [', /c\.yaml: /],
  ]
  for (const [text, message] of table) {
    writeFileSync(path, text)
    t.throws(() => readSettingsFile(path, {}), { name: 'UsageError', message }, text)
  }
  t.throws(() => readSettingsFile(join(directory, 'none.yaml'), {}), { name: 'UsageError', message: /no such file$/ })
})

t.test("what an entry leaves out is filled in as Okta's defaults are", async (t) => {
  t.match(readApp({ client_id: 'a', client_secret: 's', redirect_uris: ['https://a.test/'] }), {
    label: 'a',
    authMethod: 'client_secret_basic',
    applicationType: 'web',
    grantTypes: ['authorization_code'],
    pkceRequired: false,
    rotatesRefreshTokens: false,
    active: true,
  })
  t.match(readApp({ client_id: 'a' }), {
    authMethod: 'none',
    applicationType: 'browser',
    pkceRequired: true,
    rotatesRefreshTokens: true,
  })
  t.match(readApp({ client_id: 'a', private_key: 'PEM', key_id: 'k' }), {
    authMethod: 'private_key_jwt',
    applicationType: 'service',
    grantTypes: ['client_credentials'],
    privateKey: { key: 'PEM', kid: 'k' },
  })
  t.strictSame(readUser({ profile: { login: 'u' } }), { login: 'u', roles: [] })
})
