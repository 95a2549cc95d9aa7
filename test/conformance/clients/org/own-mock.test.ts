import { once } from 'node:events'
import { createServer } from 'node:net'
import t from 'tap'
import { appEnvironment } from '../../../../src/conformance/clients/app-environment.js'
import { checkClientContent } from '../../../../src/conformance/clients/file/read-client-file.js'
import { openOwnMock, withSecondMock } from '../../../../src/conformance/clients/org/own-mock.js'
import { freePort } from '../../../fixtures/free-port.js'
import { thrownBy } from '../../../fixtures/thrown-by.js'

const web = { kind: 'web', start: 'http://localhost:3000/login', callback: 'http://localhost:3000/cb' }
const start = 'http://localhost:3000/second/login'

const fileOf = (client: object) => checkClientContent({ client }, {})

t.test('a client with one issuer has one mock', async (t) => {
  for (const client of [web, { kind: 'service', trigger: { command: 'true' } }]) {
    const file = fileOf(client)
    const org = await openOwnMock(file, true)
    t.equal(await withSecondMock(org, file, true), org)
    await org.close()
  }
})

t.test(
  'a second issuer is another mock with other people, where the client is registered as its file says',
  async (t) => {
    const second_issuer = {
      start,
      callback: 'http://localhost:3000/second/cb',
      client_id: '0oathere',
      client_secret: '$S',
    }
    const file = checkClientContent({ client: { ...web, second_issuer } }, { S: 'a secret of the app for that issuer' })
    const org = await withSecondMock(await openOwnMock(file, true), file, true)
    t.teardown(() => org.close())
    const { second } = org
    t.not(second?.summary.issuer, org.summary.issuer)
    t.match(second?.registration, {
      clientId: '0oathere',
      clientSecret: 'a secret of the app for that issuer',
      redirectUri: 'http://localhost:3000/second/cb',
    })
    t.strictSame(
      org.people.map(({ role, marker, user: { login } }) => [role, marker, login]),
      [
        ['user', undefined, 'paula.plain@example.com'],
        ['second-user', undefined, 'peter.second@example.com'],
        ['user', 'the user of the second issuer', 'sam.elsewhere@example.net'],
      ],
    )
    t.ok(org.secrets.includes('a secret of the app for that issuer'))
    t.match(appEnvironment(org), {
      OKTA_ISSUER: org.summary.issuer,
      OKTA_SECOND_ISSUER: second?.summary.issuer,
      OKTA_SECOND_CLIENT_ID: '0oathere',
      OKTA_SECOND_CLIENT_SECRET: 'a secret of the app for that issuer',
      OKTA_SECOND_REDIRECT_URI: 'http://localhost:3000/second/cb',
    })
  },
)

t.test(
  'what the file leaves out: an app of the kit’s own, and for an app the same callback, for a library another',
  async (t) => {
    for (const [client, redirectUri] of [
      [{ ...web, second_issuer: { start } }, web.callback],
      [{ kind: 'library', command: 'cat', second_issuer: {} }, 'http://localhost:9/second/callback'],
    ] as const) {
      const file = fileOf(client)
      const org = await withSecondMock(await openOwnMock(file, true), file, true)
      t.match(org.second?.registration, { clientId: '0oaatsecondissuer000', redirectUri })
      await org.close()
    }
  },
)

t.test('a client that proves itself by a key has the same one at both', async (t) => {
  const file = fileOf({ ...web, token_endpoint_auth_method: 'private_key_jwt', second_issuer: { start } })
  const org = await withSecondMock(await openOwnMock(file, true), file, true)
  t.teardown(() => org.close())
  t.strictSame(org.second?.registration.key, org.registration.key)
})

t.test('where an app that is not told looks for it, nothing else may be', async (t) => {
  const taken = createServer().listen(0, 'localhost')
  await once(taken, 'listening')
  t.teardown(() => taken.close())
  const address = taken.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const issuer = `http://localhost:${await freePort()}`
  for (const [at, message] of [
    [
      `http://localhost:${port}`,
      `port ${port} is taken: name a port of this machine that is free, for the second issuer`,
    ],
    [
      'https://dev-1.okta.com',
      "client.second_issuer.issuer https://dev-1.okta.com is no mock of the kit's own: name a port of this machine that is free, for the second issuer",
    ],
  ] as const) {
    const file = fileOf({ ...web, issuer, second_issuer: { start, issuer: at } })
    const opened = await openOwnMock(file, false)
    t.match(await thrownBy(withSecondMock(opened, file, false)), { name: 'UsageError', message })
    await t.rejects(fetch(`${issuer}/oauth2/v1/keys`), 'the first is closed then')
  }
})
