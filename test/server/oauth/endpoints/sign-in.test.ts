import t from 'tap'
import type { UserStatus } from '../../../../src/server/org/records.js'
import { ask } from '../../../fixtures/ask.js'
import { authorize, go, htmlOf, request, signIn, stateTokenOf } from '../../../fixtures/authorize.js'
import { codeAt, guarded } from '../../../fixtures/codes.js'
import { ada, bob, codeOnly, createTestDeps, start, suspended, type TestDeps } from '../../../fixtures/deps.js'

const query = request()

/** Opens the sign-in page and gives its state token. */
const open = async (deps: TestDeps, change: Readonly<Record<string, string>> = {}): Promise<string> =>
  stateTokenOf((await go(change, deps)).answer)

const form = (stateToken: string, identifier: string, password = 'Passw0rd!') =>
  ask({ form: { stateToken, identifier, 'credentials.passcode': password } })

t.test('the right password sends the browser back with a session', async (t) => {
  const deps = createTestDeps()
  const answer = await signIn(form(await open(deps), 'ADA@example.com'), deps)
  t.equal(answer.status, 302)
  t.match(
    'redirect' in answer && answer.redirect,
    /^http:\/\/localhost:8080\/authorization-code\/callback\?code=[\w-]{43}&state=s$/,
  )
  const [cookie] = answer.cookies ?? []
  t.match(cookie, { name: 'idx', value: /^102/ })
  t.equal(deps.org.findUser(ada.id)?.lastLogin, deps.now())

  const again = await authorize(ask({ query, cookies: { idx: cookie?.value ?? '' } }), deps)
  t.equal(again.status, 302, 'single sign-on')
})

t.test('on Classic the cookie is sid', async (t) => {
  const deps = createTestDeps({ engine: 'classic' })
  const answer = await signIn(form(await open(deps), 'ada@example.com'), deps)
  t.equal(answer.cookies?.[0]?.name, 'sid')
})

t.test('whatever is wrong, the page looks the same, keeps the name and reveals nothing', async (t) => {
  const seen = new Set<string>()
  const cases: readonly (readonly [string, string, RegExp])[] = [
    ['ada@example.com', 'wrong', /wrong password for "ada@example.com"/],
    ['nobody@example.com', 'Passw0rd!', /no user has the login "nobody@example.com"/],
    ['nop@example.com', 'Passw0rd!', /has no password/],
    [suspended.profile.login, 'Passw0rd!', /is SUSPENDED: set users\[\].status to ACTIVE/],
    ['ada@example.com', '', /wrong password/],
  ]
  for (const [identifier, password, reason] of cases) {
    const deps = createTestDeps()
    const asked = form(await open(deps), identifier, password)
    const answer = await signIn(asked, deps)
    t.equal(answer.status, 401, identifier)
    t.notOk(answer.cookies, 'no session')
    t.ok(htmlOf(answer).includes(`value="${identifier}"`), 'the name is kept')
    t.notMatch(htmlOf(answer), /Passw0rd!|value="wrong"/, 'the password is not')
    t.match(asked.trace.refusal?.reason, reason)
    seen.add(
      htmlOf(answer)
        .replace(identifier, '')
        .replace(/02\.id\.[\w-]+/, ''),
    )
  }
  t.equal(seen.size, 1)
})

t.test('after a wrong password the right one works on the same page', async (t) => {
  const deps = createTestDeps()
  const stateToken = await open(deps)
  await signIn(form(stateToken, 'ada@example.com', 'wrong'), deps)
  t.equal((await signIn(form(stateToken, 'ada@example.com'), deps)).status, 302)
})

t.test('a page works once and for an hour', async (t) => {
  const deps = createTestDeps()
  const stateToken = await open(deps)
  const both = await Promise.all([
    signIn(form(stateToken, 'ada@example.com'), deps),
    signIn(form(stateToken, 'ada@example.com'), deps),
  ])
  t.strictSame(
    both.map(({ status }) => status),
    [302, 400],
    'of two posts at the same time one goes on',
  )
  const third = await signIn(form(stateToken, 'ada@example.com'), deps)
  t.match(htmlOf(third), /Request expired, please start over and try again\./)

  const late = await open(deps)
  deps.advance(3600)
  t.equal((await signIn(form(late, 'ada@example.com'), deps)).status, 400)
})

t.test('a user who is not assigned is signed in and refused by redirect', async (t) => {
  const deps = createTestDeps()
  const answer = await signIn(form(await open(deps, { client_id: codeOnly.clientId }), bob.profile.login), deps)
  t.match(
    'redirect' in answer && answer.redirect,
    /\?state=s&error=access_denied&error_description=User\+is\+not\+assigned\+to\+the\+client\+application\.$/,
  )
  t.equal(answer.cookies?.length, 1)
})

t.test('prompt=login and max_age=0 are satisfied by this sign-in', async (t) => {
  for (const change of [{ prompt: 'login' }, { max_age: '0' }]) {
    const deps = createTestDeps()
    const answer = await signIn(form(await open(deps, change), 'ada@example.com'), deps)
    t.match('redirect' in answer && answer.redirect, /\?code=/)
  }
})

t.test('what is no form is refused', async (t) => {
  const answer = await signIn(ask({ method: 'POST', body: { kind: 'json', value: {} } }), createTestDeps())
  t.equal(answer.status, 400)
})

t.test('what a right password is worth depends on the status', async (t) => {
  const cases: readonly (readonly [UserStatus, string])[] = [
    ['STAGED', 'Unable to sign in'],
    ['PROVISIONED', 'Unable to sign in'],
    ['RECOVERY', 'Unable to sign in'],
    ['LOCKED_OUT', 'Unable to sign in'],
    ['SUSPENDED', 'Unable to sign in'],
    ['DEPROVISIONED', 'Unable to sign in'],
  ]
  for (const [status, message] of cases) {
    const deps = createTestDeps({ users: [{ ...ada, status }] })
    const asked = form(await open(deps), 'ada@example.com')
    const answer = await signIn(asked, deps)
    t.strictSame([answer.status, answer.cookies], [401, undefined], status)
    t.ok(htmlOf(answer).includes(`>${message}<`), status)
    t.match(asked.trace.refusal, { reason: /status to ACTIVE/, source: /^S-2/ }, status)
  }
})

t.test('an expired password is changed on the page, and the sign-in goes on', async (t) => {
  const deps = createTestDeps({ users: [{ ...ada, status: 'PASSWORD_EXPIRED' }] })
  const stateToken = await open(deps)
  const asked = form(stateToken, 'ada@example.com')
  const page = await signIn(asked, deps)
  t.strictSame([page.status, page.cookies, asked.trace.decision], [200, undefined, 'asks for a new password'])
  t.match(htmlOf(page), '<h1>Your password has expired</h1>')
  t.match(htmlOf(page), `name="stateToken" value="${stateToken}"`)

  const change = (oldPassword: string, newPassword: string, confirmPassword = newPassword) =>
    ask({ method: 'POST', form: { stateToken, oldPassword, newPassword, confirmPassword } })
  for (const [name, refused, message, reason] of [
    [
      'wrong old password',
      change('wrong', 'An0therOne'),
      'The credentials provided were incorrect.',
      /^oldPassword is not/,
    ],
    [
      'too simple',
      change('Passw0rd!', 'simple'),
      'Passwords must have at least 8 characters',
      /^newPassword is too simple/,
    ],
    ['not repeated', change('Passw0rd!', 'An0therOne', 'An0therTwo'), 'New passwords must match', /are not the same$/],
    ['nothing', ask({ method: 'POST', form: { stateToken } }), 'New passwords must match', /are not the same$/],
  ] as const) {
    const answer = await signIn(refused, deps)
    t.strictSame([answer.status, answer.cookies], [401, undefined], name)
    t.ok(htmlOf(answer).includes(`>${message}`), name)
    t.match(refused.trace.refusal, { rule: 'newPasswordRefused', reason }, name)
    t.equal(deps.org.findUser(ada.id)?.status, 'PASSWORD_EXPIRED')
  }

  deps.advance(30)
  const answer = await signIn(change('Passw0rd!', 'An0therOne'), deps)
  t.match('redirect' in answer && answer.redirect, /\?code=/)
  t.match(answer.cookies, [{ name: 'idx' }])
  t.match(deps.org.findUser(ada.id), { status: 'ACTIVE', password: 'An0therOne', passwordChanged: start + 30 })
  const code = new URL('redirect' in answer ? answer.redirect : '').searchParams.get('code') ?? ''
  t.match(await deps.store.codes.find(code), { authTime: start, amr: ['pwd'] }, 'the old password was the proof')
  t.equal((await signIn(change('An0therOne', 'Y3tAnother'), deps)).status, 400, 'the page works once')
})

t.test('the second factor comes first, before an expired password too', async (t) => {
  const deps = createTestDeps({ users: [{ ...guarded, status: 'PASSWORD_EXPIRED' }] })
  const stateToken = await open(deps)
  t.match(htmlOf(await signIn(form(stateToken, 'ada@example.com'), deps)), '<h1>Enter the code</h1>')
  const code = ask({ form: { stateToken, 'credentials.passcode': codeAt(start) } })
  t.match(htmlOf(await signIn(code, deps)), '<h1>Your password has expired</h1>')
  const typed = { oldPassword: 'Passw0rd!', newPassword: 'An0therOne', confirmPassword: 'An0therOne' }
  const answer = await signIn(ask({ form: { stateToken, ...typed } }), deps)
  const given = new URL('redirect' in answer ? answer.redirect : '').searchParams.get('code') ?? ''
  t.match(await deps.store.codes.find(given), { amr: ['mfa', 'otp', 'pwd'] })
})

t.test('somebody may change their mind on that page and sign in as somebody else', async (t) => {
  const deps = createTestDeps({ users: [{ ...ada, status: 'PASSWORD_EXPIRED' }, bob] })
  const stateToken = await open(deps)
  await signIn(form(stateToken, 'ada@example.com'), deps)
  const answer = await signIn(form(stateToken, 'bob@example.com'), deps)
  t.match('redirect' in answer && answer.redirect, /\?code=/)
})

t.test('a user who was changed while the page was open starts over', async (t) => {
  const deps = createTestDeps({ users: [{ ...ada, status: 'PASSWORD_EXPIRED' }] })
  const stateToken = await open(deps)
  await signIn(form(stateToken, 'ada@example.com'), deps)
  deps.org.putUser({ ...ada, status: 'SUSPENDED' })
  const typed = { oldPassword: 'Passw0rd!', newPassword: 'An0therOne', confirmPassword: 'An0therOne' }
  const answer = await signIn(ask({ method: 'POST', form: { stateToken, ...typed } }), deps)
  t.match([answer.status, htmlOf(answer)], [400, /Request expired, please start over and try again\./])
})

t.test('ten wrong passwords lock the account', async (t) => {
  const deps = createTestDeps()
  const stateToken = await open(deps)
  for (let time = 0; time < 10; time += 1) await signIn(form(stateToken, 'ada@example.com', 'wrong'), deps)
  t.equal(deps.org.findUser(ada.id)?.status, 'LOCKED_OUT')
  t.equal((await signIn(form(stateToken, 'ada@example.com'), deps)).status, 401)
})

t.test('a user with a second factor is asked for the code on a second page', async (t) => {
  for (const [engine, field, cookie] of [
    ['oie', 'credentials.passcode', 'idx'],
    ['classic', 'answer', 'sid'],
  ] as const) {
    const deps = createTestDeps({ engine, users: [guarded] })
    const page = await signIn(form(await open(deps), 'ada@example.com'), deps)
    t.strictSame([page.status, page.cookies], [200, undefined], engine)
    t.match(htmlOf(page), new RegExp(`name="${field.replace('.', '\\.')}"`))
    t.notMatch(htmlOf(page), /type="password"|<script/)
    const stateToken = stateTokenOf(page)
    const post = (code: string) => signIn(ask({ form: { stateToken, [field]: code } }), deps)

    const wrong = await post('000000')
    t.strictSame([wrong.status, wrong.cookies], [401, undefined])
    t.match(htmlOf(wrong), /role="alert"[^>]*>Invalid code\. Try again\./)
    t.equal(stateTokenOf(wrong), stateToken)

    const right = await post(codeAt(start))
    t.match('redirect' in right && right.redirect, /\?code=/)
    t.strictSame(
      right.cookies?.map(({ name }) => name),
      [cookie],
    )
    t.equal((await post(codeAt(start + 30))).status, 400, 'the page is used up')
  }
})

t.test('a code works once', async (t) => {
  const deps = createTestDeps({ users: [guarded] })
  const post = async (stateToken: string) =>
    signIn(ask({ form: { stateToken, 'credentials.passcode': codeAt(start) } }), deps)
  const pages = [await open(deps), await open(deps)]
  for (const stateToken of pages) await signIn(form(stateToken, 'ada@example.com'), deps)
  t.equal((await post(pages[0] ?? '')).status, 302)
  const again = await post(pages[1] ?? '')
  t.equal(again.status, 401)
  t.match(htmlOf(again), /Each code can only be used once\. Please wait for a new code and try again\./)
})

t.test('from the second page one can go back and sign in as somebody else', async (t) => {
  const deps = createTestDeps({ users: [guarded, bob] })
  const stateToken = await open(deps)
  await signIn(form(stateToken, 'ada@example.com'), deps)
  const answer = await signIn(form(stateToken, bob.profile.login), deps)
  t.equal(answer.status, 302)
})

t.test('the password alone is worth nothing when the user is suspended meanwhile', async (t) => {
  const deps = createTestDeps({ users: [guarded] })
  const stateToken = await open(deps)
  await signIn(form(stateToken, 'ada@example.com'), deps)
  deps.org.putUser({ ...guarded, status: 'SUSPENDED' })
  const answer = await signIn(ask({ form: { stateToken, 'credentials.passcode': codeAt(start) } }), deps)
  t.strictSame([answer.status, answer.cookies], [400, undefined])
})
