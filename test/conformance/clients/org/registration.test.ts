import { createPrivateKey } from 'node:crypto'
import t from 'tap'
import { checkClientContent } from '../../../../src/conformance/clients/file/read-client-file.js'
import { appEntries, readRegistration } from '../../../../src/conformance/clients/org/registration.js'
import { p256, publicHalf } from '../../../fixtures/client-keys.js'

const pem = createPrivateKey({ key: { ...p256 }, format: 'jwk' }).export({ type: 'pkcs8', format: 'pem' })

t.test('of the private key of a service app the public half is registered, from a JWK and from PEM', async (t) => {
  const directory = t.testdir({ 'key.json': JSON.stringify({ ...p256, kid: 'own' }), 'key.pem': pem })
  for (const [name, kid] of [
    ['key.json', { kid: 'own' }],
    ['key.pem', {}],
  ] as const) {
    const client = {
      kind: 'service',
      client_id: 'the-service',
      private_key_file: `${directory}/${name}`,
      scopes: ['okta.logs.read'],
      trigger: { command: 'true' },
      dpop: true,
    }
    const file = checkClientContent({ client }, {})
    t.match(
      appEntries(file, readRegistration(file)),
      [
        {
          client_id: 'the-service',
          application_type: 'service',
          token_endpoint_auth_method: 'private_key_jwt',
          dpop_bound_access_tokens: true,
          grants: ['okta.logs.read'],
          jwks: { keys: [{ ...publicHalf(p256), ...kid, d: undefined }] },
        },
      ],
      name,
    )
  }
})
