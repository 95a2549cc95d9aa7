import t from 'tap'
import { createTestApp } from '../../fixtures/app.js'
import { apiError } from '../../fixtures/authn.js'
import { codeAt, guarded } from '../../fixtures/codes.js'
import { start, url } from '../../fixtures/deps.js'

t.test('embedded sign-in with Identity Engine is not enabled', async (t) => {
  const { app } = await createTestApp()
  const interact = {
    error: 'access_denied',
    error_description:
      "The requested feature (Interaction Code flow) isn't enabled in this environment. Ensure that you have Okta Identity Engine enabled and the Interaction Code flow enabled for this application and authorization server.",
  }
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  for (const path of ['/oauth2/v1/interact', '/oauth2/default/v1/interact']) {
    const answer = await app.inject({ method: 'POST', url: path, headers: form, payload: 'client_id=x' })
    if (path.includes('default')) {
      t.strictSame([answer.statusCode, answer.json().errorCode], [404, 'E0000007'], 'there is no such server here')
      continue
    }
    t.strictSame([answer.statusCode, answer.json()], [400, interact])
  }
  for (const path of ['/idp/idx/introspect', '/idp/idx/challenge/answer']) {
    const answer = await app.inject({ method: 'POST', url: path, payload: {} })
    t.equal(answer.statusCode, 401)
    t.match(answer.json(), apiError('E0000015', 'You do not have permission to access the feature you are requesting'))
  }
})

t.test('from name and password by a code to a session, and out again, over HTTP', async (t) => {
  const { app } = await createTestApp({ users: [guarded] })
  const post = (path: string, payload: object, headers = {}) =>
    app.inject({ method: 'POST', url: path, payload, headers })
  const open = (await post('/api/v1/authn', { username: 'ada@example.com', password: 'Passw0rd!' })).json()
  t.equal(open.status, 'MFA_REQUIRED')
  t.equal((await post('/api/v1/authn', { stateToken: open.stateToken })).json().status, 'MFA_REQUIRED')
  t.equal((await post('/api/v1/authn/previous', { stateToken: open.stateToken })).statusCode, 403)
  t.equal((await post('/api/v1/authn/skip', { stateToken: open.stateToken })).statusCode, 403)
  const change = { stateToken: open.stateToken, oldPassword: 'x', newPassword: 'y' }
  t.equal((await post('/api/v1/authn/credentials/change_password', change)).json().errorCode, 'E0000079')
  const verifyPath = new URL(open._embedded.factors[0]._links.verify.href).pathname
  const body = { stateToken: open.stateToken, passCode: codeAt(start) }
  const { sessionToken } = (await post(verifyPath, body)).json()
  t.equal((await post('/api/v1/authn/cancel', { stateToken: open.stateToken })).statusCode, 401)

  const redirect = await app.inject(`/login/sessionCookieRedirect?token=${sessionToken}&redirectUrl=${url}`)
  t.equal(redirect.statusCode, 302)
  const [cookie] = redirect.cookies
  const headers = { cookie: `${cookie?.name}=${cookie?.value}` }
  const me = '/api/v1/sessions/me'
  const shown = await app.inject({ url: me, headers })
  t.strictSame([shown.statusCode, shown.json().amr], [200, ['mfa', 'otp', 'pwd']])
  t.equal((await post(`${me}/lifecycle/refresh`, {}, headers)).statusCode, 200)
  t.equal((await app.inject({ url: '/login/signout', headers })).statusCode, 302)
  t.equal((await app.inject({ url: me, headers })).statusCode, 404)
  const closed = await app.inject({ method: 'DELETE', url: me, headers })
  t.equal(closed.statusCode, 404)
})
