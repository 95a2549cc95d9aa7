// Scopes: which are known, which are granted, and which claims they give (OIDC Core 5.4, Okta's grants collection).
import type { Check } from '../check.js'
import type { OidfModule } from '../oidf-modules.js'
import { core, oidf, okta, rfc } from '../sources.js'
import { members } from '../wire/exchange.js'

interface ClaimScope {
  readonly scope: string
  readonly module: OidfModule
  readonly claims: readonly string[]
}

const claimScopes: readonly ClaimScope[] = [
  { scope: 'profile', module: 'oidcc-scope-profile', claims: ['name', 'preferred_username'] },
  { scope: 'email', module: 'oidcc-scope-email', claims: ['email', 'email_verified'] },
  { scope: 'address', module: 'oidcc-scope-address', claims: ['address'] },
  { scope: 'phone', module: 'oidcc-scope-phone', claims: ['phone_number'] },
]

const types: Readonly<Record<string, string>> = {
  name: 'string',
  preferred_username: 'string',
  email: 'string',
  email_verified: 'boolean',
  address: 'object',
  phone_number: 'string',
  updated_at: 'number',
}

export const scopeChecks: readonly Check[] = [
  ...claimScopes.map(
    ({ scope, module, claims }): Check => ({
      id: `scopes/${scope}`,
      title: `scope ${scope} gives its claims at userinfo, of the right types`,
      level: scope === 'profile' || scope === 'email' ? 'must' : 'should',
      profiles: ['basic', 'implicit', 'hybrid'],
      sources: [core('5.4'), oidf(module)],
      needs: ['user', 'code-app', 'userinfo'],
      run: async ({ sharedLogin, get, endpoint, expect }) => {
        const { accessToken } = await sharedLogin(`openid ${scope}`)
        const body = members(await get(endpoint('userinfo'), { authorization: `Bearer ${accessToken}` }))
        for (const claim of claims) {
          if (expect.should.present(body[claim], claim))
            expect.equal(typeof body[claim], types[claim], `type of ${claim}`)
        }
      },
    }),
  ),
  {
    id: 'scopes/all',
    title: 'all claim scopes together give all their claims',
    level: 'must',
    profiles: ['basic', 'implicit', 'hybrid'],
    sources: [core('5.4'), oidf('oidcc-scope-all')],
    needs: ['user', 'code-app', 'userinfo'],
    run: async ({ sharedLogin, get, endpoint, expect }) => {
      const { accessToken } = await sharedLogin('openid profile email address phone')
      const body = members(await get(endpoint('userinfo'), { authorization: `Bearer ${accessToken}` }))
      for (const claim of ['sub', 'name', 'email']) expect.present(body[claim], claim)
      if (body.updated_at !== undefined) expect.equal(typeof body.updated_at, 'number', 'type of updated_at')
    },
  },
  {
    id: 'scopes/thin-id-token',
    title: 'beside an access token the ID token holds name, email and preferred_username only',
    level: 'must',
    profiles: ['okta'],
    sources: [okta('S-056')],
    needs: ['okta', 'user', 'code-app'],
    differs: { spec: 'claims may be in either place (OIDC Core 5.4)', okta: 'the others are at userinfo' },
    run: async ({ sharedLogin, readIdToken, expect }) => {
      const { claims } = await readIdToken((await sharedLogin('openid profile email')).idToken)
      expect.present(claims.preferred_username, 'id_token.preferred_username')
      expect.present(claims.email, 'id_token.email')
      for (const claim of ['given_name', 'family_name', 'email_verified', 'locale', 'zoneinfo']) {
        expect.absent(claims[claim], `id_token.${claim}`)
      }
    },
  },
  {
    id: 'scopes/full-id-token',
    title: 'an ID token alone holds all claims of its scopes',
    level: 'must',
    profiles: ['okta', 'implicit'],
    sources: [core('5.4'), okta('S-056')],
    needs: ['user', 'implicit-app'],
    run: async ({ authorize, readIdToken, expect, blocked }) => {
      const params = { response_type: 'id_token', scope: 'openid profile email' }
      const result = await authorize({ app: 'implicit-app', params })
      const token = result.kind === 'answer' ? result.params.get('id_token') : undefined
      const { claims } = await readIdToken(token ?? blocked('no ID token'))
      for (const claim of ['name', 'email', 'given_name', 'family_name'])
        expect.present(claims[claim], `id_token.${claim}`)
    },
  },
  {
    id: 'scopes/missing',
    title: 'a request without scope is refused with invalid_scope',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(6749, '3.3'), okta('S-023')],
    needs: ['okta', 'code-app'],
    run: async ({ authorize, expect }) => {
      const result = await authorize({ params: { scope: undefined }, as: 'nobody' })
      expect.refusedByRedirect(result, { error: 'invalid_scope' })
    },
  },
  {
    id: 'scopes/custom-refused',
    title: 'a custom scope is refused before anybody signs in',
    level: 'must',
    profiles: ['okta'],
    sources: [okta('S-024')],
    needs: ['okta', 'code-app'],
    differs: { spec: 'unknown scopes may be ignored (OIDC Core 3.1.2.1)', okta: 'they are refused' },
    run: async ({ authorize, expect }) => {
      const result = await authorize({ params: { scope: 'openid orders:read' }, as: 'nobody' })
      expect.refusedByRedirect(result, {
        error: 'invalid_scope',
        oktaText: 'Custom scopes are not allowed for this request.',
      })
    },
  },
  {
    id: 'scopes/okta-unknown-refused',
    title: 'an okta.* scope that does not exist is refused',
    level: 'must',
    profiles: ['okta'],
    sources: [okta('S-025')],
    needs: ['okta', 'code-app'],
    run: async ({ authorize, expect, record }) => {
      const result = await authorize({ params: { scope: 'openid okta.nothing.read' }, as: 'nobody' })
      record('unknown okta.* scope', result.kind === 'answer' ? result.params.get('error') : result.kind)
      expect.refusedByRedirect(result, { error: 'invalid_scope' })
    },
  },
  {
    id: 'scopes/openid-required',
    title: 'claim scopes without openid are refused',
    level: 'must',
    profiles: ['okta'],
    sources: [okta('S-026')],
    needs: ['okta', 'code-app'],
    run: async ({ authorize, expect }) => {
      const result = await authorize({ params: { scope: 'profile' }, as: 'nobody' })
      expect.refusedByRedirect(result, { error: ['invalid_scope', 'access_denied'] })
    },
  },
  {
    id: 'scopes/granted-only',
    title: 'okta.* scopes that the app was not granted are left out in silence',
    level: 'must',
    profiles: ['okta'],
    sources: [okta('S-052')],
    needs: ['okta', 'user', 'implicit-app', 'api'],
    run: async ({ authorize, expect, record }) => {
      const scope = 'openid okta.users.read okta.domains.manage'
      const result = await authorize({ app: 'implicit-app', params: { response_type: 'token', scope } })
      if (!expect.equal(result.kind, 'answer', 'outcome') || result.kind !== 'answer') return
      record('scopes granted in part', result.params.get('scope') ?? result.params.get('error'))
      expect.equal(result.params.get('scope'), 'openid okta.users.read', 'scope')
    },
  },
  {
    id: 'scopes/none-granted',
    title: 'where none of the okta.* scopes was granted the request is refused with consent_required',
    level: 'must',
    profiles: ['okta'],
    sources: [okta('S-027')],
    needs: ['okta', 'user', 'code-app'],
    run: async ({ authorize, expect, record }) => {
      const result = await authorize({ params: { scope: 'okta.domains.manage' }, as: 'nobody' })
      record('no scope granted', result.kind === 'answer' ? result.params.get('error') : result.kind)
      expect.refusedByRedirect(result, {
        error: 'consent_required',
        oktaText: 'You are not allowed any of the requested scopes.',
      })
    },
  },
  {
    id: 'scopes/echoed',
    title: 'the token answer names the scopes that were granted',
    level: 'should',
    profiles: ['basic'],
    sources: [rfc(6749, '5.1')],
    needs: ['user', 'code-app'],
    run: async ({ sharedLogin, expect }) => {
      const { response } = await sharedLogin('openid email')
      expect.equal(
        String(members(response).scope).split(' ').sort().join(' '),
        'email openid',
        'scope, in alphabetical order',
      )
    },
  },
]
