import t from 'tap'
import { authenticateClient } from '../../../../src/server/oauth/clients/authenticate.js'
import type { ClientEndpoint } from '../../../../src/server/oauth/clients/client-request.js'
import { createOrgServer } from '../../../../src/server/oauth/org-server.js'
import { Refusal } from '../../../../src/server/refusal.js'
import { ask } from '../../../fixtures/ask.js'
import { createTestDeps, inactive, spa, type TestDeps, url, web } from '../../../fixtures/deps.js'

const server = createOrgServer(url)
const elsewhere: readonly ClientEndpoint[] = ['introspect', 'revoke', 'device/authorize', 'par']
const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` })

/** The client id of the app that was found, or the refusal's status and body. */
const outcome = async (
  parts: Parameters<typeof ask>[0],
  endpoint: ClientEndpoint,
  deps: TestDeps = createTestDeps(),
) => {
  const asked = ask({ form: {}, ...parts })
  const params = asked.body.kind === 'form' ? asked.body.params : asked.query
  try {
    return (await authenticateClient({ ask: asked, params, server, endpoint }, deps)).clientId
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const answer = error.answer(deps.random)
    return [answer.status, 'json' in answer ? answer.json : answer]
  }
}

t.test('Basic without a colon names a public client at /introspect and /revoke, nowhere else', async (t) => {
  const malformed = [
    401,
    {
      error: 'invalid_client',
      error_description: 'Found Authentication header but was not valid client credentials.',
    },
  ]
  for (const endpoint of ['token', ...elsewhere] as const) {
    const accepted = endpoint === 'introspect' || endpoint === 'revoke'
    const expected = accepted ? spa.clientId : malformed
    t.strictSame(await outcome({ headers: basic(spa.clientId) }, endpoint), expected, endpoint)
  }
  t.strictSame(
    await outcome({ headers: basic(web.clientId) }, 'revoke'),
    [401, { error: 'invalid_client', error_description: 'No client credentials found.' }],
    'a confidential client still has to prove itself',
  )
  t.strictSame(await outcome({ headers: { authorization: 'Basic ' } }, 'revoke'), malformed, 'nothing in it')
})

t.test('an unknown client, away from /token', async (t) => {
  const unknown = [401, { error: 'invalid_client', error_description: "Invalid value for 'client_id' parameter." }]
  for (const endpoint of elsewhere) {
    t.strictSame(await outcome({ form: { client_id: 'nobody' } }, endpoint), unknown, `${endpoint}, in the body`)
    t.strictSame(await outcome({ headers: basic('nobody:x') }, endpoint), unknown, `${endpoint}, by Basic`)
    t.strictSame(await outcome({ form: { client_id: inactive.clientId } }, endpoint), unknown, `${endpoint}, inactive`)
  }
})

t.test('a confidential client, by either way of sending the secret', async (t) => {
  const secret = web.clientSecret ?? ''
  for (const endpoint of ['token', ...elsewhere] as const) {
    t.equal(await outcome({ headers: basic(`${web.clientId}:${secret}`) }, endpoint), web.clientId, endpoint)
    const form = { client_id: web.clientId, client_secret: secret }
    t.equal(await outcome({ form }, endpoint), web.clientId, `${endpoint}, in the body`)
  }
})
