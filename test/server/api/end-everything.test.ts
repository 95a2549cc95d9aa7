import t from 'tap'
import { createTestApp } from '../../fixtures/app.js'
import { ada, bob, url, web } from '../../fixtures/deps.js'

const apiToken = 'SSWS 00TtestApiTokenOfAda000000000000000000'

const setUp = async () => {
  const { app, deps } = await createTestApp({
    apiTokens: [{ token: apiToken.slice(5), userId: ada.id }],
  })
  /** An access token of Bob's at the web app, as /token writes them. */
  const tokenOfBob = async () =>
    deps.keys.signAccessToken(
      {
        jti: `AT.${await deps.store.newTokenId()}`,
        iss: url,
        aud: url,
        sub: bob.profile.login,
        exp: deps.now() + 3600,
        cid: web.clientId,
        uid: bob.id,
        scp: ['okta.users.read.self'],
      },
      { readers: 'org' },
    )
  const call = async (token: string) =>
    (await app.inject({ url: '/api/v1/users/me', headers: { authorization: `Bearer ${token}` } })).statusCode
  const admin = async (path: string) =>
    (await app.inject({ method: 'POST', url: `/api/v1${path}`, headers: { authorization: apiToken } })).statusCode
  return { tokenOfBob, call, admin }
}

t.test('what was issued before a suspension or deactivation stays dead, what comes later lives', async (t) => {
  for (const [title, end, begin] of [
    ['a suspended user', `/users/${bob.id}/lifecycle/suspend`, `/users/${bob.id}/lifecycle/unsuspend`],
    ['an inactive app', `/apps/${web.clientId}/lifecycle/deactivate`, `/apps/${web.clientId}/lifecycle/activate`],
  ] as const) {
    const { tokenOfBob, call, admin } = await setUp()
    const before = await tokenOfBob()
    t.equal(await call(before), 200, title)
    t.equal(await admin(end), 200)
    t.equal(await call(before), 401)
    t.equal(await admin(begin), 200)
    t.equal(await call(before), 401, 'dead for good')
    t.equal(await call(await tokenOfBob()), 200)
  }
})
