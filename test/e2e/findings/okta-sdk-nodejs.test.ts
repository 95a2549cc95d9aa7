// What docs/findings.md says of @okta/okta-sdk-nodejs. Red when a newer version does otherwise: then the page changes too.
import okta from '@okta/okta-sdk-nodejs'
import t from 'tap'
import { type RunningOrg, startOrg } from '../../../src/server/index.js'
import { publicHalf, rsa } from '../../fixtures/client-keys.js'
import { expectWrittenUp, underFault } from '../../fixtures/findings.js'
import { thrownBy } from '../../fixtures/thrown-by.js'

const service = (client_id: string, dpop_bound_access_tokens: boolean) => ({
  label: client_id,
  client_id,
  application_type: 'service' as const,
  jwks: { keys: [publicHalf(rsa, { kid: 'service-key' }) as { kty: 'RSA' }] },
  grants: ['okta.users.read'],
  roles: ['READ_ONLY_ADMIN' as const],
  dpop_bound_access_tokens,
})

/** As the SDK's README has it, without its cache, so that each call reaches the org. */
const createClient = ({ url }: RunningOrg, clientId = 'plain-service', requestTimeout = 0): okta.Client =>
  new okta.Client({
    orgUrl: url,
    authorizationMode: 'PrivateKey',
    clientId,
    scopes: ['okta.users.read'],
    privateKey: { ...rsa },
    keyId: 'service-key',
    cacheMiddleware: null,
    requestExecutor: new okta.DefaultRequestExecutor({ requestTimeout, maxRetries: 2 }),
  })

const call = async (client: okta.Client): Promise<unknown> => (await client.userApi.listUsers({ limit: 1 })).next()

t.test('@okta/okta-sdk-nodejs', async (t) => {
  const config = { apps: [service('plain-service', false), service('bound-service', true)] }
  const org = await startOrg({ seed: 1, config })
  t.teardown(() => org.close())
  const steps = () => org.admin.journal().map(({ method, path, status }) => `${method} ${path} ${status}`)
  const sent = (path: string) => org.admin.journal().filter((entry) => entry.path === path)
  const token = '/oauth2/v1/token'
  const users = '/api/v1/users'
  t.beforeEach(() => org.admin.clearJournal())

  t.test('CL-SVC-02: calls that start together each ask for a token', async (t) => {
    const client = createClient(org)
    await Promise.all(Array.from({ length: 10 }, () => call(client)))
    t.equal(sent(token).length, 10)
    await call(client)
    t.equal(sent(token).length, 10, 'what comes later shares one')
  })

  t.test('CL-RT-02: and so they do when their token is refused', async (t) => {
    const client = createClient(org)
    await call(client)
    await org.admin.revokeTokens({ clientId: 'plain-service' })
    org.admin.clearJournal()
    await Promise.all(Array.from({ length: 10 }, () => call(client)))
    t.equal(sent(token).length, 10)
  })

  t.test('CL-TOK-02 CL-TOK-05: an answer without access_token is kept, and shown to the API', async (t) => {
    for (const fault of ['token-access-token-missing', 'token-invalid-client', 'token-error-as-200']) {
      org.admin.clearJournal()
      const error = await underFault(org, fault, () => thrownBy(call(createClient(org))))
      t.match(error, { name: 'OktaApiError', status: 401 }, fault)
      t.match(sent(users)[0], { headers: { authorization: 'Bearer undefined' } }, fault)
    }
  })

  t.test('CL-TOK-02 CL-TOK-03: token_type is not looked at', async (t) => {
    for (const fault of ['token-type-missing', 'token-type-unknown']) {
      org.admin.clearJournal()
      await underFault(org, fault, () => call(createClient(org)))
      t.match(sent(users), [{ status: 200, headers: { authorization: /^Bearer ey/ } }], fault)
    }
  })

  t.test('CL-TOK-05: a redirect of the token endpoint is followed with the assertion', async (t) => {
    await underFault(org, 'token-redirect-seen', () => thrownBy(call(createClient(org))))
    const [first, second] = org.admin.journal()
    t.match(first, { path: token, status: 307, parameters: { client_assertion: String } })
    t.match(second, { method: 'POST', parameters: { client_assertion: String } })
  })

  t.test('CL-DPOP-02: use_dpop_nonce is answered as often as it comes', async (t) => {
    await org.admin.armFault('token-dpop-nonce-again', { count: 25 })
    await call(createClient(org, 'bound-service'))
    t.ok(sent(token).length > 25, `${sent(token).length} requests until the org was satisfied`)
  })

  t.test('CL-DPOP-03: a token of the type Bearer is shown with the scheme DPoP', async (t) => {
    await underFault(org, 'token-type-bearer', () => call(createClient(org, 'bound-service')))
    t.match(sent(users), [{ status: 200, headers: { authorization: /^DPoP / } }])
  })

  t.test('CL-SVC-04: after 429 the same proof is sent again', async (t) => {
    const client = createClient(org, 'bound-service')
    await call(client)
    org.admin.clearJournal()
    await org.admin.armFault('api-429', { count: 1 })
    t.match(await thrownBy(call(client)), { status: 400 })
    t.strictSame(steps(), ['GET /api/v1/users 429', 'GET /api/v1/users 400'])
    const [first, second] = sent(users).map(({ headers }) => headers?.dpop)
    t.equal(second, first)
  })

  t.test('the wait for a limit is taken off requestTimeout twice', async (t) => {
    const patient = createClient(org, 'plain-service', 20_000)
    await call(patient)
    const hasty = createClient(org, 'plain-service', 4500)
    await call(hasty)
    for (const client of [patient, hasty]) {
      org.admin.clearJournal()
      await org.admin.armFault('api-429', { count: 1 })
      const error = await thrownBy(call(client))
      if (client === patient) t.equal(error, undefined, '3 seconds of 20')
      else t.match(error, { message: /network timeout/ }, '3 seconds of 4.5')
    }
  })

  expectWrittenUp(t, '@okta/okta-sdk-nodejs', [
    'CL-SVC-02 CL-RT-02 CL-TOK-02 CL-TOK-03 CL-TOK-05 CL-DPOP-02 CL-DPOP-03 CL-SVC-04',
  ])
})
