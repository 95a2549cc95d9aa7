// Servers that are no Okta: service apps, bound tokens, the API, pushed requests, devices, other origins.
import { decodeJwt } from 'jose'
import type { RawResponse } from '../../../src/conformance/wire/transport.js'
import {
  answers,
  at,
  below,
  formOf,
  headerOf,
  insteadOf,
  json,
  membersOf,
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
const api = below('/api/v1/')
const par = at('/oauth2/v1/par')
const device = at('/oauth2/v1/device/authorize')
const cors = 'access-control-allow-origin'

const somebody = json({ id: '00usomebody000000000', status: 'ACTIVE', profile: { login: 'somebody@example.com' } })
const list = json([])

const saysNothingOf = (name: string) => answers(api, withHeader(name))

export const oktaMutants: readonly ServerMutant[] = [
  {
    id: 'assertion-works-twice',
    title: 'a client assertion works twice',
    caughtBy: ['service/assertion-once'],
    start: () => {
      const used = new Set<unknown>()
      return async (request, pass) => {
        const response = await pass(request)
        const assertion = formOf(request).get('client_assertion')
        const jti = assertion === null ? undefined : decodeJwt(assertion).jti
        if (jti === undefined) return response
        if (response.status === 200) used.add(jti)
        return used.has(jti) && response.status !== 200 ? tokens() : response
      }
    },
  },
  {
    id: 'assertions-unchecked',
    title: 'client assertions are not looked at',
    caughtBy: [
      'service/assertion-audience-other',
      'service/assertion-expired',
      'service/assertion-expiry-too-far',
      'service/assertion-expiry-missing',
      'service/assertion-subject-missing',
      'service/assertion-issuer-other',
    ],
    start: () => async (request, pass) => {
      const response = await pass(request)
      const refused = membersOf(response).error === 'invalid_client' || response.status === 401
      return formOf(request).has('client_assertion') && refused ? tokens() : response
    },
  },
  {
    id: 'ungranted-scopes-given',
    title: 'service apps are given scopes outside their grants collection',
    caughtBy: ['service/scope-not-granted'],
    start: insteadOf('consent_required', token, () => tokens({ scope: 'okta.apps.manage' })),
  },
  {
    id: 'any-scope-for-services',
    title: 'service apps are given openid and scopes that nobody knows',
    caughtBy: ['service/scope-openid', 'service/scope-custom', 'service/scope-missing'],
    start: () => async (request, pass) => {
      const response = await pass(request)
      const services = formOf(request).get('grant_type') === 'client_credentials'
      const error = String(membersOf(response).error)
      return services && ['invalid_scope', 'invalid_request'].includes(error) ? tokens() : response
    },
  },
  {
    id: 'all-scopes-or-none',
    title: 'of several scopes all must be granted, or none is given',
    caughtBy: ['service/scopes-in-part'],
    start: () => async (request, pass) => {
      const response = await pass(request)
      const asked = formOf(request).get('scope')
      const { scope } = membersOf(response)
      return formOf(request).get('grant_type') === 'client_credentials' && scope !== undefined && scope !== asked
        ? json({ error: 'consent_required', error_description: 'No.' }, 400)
        : response
    },
  },
  {
    id: 'secret-for-services',
    title: 'client_credentials work with a client secret',
    caughtBy: ['service/secret-refused'],
    start: () => async (request, pass) => {
      const services = formOf(request).get('grant_type') === 'client_credentials'
      return services && request.headers?.authorization !== undefined
        ? tokens({ scope: 'okta.users.read' })
        : pass(request)
    },
  },
  {
    id: 'refresh-token-for-services',
    title: 'service apps are given a refresh token',
    caughtBy: ['service/token'],
    start: answers(token, (response, request) =>
      formOf(request).get('grant_type') === 'client_credentials' && response.status === 200
        ? withMembers((members) => ({ ...members, refresh_token: 'made-up' }))(response)
        : response,
    ),
  },
  {
    id: 'proof-optional',
    title: 'an app with bound tokens gets one without a proof',
    caughtBy: ['dpop/proof-required'],
    start: () => async (request, pass) => {
      const response = await pass(request)
      const bare = request.headers?.dpop === undefined
      return bare && membersOf(response).error === 'invalid_dpop_proof' ? tokens({ token_type: 'DPoP' }) : response
    },
  },
  {
    id: 'proofs-unchecked',
    title: 'proofs are not looked at',
    caughtBy: ['dpop/method-other', 'dpop/url-other', 'dpop/issued-an-hour-ago', 'dpop/id-missing', 'dpop/unparsable'],
    start: () => async (request, pass) => {
      const response = await pass(request)
      const proved = request.headers?.dpop !== undefined
      return proved && membersOf(response).error === 'invalid_dpop_proof' ? tokens({ token_type: 'DPoP' }) : response
    },
  },
  {
    id: 'nonce-not-asked-for',
    title: 'proofs need no nonce',
    caughtBy: ['dpop/nonce-required'],
    start: insteadOf('use_dpop_nonce', token, () => tokens({ token_type: 'DPoP' })),
  },
  {
    id: 'nonce-not-sent',
    title: 'a nonce is asked for and not sent along',
    caughtBy: ['dpop/nonce-required'],
    start: answers(token, withHeader('dpop-nonce')),
  },
  {
    id: 'bound-token-called-bearer',
    title: 'a bound token is called a bearer token',
    caughtBy: ['dpop/bound'],
    start: answers(
      token,
      withMembers((members) => (members.token_type === 'DPoP' ? { ...members, token_type: 'Bearer' } : members)),
    ),
  },
  {
    id: 'bound-token-as-bearer',
    title: 'the API takes a bound token as a bearer token, and with any proof',
    caughtBy: ['dpop/api-as-bearer', 'dpop/api-other-token'],
    start: answers(api, (response) =>
      /DPoP|dpop/.test(headerOf(response, 'www-authenticate') ?? '') ? list : response,
    ),
  },
  {
    id: 'scopes-unchecked',
    title: 'the API does not look at scopes',
    caughtBy: ['api/scope-missing'],
    start: answers(api, (response) =>
      /insufficient_scope/.test(headerOf(response, 'www-authenticate') ?? '') ? list : response,
    ),
  },
  {
    id: 'roles-unchecked',
    title: 'the API does not look at roles',
    caughtBy: ['api/role-missing'],
    start: insteadOf('E0000006', api, () => list),
  },
  {
    id: 'tokens-unchecked',
    title: 'the API takes whatever is called a token',
    caughtBy: ['api/token-undefined', 'api/token-garbage', 'api/token-api-token-unknown'],
    start: insteadOf('E0000011', api, () => list),
  },
  {
    id: 'credentials-optional',
    title: 'the API serves anybody',
    caughtBy: ['api/no-credentials'],
    start: insteadOf('E0000005', api, () => list),
  },
  {
    id: 'no-credentials-401',
    title: 'the API answers 401 where there are no credentials',
    caughtBy: ['api/no-credentials'],
    start: insteadOf('E0000005', api, withStatus(401)),
  },
  {
    id: 'own-user-refused',
    title: 'people do not reach their own user',
    caughtBy: ['api/own-user'],
    start: answers(at('/api/v1/users/me'), withStatus(403)),
  },
  {
    id: 'not-found-as-empty',
    title: 'an unknown user is found',
    caughtBy: ['api/not-found'],
    start: insteadOf('E0000007', api, () => somebody),
  },
  {
    id: 'api-errors-in-oauth-shape',
    title: 'errors of the API have the shape of OAuth',
    caughtBy: ['api/no-credentials', 'api/path-unknown'],
    start: answers(
      api,
      withMembers((members) => ('errorCode' in members ? { error: 'invalid_request' } : members)),
    ),
  },
  {
    id: 'api-errors-without-id',
    title: 'errors of the API have no id',
    caughtBy: ['api/no-credentials', 'api/role-missing'],
    start: answers(api, withMembers(without('errorId'))),
  },
  {
    id: 'api-says-no-challenge',
    title: 'the API refuses without WWW-Authenticate',
    caughtBy: ['api/scope-missing', 'api/token-expired'],
    start: saysNothingOf('www-authenticate'),
  },
  {
    id: 'api-says-no-rate-limit',
    title: 'the API says nothing of rate limits',
    caughtBy: ['api/rate-limit-headers'],
    start: saysNothingOf('x-rate-limit-remaining'),
  },
  {
    id: 'api-says-no-next-page',
    title: 'lists of the API have no Link headers',
    caughtBy: ['api/pages'],
    start: saysNothingOf('link'),
  },
  {
    id: 'pushed-201',
    title: 'a pushed request is answered with 201',
    caughtBy: ['pushed/accepted'],
    start: answers(par, (response) => (response.status === 200 ? withStatus(201)(response) : response)),
  },
  {
    id: 'pushed-by-anybody',
    title: 'anybody may push a request',
    caughtBy: ['pushed/authentication-required'],
    start: insteadOf('invalid_client', par, () => json({ request_uri: 'urn:okta:x', expires_in: 300 })),
  },
  {
    id: 'pushed-request-uri-ignored',
    title: 'a request_uri in a pushed request is ignored',
    caughtBy: ['pushed/request-uri-refused'],
    start: requests(
      par,
      withForm((form) => form.delete('request_uri')),
    ),
  },
  {
    id: 'pushed-by-get',
    title: 'a request may be pushed by GET',
    caughtBy: ['pushed/get-refused'],
    start: answers(par, (response, { method }) =>
      method === 'GET' ? json({ request_uri: 'urn:okta:x', expires_in: 300 }) : response,
    ),
  },
  {
    id: 'device-not-pending',
    title: 'a device gets tokens before its user has answered',
    caughtBy: ['device/pending'],
    start: insteadOf('authorization_pending', token, () => tokens()),
  },
  {
    id: 'device-never-slowed',
    title: 'a device may ask as often as it likes',
    caughtBy: ['device/slow-down'],
    start: insteadOf(
      'slow_down',
      token,
      withMembers((members) => ({ ...members, error: 'authorization_pending' })),
    ),
  },
  {
    id: 'device-code-of-anybody',
    title: 'whatever stands for a device code is taken',
    caughtBy: ['device/code-unknown'],
    start: () => async (request, pass) => {
      const response = await pass(request)
      const polling = formOf(request).has('device_code')
      return polling && membersOf(response).error === 'invalid_grant' ? tokens() : response
    },
  },
  {
    id: 'user-code-in-small-letters',
    title: 'user codes are in small letters',
    caughtBy: ['device/authorization'],
    start: answers(
      device,
      withMembers((members) => ({ ...members, user_code: String(members.user_code).toLowerCase() })),
    ),
  },
  {
    id: 'device-scope-optional',
    title: 'a device need not ask for scopes',
    caughtBy: ['device/scope-missing'],
    start: requests(
      device,
      withForm((form) => {
        if (!form.has('scope')) form.set('scope', 'openid')
      }),
    ),
  },
  {
    id: 'cors-gone',
    title: 'no script of another origin may call anything',
    caughtBy: ['okta-org/cors-token', 'okta-org/cors-userinfo', 'okta-org/cors-keys', 'okta-org/cors-discovery'],
    start: answers(() => true, withHeader(cors)),
  },
  {
    id: 'cors-gone-on-errors',
    title: 'scripts may not read errors of the token endpoint',
    caughtBy: ['okta-org/cors-on-errors'],
    start: answers(token, (response, { method }) =>
      method === 'POST' && response.status >= 400 ? withHeader(cors)(response) : response,
    ),
  },
  {
    id: 'cors-everywhere',
    title: 'scripts of any origin may call /authorize',
    caughtBy: ['okta-org/cors-authorize'],
    start: answers(at('/oauth2/v1/authorize'), withHeader(cors, '*')),
  },
  {
    id: 'session-token-works-twice',
    title: 'a session token works twice',
    caughtBy: ['okta-org/session-token'],
    start: () => {
      const given = new Map<string, RawResponse>()
      return async (request, pass) => {
        const sessionToken = new URL(request.url).searchParams.get('sessionToken')
        const response = await pass(request)
        if (sessionToken === null) return response
        if (headerOf(response, 'location')?.includes('code=')) given.set(sessionToken, response)
        return given.get(sessionToken) ?? response
      }
    },
  },
  {
    id: 'unknown-users-told-apart',
    title: '/api/v1/authn says that a user does not exist',
    caughtBy: ['okta-org/authn-refused'],
    start: insteadOf('E0000004', at('/api/v1/authn'), withStatus(404)),
  },
]
