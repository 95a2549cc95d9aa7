// Which endpoints of an Okta org scripts of other origins may call (S-074, S-600).
import type { Check } from '../check.js'
import { okta } from '../sources.js'

const origin = 'https://app.example.com'

const preflights: readonly { readonly name: string; readonly path: string; readonly method: string }[] = [
  { name: 'token', path: '/oauth2/v1/token', method: 'POST' },
  { name: 'userinfo', path: '/oauth2/v1/userinfo', method: 'GET' },
  { name: 'keys', path: '/oauth2/v1/keys', method: 'GET' },
  { name: 'introspect', path: '/oauth2/v1/introspect', method: 'POST' },
  { name: 'revoke', path: '/oauth2/v1/revoke', method: 'POST' },
  { name: 'discovery', path: '/.well-known/openid-configuration', method: 'GET' },
]

export const corsChecks: readonly Check[] = [
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
]
