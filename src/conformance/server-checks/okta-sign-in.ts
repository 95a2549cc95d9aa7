// Who gets into which app of an Okta org, and who is told so.
import type { Check } from '../check.js'
import { okta, rfc } from '../sources.js'
import { members } from '../wire/exchange.js'

export const oktaSignInChecks: readonly Check[] = [
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
]
