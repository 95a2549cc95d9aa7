import t from 'tap'
import { sessionCookieRedirect } from '../../../../src/server/signin/endpoints/session-cookie-redirect.js'
import { ask } from '../../../fixtures/ask.js'
import { signInTo } from '../../../fixtures/authn.js'
import { go, htmlOf, param, signedInAs } from '../../../fixtures/authorize.js'
import { bob, createTestDeps, type TestDeps, url } from '../../../fixtures/deps.js'

const visit = async (query: Readonly<Record<string, string>>, deps: TestDeps, cookies = {}) => {
  const asked = ask({ query, cookies })
  return { answer: await sessionCookieRedirect(asked, deps), trace: asked.trace }
}

const fresh = async (deps: TestDeps): Promise<string> => String((await signInTo(deps)).json.sessionToken)

t.test('a session token becomes a session of the browser, which goes on', async (t) => {
  for (const [asked, target] of [
    ['http://localhost:8080/app?x=1#y', 'http://localhost:8080/app?x=1#y'],
    [`${url}/app/UserHome`, `${url}/app/UserHome`],
    ['/app/UserHome', `${url}/app/UserHome`],
  ] as const) {
    const deps = createTestDeps()
    const query = { checkAccountSetupComplete: 'true', token: await fresh(deps), redirectUrl: asked }
    const { answer } = await visit(query, deps)
    t.equal(answer.status, 302)
    t.equal('redirect' in answer && answer.redirect, target)
    const [cookie] = answer.cookies ?? []
    t.ok(param((await go({}, deps, { [cookie?.name ?? '']: cookie?.value ?? '' })).answer, 'code'))
  }
})

t.test('a session that is there already wins', async (t) => {
  const deps = createTestDeps()
  const cookies = await signedInAs(bob, deps)
  const query = { token: await fresh(deps), redirectUrl: url }
  const { answer, trace } = await visit(query, deps, cookies)
  t.strictSame([answer.status, answer.cookies, trace.user], [302, [], 'bob@example.com'])
})

t.test('a URL that nobody trusts, a token that is worth nothing: an error page and no session', async (t) => {
  const redirectUrl = 'http://localhost:8080/'
  const trusted = [{ origin: 'http://localhost:8080', scopes: ['CORS'] as const }]
  const cases: readonly (readonly [
    string,
    Readonly<Record<string, string>>,
    Parameters<typeof createTestDeps>[0],
    RegExp,
  ])[] = [
    ['another origin', { redirectUrl: 'http://localhost:8081/' }, {}, /Trusted Origin of type Redirect/],
    ['no URL', {}, {}, /Trusted Origin of type Redirect/],
    ['another scheme', { redirectUrl: 'javascript:alert(1)' }, {}, /Trusted Origin of type Redirect/],
    ['a look-alike', { redirectUrl: 'http://localhost:8080@evil.example.com/' }, {}, /Trusted Origin/],
    ['a protocol-relative URL', { redirectUrl: '//evil.example.com/' }, {}, /Trusted Origin/],
    ['trusted for CORS only', { redirectUrl }, { trustedOrigins: trusted }, /Trusted Origin/],
    ['no token', { redirectUrl, token: '' }, {}, /&#39;token&#39; parameter is invalid or has expired/],
    ['unknown token', { redirectUrl, token: 'x' }, {}, /&#39;token&#39; parameter is invalid or has expired/],
  ]
  for (const [name, query, orgChange, expected] of cases) {
    const deps = createTestDeps(orgChange)
    const { answer, trace } = await visit({ token: await fresh(deps), ...query }, deps)
    t.strictSame([answer.status, answer.cookies], [400, undefined], name)
    t.match(htmlOf(answer), expected, name)
    t.ok(trace.refusal, name)
  }
})
