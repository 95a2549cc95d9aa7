import t from 'tap'
import type { User } from '../../../../src/server/org/records.js'
import { findSession, startSession } from '../../../../src/server/signin/sessions.js'
import { apiError, asAdmin, bearer } from '../../../fixtures/api.js'
import { ada, bob, createTestDeps, start, url } from '../../../fixtures/deps.js'

const path = `/api/v1/users/${bob.id}`
const provider = { type: 'OKTA', name: 'OKTA' }
const recoveryQuestion = { question: 'Who?', answer: 'Me' }
const change = (oldPassword: string, newPassword: string, more = {}) => ({
  oldPassword: { value: oldPassword },
  newPassword: { value: newPassword },
  ...more,
})
const updateFailed = (cause: string) => apiError('E0000014', 'Update of credentials failed', [cause])
const requirements =
  'Password requirements were not met. Password requirements: at least 8 characters, a lowercase letter, an uppercase letter, a number, no parts of your username.'

const org = (more: Partial<User> = {}) => {
  const made = asAdmin({ users: [ada, { ...bob, ...more }] })
  return { ...made, bobNow: () => made.deps.org.findUser(bob.id) }
}

t.test('expire_password answers with the user, whose status did not change when', async (t) => {
  const { deps, send } = org()
  deps.advance(60)
  t.match(await send(`POST ${path}/lifecycle/expire_password`), {
    status: 200,
    json: {
      id: bob.id,
      status: 'PASSWORD_EXPIRED',
      statusChanged: '2026-01-01T00:00:00.000Z',
      lastUpdated: '2026-01-01T00:01:00.000Z',
      _links: { suspend: {} },
    },
  })
})

t.test('a temporary password is told once and works', async (t) => {
  const { send, bobNow } = org()
  const reply = await send(`POST ${path}/lifecycle/expire_password_with_temp_password`)
  t.match(reply.json, { tempPassword: /^\w{12}$/ })
  t.strictSame(Object.keys(Object(reply.json)), ['tempPassword'])
  t.equal(bobNow()?.password, Object(reply.json).tempPassword)
})

t.test('links to choose a new password, where no mail is wanted', async (t) => {
  const { send } = org()
  t.match((await send(`POST ${path}/lifecycle/reset_password?sendEmail=false`)).json, {
    resetPasswordUrl: new RegExp(`^${url}/reset_password/[\\w-]{20}$`),
  })
  t.strictSame((await send(`POST ${path}/lifecycle/reset_password?sendEmail=true`)).json, {})
  t.match((await org().send(`POST ${path}/credentials/forgot_password?sendEmail=false`)).json, {
    resetPasswordUrl: new RegExp(`^${url}/signin/reset-password/[\\w-]{20}$`),
  })
  t.strictSame((await org().send(`POST ${path}/credentials/forgot_password`)).json, {})
})

t.test('from an old password to a new one', async (t) => {
  const { deps, send, bobNow } = org()
  deps.advance(60)
  const reply = await send(`POST ${path}/credentials/change_password`, change('Passw0rd!', 'Correct1Horse'))
  t.strictSame([reply.status, reply.json], [200, { password: {}, provider }])
  t.match(bobNow(), {
    password: 'Correct1Horse',
    passwordChanged: start + 60,
    lastUpdated: start + 60,
    status: 'ACTIVE',
  })

  t.match(await send(`POST ${path}/credentials/change_password`, change('Passw0rd!', 'Correct1Horse')), {
    status: 403,
    json: updateFailed('oldPassword: The credentials provided were incorrect.'),
  })
  for (const simple of ['short', 'example.C0M']) {
    t.match(await send(`POST ${path}/credentials/change_password`, change('Correct1Horse', simple)), {
      status: 403,
      json: updateFailed(requirements),
    })
  }
  t.match(await send(`POST ${path}/credentials/change_password`, { oldPassword: { value: 'Correct1Horse' } }), {
    status: 403,
  })
  t.match(await send(`POST ${path}/credentials/change_password`), { status: 400 })
})

t.test('in which status a password can be changed', async (t) => {
  const ends = { STAGED: 'STAGED', ACTIVE: 'ACTIVE', PASSWORD_EXPIRED: 'ACTIVE', RECOVERY: 'ACTIVE' } as const
  for (const [status, after] of Object.entries(ends)) {
    const { send, bobNow } = org({ status: status as keyof typeof ends })
    t.match(await send(`POST ${path}/credentials/change_password`, change('Passw0rd!', 'Correct1Horse')), {
      status: 200,
    })
    t.equal(bobNow()?.status, after, status)
  }
  for (const status of ['PROVISIONED', 'LOCKED_OUT', 'SUSPENDED', 'DEPROVISIONED'] as const) {
    const { send } = org({ status })
    t.match(
      await send(`POST ${path}/credentials/change_password`, change('Passw0rd!', 'Correct1Horse')),
      { status: 403, json: apiError('E0000035', 'Change password not allowed on specified user.') },
      status,
    )
    t.match(
      await send(`POST ${path}/credentials/change_recovery_question`, {}),
      { status: 403, json: apiError('E0000036', 'Change recovery question not allowed on specified user.') },
      status,
    )
  }
})

t.test('people change their own password', async (t) => {
  const deps = createTestDeps()
  const send = await bearer(deps, { user: bob, scopes: ['okta.users.manage.self'] })
  t.match(await send('POST /api/v1/users/me/credentials/change_password', change('Passw0rd!', 'Correct1Horse')), {
    status: 200,
  })
  t.match(await send(`POST /api/v1/users/${ada.id}/credentials/change_password`, {}), { status: 403 })
})

t.test('a new recovery question, with the password as proof', async (t) => {
  const { send, bobNow } = org()
  const body = { password: { value: 'Passw0rd!' }, recovery_question: recoveryQuestion }
  const reply = await send(`POST ${path}/credentials/change_recovery_question`, body)
  t.equal(
    JSON.stringify(reply.json),
    JSON.stringify({ password: {}, recovery_question: { question: 'Who?' }, provider }),
  )
  t.strictSame(bobNow()?.recoveryQuestion, recoveryQuestion)
  t.match(await send(`POST ${path}/credentials/change_recovery_question`, { ...body, password: { value: 'x' } }), {
    status: 403,
    json: updateFailed('password: The credentials provided were incorrect.'),
  })
  t.match(await send(`POST ${path}/credentials/change_recovery_question`, { ...body, recovery_question: {} }), {
    status: 400,
    json: apiError('E0000001', 'Api validation failed: question'),
  })
  t.match(await send(`POST ${path}/credentials/change_recovery_question`, { password: body.password }), { status: 200 })
})

t.test('a new password, with the answer to the recovery question as proof', async (t) => {
  const forgotten = `POST ${path}/credentials/forgot_password_recovery_question`
  const { send, bobNow } = org({ recoveryQuestion, status: 'RECOVERY' })
  const body = (answer: string) => ({ password: { value: 'Correct1Horse' }, recovery_question: { answer } })
  t.match(await send(forgotten, body('You')), {
    status: 403,
    json: updateFailed('answer: The credentials provided were incorrect.'),
  })
  const reply = await send(forgotten, body('Me'))
  t.equal(
    JSON.stringify(reply.json),
    JSON.stringify({ password: {}, recovery_question: { question: 'Who?' }, provider }),
  )
  t.match(bobNow(), { password: 'Correct1Horse', status: 'ACTIVE' })
  t.match(await org().send(forgotten, body('Me')), { status: 403, reason: 'bob@example.com has none' })
  t.match(await org({ status: 'SUSPENDED' }).send(forgotten, body('Me')), {
    json: apiError('E0000034', 'Forgot password not allowed on specified user.'),
  })
})

t.test('sessions end, and tokens where that is wanted', async (t) => {
  const isOver = async (request: string, json?: unknown) => {
    const { deps, send } = org()
    const { session } = await startSession(bob, ['pwd'], deps)
    const theirs = await bearer(deps, { user: bob, scopes: ['okta.users.read'] })
    const { status } = await send(request, json)
    return [status, (await findSession(session.id, deps)) === undefined, (await theirs('GET /api/v1/users/me')).status]
  }
  t.strictSame(await isOver(`DELETE ${path}/sessions`), [204, true, 200])
  t.strictSame(await isOver(`DELETE ${path}/sessions?oauthTokens=true`), [204, true, 401])
  const changed = change('Passw0rd!', 'Correct1Horse')
  t.strictSame(await isOver(`POST ${path}/credentials/change_password`, changed), [200, false, 200])
  const ending = { ...changed, revokeSessions: true }
  t.strictSame(await isOver(`POST ${path}/credentials/change_password`, ending), [200, true, 200])
  const sessionsAfter = async (request: string) => {
    const { deps, send } = org()
    const { session } = await startSession(bob, ['pwd'], deps)
    await send(request)
    const user = deps.org.findUser(bob.id)
    if (user) deps.org.putUser({ ...user, status: 'ACTIVE' })
    return (await findSession(session.id, deps)) === undefined
  }
  t.strictSame(
    await Promise.all(
      ['reset_password', 'expire_password_with_temp_password'].flatMap((name) => [
        sessionsAfter(`POST ${path}/lifecycle/${name}`),
        sessionsAfter(`POST ${path}/lifecycle/${name}?revokeSessions=true`),
      ]),
    ),
    [false, true, false, true],
  )
  t.match(await org().send('DELETE /api/v1/users/x/sessions'), { status: 404 })
})
