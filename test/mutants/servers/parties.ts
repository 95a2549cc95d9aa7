// Servers that are wrong about whom they serve, and what they say of people.
import { decodeJwt } from 'jose'
import {
  answers,
  at,
  below,
  formOf,
  json,
  membersOf,
  pathOf,
  queryOf,
  requests,
  tokenPath,
  withForm,
  withMembers,
  without,
} from './changes.js'
import { forged } from './forger.js'
import type { Intermediary, ServerMutant } from './mutant.js'

const parPath = '/oauth2/v1/par'

/** A pushed request belongs to whoever shows it. */
const pushedForAnybody = (): Intermediary => {
  const owners = new Map<string, string>()
  return async (request, pass) => {
    const owner = owners.get(queryOf(request).get('request_uri') ?? '')
    if (owner !== undefined) {
      const url = new URL(request.url)
      url.searchParams.set('client_id', owner)
      return pass({ ...request, url: url.href })
    }
    const response = await pass(request)
    if (pathOf(request) === parPath) {
      const [, credentials = ''] = (request.headers?.authorization ?? '').split(' ')
      const [clientId = ''] = Buffer.from(credentials, 'base64').toString().split(':')
      owners.set(String(membersOf(response).request_uri), clientId)
    }
    return response
  }
}

/** Assertions that are valid from a moment ahead on are refused. */
const withoutSkew = (): Intermediary => async (request, pass) => {
  const assertion = pathOf(request) === tokenPath ? formOf(request).get('client_assertion') : null
  const { nbf, iat } = assertion === null ? {} : decodeJwt(assertion)
  return Number(nbf) > Number(iat) ? json({ error: 'invalid_client' }, 401) : pass(request)
}

const userinfo = at('/oauth2/v1/userinfo')

export const partyMutants: readonly ServerMutant[] = [
  {
    id: 'discovery-for-anybody',
    title: 'the discovery document is served for a client that does not exist',
    caughtBy: ['okta-org/discovery-unknown-client'],
    start: requests(at('/.well-known/openid-configuration'), (request) => ({
      ...request,
      url: request.url.split('?')[0] ?? request.url,
    })),
  },
  {
    id: 'logout-not-published',
    title: 'the discovery document does not name the logout endpoint',
    caughtBy: ['logout/endpoint-published'],
    start: answers(at('/.well-known/openid-configuration'), withMembers(without('end_session_endpoint'))),
  },
  {
    id: 'pushed-for-anybody',
    title: 'a pushed request of another client is taken',
    caughtBy: ['pushed/other-client'],
    start: pushedForAnybody,
  },
  {
    id: 'pushed-plain-challenge-taken',
    title: 'code_challenge_method=plain is taken where it is pushed',
    caughtBy: ['pushed/plain-pkce-refused'],
    start: requests(
      at(parPath),
      withForm((form) => {
        if (form.has('code_challenge_method')) form.set('code_challenge_method', 'S256')
      }),
    ),
  },
  {
    id: 'clocks-must-agree',
    title: 'a client assertion of a clock that is a little ahead is refused',
    caughtBy: ['service/assertion-valid-in-a-moment'],
    start: withoutSkew,
  },
  {
    id: 'api-refuses-everybody',
    title: 'the API refuses tokens that have the scope',
    caughtBy: ['api/scope-allows', 'dpop/api'],
    start: answers(below('/api/v1/users'), (response) => (response.status === 200 ? json({}, 403) : response)),
  },
  {
    id: 'profile-in-part',
    title: 'scope profile does not give preferred_username',
    caughtBy: ['scopes/profile'],
    start: answers(userinfo, withMembers(without('preferred_username'))),
  },
  {
    id: 'phone-missing',
    title: 'scope phone gives no phone_number',
    caughtBy: ['scopes/phone'],
    start: answers(userinfo, withMembers(without('phone_number'))),
  },
  {
    id: 'updated-at-as-text',
    title: 'updated_at is text',
    caughtBy: ['scopes/all'],
    start: answers(userinfo, (response) =>
      response.status === 200
        ? withMembers((claims) => ({ ...claims, updated_at: '2026-01-01T00:00:00Z' }))(response)
        : response,
    ),
  },
  {
    id: 'id-tokens-live-two-hours',
    title: 'ID tokens live two hours',
    caughtBy: ['okta-org/id-token-claims'],
    start: forged({ claims: (claims) => ({ ...claims, exp: Number(claims.iat) + 7200 }) }),
  },
  {
    id: 'id-token-of-another',
    title: 'the ID token is about somebody else than userinfo',
    caughtBy: ['userinfo/get', 'userinfo/post-header', 'userinfo/post-body'],
    start: forged({ claims: (claims) => ({ ...claims, sub: '00usomebodyelse000000' }) }),
  },
  {
    id: 'refresh-without-id-token',
    title: 'a refresh brings no ID token',
    caughtBy: ['refresh/works'],
    start: answers(at(tokenPath), (response, request) =>
      formOf(request).get('grant_type') === 'refresh_token' ? withMembers(without('id_token'))(response) : response,
    ),
  },
  {
    id: 'revocation-leaves-access-token',
    title: 'revoking a refresh token leaves its access token alive',
    caughtBy: ['revocation/refresh-token-ends-access-token'],
    start: () => async (request, pass) => {
      const token = pathOf(request) === '/oauth2/v1/revoke' ? formOf(request).get('token') : null
      // Access tokens are JWTs.
      return token === null || token.includes('.') ? pass(request) : { status: 200, headers: [], text: '' }
    },
  },
]
