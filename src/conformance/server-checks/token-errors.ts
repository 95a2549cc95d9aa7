// The token endpoint's refusals: every way in which a request can be wrong (RFC 6749 5.2, RFC 7636 4.6).
import type { Check } from '../check.js'
import type { AuthorizeOptions, ClientOptions, Coded, Context, Params } from '../context.js'
import { oidf, okta, rfc, type Source } from '../sources.js'
import type { Need } from '../targets/needs.js'
import { members, type WireResponse } from '../wire/exchange.js'

interface Wrong {
  readonly name: string
  readonly title: string
  readonly sources: readonly [Source, ...Source[]]
  readonly needs?: readonly Need[]
  readonly pkce?: boolean
  /** Changes to an otherwise right redemption of a code. */
  readonly changes?: Params
  readonly options?: (context: Context) => ClientOptions
  readonly status: number | readonly number[]
  readonly error: string | readonly string[]
  readonly oktaText?: string
  /** A 401 says how to do better (RFC 6749 5.2). */
  readonly challenged?: true
  readonly okta?: true
  readonly why?: string
}

const wrong: readonly Wrong[] = [
  {
    name: 'code-unknown',
    title: 'a code that was never issued is refused',
    sources: [rfc(6749, '5.2'), okta('S-042')],
    changes: { code: 'never-issued-never-issued-never-issued-0000' },
    status: 400,
    error: 'invalid_grant',
    oktaText: 'The authorization code is invalid or has expired.',
  },
  {
    name: 'code-missing',
    title: 'a request without code is refused',
    sources: [rfc(6749, '5.2'), okta('S-041')],
    changes: { code: undefined },
    status: 400,
    error: ['invalid_request', 'invalid_grant'],
  },
  {
    name: 'redirect-uri-other',
    title: 'another redirect_uri than at /authorize is refused',
    sources: [rfc(6749, '4.1.3'), okta('S-044')],
    changes: { redirect_uri: 'https://attacker.example.net/callback' },
    status: 400,
    error: 'invalid_grant',
    oktaText: "The 'redirect_uri' does not match the redirection URI used in the authorization request.",
    why: 'A code that was sent elsewhere could be redeemed.',
  },
  {
    name: 'redirect-uri-missing',
    title: 'a missing redirect_uri is refused',
    sources: [rfc(6749, '4.1.3'), okta('S-044')],
    changes: { redirect_uri: undefined },
    status: 400,
    error: ['invalid_grant', 'invalid_request'],
  },
  {
    name: 'verifier-wrong',
    title: 'a wrong code_verifier is refused',
    sources: [
      rfc(7636, '4.6'),
      oidf('fapi2-security-profile-final-incorrect-pkce-code-verifier-rejected'),
      okta('S-045'),
    ],
    pkce: true,
    changes: { code_verifier: 'a'.repeat(43) },
    status: 400,
    error: 'invalid_grant',
    oktaText: 'PKCE verification failed.',
    why: 'PKCE would protect nobody.',
  },
  {
    name: 'verifier-missing',
    title: 'a missing code_verifier is refused where there was a challenge',
    sources: [rfc(7636, '4.6'), oidf('fapi2-security-profile-final-ensure-pkce-code-verifier-required'), okta('S-045')],
    pkce: true,
    changes: { code_verifier: undefined },
    status: 400,
    error: ['invalid_grant', 'invalid_request'],
    why: 'PKCE would protect nobody.',
  },
  {
    name: 'verifier-unasked',
    title: 'a code_verifier for a code without challenge is refused',
    sources: [rfc(9700, '4.8.2'), okta('S-046')],
    needs: ['okta'],
    changes: { code_verifier: 'a'.repeat(43) },
    status: 400,
    error: 'invalid_request',
    oktaText: 'PKCE code challenge should be specified in the authorize request for code verification.',
    okta: true,
  },
  {
    name: 'secret-wrong',
    title: 'a wrong client secret is refused with 401 and a challenge',
    sources: [rfc(6749, '5.2'), okta('S-036')],
    options: ({ app }) => ({ app: { ...app('code-app'), clientSecret: 'certainly-not-the-secret-of-this-client' } }),
    status: [401, 400],
    error: 'invalid_client',
    oktaText: 'The client secret supplied for a confidential client is invalid.',
    challenged: true,
  },
  {
    name: 'client-unauthenticated',
    title: 'a confidential client without proof is refused',
    sources: [rfc(6749, '3.2.1'), okta('S-033')],
    options: () => ({ auth: 'nothing' }),
    status: [401, 400],
    error: ['invalid_client', 'invalid_request'],
  },
  {
    name: 'grant-type-missing',
    title: 'a request without grant_type is refused',
    sources: [rfc(6749, '5.2'), okta('S-038')],
    changes: { grant_type: undefined },
    status: 400,
    error: ['invalid_request', 'unsupported_grant_type'],
  },
  {
    name: 'grant-type-unknown',
    title: 'an unknown grant_type is refused with unsupported_grant_type',
    sources: [rfc(6749, '5.2'), okta('S-039')],
    changes: { grant_type: 'urn:example:coupon' },
    status: 400,
    error: 'unsupported_grant_type',
  },
]

const expectBody = (response: WireResponse, { expect }: Context): void => {
  expect.header(response, 'content-type', /^application\/json\b/)
  expect.header(response, 'cache-control', /\bno-store\b/)
  expect.absent(members(response).access_token, 'access_token')
}

const check = ({ name, title, sources, needs = [], pkce, changes = {}, options, ...rest }: Wrong): Check => ({
  id: `token-errors/${name}`,
  title,
  level: 'must',
  profiles: rest.okta ? ['okta'] : ['basic', 'okta'],
  sources,
  needs: ['user', 'code-app', ...needs],
  ...(rest.why !== undefined && { why: rest.why }),
  run: async (context) => {
    const { code, redeem, expect } = context
    const coded: Coded = await code(pkce === undefined ? {} : { pkce })
    const response = await redeem(coded, changes, options?.(context) ?? {})
    expect.refused(response, {
      status: rest.status,
      error: rest.error,
      ...(rest.oktaText !== undefined && { oktaText: rest.oktaText }),
    })
    expectBody(response, context)
    if (rest.challenged && response.status === 401) expect.header(response, 'www-authenticate', /^\w+/)
  },
})

/** A code is redeemed by the app's own method. */
const expectTokens = async ({ code, redeem, expect }: Context, options: AuthorizeOptions): Promise<void> => {
  const response = await redeem(await code(options))
  expect.status(response, 200)
  expect.present(members(response).access_token, 'access_token')
  expect.present(members(response).id_token, 'id_token')
}

export const tokenErrorChecks: readonly Check[] = [
  ...wrong.map(check),
  {
    id: 'token-errors/code-of-another-client',
    title: 'a code of another client is refused',
    level: 'must',
    profiles: ['basic', 'okta'],
    sources: [
      rfc(6749, '4.1.3'),
      oidf('fapi2-security-profile-final-ensure-authorization-code-is-bound-to-client'),
      okta('S-043'),
    ],
    needs: ['user', 'code-app', 'second-app'],
    why: 'Any client could redeem what was meant for another.',
    run: async ({ code, redeem, app, expect }) => {
      const response = await redeem(await code(), {}, { app: app('second-app') })
      expect.refused(response, { status: 400, error: 'invalid_grant' })
    },
  },
  {
    id: 'token-errors/grant-not-configured',
    title: 'a grant type that the app does not have is refused with unauthorized_client',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(6749, '5.2'), okta('S-040')],
    needs: ['okta', 'code-app'],
    run: async ({ token, expect }) => {
      const response = await token({
        grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
        device_code: '00000000-0000-4000-8000-000000000000',
      })
      expect.refused(response, {
        status: 400,
        error: 'unauthorized_client',
        oktaText: /^The client is not authorized to use the provided grant type\. Configured grant types: \[.+\]\.$/,
      })
    },
  },
  {
    id: 'token-errors/parameter-twice',
    title: 'a parameter that is sent twice is refused',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(6749, '3.2'), okta('S-010')],
    needs: ['code-app'],
    run: async ({ post, metadata, expect, app }) => {
      const { clientId, clientSecret = '' } = app('code-app')
      const response = await post(metadata.tokenEndpoint, {
        headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
        form: [
          ['grant_type', 'authorization_code'],
          ['grant_type', 'authorization_code'],
          ['code', 'x'],
        ],
      })
      expect.refused(response, { status: 400, error: 'invalid_request' })
    },
  },
  {
    id: 'token-errors/credentials-twice',
    title: 'credentials in the header and in the body together are refused',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(6749, '2.3'), okta('S-034')],
    needs: ['code-app'],
    run: async ({ token, app, expect, record }) => {
      const { clientId, clientSecret } = app('code-app')
      const response = await token({
        grant_type: 'authorization_code',
        code: 'x',
        client_id: clientId,
        client_secret: clientSecret,
      })
      record('several credentials', response.status)
      expect.status(response, [400, 401])
      expect.oneOf(members(response).error, ['invalid_request', 'invalid_client'], 'error')
    },
  },
  {
    id: 'token-errors/secret-in-query',
    title: 'a client secret in the URL is refused',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(6749, '2.3.1'), okta('S-032')],
    needs: ['okta', 'code-app'],
    why: 'URLs end up in logs.',
    run: async ({ post, metadata, app, expect }) => {
      const { clientId, clientSecret = '' } = app('code-app')
      const query = new URLSearchParams({ client_id: clientId, client_secret: clientSecret })
      const response = await post(`${metadata.tokenEndpoint}?${query}`, {
        form: { grant_type: 'authorization_code', code: 'x' },
      })
      expect.refused(response, {
        status: 400,
        error: 'invalid_request',
        oktaText: 'Client credentials cannot be supplied via query parameters.',
      })
    },
  },
  {
    id: 'token-errors/json-body',
    title: 'a body in JSON is refused with E0000021',
    level: 'should',
    profiles: ['okta'],
    sources: [okta('S-031')],
    needs: ['okta', 'code-app'],
    run: async ({ post, metadata, expect, record }) => {
      const response = await post(metadata.tokenEndpoint, { json: { grant_type: 'authorization_code' } })
      record('JSON at /token', response.status)
      expect.equal(members(response).errorCode, 'E0000021', 'errorCode')
    },
  },
  {
    id: 'token-errors/get-refused',
    title: 'the token endpoint takes POST only',
    level: 'must',
    profiles: ['basic', 'okta'],
    sources: [rfc(6749, '3.2')],
    needs: ['code-app'],
    run: async ({ get, metadata, expect }) => {
      const response = await get(`${metadata.tokenEndpoint}?grant_type=authorization_code&code=x`)
      expect.that(response.status >= 400, 'status', { expected: '400 or above', got: response.status })
    },
  },
  {
    id: 'token-errors/client-secret-post',
    title: 'a client secret in the body is accepted',
    level: 'must',
    profiles: ['basic', 'hybrid'],
    sources: [rfc(6749, '2.3.1'), oidf('oidcc-server-client-secret-post'), okta('S-066')],
    needs: ['user', 'post-app'],
    run: (context) => expectTokens(context, { app: 'post-app' }),
  },
  {
    id: 'token-errors/private-key-jwt',
    title: 'a client that signs an assertion with its key gets tokens',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(7523, '2.2')],
    needs: ['user', 'jwt-app'],
    run: (context) => expectTokens(context, { app: 'jwt-app' }),
  },
  {
    id: 'token-errors/pkce',
    title: 'a code with PKCE is redeemed with its verifier',
    level: 'must',
    profiles: ['basic', 'hybrid'],
    sources: [rfc(7636, '4.6'), oidf('oidcc-ensure-request-with-valid-pkce-succeeds')],
    needs: ['user', 'code-app'],
    run: (context) => expectTokens(context, { pkce: true }),
  },
  {
    id: 'token-errors/public-client-with-pkce',
    title: 'a public client redeems its code with PKCE alone',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(7636, '4.5'), rfc(8252, '8.4')],
    needs: ['user', 'public-app'],
    run: (context) => expectTokens(context, { app: 'public-app', pkce: true }),
  },
  {
    id: 'token-errors/pkce-required-at-authorize',
    title: 'an app that requires PKCE gets an error page without it',
    level: 'must',
    profiles: ['okta'],
    sources: [okta('S-014')],
    needs: ['okta', 'pkce-app'],
    differs: {
      spec: 'the error goes back to the client (RFC 7636 4.4.1)',
      okta: 'the error is shown to the person, and nothing is sent to the client',
    },
    run: async ({ authorize, expect, record }) => {
      const result = await authorize({ app: 'pkce-app', pkce: false, as: 'nobody' })
      record('PKCE missing', result.kind)
      expect.errorPage(result, 400)
    },
  },
  {
    id: 'token-errors/pkce-plain-refused',
    title: 'code_challenge_method=plain is refused',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(9700, '2.1.1'), okta('S-015')],
    needs: ['okta', 'code-app'],
    run: async ({ authorize, expect, record }) => {
      const result = await authorize({
        params: { code_challenge: 'a'.repeat(43), code_challenge_method: 'plain' },
        as: 'nobody',
      })
      record('plain challenge', result.kind === 'answer' ? result.params.get('error_description') : result.kind)
      if (result.kind === 'error-page') expect.errorPage(result)
      else expect.refusedByRedirect(result, { error: 'invalid_request' })
    },
  },
]
