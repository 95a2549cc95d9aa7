// What introspection tells of living and dead tokens, and whom (RFC 7662).
import type { Check } from '../check.js'
import { okta, rfc } from '../sources.js'
import { members } from '../wire/exchange.js'
import { introspect, offline } from './token-life.js'

export const introspectionChecks: readonly Check[] = [
  {
    id: 'introspection/active',
    title: 'a living access token is active, with its client, scopes and times',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(7662, '2.2')],
    needs: ['user', 'code-app', 'introspection'],
    run: async (context) => {
      const { sharedLogin, expect, app } = context
      const { accessToken } = await sharedLogin('openid profile email')
      const response = await introspect(context, accessToken)
      expect.status(response, 200)
      const { active, client_id, scope, exp, iat } = members(response)
      expect.equal(active, true, 'active')
      expect.equal(client_id, app('code-app').clientId, 'client_id')
      expect.equal(String(scope).split(' ').sort(), ['email', 'openid', 'profile'], 'scope')
      expect.equal([typeof exp, typeof iat], ['number', 'number'], 'types of exp and iat')
    },
  },
  {
    id: 'introspection/inactive',
    title: 'an unknown token is inactive, and nothing else is said of it',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(7662, '2.2')],
    needs: ['code-app', 'introspection'],
    run: async (context) => {
      const response = await introspect(context, 'never.issued.token')
      context.expect.status(response, 200)
      context.expect.equal(response.json, { active: false }, 'body')
    },
  },
  {
    id: 'introspection/authentication-required',
    title: 'nobody introspects without proving who they are',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(7662, '2.1'), okta('S-033')],
    needs: ['code-app', 'introspection'],
    differs: { spec: 'the status is 401, or 400 where nothing is proved at all', okta: 'the status is 401' },
    run: async ({ token, endpoint, expect, either }) => {
      const response = await token({ token: 'x' }, { url: endpoint('introspection'), auth: 'nothing' })
      expect.status(response, either({ spec: [400, 401], okta: [401] }))
    },
  },
  {
    id: 'introspection/token-missing',
    title: 'a request without token is refused',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(7662, '2.3')],
    needs: ['code-app', 'introspection'],
    run: async ({ token, endpoint, expect }) => {
      const response = await token({}, { url: endpoint('introspection') })
      expect.refused(response, {
        status: 400,
        error: 'invalid_request',
        oktaText: "The 'token' parameter is required.",
      })
    },
  },
  {
    id: 'introspection/refresh-token',
    title: 'a living refresh token is active',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(7662, '2.2')],
    needs: ['user', 'refresh-app', 'introspection'],
    run: async (context) => {
      const { refreshToken } = await context.login(offline(context))
      if (refreshToken === '') context.blocked('no refresh token')
      const response = await introspect(context, refreshToken, 'refresh-app')
      context.expect.equal(members(response).active, true, 'active')
    },
  },
  {
    id: 'introspection/other-client',
    title: 'what another client may learn of a token is noted',
    level: 'may',
    profiles: ['okta'],
    sources: [rfc(7662, '4')],
    needs: ['okta', 'user', 'code-app', 'second-app', 'introspection'],
    run: async (context) => {
      const { accessToken } = await context.sharedLogin('openid profile email')
      const response = await introspect(context, accessToken, 'second-app')
      context.record('introspection by another client', [response.status, members(response).active])
      context.expect.status(response, [200, 401, 403])
    },
  },
]
