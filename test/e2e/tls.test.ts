// The org over https: a client that trusts the local authority and nothing else, and one that does not.
import { readFileSync } from 'node:fs'
import t from 'tap'
import { Agent, request } from 'undici'
import { startOrg } from '../../src/server/index.js'

t.test('https with a certificate of the local authority', async (t) => {
  process.env.XDG_STATE_HOME = t.testdir()
  const org = await startOrg({ seed: 1, tls: true })
  t.teardown(() => org.close())
  const port = new URL(org.url).port
  t.equal(org.url, `https://localhost:${port}`)
  t.match(org.adminUrl, /^http:/)

  const dispatcher = new Agent({ connect: { ca: readFileSync(org.caFile ?? '') } })
  t.teardown(() => dispatcher.close())
  const discovery = await request(`${org.url}/.well-known/openid-configuration`, { dispatcher })
  t.match(await discovery.body.json(), { issuer: org.url, jwks_uri: `${org.url}/oauth2/v1/keys` })

  const authn = await request(`${org.url}/api/v1/authn`, {
    method: 'POST',
    dispatcher,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin@example.com', password: 'Passw0rd!' }),
  })
  const { sessionToken } = (await authn.body.json()) as { sessionToken: string }
  const query = new URLSearchParams({
    client_id: '0oamocktaweb00000001',
    response_type: 'token',
    scope: 'okta.users.read',
    redirect_uri: 'http://localhost:8080/login/callback',
    state: 's',
    nonce: 'n',
    sessionToken,
  })
  const { headers } = await request(`${org.url}/oauth2/v1/authorize?${query}`, { dispatcher })
  t.match(headers['set-cookie'], /^idx=[^;]+; Path=\/; HttpOnly; Secure; SameSite=None$/)

  await t.rejects(request(`${org.url}/`), { code: /^(UNABLE_TO|SELF_SIGNED|DEPTH)/ }, 'without the authority')
  const wrongName = new Agent({ connect: { ca: readFileSync(org.caFile ?? ''), servername: 'mock.example.com' } })
  t.teardown(() => wrongName.close())
  await t.rejects(request(`${org.url}/`, { dispatcher: wrongName }), { code: 'ERR_TLS_CERT_ALTNAME_INVALID' })
})

t.test('https with a certificate of one’s own, and a bad one', async (t) => {
  process.env.XDG_STATE_HOME = t.testdir()
  const { createAuthority, createServerCertificate } = await import('../../src/server/tls/certificates.js')
  const now = Math.floor(Date.now() / 1000)
  const authority = await createAuthority(now, 'ada@host')
  const org = await startOrg({ seed: 1, tls: await createServerCertificate(authority, now) })
  t.teardown(() => org.close())
  t.equal(org.caFile, undefined)
  const dispatcher = new Agent({ connect: { ca: authority.cert } })
  t.teardown(() => dispatcher.close())
  const { statusCode, body } = await request(`${org.url}/oauth2/v1/keys`, { dispatcher })
  await body.dump()
  t.equal(statusCode, 200)

  await t.rejects(startOrg({ tls: { cert: 'nowhere.pem', key: 'nowhere.pem' } }), {
    message: 'nowhere.pem: there is no such file',
  })
})
