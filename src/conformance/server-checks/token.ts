// The token endpoint with authorization codes (RFC 6749 4.1.3, 4.1.4 and 5).
import type { Check } from '../check.js'
import { core, oidf, okta, rfc } from '../sources.js'
import { expectIdToken } from '../toolkit/id-token.js'
import { members, textMember } from '../wire/exchange.js'

export const tokenChecks: readonly Check[] = [
  {
    id: 'token/code-response',
    title: 'a code is redeemed for an access token and an ID token that fits the request',
    level: 'must',
    profiles: ['basic'],
    sources: [rfc(6749, '5.1'), core('3.1.3.3'), oidf('oidcc-server'), oidf('oidcc-idtoken-signature'), okta('S-053')],
    needs: ['user', 'code-app'],
    run: async ({ code, redeem, readIdToken, metadata, expect, now, either }) => {
      const coded = await code()
      const response = await redeem(coded)
      expect.status(response, 200)
      expect.header(response, 'content-type', /^application\/json\b/)
      expect.header(response, 'cache-control', /\bno-store\b/)
      expect.match(textMember(response, 'token_type'), /^bearer$/i, 'token_type')
      const { expires_in } = members(response)
      expect.should.present(expires_in, 'expires_in')
      expect.equal(expires_in, either({ spec: expires_in, okta: 3600 }), 'expires_in')
      const accessToken = textMember(response, 'access_token')
      expect.present(accessToken, 'access_token')
      const token = textMember(response, 'id_token')
      if (!expect.present(token, 'id_token') || token === undefined) return
      const idToken = await readIdToken(token)
      expect.present(idToken.header.kid, 'id_token header kid')
      expect.equal(idToken.header.alg, 'RS256', 'id_token header alg')
      expectIdToken(expect, idToken, {
        issuer: metadata.issuer,
        clientId: coded.sent.app.clientId,
        nonce: coded.sent.params.get('nonce'),
        accessToken,
        now: now(),
      })
    },
  },
  {
    id: 'token/code-single-use',
    title: 'an authorization code works once',
    level: 'must',
    profiles: ['basic', 'hybrid'],
    sources: [rfc(6749, '4.1.2'), oidf('oidcc-codereuse'), okta('S-042')],
    needs: ['user', 'code-app'],
    why: 'Whoever sees a code in a log or a browser history could redeem it again.',
    run: async ({ code, redeem, expect, blocked }) => {
      const coded = await code()
      if ((await redeem(coded)).status !== 200) blocked('the code does not even work once')
      expect.refused(await redeem(coded), {
        status: 400,
        error: 'invalid_grant',
        oktaText: 'The authorization code is invalid or has expired.',
      })
    },
  },
  {
    id: 'token/code-reuse-later',
    title: 'a code that was used is refused half a minute later, too',
    level: 'must',
    profiles: ['basic', 'hybrid'],
    sources: [rfc(6749, '4.1.2'), oidf('oidcc-codereuse-30seconds')],
    needs: ['user', 'code-app', 'clock'],
    isolation: 'own',
    run: async ({ code, redeem, advance, expect, blocked }) => {
      const coded = await code()
      if ((await redeem(coded)).status !== 200) blocked('the code does not even work once')
      await advance(30)
      expect.refused(await redeem(coded), { status: 400, error: 'invalid_grant' })
    },
  },
  {
    id: 'token/code-reuse-ends-tokens',
    title: 'a code that is used twice ends the tokens that it gave',
    level: 'should',
    profiles: ['basic', 'hybrid'],
    sources: [rfc(6749, '4.1.2'), oidf('oidcc-codereuse-30seconds')],
    needs: ['user', 'code-app', 'introspection'],
    differs: { spec: 'the tokens should end', okta: 'nobody knows: it is noted' },
    why: 'One of the two who used it is not the app.',
    run: async ({ code, redeem, token, endpoint, expect, record, blocked, target }) => {
      const coded = await code()
      const accessToken = textMember(await redeem(coded), 'access_token')
      if (accessToken === undefined) blocked('the code does not even work once')
      await redeem(coded)
      const { active } = members(await token({ token: accessToken }, { url: endpoint('introspection') }))
      record('access token active after its code was used twice', active)
      if (target.dialect !== 'okta') expect.equal(active, false, 'active')
    },
  },
  {
    id: 'token/code-expires',
    title: 'an authorization code is dead after five minutes',
    level: 'must',
    profiles: ['okta'],
    sources: [
      okta('S-042'),
      rfc(6749, '4.1.2'),
      oidf('fapi2-security-profile-final-ensure-token-endpoint-fails-with-expired-auth-code'),
    ],
    needs: ['user', 'code-app', 'clock'],
    isolation: 'own',
    run: async ({ code, redeem, advance, expect }) => {
      const coded = await code()
      await advance(301)
      expect.refused(await redeem(coded), { status: 400, error: 'invalid_grant' })
    },
  },
  {
    id: 'token/client-unknown',
    title: 'an unknown client is refused',
    level: 'must',
    profiles: ['basic', 'okta'],
    sources: [rfc(6749, '5.2'), okta('S-011')],
    needs: ['code-app'],
    differs: {
      spec: 'the body is { error: invalid_client }',
      okta: 'the body is an API error with errorCode; its status is 401 by Basic and 400 otherwise',
    },
    run: async ({ app, token, expect, either }) => {
      const unknown = { ...app('code-app'), clientId: '0oaconformanceunknown' }
      const response = await token({ grant_type: 'authorization_code', code: 'x' }, { app: unknown })
      expect.status(response, 401)
      const { errorCode, error } = members(response)
      expect.equal(
        either({ okta: errorCode, spec: error }),
        either({ okta: 'invalid_client', spec: 'invalid_client' }),
        'error',
      )
    },
  },
]
