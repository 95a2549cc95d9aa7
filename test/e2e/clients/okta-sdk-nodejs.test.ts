// @okta/okta-sdk-nodejs as a service app: a private key, tokens bound to it or not, lists by pages, and what refusals become.
import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { globalAgent } from 'node:https'
import okta from '@okta/okta-sdk-nodejs'
import t from 'tap'
import { type ConfigFile, type RunningOrg, startOrg } from '../../../src/server/index.js'
import { otherRsa, publicHalf, rsa } from '../../fixtures/client-keys.js'
import { thrownBy } from '../../fixtures/thrown-by.js'

const service = (client_id: string, more: object = {}) => ({
  label: client_id,
  client_id,
  application_type: 'service' as const,
  jwks: { keys: [publicHalf(rsa, { kid: 'service-key' }) as { kty: 'RSA' }] },
  grants: ['okta.users.read', 'okta.groups.manage', 'okta.groups.read', 'okta.apps.read'],
  roles: ['SUPER_ADMIN' as const],
  ...more,
})

const logins = ['ada', 'bob', 'cyd', 'dan', 'eve'].map((name) => `${name}@example.com`)

const config: ConfigFile = {
  groups: [{ profile: { name: 'Engineers' } }],
  users: logins.map((login) => ({
    profile: { login, email: login, firstName: 'First', lastName: 'Last' },
    groups: ['Engineers'],
    roles: login.startsWith('ada') ? ['SUPER_ADMIN'] : [],
  })),
  apps: [
    service('plain-service'),
    service('bound-service', { dpop_bound_access_tokens: true }),
    service('powerless-service', { roles: [] }),
  ],
  apiTokens: [{ token: '00TtheApiTokenOfAdaForThisTest000000000000', user: 'ada@example.com' }],
}

/** The same key, as a file would hold it. */
const pem = createPrivateKey({ key: rsa, format: 'jwk' }).export({ type: 'pkcs1', format: 'pem' }).toString()

const reads = ['okta.users.read', 'okta.groups.read', 'okta.apps.read']

type Options = NonNullable<ConstructorParameters<typeof okta.Client>[0]>

/** No cache: what a client shows is what the org answered. */
const createClient = (orgUrl: string, clientId: string, more: Options = {}): okta.Client =>
  new okta.Client({
    orgUrl,
    authorizationMode: 'PrivateKey',
    clientId,
    scopes: reads,
    privateKey: { ...rsa },
    keyId: 'service-key',
    cacheMiddleware: null,
    ...more,
  })

const listLogins = async (client: okta.Client): Promise<readonly unknown[]> => {
  const found: unknown[] = []
  const users = await client.userApi.listUsers({ limit: 2 })
  await users.each((user) => {
    found.push(user?.profile?.login)
  })
  return found
}

const paths = (org: RunningOrg): readonly string[] =>
  org.admin.journal().map(({ method, path, status }) => `${method} ${path} ${status}`)

t.test('with a private key', async (t) => {
  const org = await startOrg({ seed: 1, config })
  t.teardown(() => org.close())

  for (const [clientId, scheme, more] of [
    ['plain-service', 'Bearer', {}],
    ['bound-service', 'DPoP', { privateKey: pem }],
  ] as const) {
    t.test(`${clientId}: users by pages, a user, groups, apps, with a ${scheme} token`, async (t) => {
      org.admin.clearJournal()
      const client = createClient(org.url, clientId, more)
      t.strictSame([...(await listLogins(client))].sort(), logins, 'every page, every user once')
      t.strictSame(paths(org), [
        ...(scheme === 'DPoP' ? ['POST /oauth2/v1/token 400'] : []),
        'POST /oauth2/v1/token 200',
        ...Array.from({ length: 3 }, () => 'GET /api/v1/users 200'),
      ])
      t.match(
        org.admin.journal().flatMap(({ issued }) => issued),
        [{ payload: { cid: clientId, scp: reads, cnf: scheme === 'DPoP' ? { jkt: String } : undefined } }],
      )

      const bob = await client.userApi.getUser({ userId: 'bob@example.com' })
      t.match(bob, { status: 'ACTIVE', profile: { login: 'bob@example.com' }, created: Date })
      const groups = await client.groupApi.listGroups({ q: 'Eng' })
      const { value: group } = await groups.next()
      t.match(group, { type: 'OKTA_GROUP', profile: { name: 'Engineers' } })
      const members: unknown[] = []
      await (await client.groupApi.listGroupUsers({ groupId: group?.id ?? '', limit: 2 })).each((user) => {
        members.push(user?.profile?.login)
      })
      t.strictSame(members.sort(), logins)
      const labels: unknown[] = []
      await (await client.applicationApi.listApplications({ limit: 1 })).each((app) => {
        labels.push(app?.label)
      })
      t.strictSame(labels.sort(), ['bound-service', 'plain-service', 'powerless-service'])
      t.equal(paths(org).filter((path) => path === 'POST /oauth2/v1/token 200').length, 1, 'with one token')
    })
  }

  t.test('changes: a group is made, renamed and deleted', async (t) => {
    const client = createClient(org.url, 'plain-service', { scopes: ['okta.groups.manage'] })
    const { id = '' } = await client.groupApi.createGroup({ group: { profile: { name: 'New' } } })
    const renamed = await client.groupApi.replaceGroup({ groupId: id, group: { profile: { name: 'Newer' } } })
    t.match(renamed, { id, profile: { name: 'Newer' } })
    await client.groupApi.deleteGroup({ groupId: id })
    t.match(await thrownBy(client.groupApi.getGroup({ groupId: id })), {
      name: 'OktaApiError',
      status: 404,
      errorCode: 'E0000007',
      errorSummary: `Not found: Resource not found: ${id} (UserGroup)`,
      errorCauses: [],
    })
  })

  t.test('what the API refuses is an error of its own class', async (t) => {
    const client = createClient(org.url, 'plain-service')
    const error = await thrownBy(client.userApi.getUser({ userId: 'nobody@example.com' }))
    t.ok(error instanceof okta.OktaApiError)
    t.match(error, {
      status: 404,
      errorCode: 'E0000007',
      errorSummary: 'Not found: Resource not found: nobody@example.com (User)',
      errorLink: 'E0000007',
      url: `${org.url}/api/v1/users/nobody%40example.com`,
    })
    t.match(await thrownBy(client.userApi.listUsers({ search: 'profile.login' }).then((users) => users.next())), {
      name: 'OktaApiError',
      status: 400,
      errorCode: 'E0000031',
    })
  })

  t.test('a scope that the token lacks, a role that the app lacks', async (t) => {
    const narrow = createClient(org.url, 'plain-service', { scopes: ['okta.groups.read'] })
    t.match(await thrownBy(listLogins(narrow)), { name: 'HttpError', status: 403 }, 'there is no body to read')
    const error = (await thrownBy(listLogins(narrow))) as { readonly headers: Headers }
    t.match(error.headers.get('www-authenticate'), /error="insufficient_scope"/)

    const powerless = createClient(org.url, 'powerless-service')
    t.match(await thrownBy(powerless.userApi.getUser({ userId: 'bob@example.com' })), {
      name: 'OktaApiError',
      status: 403,
      errorCode: 'E0000006',
    })
  })

  t.test('a token that cannot be had ends in an error, never in data', async (t) => {
    // The SDK takes the refusal for a token, and calls the API with "Bearer undefined", twice.
    const cases: readonly (readonly [name: string, clientId: string, more: Options])[] = [
      ['another key', 'plain-service', { privateKey: { ...otherRsa } }],
      ['an unknown key id', 'plain-service', { keyId: 'nobody' }],
      ['an unknown client', 'nobody-at-all', {}],
      ['a scope that was not granted', 'plain-service', { scopes: ['okta.logs.read'] }],
      ['a scope that does not exist', 'plain-service', { scopes: ['okta.nothing.read'] }],
      ['another key, where tokens are bound', 'bound-service', { privateKey: { ...otherRsa } }],
    ]
    for (const [name, clientId, more] of cases) {
      org.admin.clearJournal()
      t.match(
        await thrownBy(listLogins(createClient(org.url, clientId, more))),
        { name: 'OktaApiError', status: 401, errorCode: 'E0000011', errorSummary: 'Invalid token provided' },
        name,
      )
      t.strictSame(
        paths(org).filter((path) => / 200$/.test(path)),
        [],
        `${name}: nothing was answered`,
      )
    }
  })

  t.test('a token that is broken on the way ends in an error, never in data', async (t) => {
    for (const fault of ['access-token-opaque', 'access-token-expired']) {
      for (const clientId of ['plain-service', 'bound-service']) {
        await org.admin.armFault(fault, { clientId, count: 2 })
        const client = createClient(org.url, clientId)
        t.match(await thrownBy(listLogins(client)), { status: 401 }, `${fault}, ${clientId}`)
        t.equal((await listLogins(client)).length, 5, 'the next token is good')
      }
    }
  })

  t.test('a token whose key is forgotten: the SDK asks for another, once', async (t) => {
    const client = createClient(org.url, 'plain-service')
    await listLogins(client)
    await org.admin.rotateKeys({ forget: true })
    org.admin.clearJournal()
    t.equal((await listLogins(client)).length, 5)
    t.strictSame(paths(org).slice(0, 3), [
      'GET /api/v1/users 401',
      'POST /oauth2/v1/token 200',
      'GET /api/v1/users 200',
    ])
  })
})

t.test('with an API token', async (t) => {
  const org = await startOrg({ seed: 1, config })
  t.teardown(() => org.close())
  const create = (token: string) => new okta.Client({ orgUrl: org.url, token, cacheMiddleware: null })
  t.strictSame([...(await listLogins(create('00TtheApiTokenOfAdaForThisTest000000000000')))].sort(), logins)
  t.match(await thrownBy(listLogins(create('00TnobodyMadeThisToken00000000000000000000'))), {
    name: 'OktaApiError',
    status: 401,
    errorCode: 'E0000011',
  })
})

t.test('rate limits: the SDK understands a 429', async (t) => {
  const org = await startOrg({ seed: 1, config: { ...config, org: { rateLimits: { '/api/v1/users': 1 } } } })
  t.teardown(() => org.close())
  const client = createClient(org.url, 'plain-service', {
    requestExecutor: new okta.DefaultRequestExecutor({ maxRetries: 0, requestTimeout: 0 }),
  })
  t.match(await thrownBy(listLogins(client)), { name: 'OktaApiError', status: 429, errorCode: 'E0000047' })
})

t.test('over https', async (t) => {
  process.env.XDG_STATE_HOME = t.testdir()
  const org = await startOrg({ seed: 1, tls: true, config })
  t.teardown(() => org.close())
  t.match(await thrownBy(listLogins(createClient(org.url, 'bound-service'))), {
    code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  })
  globalAgent.options.ca = readFileSync(org.caFile ?? '')
  t.equal((await listLogins(createClient(org.url, 'bound-service'))).length, 5)
})
