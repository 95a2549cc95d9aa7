// The guide's path over real ports, by plain HTTP: start, sign in, token, API.
import t from 'tap'
import { request } from 'undici'
import { startOrg } from '../../src/server/index.js'

t.test('sign in by the form, get an access token in the fragment, call the API with it', async (t) => {
  const org = await startOrg({ seed: 1 })
  t.teardown(() => org.close())
  const redirectUri = 'http://localhost:8080/login/callback'
  const query = new URLSearchParams({
    client_id: '0oamocktaweb00000001',
    response_type: 'token',
    response_mode: 'fragment',
    scope: 'okta.users.read',
    redirect_uri: redirectUri,
    state: 'a b/c?=&%27"',
    nonce: 'n',
  })
  const page = await request(`${org.url}/oauth2/v1/authorize?${query}`)
  const html = await page.body.text()
  t.equal(page.statusCode, 200)
  const stateToken = /name="stateToken" value="([^"]+)"/.exec(html)?.[1] ?? ''
  const post = (password: string) =>
    request(`${org.url}/signin`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        stateToken,
        identifier: 'admin@example.com',
        'credentials.passcode': password,
      }).toString(),
    })

  const wrong = await post('nope')
  t.equal(wrong.statusCode, 401)
  t.match(await wrong.body.text(), /value="admin@example.com"[\s\S]*name="credentials.passcode"/)

  const right = await post('Passw0rd!')
  t.equal(right.statusCode, 302)
  t.equal(right.headers['referrer-policy'], 'no-referrer')
  const location = String(right.headers.location)
  t.ok(location.startsWith(`${redirectUri}#`), location)
  const fragment = new URLSearchParams(location.slice(redirectUri.length + 1))
  t.strictSame([...fragment.keys()], ['access_token', 'token_type', 'expires_in', 'scope', 'state'])
  t.strictSame(
    ['token_type', 'expires_in', 'scope', 'state'].map((name) => fragment.get(name)),
    ['Bearer', '3600', 'okta.users.read', 'a b/c?=&%27"'],
  )

  const call = async (path: string) => {
    const headers = { authorization: `Bearer ${fragment.get('access_token')}` }
    const { statusCode, body } = await request(`${org.url}${path}`, { headers })
    return { statusCode, json: (await body.json()) as unknown }
  }
  const me = await call('/api/v1/users/me')
  t.equal(me.statusCode, 200)
  t.match(me.json, { status: 'ACTIVE', profile: { login: 'admin@example.com' } })
  const { json: users } = await call('/api/v1/users')
  t.match(users, [{ profile: { login: 'admin@example.com' } }, { profile: { login: 'user@example.com' } }])

  await org.admin.reset()
  const { statusCode } = await request(`${org.url}/api/v1/users`, {
    headers: { authorization: `Bearer ${fragment.get('access_token')}` },
  })
  t.equal(statusCode, 401, 'a token of before a reset is dead')
})
