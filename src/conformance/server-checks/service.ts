// Service apps: client_credentials with private_key_jwt, and every way in which an assertion can be wrong (RFC 7523 3).
import type { Check } from '../check.js'
import { oidf, okta, rfc, type Source } from '../sources.js'
import type { ClaimChanges } from '../toolkit/client-auth.js'
import { members } from '../wire/exchange.js'

const grant = { grant_type: 'client_credentials', scope: 'okta.users.read' } as const
const hourSeconds = 3600

interface Wrong {
  readonly name: string
  readonly title: string
  readonly claims: (now: number, issuer: string) => ClaimChanges
  readonly oktaText?: string
  readonly sources: readonly [Source, ...Source[]]
}

const wrongAssertions: readonly Wrong[] = [
  {
    name: 'audience-other',
    title: 'an assertion for another audience is refused',
    claims: () => ({ aud: 'https://attacker.example.net/token' }),
    oktaText: 'The audience claim for client_assertion must be the endpoint invoked for the request.',
    sources: [rfc(7523, '3'), oidf('fapi2-security-profile-final-ensure-client-assertion-with-wrong-aud-fails')],
  },
  {
    name: 'expired',
    title: 'an assertion that expired five minutes ago is refused',
    claims: (now) => ({ exp: now - 300, iat: now - 600 }),
    oktaText: 'The client_assertion token is expired.',
    sources: [
      rfc(7523, '3'),
      oidf('fapi2-security-profile-final-ensure-client-assertion-with-exp-is-5-minutes-in-past-fails'),
    ],
  },
  {
    name: 'expiry-too-far',
    title: 'an assertion that expires in more than an hour is refused',
    claims: (now) => ({ exp: now + 2 * hourSeconds }),
    oktaText: 'The client_assertion token has an expiration too far into the future.',
    sources: [rfc(7523, '3')],
  },
  {
    name: 'expiry-missing',
    title: 'an assertion without exp is refused',
    claims: () => ({ exp: undefined }),
    oktaText: "The client_assertion must contain the 'exp' claim as seconds since epoch.",
    sources: [rfc(7523, '3')],
  },
  {
    name: 'subject-missing',
    title: 'an assertion without sub is refused',
    claims: () => ({ sub: undefined }),
    sources: [rfc(7523, '3'), oidf('fapi2-security-profile-final-ensure-client-assertion-with-no-sub-fails')],
  },
  {
    name: 'issuer-other',
    title: 'an assertion whose iss and sub differ is refused',
    claims: () => ({ iss: '0oaconformanceunknown' }),
    sources: [rfc(7523, '3')],
  },
]

const scopes: readonly {
  readonly name: string
  readonly title: string
  readonly scope: string | undefined
  readonly error: string | readonly string[]
}[] = [
  { name: 'scope-missing', title: 'a request without scope is refused', scope: undefined, error: 'invalid_scope' },
  { name: 'scope-openid', title: 'OpenID scopes are refused', scope: 'openid', error: 'invalid_scope' },
  {
    name: 'scope-custom',
    title: 'custom scopes are refused',
    scope: 'orders:read',
    error: 'invalid_scope',
  },
  {
    name: 'scope-self',
    title: '.self scopes are refused: there is nobody',
    scope: 'okta.users.read.self',
    error: ['invalid_scope', 'client_credentials_self_scope_requested', 'consent_required'],
  },
  {
    name: 'scope-not-granted',
    title: 'scopes outside the grants collection are refused with consent_required',
    scope: 'okta.domains.manage',
    error: 'consent_required',
  },
]

export const serviceChecks: readonly Check[] = [
  {
    id: 'service/token',
    title: 'a signed assertion gets an access token for an hour, and no other token',
    level: 'must',
    profiles: ['service', 'okta'],
    sources: [rfc(6749, '4.4'), rfc(7523, '2.2')],
    needs: ['okta', 'service-app'],
    run: async ({ token, expect }) => {
      const response = await token(grant, { app: 'service-app' })
      if (!expect.status(response, 200)) return
      const body = members(response)
      expect.match(body.token_type, /^bearer$/i, 'token_type')
      expect.equal(body.expires_in, hourSeconds, 'expires_in')
      expect.equal(body.scope, 'okta.users.read', 'scope')
      expect.present(body.access_token, 'access_token')
      expect.absent(body.refresh_token, 'refresh_token')
      expect.absent(body.id_token, 'id_token')
    },
  },
  {
    id: 'service/scopes-in-part',
    title: 'of several scopes those in the grants collection are given',
    level: 'must',
    profiles: ['service', 'okta'],
    sources: [okta('S-052')],
    needs: ['okta', 'service-app'],
    run: async ({ token, expect, record }) => {
      const scope = 'okta.users.read okta.domains.manage'
      const response = await token({ ...grant, scope }, { app: 'service-app' })
      record('order of scopes', members(response).scope)
      expect.equal(members(response).scope, 'okta.users.read', 'scope')
    },
  },
  ...wrongAssertions.map(
    ({ name, title, claims, oktaText, sources }): Check => ({
      id: `service/assertion-${name}`,
      title,
      level: 'must',
      profiles: ['service', 'okta'],
      sources,
      needs: ['okta', 'service-app'],
      run: async ({ token, expect, now, target, record }) => {
        const response = await token(grant, { app: 'service-app', claims: claims(now(), target.issuer) })
        record(`assertion: ${name}`, [
          response.status,
          members(response).error_description ?? members(response).errorSummary,
        ])
        expect.oneOf(response.status, [400, 401], 'status')
        expect.oneOf(members(response).error ?? members(response).errorCode, ['invalid_client'], 'error')
        if (oktaText !== undefined)
          expect.should.equal(members(response).error_description, oktaText, 'error_description')
      },
    }),
  ),
  {
    id: 'service/assertion-once',
    title: 'an assertion with a jti works once',
    level: 'must',
    profiles: ['service', 'okta'],
    sources: [rfc(7523, '3')],
    needs: ['okta', 'service-app'],
    why: 'Whoever sees an assertion could use it again.',
    run: async ({ token, expect, random, blocked }) => {
      const claims = { jti: random.token() }
      if ((await token(grant, { app: 'service-app', claims })).status !== 200) blocked('it does not even work once')
      const again = await token(grant, { app: 'service-app', claims })
      expect.refused(again, {
        status: 401,
        error: 'invalid_client',
        oktaText: 'The client_assertion token has already been used.',
      })
    },
  },
  {
    id: 'service/assertion-issuer-audience',
    title: 'the issuer alone is no audience',
    level: 'should',
    profiles: ['service', 'okta'],
    sources: [rfc(7523, '3')],
    needs: ['okta', 'service-app'],
    differs: { spec: 'the issuer may be the audience', okta: 'the audience is the URL of the endpoint' },
    run: async ({ token, expect, target, record }) => {
      const response = await token(grant, { app: 'service-app', claims: { aud: target.issuer } })
      record('assertion: issuer as audience', response.status)
      expect.status(response, 401)
    },
  },
  {
    id: 'service/assertion-valid-in-a-moment',
    title: 'an assertion that is valid eight seconds from now is accepted: clocks differ',
    level: 'should',
    profiles: ['service', 'okta'],
    sources: [
      rfc(7523, '3'),
      oidf('fapi2-security-profile-final-ensure-client-assertion-with-nbf-8-seconds-in-the-future-is-accepted'),
    ],
    needs: ['okta', 'service-app'],
    run: async ({ token, expect, now, record }) => {
      const response = await token(grant, { app: 'service-app', claims: { nbf: now() + 8 } })
      record('assertion: nbf 8 s ahead', response.status)
      expect.status(response, 200)
    },
  },
  {
    id: 'service/assertion-valid-later',
    title: 'what becomes of an assertion that is valid two minutes from now is noted',
    level: 'may',
    profiles: ['service', 'okta'],
    sources: [
      rfc(7523, '3'),
      oidf('fapi2-security-profile-final-ensure-client-assertion-with-nbf-over-60-seconds-in-the-future-fails'),
    ],
    needs: ['okta', 'service-app'],
    differs: { spec: 'it is refused', okta: 'nobody knows' },
    run: async ({ token, now, record }) => {
      const response = await token(grant, { app: 'service-app', claims: { nbf: now() + 120 } })
      record('assertion: nbf two minutes ahead', [response.status, members(response).error_description])
    },
  },
  {
    id: 'service/secret-refused',
    title: 'a client secret is no way to client_credentials at the org authorization server',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(6749, '4.4')],
    needs: ['okta', 'code-app'],
    run: async ({ token, expect, record }) => {
      const response = await token(grant, { app: 'code-app' })
      record('client_credentials with a secret', [response.status, members(response).error])
      expect.that(response.status >= 400, 'status', { expected: '400 or above', got: response.status })
      expect.oneOf(members(response).error, ['invalid_client', 'unauthorized_client'], 'error')
    },
  },
  {
    id: 'service/authorize-refused',
    title: 'a service app has no business at /authorize',
    level: 'must',
    profiles: ['okta'],
    sources: [okta('S-012')],
    needs: ['okta', 'service-app'],
    run: async ({ authorize, expect }) => {
      const params = { redirect_uri: 'https://app.example.com/callback' }
      expect.errorPage(await authorize({ app: 'service-app', params, as: 'nobody' }))
    },
  },
  ...scopes.map(
    ({ name, title, scope, error }): Check => ({
      id: `service/${name}`,
      title: `client_credentials: ${title}`,
      level: 'must',
      profiles: ['service', 'okta'],
      sources: [rfc(6749, '4.4.2')],
      needs: ['okta', 'service-app'],
      run: async ({ token, expect, record }) => {
        const response = await token({ ...grant, scope }, { app: 'service-app' })
        record(`service: ${name}`, [members(response).error, members(response).error_description])
        expect.refused(response, { status: 400, error })
      },
    }),
  ),
]
