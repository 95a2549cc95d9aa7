import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { decodeJwt } from 'jose'
import t, { type Test } from 'tap'
import { token } from '../../../src/server/cli/token.js'
import { startOrg } from '../../../src/server/index.js'
import { thrownBy } from '../../fixtures/thrown-by.js'

const service = { command: 'token', client: '0oamocktaservice0001', scopes: ['okta.users.read'] } as const
const web = { command: 'token', client: '0oamocktaweb00000001', scopes: ['okta.users.read', 'openid'] } as const

/** Something that is no mock. */
const serve = async (t: Test, body: string): Promise<string> => {
  const server = createServer((_request, response) => response.writeHead(418).end(body))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

t.test('a token of a running mock', async (t) => {
  const org = await startOrg({ seed: 1 })
  t.teardown(() => org.close())
  const url = org.adminUrl
  t.match(decodeJwt(await token({ ...service, url })), { sub: service.client, scp: ['okta.users.read'] })
  t.match(decodeJwt(await token({ ...web, user: 'user@example.com', url })), {
    sub: 'user@example.com',
    scp: ['okta.users.read', 'openid'],
  })
  t.match(await thrownBy(token({ ...web, url })), {
    name: 'UsageError',
    message: /does not act for itself: name a user$/,
  })
  t.match(await thrownBy(token({ ...web, url: org.url })), {
    message: `${org.url} is no admin listener of mockta: it answered 404 at /tokens; the admin URL is printed when the mock starts`,
  })
})

t.test('no mock, or something else', async (t) => {
  const org = await startOrg({ seed: 1 })
  await org.close()
  t.match(await thrownBy(token({ ...service, url: org.adminUrl })), {
    name: 'UsageError',
    message: `no mock answers at ${org.adminUrl}/tokens (ECONNREFUSED): start one with "mockta", or name its admin listener with --url`,
  })
  for (const body of ['<html>', 'null', '[]', '{"error":7}']) {
    t.match(await thrownBy(token({ ...service, url: await serve(t, body) })), {
      message: /it answered 418 at \/tokens/,
    })
  }
})
