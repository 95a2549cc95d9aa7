import { decodeJwt } from 'jose'
import t from 'tap'
import type { Answer } from '../../../../src/server/exchange.js'
import { createToken } from '../../../../src/server/oauth/endpoints/token.js'
import { createOrgServer } from '../../../../src/server/oauth/org-server.js'
import type { App, User } from '../../../../src/server/org/records.js'
import { Refusal } from '../../../../src/server/refusal.js'
import { ask } from '../../../fixtures/ask.js'
import {
  ada,
  bob,
  createTestDeps,
  passwordless,
  spa,
  start,
  suspended,
  type TestDeps,
  url,
} from '../../../fixtures/deps.js'

const org = createOrgServer(url)
const native: App = {
  ...spa,
  id: '0oanative00000000000',
  clientId: '0oanative00000000000',
  label: 'Native',
  applicationType: 'native',
  grantTypes: ['authorization_code', 'refresh_token', 'password'],
  assignments: { groups: [], users: [ada.id, suspended.id, passwordless.id] },
}
const form = {
  grant_type: 'password',
  username: 'ada@example.com',
  password: 'Passw0rd!',
  scope: 'openid profile offline_access',
  client_id: native.clientId,
}

const bodyOf = (answer: Answer): Readonly<Record<string, string>> => ('json' in answer ? Object(answer.json) : {})

const request = async (
  form: Readonly<Record<string, string>>,
  deps: TestDeps = createTestDeps({ apps: [native] }),
  { server = org, headers = {} } = {},
) => {
  const asked = ask({ form, headers })
  try {
    const answer = await createToken(server)(asked, deps)
    return { status: answer.status, body: bodyOf(answer), trace: asked.trace }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const answer = error.answer(deps.random)
    return { status: answer.status, body: bodyOf(answer), trace: asked.trace }
  }
}

t.test('name and password become tokens', async (t) => {
  const { status, body } = await request(form)
  t.equal(status, 200)
  t.strictSame(Object.entries(body), [
    ['token_type', 'Bearer'],
    ['expires_in', 3600],
    ['access_token', body.access_token],
    ['scope', 'openid profile offline_access'],
    ['refresh_token', body.refresh_token],
    ['id_token', body.id_token],
  ])
  t.match(decodeJwt(body.id_token ?? ''), { sub: ada.id, amr: ['pwd'], auth_time: start, name: 'Ada Admin' })
  t.match(decodeJwt(body.access_token ?? ''), { sub: 'ada@example.com', uid: ada.id, auth_time: start })

  const narrow = await request({ ...form, username: 'ADA@example.com', scope: 'okta.users.read' })
  t.strictSame(Object.keys(narrow.body), ['token_type', 'expires_in', 'access_token', 'scope'])
})

t.test('offline_access needs the grant type refresh_token', async (t) => {
  const app: App = { ...native, grantTypes: ['authorization_code', 'password'] }
  const { body, trace } = await request(form, createTestDeps({ apps: [app] }))
  t.equal(body.scope, 'openid profile')
  t.notOk('refresh_token' in body)
  t.strictSame(trace.notes, [
    'scope offline_access was left out: "Native" (0oanative00000000000) lacks the grant type refresh_token, add it under apps[].grant_types',
  ])
})

t.test('what is refused', async (t) => {
  const grant = (error_description: string) => ({ error: 'invalid_grant', error_description })
  const invalid = grant('The credentials provided were invalid.')
  const missing = (name: string) => ({
    error: 'invalid_request',
    error_description: `The required parameter '${name}' is missing.`,
  })
  const { username: _, ...withoutName } = form
  const { password: __, ...withoutPassword } = form
  const { scope: ___, ...withoutScope } = form
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, object])[] = [
    ['no username', withoutName, missing('username')],
    ['no password', withoutPassword, missing('password')],
    ['no scope', withoutScope, { error: 'invalid_scope', error_description: 'No scopes were requested.' }],
    ['wrong password', { ...form, password: 'no' }, invalid],
    ['unknown user', { ...form, username: 'nobody@example.com' }, invalid],
    ['suspended user', { ...form, username: suspended.profile.login }, invalid],
    ['user without a password', { ...form, username: passwordless.profile.login }, invalid],
    [
      'user who is not assigned',
      { ...form, username: bob.profile.login },
      { error: 'access_denied', error_description: 'User is not assigned to the client application.' },
    ],
    [
      'claim scope without openid',
      { ...form, scope: 'profile' },
      {
        error: 'invalid_scope',
        error_description: "Requests for ID tokens or access tokens with OpenID scopes require the 'openid' scope.",
      },
    ],
  ]
  for (const [name, asked, body] of cases) {
    const answer = await request(asked)
    t.strictSame([answer.status, answer.body], [400, body], name)
  }
})

t.test('a user with a second factor cannot come this way', async (t) => {
  const user: User = { ...ada, factors: [{ type: 'token:software:totp', sharedSecret: 'JBSWY3DPEHPK3PXP' }] }
  const { status, body } = await request(form, createTestDeps({ apps: [native], users: [user] }))
  t.strictSame(
    [status, body],
    [
      400,
      {
        error: 'invalid_grant',
        error_description: 'Resource owner password credentials authentication denied by sign on policy.',
      },
    ],
  )
})

t.test('a password that has expired', async (t) => {
  const users: readonly User[] = [{ ...ada, status: 'PASSWORD_EXPIRED' }]
  const { status, body } = await request(form, createTestDeps({ apps: [native], users }))
  t.strictSame([status, body], [400, { error: 'invalid_grant', error_description: 'Password has expired.' }])
})

t.test('an app that must ask for consent cannot', async (t) => {
  const app: App = { ...native, consentMethod: 'REQUIRED' }
  const server = { ...org, consentOf: (scope: string) => (scope === 'profile' ? 'FLEXIBLE' : 'IMPLICIT') } as const
  const { status, body } = await request(form, createTestDeps({ apps: [app] }), { server })
  t.equal(status, 400)
  t.match(body, {
    error: 'consent_required',
    error_description: /^The following scopes require user consent: \[profile\]\. To access/,
  })
  t.equal((await request(form, undefined, { server })).status, 200, 'an app that is trusted does')
})

t.test('a browser comes from the origin of a redirect URI', async (t) => {
  t.equal((await request(form, undefined, { headers: { origin: 'http://localhost:8080' } })).status, 200)
  t.match(await request(form, undefined, { headers: { origin: 'http://evil.example' } }), {
    status: 400,
    body: { error: 'invalid_request' },
  })
})

t.test('the password is not in the journal', async (t) => {
  const { record } = await import('../../../../src/server/http/record.js')
  const { silentLog } = await import('../../../../src/server/log.js')
  const deps = createTestDeps({ apps: [native] })
  const asked = ask({ form })
  record(asked, await createToken(org)(asked, deps), deps.now(), deps.journal, silentLog)
  t.match(deps.journal.read(), [{ parameters: { username: form.username, password: '(hidden)' } }])
})
