// Servers whose token endpoint is wrong.

import type { WireRequest } from '../../../src/conformance/wire/exchange.js'
import type { RawResponse } from '../../../src/conformance/wire/transport.js'
import {
  answers,
  asked,
  at,
  formOf,
  insteadOf,
  json,
  membersOf,
  page,
  requests,
  tokenPath,
  tokens,
  withForm,
  withHeader,
  withMembers,
  without,
  withStatus,
} from './changes.js'
import type { Intermediary, ServerMutant } from './mutant.js'

const token = at(tokenPath)
const says = (text: RegExp, other: () => ReturnType<typeof tokens>): (() => Intermediary) =>
  answers(token, (response) => (text.test(String(membersOf(response).error_description)) ? other() : response))

const basicOf = ({ headers = {} }: WireRequest): string => headers.authorization ?? ''

export const tokenEndpointMutants: readonly ServerMutant[] = [
  {
    id: 'code-works-twice',
    title: 'an authorization code works twice',
    caughtBy: ['token/code-single-use'],
    start: () => {
      const given = new Map<string, RawResponse>()
      return async (request, pass) => {
        const response = await pass(request)
        const code = formOf(request).get('code')
        if (!token(request) || code === null) return response
        if (response.status === 200) given.set(code, response)
        return given.get(code) ?? response
      }
    },
  },
  {
    id: 'everything-lives-twice-as-long',
    title: 'codes, tokens and whatever else expires live twice as long',
    caughtBy: ['token/code-expires', 'api/one-hour', 'refresh/ninety-days', 'pushed/expires', 'device/expires'],
    start: () => (request, pass) => pass(request),
    clockSpeed: 0.5,
  },
  {
    id: 'code-of-anybody',
    title: 'whatever stands for a code is taken',
    caughtBy: ['token-errors/code-unknown', 'token-errors/code-of-another-client', 'token/code-single-use'],
    start: says(/authorization code is invalid|issued to another client/i, () => tokens({ id_token: 'x.y.z' })),
  },
  {
    id: 'code-optional',
    title: 'tokens are given without a code',
    caughtBy: ['token-errors/code-missing'],
    start: () => async (request, pass) => {
      const form = formOf(request)
      const none = token(request) && form.get('grant_type') === 'authorization_code' && !form.has('code')
      return none ? tokens() : pass(request)
    },
  },
  {
    id: 'redirect-uri-uncompared',
    title: 'the redirect_uri of the token request is not compared',
    caughtBy: ['token-errors/redirect-uri-other', 'token-errors/redirect-uri-missing'],
    start: requests(
      token,
      withForm((form) => {
        if (form.get('grant_type') !== 'authorization_code') return
        const uri = form.get('redirect_uri')
        if (uri === null || uri.includes('attacker')) form.set('redirect_uri', 'https://app.example.com/callback')
      }),
    ),
  },
  {
    id: 'verifier-unchecked',
    title: 'PKCE is not checked',
    caughtBy: ['token-errors/verifier-wrong', 'token-errors/verifier-missing'],
    start: says(/PKCE verification failed|code_verifier/i, () => tokens()),
  },
  {
    id: 'verifier-ignored-where-unasked',
    title: 'a code_verifier without a challenge is ignored',
    caughtBy: ['token-errors/verifier-unasked'],
    start: says(/should be specified in the authorize request/, () => tokens()),
  },
  {
    id: 'secret-unchecked',
    title: 'the client secret is not checked',
    caughtBy: ['token-errors/secret-wrong'],
    start: says(/client secret supplied .* is invalid/, () => tokens()),
  },
  {
    id: 'client-unauthenticated',
    title: 'a confidential client needs to prove nothing',
    caughtBy: ['token-errors/client-unauthenticated'],
    start: () => async (request, pass) => {
      const response = await pass(request)
      const proves = basicOf(request) !== '' || /client_(secret|assertion)=/.test(request.body ?? '')
      return token(request) && !proves && membersOf(response).error === 'invalid_client' ? tokens() : response
    },
  },
  {
    id: 'unknown-client-served',
    title: 'clients that do not exist are served',
    caughtBy: ['token/client-unknown'],
    start: answers(token, (response) => (membersOf(response).errorCode === 'invalid_client' ? tokens() : response)),
  },
  {
    id: 'grant-type-optional',
    title: 'a missing grant_type is authorization_code',
    caughtBy: ['token-errors/grant-type-missing'],
    start: requests(
      token,
      withForm((form) => {
        if (!form.has('grant_type') && form.has('code')) form.set('grant_type', 'authorization_code')
      }),
    ),
  },
  {
    id: 'grant-type-unknown-as-code',
    title: 'an unknown grant_type is refused with invalid_request',
    caughtBy: ['token-errors/grant-type-unknown'],
    start: insteadOf(
      'unsupported_grant_type',
      token,
      withMembers((members) => ({ ...members, error: 'invalid_request' })),
    ),
  },
  {
    id: 'grants-unchecked',
    title: 'a client may use grant types that it does not have',
    caughtBy: ['token-errors/grant-not-configured'],
    start: insteadOf('unauthorized_client', token, () => tokens()),
  },
  {
    id: 'repeated-parameters-taken-at-token',
    title: 'of a parameter that is sent twice to the token endpoint the first counts',
    caughtBy: ['token-errors/parameter-twice'],
    start: requests(
      token,
      withForm((form) => {
        for (const [name, value] of [...form].reverse()) form.set(name, value)
      }),
    ),
  },
  {
    id: 'two-credentials-taken',
    title: 'credentials in header and body together are taken',
    caughtBy: ['token-errors/credentials-twice'],
    start: () => async (request, pass) =>
      token(request) && basicOf(request) !== '' && formOf(request).has('client_secret') ? tokens() : pass(request),
  },
  {
    id: 'secret-in-query-taken',
    title: 'a client secret in the URL is taken',
    caughtBy: ['token-errors/secret-in-query'],
    start: says(/via query parameters/, () => tokens()),
  },
  {
    id: 'json-taken',
    title: 'a token request may be JSON',
    caughtBy: ['token-errors/json-body'],
    start: insteadOf('E0000021', token, () => json({ error: 'invalid_request' }, 400)),
  },
  {
    id: 'get-taken',
    title: 'a token request may be a GET',
    caughtBy: ['token-errors/get-refused'],
    start: answers(token, (response, { method }) => (method === 'GET' ? tokens() : response)),
  },
  {
    id: 'errors-with-200',
    title: 'errors of the token endpoint are answered with 200',
    caughtBy: ['token-errors/code-unknown', 'token-errors/grant-type-missing', 'refresh/unknown'],
    start: answers(token, (response) => (response.status >= 400 ? withStatus(200)(response) : response)),
  },
  {
    id: 'errors-as-pages',
    title: 'errors of the token endpoint are pages',
    caughtBy: ['token-errors/code-unknown', 'token-errors/secret-wrong'],
    start: answers(token, (response) => (response.status >= 400 ? page(response.status) : response)),
  },
  {
    id: 'errors-in-other-words',
    title: 'errors of the token endpoint say it in other words',
    caughtBy: ['refresh/unknown', 'token-errors/code-unknown'],
    start: answers(
      token,
      withMembers((members) =>
        members.error === undefined ? members : { ...members, error_description: 'Something is wrong.' },
      ),
    ),
  },
  {
    id: 'answers-may-be-stored',
    title: 'token answers may be stored',
    caughtBy: ['okta-org/token-headers', 'refresh/works', 'token/code-response'],
    start: answers(token, withHeader('cache-control')),
  },
  {
    id: 'challenge-missing',
    title: 'a refused client secret brings no WWW-Authenticate',
    caughtBy: ['token-errors/secret-wrong'],
    start: answers(token, withHeader('www-authenticate')),
  },
  {
    id: 'two-hours',
    title: 'an access token says that it lives two hours',
    caughtBy: ['service/token', 'token/code-response'],
    start: answers(
      token,
      withMembers((members) => ('expires_in' in members ? { ...members, expires_in: 7200 } : members)),
    ),
  },
  {
    id: 'token-type-missing',
    title: 'the token answer has no token_type',
    caughtBy: ['token/code-response'],
    start: answers(token, withMembers(without('token_type'))),
  },
  {
    id: 'id-token-missing',
    title: 'openid brings no ID token',
    caughtBy: ['token/code-response'],
    start: answers(token, withMembers(without('id_token'))),
  },
  {
    id: 'scope-missing',
    title: 'the token answer does not name its scopes',
    caughtBy: ['scopes/echoed'],
    start: answers(token, withMembers(without('scope'))),
  },
  {
    id: 'members-out-of-order',
    title: 'the members of the token answer come in another order',
    caughtBy: ['okta-org/token-member-order'],
    start: answers(
      token,
      withMembers((members) => Object.fromEntries(Object.entries(members).reverse())),
    ),
  },
  {
    id: 'secret-post-refused',
    title: 'a client secret in the body is refused',
    caughtBy: ['token-errors/client-secret-post'],
    start: () => async (request, pass) =>
      token(request) && formOf(request).has('client_secret') && basicOf(request) === ''
        ? json({ error: 'invalid_client', error_description: 'No.' }, 401)
        : pass(request),
  },
  {
    id: 'challenge-ignored',
    title: 'the challenge of the authorization request is forgotten',
    caughtBy: ['token-errors/pkce', 'token-errors/verifier-missing'],
    start: asked((params) => {
      params.delete('code_challenge')
      params.delete('code_challenge_method')
    }),
  },
]
