import t from 'tap'
import type { Answer } from '../../../../src/server/exchange.js'
import { createAuthorize } from '../../../../src/server/oauth/endpoints/authorize.js'
import { createSignIn } from '../../../../src/server/oauth/endpoints/sign-in.js'
import { createOrgServer } from '../../../../src/server/oauth/org-server.js'
import { createServers } from '../../../../src/server/oauth/servers.js'
import { ask } from '../../../fixtures/ask.js'
import {
  ada,
  bob,
  callback,
  codeOnly,
  createTestDeps,
  suspended,
  type TestDeps,
  url,
  web,
} from '../../../fixtures/deps.js'

const server = createOrgServer(url)
const authorize = createAuthorize(server)
const signIn = createSignIn(createServers(url))
const query = { client_id: web.clientId, redirect_uri: callback, response_type: 'code', scope: 'openid', state: 's' }

const htmlOf = (answer: Answer): string => ('html' in answer ? answer.html : '')

/** Opens the sign-in page and gives its state token. */
const open = async (deps: TestDeps, change: object = {}): Promise<string> => {
  const answer = await authorize(ask({ query: { ...query, ...change } }), deps)
  return /name="stateToken" value="([^"]+)"/.exec(htmlOf(answer))?.[1] ?? ''
}

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
