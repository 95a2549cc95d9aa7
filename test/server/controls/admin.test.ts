import t from 'tap'
import { AdminRefusal, startOrg } from '../../../src/server/index.js'
import { thrownBy } from '../../fixtures/thrown-by.js'

t.test('the library’s methods are the calls of the admin listener', async (t) => {
  const org = await startOrg({ seed: 1 })
  t.teardown(() => org.close())
  const call = async (path: string, authorization: string) =>
    (await fetch(`${org.url}${path}`, { headers: { authorization } })).status
  const client = '0oamocktaweb00000001'

  const mint = () => org.admin.mintToken({ clientId: client, user: 'admin@example.com', scopes: ['okta.users.read'] })
  const revoked = await mint()
  t.equal(await call('/api/v1/users', `Bearer ${revoked}`), 200)
  await org.admin.revokeTokens({ clientId: client })
  t.equal(await call('/api/v1/users', `Bearer ${revoked}`), 401, 'what was issued is revoked')
  const token = await mint()
  t.equal(await call('/api/v1/users', `Bearer ${token}`), 200, 'what is issued later is not')
  t.match(await thrownBy(org.admin.revokeTokens({ clientId: 'nobody' })), { message: 'there is no client "nobody"' })

  await org.admin.rotateKeys()
  t.equal(await call('/api/v1/users', `Bearer ${token}`), 200, 'the old key is still known')
  await org.admin.rotateKeys({ forget: true })
  t.equal(await call('/api/v1/users', `Bearer ${token}`), 401)

  const settings = await org.admin.patchOrg({
    users: [{ profile: { login: 'eve@example.com', firstName: 'Eve', lastName: 'New' }, roles: ['READ_ONLY_ADMIN'] }],
  })
  t.equal(settings.users.length, 3)
  const { cookie } = await org.admin.createSession({ user: 'eve@example.com' })
  const me = await fetch(`${org.url}/api/v1/sessions/me`, { headers: { cookie } })
  t.match(await me.json(), { login: 'eve@example.com', status: 'ACTIVE' })

  const refusal = await thrownBy(org.admin.patchOrg({ users: [{ profile: { login: 'bob@example.com' } }] }))
  t.ok(refusal instanceof AdminRefusal)
  t.match(refusal, { problems: [/^users\[0\]\.profile: /, /^users\[0\]\.profile: /] })

  await org.admin.reset()
  t.equal(org.admin.org().users.length, 2)
  t.equal(await call('/api/v1/users', `Bearer ${token}`), 401, 'tokens of before a reset are dead')
})
