// What Okta's own clients rely on beside the specifications: session tokens, CORS, the engine, how errors look.
import type { Check } from '../check.js'
import { discovery, okta, rfc } from '../sources.js'
import { members } from '../wire/exchange.js'

const origin = 'https://app.example.com'

const preflights: readonly { readonly name: string; readonly path: string; readonly method: string }[] = [
  { name: 'token', path: '/oauth2/v1/token', method: 'POST' },
  { name: 'userinfo', path: '/oauth2/v1/userinfo', method: 'GET' },
  { name: 'keys', path: '/oauth2/v1/keys', method: 'GET' },
  { name: 'introspect', path: '/oauth2/v1/introspect', method: 'POST' },
  { name: 'revoke', path: '/oauth2/v1/revoke', method: 'POST' },
  { name: 'discovery', path: '/.well-known/openid-configuration', method: 'GET' },
]

const discoveryMembers = [
  'issuer',
  'authorization_endpoint',
  'token_endpoint',
  'userinfo_endpoint',
  'registration_endpoint',
  'jwks_uri',
  'response_types_supported',
  'response_modes_supported',
  'grant_types_supported',
  'subject_types_supported',
  'id_token_signing_alg_values_supported',
  'scopes_supported',
  'token_endpoint_auth_methods_supported',
  'claims_supported',
  'code_challenge_methods_supported',
  'introspection_endpoint',
  'revocation_endpoint',
  'end_session_endpoint',
  'request_parameter_supported',
  'device_authorization_endpoint',
]

export const oktaOrgChecks: readonly Check[] = [
  {
    id: 'okta-org/engine',
    title: 'the org says which engine it runs',
    level: 'must',
    profiles: ['okta', 'config'],
    sources: [okta('S-071')],
    needs: ['okta'],
    run: async ({ get, target, expect }) => {
      const response = await get(`${target.issuer}/.well-known/okta-organization`)
      expect.status(response, 200)
      expect.match(members(response).id, /^00o\w{17}$/, 'id')
      expect.oneOf(members(response).pipeline, ['idx', 'v1'], 'pipeline')
    },
  },
  {
    id: 'okta-org/discovery-members',
    title: 'the discovery document has the members that clients insist on',
    level: 'must',
    profiles: ['okta', 'config'],
    sources: [okta('S-050')],
    needs: ['okta'],
    run: async ({ metadata, expect, record }) => {
      for (const member of discoveryMembers) expect.present(metadata.document[member], member)
      record('members of the discovery document', Object.keys(metadata.document))
    },
  },
  {
    id: 'okta-org/discovery-values',
    title: 'the discovery document says RS256, S256, public subjects, and all modes and types',
    level: 'must',
    profiles: ['okta', 'config'],
    sources: [okta('S-050'), discovery('3')],
    needs: ['okta'],
    run: async ({ metadata, expect }) => {
      const { document } = metadata
      expect.equal(document.id_token_signing_alg_values_supported, ['RS256'], 'id_token_signing_alg_values_supported')
      expect.equal(document.code_challenge_methods_supported, ['S256'], 'code_challenge_methods_supported')
      expect.equal(document.subject_types_supported, ['public'], 'subject_types_supported')
      expect.equal(
        metadata.list('response_modes_supported'),
        ['query', 'fragment', 'form_post', 'okta_post_message'],
        'response_modes_supported',
      )
      expect.equal(
        metadata.list('response_types_supported'),
        ['code', 'id_token', 'code id_token', 'code token', 'id_token token', 'code id_token token'],
        'response_types_supported',
      )
      expect.equal(
        metadata.list('scopes_supported').filter((scope) => scope.startsWith('okta.')),
        [],
        'okta.* scopes in scopes_supported',
      )
    },
  },
  {
    id: 'okta-org/discovery-unknown-client',
    title: 'discovery for an unknown client is refused in the shape of the API',
    level: 'should',
    profiles: ['okta', 'config'],
    sources: [okta('S-011')],
    needs: ['okta'],
    run: async ({ get, target, expect }) => {
      const response = await get(`${target.issuer}/.well-known/openid-configuration?client_id=0oaconformanceunknown`)
      expect.status(response, 400)
      expect.equal(members(response).errorCode, 'invalid_client', 'errorCode')
    },
  },
  {
    id: 'okta-org/oauth-metadata',
    title: 'the org publishes OAuth metadata too',
    level: 'should',
    profiles: ['okta', 'config'],
    sources: [rfc(8414, '3')],
    needs: ['okta'],
    run: async ({ get, target, expect, record }) => {
      const response = await get(`${target.issuer}/.well-known/oauth-authorization-server`)
      expect.status(response, 200)
      expect.equal(members(response).issuer, target.issuer, 'issuer')
      record('members of the OAuth metadata', Object.keys(members(response)))
    },
  },
  {
    id: 'okta-org/keys-cached',
    title: 'keys say how long they may be kept',
    level: 'should',
    profiles: ['okta', 'config'],
    sources: [okta('S-004')],
    needs: ['okta'],
    run: async ({ get, metadata, expect, record }) => {
      const response = await get(metadata.jwksUri)
      expect.header(response, 'cache-control', /^max-age=\d+, must-revalidate$/)
      const { keys } = members(response)
      record('number of published keys', Array.isArray(keys) ? keys.length : 0)
    },
  },
  {
    id: 'okta-org/referrer-policy',
    title: 'a redirect with tokens in its fragment carries Referrer-Policy: no-referrer',
    level: 'must',
    profiles: ['okta'],
    sources: [okta('S-059')],
    needs: ['okta', 'user', 'implicit-app'],
    run: async ({ authorize, expect }) => {
      const { response } = await authorize({ app: 'implicit-app', params: { response_type: 'token' } })
      expect.header(response, 'referrer-policy', 'no-referrer')
    },
  },
  {
    id: 'okta-org/session-token',
    title: 'a sessionToken from /api/v1/authn signs in at /authorize, once',
    level: 'must',
    profiles: ['okta'],
    sources: [okta('S-205')],
    needs: ['okta', 'user', 'code-app', 'session-token'],
    run: async ({ post, authorize, user, target, expect, record, blocked }) => {
      const { login, password } = user('user')
      const authn = await post(`${target.issuer}/api/v1/authn`, { json: { username: login, password } })
      const { sessionToken, status } = members(authn)
      expect.equal(status, 'SUCCESS', 'status')
      if (typeof sessionToken !== 'string') return blocked('no session token')
      const params = { sessionToken }
      const first = await authorize({ params, as: 'nobody' })
      record('sessionToken at /authorize', first.kind)
      expect.equal(first.kind === 'answer' && first.params.has('code'), true, 'an answer with a code')
      const second = await authorize({ params, as: 'nobody' })
      expect.equal(second.kind === 'answer' && second.params.has('code'), false, 'a code the second time')
    },
  },
  {
    id: 'okta-org/authn-refused',
    title: 'an unknown user at /api/v1/authn: 401 E0000004',
    level: 'must',
    profiles: ['okta'],
    sources: [okta('S-203')],
    needs: ['okta', 'wrong-password'],
    run: async ({ post, target, expect }) => {
      const json = { username: 'nobody@example.com', password: 'not a password of anybody' }
      const response = await post(`${target.issuer}/api/v1/authn`, { json })
      expect.status(response, 401)
      const { errorCode, errorSummary, errorCauses } = members(response)
      expect.equal(
        { errorCode, errorSummary, errorCauses },
        { errorCode: 'E0000004', errorSummary: 'Authentication failed', errorCauses: [] },
        'error',
      )
    },
  },
  {
    id: 'okta-org/session-absent',
    title: 'without a session /api/v1/sessions/me is 404 E0000007',
    level: 'must',
    profiles: ['okta'],
    sources: [okta('S-304')],
    needs: ['okta', 'api'],
    run: async ({ get, target, expect }) => {
      const response = await get(`${target.issuer}/api/v1/sessions/me`)
      expect.status(response, 404)
      expect.equal(members(response).errorCode, 'E0000007', 'errorCode')
    },
  },
  {
    id: 'okta-org/single-sign-on',
    title: 'who is signed in to one app gets a code for another without a question',
    level: 'must',
    profiles: ['okta', 'basic'],
    sources: [okta('S-201')],
    needs: ['user', 'code-app', 'second-app'],
    run: async ({ login, authorize, browser, expect }) => {
      const kept = browser()
      await login({ browser: kept })
      const result = await authorize({ app: 'second-app', browser: kept, as: 'nobody' })
      expect.equal(result.kind === 'answer' && result.params.has('code'), true, 'an answer with a code')
    },
  },
  {
    id: 'okta-org/user-not-assigned',
    title: 'a person who is not assigned to the app is refused by redirect, after signing in',
    level: 'must',
    profiles: ['okta'],
    sources: [okta('S-030')],
    needs: ['okta', 'user', 'unassigned-app'],
    run: async ({ authorize, expect }) => {
      expect.refusedByRedirect(await authorize({ app: 'unassigned-app' }), {
        error: 'access_denied',
        oktaText: 'User is not assigned to the client application.',
      })
    },
  },
  {
    id: 'okta-org/client-unknown',
    title: 'an unknown client_id gets an error page',
    level: 'must',
    profiles: ['basic', 'okta'],
    sources: [rfc(6749, '4.1.2.1'), okta('S-011')],
    needs: ['code-app'],
    run: async ({ authorize, expect, record }) => {
      const result = await authorize({ params: { client_id: '0oaconformanceunknown' }, as: 'nobody' })
      record('unknown client at /authorize', result.response.status)
      expect.errorPage(result)
    },
  },
  {
    id: 'okta-org/client-inactive',
    title: 'an app that is switched off gets an error page',
    level: 'must',
    profiles: ['okta'],
    sources: [okta('S-011')],
    needs: ['okta', 'inactive-app'],
    run: async ({ authorize, expect }) => {
      expect.errorPage(await authorize({ app: 'inactive-app', as: 'nobody' }))
    },
  },
  {
    id: 'okta-org/redirect-uri-missing',
    title: 'a missing redirect_uri gets an error page',
    level: 'must',
    profiles: ['okta'],
    sources: [okta('S-013')],
    needs: ['okta', 'code-app'],
    run: async ({ authorize, expect }) => {
      expect.errorPage(await authorize({ params: { redirect_uri: undefined }, as: 'nobody' }), 400)
    },
  },
  {
    id: 'okta-org/redirect-uri-slash',
    title: 'a trailing slash makes another redirect_uri',
    level: 'must',
    profiles: ['okta'],
    sources: [okta('S-013')],
    needs: ['okta', 'code-app'],
    run: async ({ authorize, app, expect }) => {
      const redirect_uri = `${app('code-app').redirectUris[0]}/`
      expect.errorPage(await authorize({ params: { redirect_uri }, as: 'nobody' }), 400)
    },
  },
  ...preflights.map(
    ({ name, path, method }): Check => ({
      id: `okta-org/cors-${name}`,
      title: `scripts of other origins may call ${path}`,
      level: 'must',
      profiles: ['okta'],
      sources: [okta('S-074')],
      needs: ['okta'],
      why: 'Single-page apps call it from their own origin.',
      run: async ({ send, target, expect }) => {
        const response = await send({
          method: 'OPTIONS',
          url: `${target.issuer}${path}`,
          headers: {
            origin,
            'access-control-request-method': method,
            'access-control-request-headers': 'x-okta-user-agent-extended',
          },
        })
        expect.status(response, [200, 204])
        expect.oneOf(response.header('access-control-allow-origin'), [origin, '*'], 'Access-Control-Allow-Origin')
        expect.match(
          response.header('access-control-allow-headers')?.toLowerCase(),
          /x-okta-user-agent-extended/,
          'Access-Control-Allow-Headers',
        )
      },
    }),
  ),
  {
    id: 'okta-org/cors-authorize',
    title: 'scripts may not call /authorize',
    level: 'must',
    profiles: ['okta'],
    sources: [okta('S-074')],
    needs: ['okta', 'code-app'],
    run: async ({ get, metadata, expect }) => {
      const response = await get(metadata.authorizationEndpoint, { origin })
      expect.absent(response.header('access-control-allow-origin'), 'Access-Control-Allow-Origin')
    },
  },
  {
    id: 'okta-org/cors-on-errors',
    title: 'errors of the token endpoint can be read by scripts too',
    level: 'must',
    profiles: ['okta'],
    sources: [okta('S-074')],
    needs: ['okta', 'public-app'],
    run: async ({ post, metadata, app, expect }) => {
      const response = await post(metadata.tokenEndpoint, {
        headers: { origin },
        form: { grant_type: 'authorization_code', code: 'x', client_id: app('public-app').clientId },
      })
      expect.that(response.status >= 400, 'status', { expected: '400 or above', got: response.status })
      expect.oneOf(response.header('access-control-allow-origin'), [origin, '*'], 'Access-Control-Allow-Origin')
    },
  },
  {
    id: 'okta-org/token-headers',
    title: 'a token answer may not be stored, and says that it may not be indexed',
    level: 'must',
    profiles: ['okta'],
    sources: [okta('S-001'), okta('S-068')],
    needs: ['okta', 'user', 'code-app'],
    run: async ({ sharedLogin, expect }) => {
      const { response } = await sharedLogin('openid')
      expect.header(response, 'content-type', /^application\/json(;charset=UTF-8)?$/)
      expect.header(response, 'cache-control', 'no-cache, no-store')
      expect.header(response, 'pragma', 'no-cache')
      expect.should.header(response, 'x-robots-tag', /noindex/)
    },
  },
  {
    id: 'okta-org/token-member-order',
    title: 'the members of a token answer come in the recorded order',
    level: 'may',
    profiles: ['okta'],
    sources: [okta('S-069')],
    needs: ['okta', 'user', 'code-app'],
    run: async ({ sharedLogin, expect }) => {
      const names = Object.keys(members((await sharedLogin('openid')).response))
      expect.equal(names, ['token_type', 'expires_in', 'access_token', 'scope', 'id_token'], 'members')
    },
  },
  {
    id: 'okta-org/id-token-claims',
    title: 'an ID token has the claims and the order that were recorded',
    level: 'should',
    profiles: ['okta'],
    sources: [okta('S-055')],
    needs: ['okta', 'user', 'code-app'],
    run: async ({ sharedLogin, readIdToken, expect, record }) => {
      const { header, claims } = await readIdToken((await sharedLogin('openid')).idToken)
      record('claims of an ID token', Object.keys(claims))
      expect.equal(Object.keys(header), ['kid', 'alg'], 'header')
      const names = ['sub', 'ver', 'iss', 'aud', 'iat', 'exp', 'jti', 'amr', 'idp', 'nonce', 'auth_time', 'at_hash']
      expect.equal(Object.keys(claims), names, 'claims')
      expect.equal(Number(claims.exp) - Number(claims.iat), 3600, 'lifetime')
    },
  },
  {
    id: 'okta-org/consent',
    title: 'an app whose users must agree asks them, and prompt=none does not',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(6749, '4.1.1')],
    needs: ['okta', 'user', 'consent-app', 'fresh-sign-in'],
    run: async ({ authorize, browser, expect, record }) => {
      const kept = browser()
      const params = { scope: 'openid profile' }
      const asked = await authorize({ app: 'consent-app', browser: kept, params, consent: 'stop' })
      record('consent asked for', asked.kind)
      expect.equal(asked.kind, 'consent-page', 'outcome')
      const silent = await authorize({
        app: 'consent-app',
        browser: kept,
        params: { ...params, prompt: 'none' },
        as: 'nobody',
      })
      expect.refusedByRedirect(silent, { error: ['consent_required', 'interaction_required'] })
    },
  },
]
