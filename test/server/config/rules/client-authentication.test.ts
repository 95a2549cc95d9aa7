import t from 'tap'
import { problemsOf, serviceApp, webApp } from '../../../fixtures/config.js'

const rsa = (kid: string | undefined, bytes = 256) => ({
  kty: 'RSA' as const,
  ...(kid !== undefined && { kid }),
  e: 'AQAB',
  n: Buffer.alloc(bytes, 1).toString('base64url'),
})
const elliptic = { kty: 'EC' as const, crv: 'P-256', x: 'eA', y: 'eQ' }
const secret = (length: number) => 's'.repeat(length)
const jwks = (...keys: readonly Record<string, unknown>[]) => ({ jwks: { keys: keys as never } })
const keyed = (...keys: readonly Record<string, unknown>[]) =>
  webApp({ token_endpoint_auth_method: 'private_key_jwt', ...jwks(...keys) })

t.test('PKCE where there is no other proof, and never for service apps', async (t) => {
  for (const application_type of ['web', 'browser', 'native'] as const) {
    const open = webApp({ application_type, token_endpoint_auth_method: 'none' })
    t.strictSame(problemsOf({ apps: [{ ...open, pkce_required: true }] }), [])
    t.strictSame(
      problemsOf({ apps: [{ ...open, pkce_required: false }] }),
      ['apps[0].pkce_required: must be true where token_endpoint_auth_method is none'],
      application_type,
    )
  }
  t.strictSame(problemsOf({ apps: [serviceApp({ pkce_required: true })] }), [
    'apps[0].pkce_required: must be false for service apps',
  ])
})

t.test('a secret only where the method uses one, and long enough for HMAC', async (t) => {
  for (const method of ['client_secret_basic', 'client_secret_post'] as const) {
    const app = webApp({ token_endpoint_auth_method: method, client_secret: secret(14) })
    t.strictSame(problemsOf({ apps: [app] }), [], method)
  }
  for (const method of ['none', 'private_key_jwt'] as const) {
    const app = webApp({
      token_endpoint_auth_method: method,
      client_secret: secret(14),
      pkce_required: true,
      jwks_uri: 'http://localhost/keys',
    })
    t.strictSame(
      problemsOf({ apps: [app] }),
      [
        `apps[0].client_secret: ${method} uses no secret: remove it, or set token_endpoint_auth_method to client_secret_basic`,
      ],
      method,
    )
  }
  const hmac = (length: number) =>
    webApp({ token_endpoint_auth_method: 'client_secret_jwt', client_secret: secret(length) })
  t.strictSame(problemsOf({ apps: [hmac(32)] }), [])
  t.strictSame(problemsOf({ apps: [hmac(31)] }), [
    'apps[0].client_secret: client_secret_jwt needs 32 characters at least, not 31',
  ])
  t.strictSame(
    problemsOf({ apps: [webApp({ token_endpoint_auth_method: 'client_secret_jwt' })] }),
    [],
    'a generated one is long enough',
  )
})

t.test('keys for assertions come from one place, or the app can never prove itself', async (t) => {
  const without = 'apps[0]: "A" has neither jwks nor jwks_uri: none of its assertions can be verified (warning)'
  t.strictSame(problemsOf({ apps: [{ label: 'A', application_type: 'service' }] }), [without])
  t.strictSame(problemsOf({ apps: [{ label: 'A', application_type: 'service', ...jwks() }] }), [without])
  t.strictSame(problemsOf({ apps: [serviceApp(jwks(rsa('a')))] }), [
    'apps[0].jwks_uri: stands beside jwks: keep one of them (RFC 7591 section 2)',
  ])
})

t.test('keys are public, 2048 bits at least, and told apart by kid', async (t) => {
  const cases: readonly (readonly [title: string, keys: readonly Record<string, unknown>[], problems: string[]])[] = [
    ['one without kid', [rsa(undefined)], []],
    ['elliptic', [elliptic], []],
    ['two', [rsa('a'), { ...elliptic, kid: 'b' }], []],
    [
      'private',
      [{ ...rsa('a'), d: 'x' }],
      ['apps[0].jwks.keys[0].d: is a private key: keep it with the client, only the public half goes here'],
    ],
    ['short', [rsa('a', 255)], ['apps[0].jwks.keys[0]: has 2040 bits: RSA keys need 2048 at least']],
    ['empty', [{ kty: 'RSA', kid: 'a' }], ['apps[0].jwks.keys[0]: has 0 bits: RSA keys need 2048 at least']],
    ['two, one without kid', [rsa('a'), rsa(undefined)], ['apps[0].jwks.keys[1]: needs kid: there are several keys']],
    [
      'twice the same',
      [rsa('a'), rsa('a')],
      ['apps[0].jwks.keys[1].kid: "a" is the kid of another key, too: use another one'],
    ],
  ]
  for (const [title, keys, problems] of cases) t.strictSame(problemsOf({ apps: [keyed(...keys)] }), problems, title)
})
