import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { readOktaSettings } from '../../../src/conformance/targets/okta-settings.js'

const pem = '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----'

type Files = { readonly env?: Readonly<Record<string, string>>; readonly dotEnv?: string; readonly yaml?: string }

const read = (t: Test, { env = {}, dotEnv, yaml }: Files) => {
  const directory = t.testdir()
  const home = join(directory, 'home')
  mkdirSync(join(home, '.okta'), { recursive: true })
  if (dotEnv !== undefined) writeFileSync(join(directory, '.okta.env'), dotEnv)
  if (yaml !== undefined) writeFileSync(join(home, '.okta', 'okta.yaml'), yaml)
  return readOktaSettings({ env, directory, home })
}

t.test('nothing anywhere is nothing', async (t) => {
  t.strictSame(read(t, {}), { apps: [], users: [] })
})

t.test("the SDKs' variables: a service app is enough", async (t) => {
  const env = {
    OKTA_CLIENT_ORGURL: 'https://acme.okta.com/',
    OKTA_CLIENT_CLIENTID: '0oaservice',
    OKTA_CLIENT_PRIVATEKEY: pem.replaceAll('\n', '\\n'),
    OKTA_CLIENT_KEYID: 'k1',
    OKTA_CLIENT_SCOPES: 'okta.users.read okta.groups.read',
    OKTA_CLIENT_TOKEN: '00Ttoken',
  }
  t.strictSame(read(t, { env }), {
    issuer: 'https://acme.okta.com',
    api_token: '00Ttoken',
    apps: [
      {
        label: 'service app of OKTA_CLIENT_CLIENTID',
        client_id: '0oaservice',
        application_type: 'service',
        private_key: pem,
        key_id: 'k1',
        grants: ['okta.users.read', 'okta.groups.read'],
      },
    ],
    users: [],
  })
})

t.test('~/.okta/okta.yaml as the SDKs write it', async (t) => {
  const yaml = `okta:
  client:
    orgUrl: https://acme.okta.com
    clientId: 0oaservice
    scopes: [okta.users.read, okta.apps.read]
    privateKey: '{"kty":"RSA","kid":"k2"}'
`
  t.match(read(t, { yaml }), {
    issuer: 'https://acme.okta.com',
    apps: [
      {
        client_id: '0oaservice',
        private_key: { kty: 'RSA', kid: 'k2' },
        grants: ['okta.users.read', 'okta.apps.read'],
      },
    ],
  })
  t.throws(() => read(t, { yaml: 'okta: [' }), { name: 'UsageError', message: /okta\.yaml is not YAML/ })
})

t.test('./.okta.env as `okta apps create` writes it, its issuer that of a custom server', async (t) => {
  const dotEnv = `export OKTA_OAUTH2_ISSUER="https://acme.okta.com/oauth2/default"
export OKTA_OAUTH2_CLIENT_ID="0oaweb"
export OKTA_OAUTH2_CLIENT_SECRET="a secret"
`
  t.strictSame(read(t, { dotEnv, env: { CONFORMANCE_REDIRECT_URI: 'http://localhost:8080/cb' } }), {
    issuer: 'https://acme.okta.com',
    apps: [
      {
        label: 'app of CONFORMANCE_CLIENT_ID',
        client_id: '0oaweb',
        client_secret: 'a secret',
        redirect_uris: ['http://localhost:8080/cb'],
        post_logout_redirect_uris: [],
      },
    ],
    users: [],
  })
})

t.test('the environment wins over ./.okta.env, that over ~/.okta/okta.yaml; empty counts as absent', async (t) => {
  const yaml = 'okta: { client: { orgUrl: https://yaml.okta.com, token: from-yaml } }'
  const dotEnv = 'OKTA_CLIENT_ORGURL=https://dotenv.okta.com\nOKTA_CLIENT_TOKEN='
  t.match(read(t, { yaml, dotEnv }), { issuer: 'https://dotenv.okta.com', api_token: 'from-yaml' })
  t.match(read(t, { yaml, dotEnv, env: { OKTA_CLIENT_ORGURL: 'https://env.okta.com' } }), {
    issuer: 'https://env.okta.com',
  })
})

t.test('people, a second app, a second factor, a certificate authority', async (t) => {
  const env = {
    CONFORMANCE_ISSUER: 'https://op.test/x',
    CONFORMANCE_CA_FILE: 'ca.pem',
    CONFORMANCE_CLIENT_ID: 'one',
    CONFORMANCE_CLIENT_SECRET: 's1',
    CONFORMANCE_GRANT_TYPES: 'authorization_code refresh_token',
    CONFORMANCE_SECOND_CLIENT_ID: 'two',
    CONFORMANCE_USERNAME: 'a@example.com',
    CONFORMANCE_PASSWORD: 'pw',
    CONFORMANCE_TOTP_SECRET: 'JBSWY3DPEHPK3PXP',
    CONFORMANCE_SECOND_USERNAME: 'b@example.com',
  }
  t.match(read(t, { env }), {
    issuer: 'https://op.test/x',
    ca: 'ca.pem',
    apps: [{ client_id: 'one', grant_types: ['authorization_code', 'refresh_token'] }, { client_id: 'two' }],
    users: [
      {
        profile: { login: 'a@example.com' },
        credentials: { password: { value: 'pw' } },
        factors: [{ type: 'token:software:totp', sharedSecret: 'JBSWY3DPEHPK3PXP' }],
      },
      { profile: { login: 'b@example.com' } },
    ],
  })
})

t.test('a private key may be a file; what is neither is named', async (t) => {
  const directory = t.testdir({ 'key.pem': pem })
  const env = { OKTA_CLIENT_CLIENTID: '0oa', OKTA_CLIENT_PRIVATEKEY: 'key.pem' }
  t.match(readOktaSettings({ env, directory, home: directory }), { apps: [{ private_key: pem }] })
  const wrong = { ...env, OKTA_CLIENT_PRIVATEKEY: 'no-such-file' }
  t.throws(() => readOktaSettings({ env: wrong, directory, home: directory }), {
    name: 'UsageError',
    message: 'OKTA_CLIENT_PRIVATEKEY is neither a key nor the path of one',
  })
  const broken = { ...env, OKTA_CLIENT_PRIVATEKEY: '{"kty":' }
  t.throws(() => readOktaSettings({ env: broken, directory, home: directory }), {
    name: 'UsageError',
    message: /JSON is broken/,
  })
})
