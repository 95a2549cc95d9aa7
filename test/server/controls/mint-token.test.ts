import { decodeJwt, decodeProtectedHeader } from 'jose'
import t from 'tap'
import { inspectAccessToken } from '../../../src/server/bearer/access-token.js'
import { mintToken } from '../../../src/server/controls/mint-token.js'
import type { TokenWish } from '../../../src/server/controls/token-wish.js'
import { ada, createTestDeps, inactive, service, start, url, web } from '../../fixtures/deps.js'
import { thrownBy } from '../../fixtures/thrown-by.js'

const custom = {
  id: 'default',
  name: 'default',
  audiences: ['api://default'],
  scopes: [{ name: 'orders:read', consent: 'IMPLICIT', metadataPublish: 'NO_CLIENTS' }],
  claims: [],
  accessTokenLifetimeMinutes: 30,
  policies: [],
} as const
const deps = createTestDeps({ authorizationServers: [custom] })

t.test('for a person', async (t) => {
  const token = await mintToken(
    { clientId: web.clientId, user: 'ADA@example.com', scopes: ['openid', 'okta.users.read'] },
    deps,
  )
  t.match(decodeProtectedHeader(token), { typ: 'application/okta-internal-at+jwt', alg: 'RS256' })
  t.strictSame(decodeJwt(token), {
    ver: 1,
    jti: decodeJwt(token).jti,
    iss: url,
    aud: url,
    sub: 'ada@example.com',
    iat: start,
    exp: start + 3600,
    cid: web.clientId,
    uid: ada.id,
    scp: ['openid', 'okta.users.read'],
    auth_time: start,
  })
  t.match(await inspectAccessToken(token, url, deps), { kind: 'alive' }, 'the API takes it')
})

t.test('for a service app, by id of the user, by a custom server, with claims and a lifetime', async (t) => {
  const mint = async (wish: TokenWish) => decodeJwt(await mintToken(wish, deps))
  t.match(await mint({ clientId: service.clientId, scopes: ['okta.users.read'] }), {
    sub: service.clientId,
    uid: undefined,
  })
  t.match(await mint({ clientId: web.clientId, user: ada.id, scopes: ['openid'], expiresIn: 60 }), {
    sub: 'ada@example.com',
    exp: start + 60,
  })
  t.match(
    await mint({
      clientId: web.clientId,
      user: ada.id,
      scopes: ['openid'],
      expiresIn: -1,
      claims: { dept: 'x', aud: 'y' },
    }),
    {
      exp: start - 1,
      dept: 'x',
      aud: 'y',
    },
  )
  t.match(
    await mint({ clientId: web.clientId, user: ada.id, scopes: ['orders:read'], authorizationServer: 'default' }),
    { iss: `${url}/oauth2/default`, aud: 'api://default', exp: start + 1800, scp: ['orders:read'] },
  )
})

t.test('what Okta would never issue is refused in one sentence', async (t) => {
  const wish = { clientId: web.clientId, user: ada.id, scopes: ['okta.users.read'] }
  const cases: readonly (readonly [object, string | RegExp])[] = [
    [{ ...wish, clientId: '0oanobody' }, 'no app has client_id "0oanobody": GET /org lists them, PATCH /org adds one'],
    [{ ...wish, clientId: inactive.clientId }, /is INACTIVE: its tokens are worth nothing$/],
    [{ ...wish, user: 'nobody' }, 'no user has the login "nobody": GET /org lists them, PATCH /org adds one'],
    [{ ...wish, user: 'sue@example.com' }, /^user "sue@example.com" is SUSPENDED, and only ACTIVE users sign in/],
    [{ clientId: web.clientId, scopes: ['okta.users.read'] }, /does not act for itself: name a user$/],
    [{ ...wish, clientId: service.clientId }, /is a service app: it acts for no user$/],
    [{ clientId: service.clientId, scopes: ['openid'] }, 'scope openid is about a user: name one, or leave it out'],
    [
      { ...wish, scopes: ['okta.apps.manage', 'okta.users.read'] },
      /^scope okta\.apps\.manage is not in the grants of "Web"/,
    ],
    [{ ...wish, scopes: ['okta.users.raed'] }, 'Okta has no scope "okta.users.raed": check its spelling'],
    [{ ...wish, scopes: [] }, /^the request has no scope/],
    [{ ...wish, authorizationServer: 'aus1' }, /^no custom authorization server has the id "aus1"/],
    [
      { ...wish, client_id: 'x' },
      '"client_id" is not one of clientId, user, scopes, claims, expiresIn, authorizationServer',
    ],
    [{ ...wish, clientId: undefined }, 'clientId is the client id of an app'],
    [{ ...wish, user: 7 }, 'user is the login of a user'],
    [{ ...wish, scopes: 'okta.users.read' }, 'scopes is a list of scopes'],
    [{ ...wish, claims: [] }, 'claims is an object of claims'],
    [{ ...wish, expiresIn: 1.5 }, 'expiresIn is a whole number of seconds'],
    [{ ...wish, authorizationServer: '' }, 'authorizationServer is the id of a custom authorization server'],
  ]
  for (const [bad, message] of cases) {
    t.match(
      await thrownBy(mintToken(bad as TokenWish, deps)),
      { rule: 'admin', status: 400, message },
      JSON.stringify(bad),
    )
  }
})
