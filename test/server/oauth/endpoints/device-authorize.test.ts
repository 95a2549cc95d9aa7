import t from 'tap'
import type { Answer, Ask } from '../../../../src/server/exchange.js'
import { createCustomServer } from '../../../../src/server/oauth/custom-server.js'
import { createDeviceAuthorize } from '../../../../src/server/oauth/endpoints/device-authorize.js'
import { createOrgServer } from '../../../../src/server/oauth/org-server.js'
import type { App } from '../../../../src/server/org/records.js'
import { Refusal } from '../../../../src/server/refusal.js'
import { ask } from '../../../fixtures/ask.js'
import { createTestDeps, spa, start, type TestDeps, url } from '../../../fixtures/deps.js'
import { television } from '../../../fixtures/television.js'

const org = createOrgServer(url)
const withTelevision = (app: App = television): TestDeps => createTestDeps({ apps: [app, spa] })

const answerOf = async (asked: Ask, deps: TestDeps, server = org): Promise<Answer> => {
  try {
    return await createDeviceAuthorize(server)(asked, deps)
  } catch (error) {
    if (error instanceof Refusal) return error.answer(deps.random)
    throw error
  }
}
const bodyOf = (answer: Answer): Readonly<Record<string, unknown>> => ('json' in answer ? Object(answer.json) : {})
const form = { client_id: television.clientId, scope: 'openid profile offline_access' }

t.test('a device gets its codes', async (t) => {
  const deps = withTelevision()
  const answer = await answerOf(ask({ form }), deps)
  t.strictSame(
    [answer.status, answer.headers],
    [200, { 'cache-control': 'no-cache, no-store', pragma: 'no-cache', expires: '0' }],
  )
  const body = bodyOf(answer)
  t.match(body.user_code, /^[BCDFGHJKLMNPQRSTVWXZ]{8}$/)
  t.match(body.device_code, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  t.strictSame(Object.entries(body), [
    ['user_code', body.user_code],
    ['device_code', body.device_code],
    ['interval', 5],
    ['verification_uri_complete', `${url}/activate?user_code=${body.user_code}`],
    ['verification_uri', `${url}/activate`],
    ['expires_in', 600],
  ])
  t.strictSame(await deps.store.deviceCodes.find(String(body.device_code)), {
    serverId: 'org',
    clientId: television.clientId,
    scopes: ['openid', 'profile', 'offline_access'],
    expiresAt: start + 600,
  })
  t.not(bodyOf(await answerOf(ask({ form }), deps)).user_code, body.user_code)
})

t.test('the code of a custom server is typed at the org too', async (t) => {
  const custom = createCustomServer(
    { id: 'tv', name: 'TV', audiences: ['a'], scopes: [], claims: [], accessTokenLifetimeMinutes: 60, policies: [] },
    url,
  )
  const body = bodyOf(await answerOf(ask({ form }), withTelevision(), custom))
  t.equal(body.verification_uri, `${url}/activate`)
})

t.test('scopes are granted as elsewhere', async (t) => {
  const deps = withTelevision({ ...television, grantTypes: television.grantTypes.slice(0, 2) })
  const asked = ask({ form: { ...form, scope: 'openid offline_access okta.users.read okta.apps.read' } })
  const { device_code } = bodyOf(await answerOf(asked, deps))
  t.strictSame((await deps.store.deviceCodes.find(String(device_code)))?.scopes, ['openid', 'okta.users.read'])
  t.match(asked.trace.notes, [/^scope okta.apps.read is not in the grants/, /^scope offline_access was left out/])
})

t.test('what is refused', async (t) => {
  const { scope: _, ...withoutScope } = form
  const cases: readonly (readonly [string, Ask, number, object])[] = [
    [
      'no scope',
      ask({ form: withoutScope }),
      400,
      { error: 'invalid_scope', error_description: 'No scopes were requested.' },
    ],
    [
      'an app without the grant type',
      ask({ form: { ...form, client_id: spa.clientId } }),
      400,
      {
        error: 'unauthorized_client',
        error_description:
          'The client is not authorized to use the provided grant type. Configured grant types: [authorization_code, implicit].',
      },
    ],
    [
      'nobody',
      ask({ form: { scope: 'openid' } }),
      401,
      { error: 'invalid_client', error_description: 'No client credentials found.' },
    ],
    [
      'a parameter twice',
      ask({ form: `client_id=${television.clientId}&scope=openid&scope=email` }),
      400,
      { error: 'invalid_request', error_description: 'The request contained multiple parameters with the same name.' },
    ],
    ['JSON', ask({ method: 'POST', body: { kind: 'json', value: form } }), 400, { errorCode: 'E0000021' }],
  ]
  for (const [name, asked, status, body] of cases) {
    const answer = await answerOf(asked, withTelevision())
    t.equal(answer.status, status, name)
    t.match(bodyOf(answer), body, name)
  }
})
