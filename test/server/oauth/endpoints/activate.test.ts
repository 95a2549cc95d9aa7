import t from 'tap'
import type { Answer } from '../../../../src/server/exchange.js'
import { createDeviceCode } from '../../../../src/server/oauth/device/device-codes.js'
import { createActivate } from '../../../../src/server/oauth/endpoints/activate.js'
import { createSignIn } from '../../../../src/server/oauth/endpoints/sign-in.js'
import { createOrgServer } from '../../../../src/server/oauth/org-server.js'
import { createServers } from '../../../../src/server/oauth/servers.js'
import type { App, User } from '../../../../src/server/org/records.js'
import { byPassword } from '../../../../src/server/signin/amr.js'
import { startSession } from '../../../../src/server/signin/sessions.js'
import { createTestApp } from '../../../fixtures/app.js'
import { ask } from '../../../fixtures/ask.js'
import { codeAt, guarded } from '../../../fixtures/codes.js'
import { ada, bob, createTestDeps, start, type TestDeps, url } from '../../../fixtures/deps.js'
import { television } from '../../../fixtures/television.js'

const servers = createServers(url)
const activate = createActivate(servers)
const signIn = createSignIn(servers)

const open = async (app: App = television, users: readonly User[] = [ada, bob]) => {
  const deps = createTestDeps({ apps: [app], users })
  return { deps, codes: await createDeviceCode(createOrgServer(url), app, ['openid', 'profile'], deps) }
}
const decisionOf = async (deviceCode: string, deps: TestDeps) =>
  (await deps.store.deviceCodes.find(deviceCode))?.decision

const htmlOf = (answer: Answer): string => ('html' in answer ? answer.html : '')
const headingOf = (answer: Answer): string | undefined => /<h1>(.*?)<\/h1>/.exec(htmlOf(answer))?.[1]
const stateTokenOf = (answer: Answer): string => /name="stateToken" value="([^"]+)"/.exec(htmlOf(answer))?.[1] ?? ''
const password = (stateToken: string, identifier: string) =>
  ask({ form: { stateToken, identifier, 'credentials.passcode': 'Passw0rd!' } })

t.test('the page asks for the code, which may be in the URL', async (t) => {
  const { deps } = await open()
  const empty = await activate(ask({}), deps)
  t.equal(empty.status, 200)
  t.match(htmlOf(empty), /<form method="post" action="\/activate"[^>]*>/)
  t.match(htmlOf(empty), /name="userCode" value=""/)
  const filled = await activate(ask({ query: { user_code: 'RGTCFDTL"><x>' } }), deps)
  t.ok(/name="userCode" value="RGTCFDTL&/.test(htmlOf(filled)) && !htmlOf(filled).includes('<x>'), 'escaped')
})

t.test('type the code, sign in, the device may go on', async (t) => {
  const { deps, codes } = await open()
  const page = await activate(ask({ form: { userCode: codes.userCode } }), deps)
  t.equal(page.status, 200)
  t.match(htmlOf(page), /to Television/)
  t.equal(await decisionOf(codes.deviceCode, deps), undefined)

  deps.advance(30)
  const asked = password(stateTokenOf(page), 'ada@example.com')
  const answer = await signIn(asked, deps)
  t.equal(answer.status, 200)
  t.equal(headingOf(answer), 'Device activated')
  t.match(htmlOf(answer), /Follow the instructions on your device for next steps/)
  t.match(answer.cookies, [{ name: 'idx', value: /^102/ }], 'and the browser is signed in')
  t.match(asked.trace, { clientId: television.clientId, user: 'ada@example.com', decision: 'device activated' })
  t.strictSame(await decisionOf(codes.deviceCode, deps), { userId: ada.id, authTime: start + 30, amr: ['pwd'] })
})

t.test('a wrong password shows the page again', async (t) => {
  const { deps, codes } = await open()
  const page = await activate(ask({ form: { userCode: codes.userCode } }), deps)
  const wrong = ask({
    form: { stateToken: stateTokenOf(page), identifier: 'ada@example.com', 'credentials.passcode': 'x' },
  })
  const answer = await signIn(wrong, deps)
  t.equal(answer.status, 401)
  t.equal(headingOf(await signIn(password(stateTokenOf(answer), 'ada@example.com'), deps)), 'Device activated')
})

t.test('who is signed in already need not sign in; a code may be typed in any way', async (t) => {
  for (const type of [
    (code: string) => code,
    (code: string) => ` ${code.slice(0, 4)}-${code.slice(4)} `.toLowerCase(),
  ]) {
    const { deps, codes } = await open()
    const { session } = await startSession(ada, byPassword, deps)
    const answer = await activate(ask({ form: { userCode: type(codes.userCode) }, cookies: { idx: session.id } }), deps)
    t.equal(headingOf(answer), 'Device activated')
    t.strictSame(await decisionOf(codes.deviceCode, deps), { userId: ada.id, authTime: start, amr: ['pwd'] })
  }
})

t.test('a code that nobody waits for', async (t) => {
  const { deps, codes } = await open()
  const { session } = await startSession(ada, byPassword, deps)
  const type = (userCode: string) => ask({ form: { userCode }, cookies: { idx: session.id } })
  await activate(type(codes.userCode), deps)
  for (const code of ['', 'BBBBBBBB', codes.userCode]) {
    const asked = type(code)
    const answer = await activate(asked, deps)
    t.equal(answer.status, 400, code)
    t.match(htmlOf(answer), /role="alert"[^>]*>Invalid code\. Try again\.</)
    t.match(asked.trace.refusal, { rule: 'userCodeInvalid', source: 'S-542' })
  }
  const late = await open()
  late.deps.advance(600)
  t.equal((await activate(type(late.codes.userCode), late.deps)).status, 400, 'ten minutes later')
  t.equal((await activate(ask({ method: 'POST' }), deps)).status, 400, 'no form')
})

t.test('what ends on the error page', async (t) => {
  const { deps, codes } = await open({ ...television, assignments: { groups: [], users: [ada.id] } })
  const page = await activate(ask({ form: { userCode: codes.userCode } }), deps)
  const answer = await signIn(password(stateTokenOf(page), 'bob@example.com'), deps)
  t.equal(answer.status, 400)
  t.match(htmlOf(answer), /User is not assigned to the client application\./)
  t.equal(await decisionOf(codes.deviceCode, deps), undefined, 'somebody else may')

  const json = await activate(ask({ method: 'POST', body: { kind: 'json', value: {} } }), deps)
  t.equal(json.status, 400)
  t.match(htmlOf(json), /E0000021/)
})

t.test('of two persons one decides', async (t) => {
  const { deps, codes } = await open()
  const pages = [
    await activate(ask({ form: { userCode: codes.userCode } }), deps),
    await activate(ask({ form: { userCode: codes.userCode } }), deps),
  ]
  const [first = '', second = ''] = pages.map(stateTokenOf)
  t.equal(headingOf(await signIn(password(first, 'ada@example.com'), deps)), 'Device activated')
  const late = await signIn(password(second, 'bob@example.com'), deps)
  t.equal(late.status, 400)
  t.match(await decisionOf(codes.deviceCode, deps), { userId: ada.id })
})

t.test('an app that asks for consent is allowed, or not', async (t) => {
  for (const [consent, heading, decision] of [
    ['allow', 'Device activated', { userId: ada.id }],
    ['deny', 'Device not activated', 'denied'],
  ] as const) {
    const { deps, codes } = await open({ ...television, consentMethod: 'REQUIRED' })
    const { session } = await startSession(ada, byPassword, deps)
    const page = await activate(ask({ form: { userCode: codes.userCode }, cookies: { idx: session.id } }), deps)
    t.equal(headingOf(page), 'Television asks to')
    const answer = await signIn(ask({ form: { stateToken: stateTokenOf(page), consent } }), deps)
    t.equal(headingOf(answer), heading)
    t.equal(answer.status, consent === 'allow' ? 200 : 400)
    t.match(await decisionOf(codes.deviceCode, deps), decision)
  }
})

t.test('a second factor is asked for in between', async (t) => {
  const { deps, codes } = await open(television, [guarded])
  const page = await activate(ask({ form: { userCode: codes.userCode } }), deps)
  const second = await signIn(password(stateTokenOf(page), 'ada@example.com'), deps)
  t.equal(headingOf(second), 'Enter the code')
  const code = codeAt(deps.now())
  const answer = await signIn(ask({ form: { stateToken: stateTokenOf(second), 'credentials.passcode': code } }), deps)
  t.equal(headingOf(answer), 'Device activated')
  t.match(await decisionOf(codes.deviceCode, deps), { amr: ['mfa', 'otp', 'pwd'] })
})

t.test('over HTTP', async (t) => {
  const { app, deps } = await createTestApp({ apps: [television] })
  const codes = await createDeviceCode(createOrgServer(url), television, ['openid'], deps)
  const response = await app.inject({ url: `/activate?user_code=${codes.userCode}` })
  t.equal(response.statusCode, 200)
  t.equal(response.headers['content-type'], 'text/html; charset=utf-8')
  t.match(response.headers['content-security-policy'], /frame-ancestors 'none'/)
  t.match(response.body, codes.userCode)
})
