// Whatever the grant, the scopes, the app and the server: a token answer has Okta's members in Okta's order and Okta's headers.
import fc from 'fast-check'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import t from 'tap'
import { createDeviceCode, decideDevice } from '../../../src/server/oauth/device/device-codes.js'
import { createServers } from '../../../src/server/oauth/servers.js'
import type { App, CustomAuthorizationServer } from '../../../src/server/org/records.js'
import { createTestApp, type TestApp } from '../../fixtures/app.js'
import { ada, callback, url } from '../../fixtures/deps.js'
import { signProof } from '../../fixtures/proof.js'
import { deviceGrant, television } from '../../fixtures/television.js'
import { mintTokens } from '../../fixtures/tokens.js'

const grantTypes = ['authorization_code', 'refresh_token', 'password', deviceGrant] as const
type GrantType = (typeof grantTypes)[number]

const apps = [false, true].flatMap((bound): readonly App[] =>
  (['STATIC', 'ROTATE'] as const).map((rotationType) => ({
    ...television,
    id: `0oa${bound ? 'bound' : 'plain'}${rotationType.toLowerCase()}`.padEnd(20, '0'),
    clientId: `0oa${bound ? 'bound' : 'plain'}${rotationType.toLowerCase()}`.padEnd(20, '0'),
    grantTypes,
    dpopBoundAccessTokens: bound,
    refreshToken: { rotationType, leeway: 30 },
  })),
)
const subject = { userId: ada.id, authTime: 1_767_225_600, amr: ['pwd'] }
const servers = createServers(url)
const byDefault: CustomAuthorizationServer = {
  id: 'default',
  name: 'default',
  audiences: ['api://default'],
  scopes: [],
  claims: [],
  accessTokenLifetimeMinutes: 60,
  policies: [
    {
      name: 'all',
      clients: ['ALL_CLIENTS'],
      rules: [
        {
          name: 'all',
          grantTypes: ['*'],
          scopes: ['*'],
          groups: ['Everyone'],
          refreshTokenLifetimeMinutes: 0,
          refreshTokenWindowMinutes: 10_080,
        },
      ],
    },
  ],
}

/** What the client shows for the grant, made beforehand. */
const credentialOf = async (
  type: GrantType,
  app: App,
  serverId: string,
  scopes: readonly string[],
  deps: TestApp['deps'],
): Promise<Readonly<Record<string, string>>> => {
  const server = servers.find(serverId, deps) ?? servers.org
  if (type === 'password') return { username: ada.profile.login, password: 'Passw0rd!', scope: scopes.join(' ') }
  if (type === 'refresh_token') {
    const { refreshToken } = await mintTokens(deps, { app, scopes: [...scopes, 'offline_access'], server })
    return { refresh_token: refreshToken, scope: scopes.join(' ') }
  }
  if (type === deviceGrant) {
    const codes = await createDeviceCode(server, app, scopes, deps)
    await decideDevice(codes, subject, deps)
    return { device_code: codes.deviceCode }
  }
  const code = deps.random.token()
  const { clientId } = app
  await deps.store.codes.put(code, { serverId, clientId, redirectUri: callback, scopes, ...subject }, 300)
  return { code, redirect_uri: callback }
}

const expectedMembers = (scopes: readonly string[]): readonly string[] => [
  'token_type',
  'expires_in',
  'access_token',
  'scope',
  ...(scopes.includes('offline_access') ? ['refresh_token'] : []),
  ...(scopes.includes('openid') ? ['id_token'] : []),
]

const recorded = {
  'cache-control': 'no-cache, no-store',
  pragma: 'no-cache',
  expires: '0',
  'x-robots-tag': 'noindex,nofollow',
  'content-type': 'application/json',
}

t.test('every successful answer', async (t) => {
  const test = await createTestApp({ apps, authorizationServers: [byDefault] })
  const { app: http, deps } = test
  const requests = fc.record({
    type: fc.constantFrom(...grantTypes),
    app: fc.constantFrom(...apps),
    server: fc.constantFrom('org', 'default'),
    scopes: fc.subarray(['openid', 'profile', 'email', 'offline_access', 'phone']),
  })
  const seen = new Set<string>()
  let proofs = 0
  const dpop = async (serverId: string, nonce: string): Promise<string> => {
    proofs += 1
    const path = serverId === 'org' ? '/oauth2/v1/token' : `/oauth2/${serverId}/v1/token`
    return signProof('POST', `${url}${path}`, { claims: { jti: String(proofs), nonce } })
  }

  await fc.assert(
    fc.asyncProperty(requests, async ({ type, app, server, scopes: some }) => {
      // Claim scopes need openid beside them, and a request needs a scope.
      const scopes = some.some((scope) => scope !== 'offline_access') ? [...new Set(['openid', ...some])] : [...some]
      if (scopes.length === 0) scopes.push('openid')
      const path = server === 'org' ? '/oauth2/v1/token' : `/oauth2/${server}/v1/token`
      const form = {
        grant_type: type,
        client_id: app.clientId,
        ...(await credentialOf(type, app, server, scopes, deps)),
      }
      const ask = async (headers: Readonly<Record<string, string>>) =>
        http.inject({
          method: 'POST',
          url: path,
          headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
          payload: new URLSearchParams(form).toString(),
        })
      const { dpopBoundAccessTokens: bound } = app
      const challenged = bound ? await ask({ dpop: await dpop(server, '') }) : undefined
      const nonce = String(challenged?.headers['dpop-nonce'] ?? '')
      const answer = await ask(bound ? { dpop: await dpop(server, nonce) } : {})

      const name = `${type} ${scopes.join(' ')} at ${server} by ${app.clientId}: ${answer.body}`
      const body: Readonly<Record<string, string>> = answer.json()
      if (answer.statusCode !== 200) throw new Error(name)
      const wanted = expectedMembers(scopes)
      if (Object.keys(body).join() !== wanted.join()) throw new Error(name)
      const headers = { ...recorded, ...(bound && { 'dpop-nonce': nonce }) }
      for (const [header, value] of Object.entries(headers)) {
        if (answer.headers[header] !== value) throw new Error(`${header}: ${answer.headers[header]}, ${name}`)
      }
      if (!bound && 'dpop-nonce' in answer.headers) throw new Error(`dpop-nonce, ${name}`)

      const { jti, scp, cnf } = decodeJwt(body.access_token ?? '')
      const third = scopes.includes('offline_access') || type === 'refresh_token'
      if (!(third ? /^AT\.[\w-]{43}\.oar\w{17}$/ : /^AT\.[\w-]{43}$/).test(String(jti)))
        throw new Error(`${jti}, ${name}`)
      if (String(scp) !== scopes.join() || body.scope !== scopes.join(' ')) throw new Error(`scp, ${name}`)
      if (body.token_type !== (bound ? 'DPoP' : 'Bearer') || (cnf === undefined) === bound)
        throw new Error(`cnf, ${name}`)
      if (body.id_token !== undefined) {
        const header = Object.keys(decodeProtectedHeader(body.id_token)).join()
        const { aud, at_hash, nonce: inToken } = decodeJwt(body.id_token)
        if (header !== 'kid,alg' || aud !== app.clientId || !at_hash || inToken !== undefined)
          throw new Error(`ID, ${name}`)
      }
      seen.add(`${type} ${bound}`)
    }),
    { seed: 1, numRuns: 60 },
  )
  t.equal(seen.size, 2 * grantTypes.length, 'every grant, bound and not')
})
