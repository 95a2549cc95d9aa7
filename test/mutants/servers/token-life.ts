// Servers that are wrong about tokens after they were given: userinfo, introspection, revocation, refresh, logout.
import {
  answers,
  at,
  formOf,
  headerOf,
  insteadOf,
  json,
  membersOf,
  page,
  queryOf,
  redirect,
  requests,
  tokenPath,
  tokens,
  withForm,
  withHeader,
  withMembers,
  without,
  withStatus,
} from './changes.js'
import type { ServerMutant } from './mutant.js'

const token = at(tokenPath)
const userinfo = at('/oauth2/v1/userinfo')
const introspect = at('/oauth2/v1/introspect')
const revoke = at('/oauth2/v1/revoke')
const logout = at('/oauth2/v1/logout')

const claims = { sub: '00usomebody000000000' }

export const tokenLifeMutants: readonly ServerMutant[] = [
  {
    id: 'userinfo-of-another',
    title: 'userinfo is about somebody else',
    caughtBy: ['userinfo/get'],
    start: answers(
      userinfo,
      withMembers((members) => ('sub' in members ? { ...members, ...claims } : members)),
    ),
  },
  {
    id: 'userinfo-for-anybody',
    title: 'userinfo wants no token',
    caughtBy: ['userinfo/token-missing'],
    start: () => async (request, pass) => {
      const bare = request.headers?.authorization === undefined && !request.body?.includes('access_token')
      return userinfo(request) && bare && request.method !== 'OPTIONS' ? json(claims) : pass(request)
    },
  },
  {
    id: 'userinfo-for-any-token',
    title: 'userinfo takes whatever is called a token',
    caughtBy: ['userinfo/token-invalid', 'userinfo/id-token-refused'],
    start: answers(userinfo, (response, { headers }) =>
      response.status === 401 && headers?.authorization !== undefined ? json(claims) : response,
    ),
  },
  {
    id: 'userinfo-without-openid',
    title: 'userinfo serves tokens without openid',
    caughtBy: ['userinfo/openid-required'],
    start: answers(userinfo, (response) => (response.status === 403 ? json(claims) : response)),
  },
  {
    id: 'userinfo-without-challenge',
    title: 'userinfo refuses without WWW-Authenticate',
    caughtBy: ['userinfo/token-missing', 'userinfo/token-invalid'],
    start: answers(userinfo, withHeader('www-authenticate')),
  },
  {
    id: 'userinfo-by-get-only',
    title: 'userinfo takes no POST',
    caughtBy: ['userinfo/post-header', 'userinfo/post-body'],
    start: answers(userinfo, (response, { method }) => (method === 'POST' ? page(405) : response)),
  },
  {
    id: 'email-missing',
    title: 'scope email gives no email',
    caughtBy: ['scopes/email', 'scopes/all'],
    start: answers(userinfo, withMembers(without('email'))),
  },
  {
    id: 'email-verified-as-text',
    title: 'email_verified is text',
    caughtBy: ['scopes/email'],
    start: answers(
      userinfo,
      withMembers((members) => ('email_verified' in members ? { ...members, email_verified: 'true' } : members)),
    ),
  },
  {
    id: 'address-missing',
    title: 'scope address gives no address',
    caughtBy: ['scopes/address'],
    start: answers(userinfo, withMembers(without('address'))),
  },
  {
    id: 'introspection-always-active',
    title: 'introspection finds every token alive',
    caughtBy: ['introspection/inactive', 'revocation/access-token'],
    start: answers(
      introspect,
      withMembers((members) => (members.active === false ? { active: true } : members)),
    ),
  },
  {
    id: 'introspection-never-active',
    title: 'introspection finds every token dead',
    caughtBy: ['introspection/active', 'introspection/refresh-token'],
    start: answers(
      introspect,
      withMembers((members) => (members.active === true ? { active: false } : members)),
    ),
  },
  {
    id: 'introspection-tells-of-dead-tokens',
    title: 'introspection tells of dead tokens whose they were',
    caughtBy: ['introspection/inactive'],
    start: answers(
      introspect,
      withMembers((members) => (members.active === false ? { ...members, client_id: '0oa' } : members)),
    ),
  },
  {
    id: 'introspection-for-anybody',
    title: 'anybody may introspect',
    caughtBy: ['introspection/authentication-required'],
    start: insteadOf('invalid_client', introspect, () => json({ active: false })),
  },
  {
    id: 'introspection-of-nothing',
    title: 'introspection without a token finds nothing',
    caughtBy: ['introspection/token-missing'],
    start: insteadOf('invalid_request', introspect, () => json({ active: false })),
  },
  {
    id: 'revocation-undone',
    title: 'revocation does nothing',
    caughtBy: ['revocation/access-token', 'revocation/refresh-token-ends-access-token'],
    start: () => async (request, pass) => {
      const revoking = revoke(request) && formOf(request).has('token')
      return revoking ? { status: 200, headers: [], text: '' } : pass(request)
    },
  },
  {
    id: 'revocation-with-content-type',
    title: 'revocation answers nothing, as JSON',
    caughtBy: ['revocation/no-content-type'],
    start: answers(revoke, withHeader('content-type', 'application/json')),
  },
  {
    id: 'revocation-once',
    title: 'revoking a dead token is an error',
    caughtBy: ['revocation/twice'],
    start: () => {
      const dead = new Set<string>()
      return async (request, pass) => {
        const gone = revoke(request) ? formOf(request).get('token') : null
        if (gone !== null && dead.has(gone)) return json({ error: 'invalid_request' }, 400)
        if (gone !== null) dead.add(gone)
        return pass(request)
      }
    },
  },
  {
    id: 'revocation-of-nothing',
    title: 'revocation without a token is a success',
    caughtBy: ['revocation/token-missing'],
    start: answers(revoke, (response) => (response.status === 400 ? { status: 200, headers: [], text: '' } : response)),
  },
  {
    id: 'refresh-token-for-everybody',
    title: 'a refresh token comes without offline_access',
    caughtBy: ['refresh/offline-access-required'],
    start: answers(
      token,
      withMembers((members) =>
        'access_token' in members ? { ...members, refresh_token: members.refresh_token ?? 'made-up' } : members,
      ),
    ),
  },
  {
    id: 'refresh-token-changes',
    title: 'a refresh token that does not rotate comes back as another string',
    caughtBy: ['refresh/static'],
    start: () => {
      const own = new Map<string, string>()
      return async (request, pass) => {
        const form = formOf(request)
        const sent = form.get('refresh_token')
        const original = sent === null ? undefined : own.get(sent)
        const response = await pass(
          original === undefined ? request : withForm((changed) => changed.set('refresh_token', original))(request),
        )
        return withMembers((members) => {
          const { refresh_token } = members
          if (form.get('grant_type') !== 'refresh_token' || refresh_token !== (original ?? sent)) return members
          const other = `${String(refresh_token)}${own.size}`
          own.set(other, String(refresh_token))
          return { ...members, refresh_token: other }
        })(response)
      }
    },
  },
  {
    id: 'refresh-token-never-changes',
    title: 'a rotating refresh token stays as it is',
    caughtBy: ['refresh/rotates'],
    start: answers(token, (response, request) => {
      const form = formOf(request)
      return form.get('grant_type') === 'refresh_token'
        ? withMembers((members) =>
            'refresh_token' in members ? { ...members, refresh_token: form.get('refresh_token') } : members,
          )(response)
        : response
    }),
  },
  {
    id: 'refresh-tokens-of-anybody',
    title: 'whatever stands for a refresh token is taken',
    caughtBy: ['refresh/unknown', 'refresh/other-client', 'refresh/reuse-ends-family'],
    start: answers(token, (response) =>
      /refresh token/i.test(String(membersOf(response).error_description)) ? tokens() : response,
    ),
  },
  {
    id: 'refresh-widens-scopes',
    title: 'a refresh gives scopes that were never granted',
    caughtBy: ['refresh/scope-wider'],
    start: answers(token, (response, request) => {
      const refreshing = formOf(request).get('grant_type') === 'refresh_token'
      return refreshing && /scope/.test(String(membersOf(response).error_description))
        ? tokens({ scope: 'openid offline_access email' })
        : response
    }),
  },
  {
    id: 'refresh-ignores-scopes',
    title: 'a refresh gives all scopes where fewer are asked for',
    caughtBy: ['refresh/scope-narrower'],
    start: requests(
      token,
      withForm((form) => {
        if (form.get('grant_type') === 'refresh_token' && form.get('scope') === 'openid') form.delete('scope')
      }),
    ),
  },
  {
    id: 'logout-drops-state',
    title: 'state does not come back from logout',
    caughtBy: ['logout/redirects'],
    start: answers(logout, (response) => {
      const location = headerOf(response, 'location')
      return location === undefined ? response : withHeader('location', location.split('?')[0])(response)
    }),
  },
  {
    id: 'logout-makes-up-state',
    title: 'a state comes back from logout that nobody sent',
    caughtBy: ['logout/without-state'],
    start: answers(logout, (response) => {
      const location = headerOf(response, 'location')
      return location === undefined || location.includes('?')
        ? response
        : withHeader('location', `${location}?state=`)(response)
    }),
  },
  {
    id: 'logout-redirects-anywhere',
    title: 'logout redirects to whoever asks',
    caughtBy: ['logout/redirect-unregistered', 'logout/redirect-with-query-added'],
    start: answers(logout, (response, request) => {
      const back = queryOf(request).get('post_logout_redirect_uri')
      return back !== null && queryOf(request).has('id_token_hint') && response.status >= 400
        ? redirect(back)
        : response
    }),
  },
  {
    id: 'logout-without-hint',
    title: 'logout redirects without id_token_hint',
    caughtBy: ['logout/hint-missing'],
    start: answers(logout, (response, request) => {
      const back = queryOf(request).get('post_logout_redirect_uri')
      return back !== null && !queryOf(request).has('id_token_hint') ? redirect(back) : response
    }),
  },
  {
    id: 'logout-keeps-session',
    title: 'logout redirects and ends nothing',
    caughtBy: ['logout/redirects'],
    start: () => async (request, pass) => {
      const back = queryOf(request).get('post_logout_redirect_uri')
      const state = queryOf(request).get('state')
      if (!logout(request) || back === null || !queryOf(request).get('id_token_hint')?.startsWith('ey'))
        return pass(request)
      return back.includes('signed-out') && !back.includes('?')
        ? redirect(state === null ? back : `${back}?${new URLSearchParams({ state })}`)
        : pass(request)
    },
  },
  {
    id: 'logout-breaks',
    title: 'logout without parameters is an error of the server',
    caughtBy: ['logout/no-parameters', 'logout/only-state'],
    start: answers(logout, (response, request) =>
      queryOf(request).has('id_token_hint') ? response : withStatus(500)(response),
    ),
  },
]
