// @okta/jwt-verifier, as a resource server uses it: over https, on which it insists, with keys that it fetches itself.
import { readFileSync } from 'node:fs'
import { Agent } from 'node:https'
import OktaJwtVerifier from '@okta/jwt-verifier'
import t, { type Test } from 'tap'
import { type ConfigFile, type RunningOrg, startOrg } from '../../../src/server/index.js'
import { clientApps, redirectUri } from '../../fixtures/client-apps.js'
import { createPerson } from '../../fixtures/person.js'

const config: ConfigFile = {
  ...clientApps,
  authorizationServers: [
    { id: 'default', name: 'default', audiences: ['api://default'], scopes: [{ name: 'orders:read' }] },
    { id: 'aus11111111111111111', name: 'other', audiences: ['api://default'], scopes: [{ name: 'orders:read' }] },
  ],
}

const start = async (t: Test, change: ConfigFile = {}): Promise<RunningOrg & { readonly agent: Agent }> => {
  process.env.XDG_STATE_HOME = t.testdir()
  const org = await startOrg({ seed: 1, tls: true, config: { ...config, ...change } })
  t.teardown(() => org.close())
  const agent = new Agent({ ca: readFileSync(org.caFile ?? '') })
  t.teardown(() => agent.destroy())
  return { ...org, agent }
}

const ordersWish = { clientId: 'basic-client', user: 'admin@example.com', scopes: ['orders:read'] } as const

t.test('access tokens of a custom authorization server', async (t) => {
  const org = await start(t)
  const issuer = `${org.url}/oauth2/default`
  const mint = (more = {}) => org.admin.mintToken({ ...ordersWish, authorizationServer: 'default', ...more })
  const createVerifier = (more = {}) => new OktaJwtVerifier({ issuer, requestAgent: org.agent, ...more })
  const verifier = createVerifier()
  const verify = (token: string, audience = 'api://default') => verifier.verifyAccessToken(token, audience)

  const jwt = await verify(await mint())
  t.match(jwt, {
    header: { alg: 'RS256', kid: String },
    claims: { iss: issuer, aud: 'api://default', cid: 'basic-client', scp: ['orders:read'], sub: 'admin@example.com' },
  })
  t.equal(jwt.isExpired(), false)

  const genuine = await mint()
  const [header, , signature] = genuine.split('.')
  const stranger = await org.admin.mintToken({ ...ordersWish, authorizationServer: 'aus11111111111111111' })
  for (const [name, refused, message] of [
    [
      'another audience',
      () => verify(genuine, 'api://other'),
      'audience claim api://default does not match expected audience: api://other',
    ],
    [
      'another issuer of the same org, with the same audience and keys',
      () => verify(stranger),
      `issuer ${org.url}/oauth2/aus11111111111111111 does not match expected issuer: ${issuer}`,
    ],
    ['over by a second', async () => verify(await mint({ expiresIn: -1 })), 'Jwt is expired'],
    [
      'issued two hours ago',
      async () => {
        org.admin.setClock({ offsetSeconds: -7200 })
        const old = await mint()
        org.admin.setClock({ offsetSeconds: 0 })
        return verify(old)
      },
      'Jwt is expired',
    ],
    [
      'a payload that was changed',
      () => verify(`${header}.${Buffer.from(`{"scp":[],"exp":${2 ** 40}}`).toString('base64url')}.${signature}`),
      'Signature verification failed',
    ],
    ['no token', () => verify('undefined'), 'Jwt cannot be parsed'],
    [
      'a scope that is asserted and not there',
      () =>
        createVerifier({ assertClaims: { 'scp.includes': ['orders:write'] } }).verifyAccessToken(
          genuine,
          'api://default',
        ),
      "claim 'scp' value 'orders:read' does not include expected value 'orders:write'",
    ],
  ] as const) {
    await t.rejects(refused(), { message }, name)
  }
  await t.resolves(
    createVerifier({ assertClaims: { 'scp.includes': ['orders:read'], cid: 'basic-client' } }).verifyAccessToken(
      genuine,
      ['api://other', 'api://default'],
    ),
  )
})

t.test('keys are rotated', async (t) => {
  const org = await start(t)
  const verify = (verifier: OktaJwtVerifier, token: string) => verifier.verifyAccessToken(token, 'api://default')
  const createVerifier = () => new OktaJwtVerifier({ issuer: `${org.url}/oauth2/default`, requestAgent: org.agent })
  const mint = () => org.admin.mintToken({ ...ordersWish, authorizationServer: 'default' })
  const [running, before] = [createVerifier(), await mint()]
  await verify(running, before)

  await org.admin.rotateKeys()
  const after = await mint()
  t.not((await verify(running, after)).header.kid, (await verify(running, before)).header.kid)
  await t.resolves(verify(createVerifier(), before), 'a key that is retired is still published')

  await org.admin.rotateKeys({ forget: true })
  await t.resolves(verify(running, before), 'who has the key keeps it for an hour')
  await t.rejects(
    verify(createVerifier(), before),
    { message: /^Error while resolving signing key for kid/, innerError: { name: 'SigningKeyNotFoundError' } },
    'a key that is forgotten',
  )
  await t.resolves(verify(running, await mint()), 'a key that it has not seen')
})

t.test('ID tokens of the org authorization server', async (t) => {
  const org = await start(t)
  const person = createPerson({ ca: readFileSync(org.caFile ?? '', 'utf8') })
  t.teardown(() => person.close())
  const url = new URL(`${org.url}/oauth2/v1/authorize`)
  url.search = new URLSearchParams({
    client_id: 'basic-client',
    response_type: 'id_token',
    scope: 'openid profile',
    redirect_uri: redirectUri,
    state: 's',
    nonce: 'n0nce',
  }).toString()
  const page = await person.open(url.href)
  const { url: callback } = await person.signIn(page)
  const token = new URLSearchParams(new URL(callback).hash.slice(1)).get('id_token') ?? ''

  const create = (issuer: string) =>
    new OktaJwtVerifier({ issuer, jwksUri: `${org.url}/oauth2/v1/keys`, requestAgent: org.agent })
  const verifier = create(org.issuer)
  t.match(await verifier.verifyIdToken(token, 'basic-client', 'n0nce'), {
    claims: { iss: org.issuer, aud: 'basic-client', nonce: 'n0nce', preferred_username: 'admin@example.com' },
  })
  for (const [name, refused, message] of [
    [
      'another client',
      () => verifier.verifyIdToken(token, 'post-client', 'n0nce'),
      'audience claim basic-client does not match expected client id: post-client',
    ],
    [
      'another nonce',
      () => verifier.verifyIdToken(token, 'basic-client', 'other'),
      'nonce claim n0nce does not match expected nonce: other',
    ],
    ['no nonce', () => verifier.verifyIdToken(token, 'basic-client'), 'expected nonce is required'],
    [
      'an issuer with a slash at its end',
      () => create(`${org.url}/`).verifyIdToken(token, 'basic-client', 'n0nce'),
      `issuer ${org.url} does not match expected issuer: ${org.url}/`,
    ],
  ] as const) {
    await t.rejects(refused(), { message }, name)
  }
  await t.rejects(
    new OktaJwtVerifier({ issuer: org.issuer, requestAgent: org.agent }).verifyIdToken(token, 'basic-client', 'n0nce'),
    { message: /^Error while resolving signing key for kid/ },
    'where it looks for the keys if nobody tells it, an org authorization server has none',
  )
})

t.test('access tokens of the org authorization server', async (t) => {
  const wish = { clientId: 'basic-client', user: 'admin@example.com', scopes: ['okta.users.read'] }
  const verify = async ({ publish, t }: { readonly publish: boolean; readonly t: Test }) => {
    const org = await start(t, { org: { publishAccessTokenKey: publish } })
    const verifier = new OktaJwtVerifier({
      issuer: org.issuer,
      jwksUri: `${org.url}/oauth2/v1/keys`,
      requestAgent: org.agent,
    })
    return verifier.verifyAccessToken(await org.admin.mintToken(wish), org.issuer)
  }
  t.test('are verified, since their key is published (S-005)', async (t) => {
    t.match(await verify({ publish: true, t }), { claims: { scp: ['okta.users.read'] } })
  })
  t.test('cannot be verified where it is not', async (t) => {
    await t.rejects(verify({ publish: false, t }), { message: /^Error while resolving signing key for kid/ })
  })
  t.test('those of a custom authorization server can, even there (S-670)', async (t) => {
    const org = await start(t, { org: { publishAccessTokenKey: false } })
    const token = await org.admin.mintToken({ ...ordersWish, authorizationServer: 'default' })
    const verifier = new OktaJwtVerifier({ issuer: `${org.url}/oauth2/default`, requestAgent: org.agent })
    t.match(await verifier.verifyAccessToken(token, 'api://default'), { claims: { scp: ['orders:read'] } })
  })
})

t.test('an org over plain http is refused before anything is asked', (t) => {
  t.throws(() => new OktaJwtVerifier({ issuer: 'http://localhost:6582/oauth2/default' }), {
    message: /^Your Okta URL must start with https\./,
  })
  t.end()
})
