// What revocation ends, and what it leaves alone (RFC 7009).
import type { Check } from '../check.js'
import type { Context } from '../context.js'
import { rfc } from '../sources.js'
import { members } from '../wire/exchange.js'
import { introspect, offline } from './token-life.js'

const revoke = (context: Context, token: string) =>
  context.token({ token }, { url: context.endpoint('revocation'), app: 'refresh-app' })

export const revocationChecks: readonly Check[] = [
  {
    id: 'revocation/access-token',
    title: 'a revoked access token is inactive',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(7009, '2.1')],
    needs: ['user', 'refresh-app', 'revocation', 'introspection'],
    run: async (context) => {
      const { expect, login } = context
      const { accessToken } = await login({ app: 'refresh-app' })
      const response = await revoke(context, accessToken)
      expect.status(response, 200)
      expect.equal(response.text, '', 'body')
      expect.equal(members(await introspect(context, accessToken, 'refresh-app')).active, false, 'active')
    },
  },
  {
    id: 'revocation/no-content-type',
    title: 'the answer has no content type, since it has no content',
    level: 'should',
    profiles: ['okta'],
    sources: [rfc(7009, '2.2')],
    needs: ['okta', 'user', 'refresh-app', 'revocation'],
    why: 'Clients that parse whatever comes throw at an empty text.',
    run: async (context) => {
      const { accessToken } = await context.login({ app: 'refresh-app' })
      context.expect.header(await revoke(context, accessToken), 'content-type', undefined)
    },
  },
  {
    id: 'revocation/twice',
    title: 'revoking a token that is dead already is a success',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(7009, '2.2')],
    needs: ['user', 'refresh-app', 'revocation'],
    run: async (context) => {
      const { accessToken } = await context.login({ app: 'refresh-app' })
      await revoke(context, accessToken)
      context.expect.status(await revoke(context, accessToken), 200)
    },
  },
  {
    id: 'revocation/refresh-token-ends-access-token',
    title: 'revoking a refresh token ends its access token too',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(7009, '2.1')],
    needs: ['user', 'refresh-app', 'revocation', 'introspection'],
    run: async (context) => {
      const { accessToken, refreshToken } = await context.login(offline(context))
      if (refreshToken === '') context.blocked('no refresh token')
      await revoke(context, refreshToken)
      context.expect.equal(
        members(await introspect(context, accessToken, 'refresh-app')).active,
        false,
        'access token active',
      )
    },
  },
  {
    id: 'revocation/access-token-leaves-refresh-token',
    title: 'revoking an access token leaves its refresh token alone',
    level: 'should',
    profiles: ['okta'],
    sources: [rfc(7009, '2.1')],
    needs: ['okta', 'user', 'refresh-app', 'revocation', 'introspection'],
    run: async (context) => {
      const { accessToken, refreshToken } = await context.login(offline(context))
      if (refreshToken === '') context.blocked('no refresh token')
      await revoke(context, accessToken)
      context.expect.equal(
        members(await introspect(context, refreshToken, 'refresh-app')).active,
        true,
        'refresh token active',
      )
    },
  },
  {
    id: 'revocation/token-missing',
    title: 'a request without token is refused',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(7009, '2.1')],
    needs: ['refresh-app', 'revocation'],
    run: async ({ token, endpoint, expect }) => {
      const response = await token({}, { url: endpoint('revocation'), app: 'refresh-app' })
      expect.refused(response, {
        status: 400,
        error: 'invalid_request',
        oktaText: "The 'token' parameter is required.",
      })
    },
  },
]
