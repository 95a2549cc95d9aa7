import t from 'tap'
import type { Answer, Ask } from '../../../../src/server/exchange.js'
import { createLogout } from '../../../../src/server/oauth/endpoints/logout.js'
import { createOrgServer } from '../../../../src/server/oauth/org-server.js'
import type { App } from '../../../../src/server/org/records.js'
import { byPassword } from '../../../../src/server/signin/amr.js'
import { findSession, startSession } from '../../../../src/server/signin/sessions.js'
import { createTestApp } from '../../../fixtures/app.js'
import { ask } from '../../../fixtures/ask.js'
import { ada, bob, createTestDeps, inactive, type TestDeps, url, web } from '../../../fixtures/deps.js'
import { mintTokens } from '../../../fixtures/tokens.js'

const org = createOrgServer(url)
const logout = createLogout(org)
const goodbye = 'http://localhost:8080/goodbye'
const app: App = { ...web, postLogoutRedirectUris: [goodbye, 'http://localhost:8080/?a=b'] }
const withApp = (): TestDeps => createTestDeps({ apps: [app, inactive] })
const redirectOf = (answer: Answer) => ('redirect' in answer ? answer.redirect : undefined)

const signIn = async (deps: TestDeps, user = ada) => {
  const { session } = await startSession(user, byPassword, deps)
  const { idToken } = await mintTokens(deps, { app, user })
  return { id: session.id, idToken, cookies: { idx: session.id } }
}

const headers = {
  'cache-control': 'no-cache, no-store',
  pragma: 'no-cache',
  expires: '0',
  'referrer-policy': 'no-referrer',
}

t.test('the session ends, its cookie goes, the browser is sent on with its state', async (t) => {
  for (const way of ['query', 'form'] as const) {
    const deps = withApp()
    const { id, idToken, cookies } = await signIn(deps)
    const params = { id_token_hint: idToken, post_logout_redirect_uri: goodbye, state: 'a b/c' }
    t.strictSame(
      await logout(ask({ [way]: params, cookies }), deps),
      { status: 302, headers, redirect: `${goodbye}?state=a+b%2Fc`, cookies: [{ name: 'idx', value: '', maxAge: 0 }] },
      way,
    )
    t.equal(await findSession(id, deps), undefined)
  }
})

t.test('where the browser goes', async (t) => {
  const cases: readonly (readonly [object, string])[] = [
    [{ post_logout_redirect_uri: goodbye }, goodbye],
    [{ post_logout_redirect_uri: 'http://localhost:8080/?a=b', state: 's' }, 'http://localhost:8080/?a=b&state=s'],
    [{ state: 's' }, `${url}/`],
    [{}, `${url}/`],
  ]
  for (const [params, redirect] of cases) {
    const deps = withApp()
    const { idToken, cookies } = await signIn(deps)
    const answer = await logout(ask({ query: { id_token_hint: idToken, ...params }, cookies }), deps)
    t.equal(redirectOf(answer), redirect, JSON.stringify(params))
  }
})

t.test('a hint past its lifetime will do', async (t) => {
  const deps = withApp()
  const { id, idToken, cookies } = await signIn(deps)
  deps.advance(3600)
  const answer = await logout(ask({ query: { id_token_hint: idToken }, cookies }), deps)
  t.equal(answer.status, 302)
  t.equal(await findSession(id, deps), undefined)
})

t.test('without a session nothing happens, and the browser goes where it would', async (t) => {
  const deps = withApp()
  const { idToken } = await signIn(deps)
  const query = { id_token_hint: idToken, post_logout_redirect_uri: goodbye }
  t.strictSame(await logout(ask({ query }), deps), { status: 302, headers, redirect: goodbye })
})

t.test('a Classic cookie in an Identity Engine org goes too', async (t) => {
  const deps = withApp()
  const { id, idToken } = await signIn(deps)
  const answer = await logout(ask({ query: { id_token_hint: idToken }, cookies: { sid: id } }), deps)
  t.strictSame(answer.cookies, [{ name: 'sid', value: '', maxAge: 0 }])
})

t.test('what is refused is shown on the error page, and the session stays', async (t) => {
  const deps = withApp()
  const { id, idToken, cookies } = await signIn(deps)
  const { idToken: another } = await mintTokens(deps, { app, user: bob })
  const { idToken: ofInactive } = await mintTokens(deps, { app: inactive })
  const { idToken: elsewhere } = await mintTokens(deps, { app, server: { ...org, issuer: `${url}/oauth2/default` } })
  const { accessToken } = await mintTokens(deps, { app })
  const invalid = ['invalid_token', 'The id token is invalid.'] as const
  const mismatch = [
    'id_token_does_not_match_session',
    'The ID token subject does not match the current session&#39;s user.',
  ] as const
  const notRegistered = [
    'invalid_request',
    `The &#39;post_logout_redirect_uri&#39; parameter must be a Logout redirect URI in the client app settings: http://localhost:6582/admin/app/oidc_client/instance/${app.clientId}#tab-general`,
  ] as const
  const to = (target: string) => ask({ query: { id_token_hint: idToken, post_logout_redirect_uri: target }, cookies })
  const cases: readonly (readonly [string, Ask, readonly [string, string]])[] = [
    ['no hint', ask({ query: { post_logout_redirect_uri: goodbye }, cookies }), invalid],
    ['no form', ask({ method: 'POST', cookies }), invalid],
    ['nonsense', ask({ query: { id_token_hint: 'a.b.c' }, cookies }), invalid],
    ['an access token', ask({ query: { id_token_hint: accessToken }, cookies }), invalid],
    ['of an app that is not active', ask({ query: { id_token_hint: ofInactive }, cookies }), invalid],
    ['of another server', ask({ query: { id_token_hint: elsewhere }, cookies }), invalid],
    ['of another user', ask({ query: { id_token_hint: another }, cookies }), mismatch],
    ['trailing slash', to(`${goodbye}/`), notRegistered],
    ['another case', to('http://localhost:8080/Goodbye'), notRegistered],
    ['another site', to('https://evil.example/'), notRegistered],
    [
      'a parameter twice',
      ask({ query: 'state=a&state=b', cookies }),
      ['invalid_request', 'The request contained multiple parameters with the same name.'],
    ],
    [
      'JSON',
      ask({ method: 'POST', body: { kind: 'json', value: {} }, cookies }),
      ['E0000021', 'Bad request.  Accept and/or Content-Type headers likely do not match supported values.'],
    ],
  ]
  for (const [name, asked, [error, description]] of cases) {
    const answer = await logout(asked, deps)
    t.equal(answer.status, 400, name)
    t.notOk(answer.cookies, name)
    const page = 'html' in answer ? answer.html : ''
    const shown = [...page.matchAll(/<dd>(.*?)<\/dd>/g)].map(([, text]) => text)
    t.strictSame(shown, ['Unknown', error, description], name)
    t.ok(await findSession(id, deps), name)
  }
})

t.test('over HTTP the cookie is taken back', async (t) => {
  const { app: http, deps } = await createTestApp({ apps: [app] })
  const { idToken, id } = await signIn(deps)
  const response = await http.inject({
    url: `/oauth2/v1/logout?${new URLSearchParams({ id_token_hint: idToken })}`,
    headers: { cookie: `idx=${id}` },
  })
  t.equal(response.statusCode, 302)
  t.match(response.headers['set-cookie'], /^idx=; Max-Age=0; Path=\//)
})
