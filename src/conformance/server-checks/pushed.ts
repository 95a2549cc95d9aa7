// Pushed authorization requests (RFC 9126) and the device authorization grant (RFC 8628).
import type { Check } from '../check.js'
import type { Context, Params } from '../context.js'
import { oidf, okta, rfc } from '../sources.js'
import { members, textMember, type WireResponse } from '../wire/exchange.js'

/** RFC 9126 wants client_id in it; Okta takes one beside Basic for a second set of credentials (S-034). */
const request = ({ app, random, either }: Context): Params => ({
  client_id: either({ spec: app('code-app').clientId, okta: undefined }),
  response_type: 'code',
  scope: 'openid',
  redirect_uri: app('code-app').redirectUris[0],
  state: random.token(),
  nonce: random.token(),
})

const push = (context: Context, form: Params): Promise<WireResponse> =>
  context.token(form, { url: context.endpoint('pushed-authorization') })

const pushed = async (context: Context): Promise<string> =>
  textMember(await push(context, request(context)), 'request_uri') ?? context.blocked('nothing was pushed')

const use = (context: Context, request_uri: string, client_id?: string) =>
  context.authorize({
    params: {
      request_uri,
      ...(client_id !== undefined && { client_id }),
      response_type: undefined,
      scope: undefined,
      redirect_uri: undefined,
      state: undefined,
      nonce: undefined,
    },
  })

const pushing: readonly Check[] = [
  {
    id: 'pushed/accepted',
    title: 'a request can be pushed, and its request_uri used',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(9126, '2.2')],
    needs: ['user', 'code-app', 'pushed-authorization'],
    differs: { spec: 'client_id is in it, and the status is 201', okta: 'the status is 200' },
    run: async (context) => {
      const { expect, either, record } = context
      const response = await push(context, request(context))
      record('status of PAR', response.status)
      expect.status(response, either({ spec: 201, okta: 200 }))
      const uri = textMember(response, 'request_uri') ?? context.blocked('no request_uri')
      expect.equal(typeof members(response).expires_in, 'number', 'type of expires_in')
      const result = await use(context, uri)
      expect.equal(result.kind === 'answer' && result.params.has('code'), true, 'an answer with a code')
    },
  },
  {
    id: 'pushed/authentication-required',
    title: 'a client that pushes proves who it is',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(9126, '2.1')],
    needs: ['code-app', 'pushed-authorization'],
    run: async (context) => {
      const response = await context.token(request(context), {
        url: context.endpoint('pushed-authorization'),
        auth: 'nothing',
      })
      context.expect.status(response, [400, 401])
    },
  },
  {
    id: 'pushed/request-uri-refused',
    title: 'a pushed request has no request_uri itself',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(9126, '2.1'), oidf('fapi2-security-profile-final-par-authorization-request-containing-request_uri')],
    needs: ['code-app', 'pushed-authorization'],
    run: async (context) => {
      const response = await push(context, { ...request(context), request_uri: 'urn:okta:x' })
      const error = ['invalid_request', 'invalid_request_object']
      const unsupported = context.either({ spec: ['request_uri_not_supported'], okta: [] })
      context.expect.refused(response, { status: 400, error: [...error, ...unsupported] })
    },
  },
  {
    id: 'pushed/plain-pkce-refused',
    title: 'code_challenge_method=plain is refused when it is pushed',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(9700, '2.1.1'), oidf('fapi2-security-profile-final-par-plain-pkce-rejected'), okta('S-015')],
    needs: ['code-app', 'pushed-authorization'],
    run: async (context) => {
      const plain = { code_challenge: 'a'.repeat(43), code_challenge_method: 'plain' }
      const response = await push(context, { ...request(context), ...plain })
      context.expect.refused(response, { status: 400, error: 'invalid_request' })
    },
  },
  {
    id: 'pushed/other-client',
    title: 'a request_uri of another client is refused',
    level: 'must',
    profiles: ['okta'],
    sources: [
      rfc(9126, '2.2'),
      oidf('fapi2-security-profile-final-par-attempt-to-use-request_uri-for-different-client'),
    ],
    needs: ['user', 'code-app', 'second-app', 'pushed-authorization'],
    run: async (context) => {
      const result = await use(context, await pushed(context), context.app('second-app').clientId)
      context.expect.equal(result.kind === 'answer' && result.params.has('code'), false, 'a code')
    },
  },
  {
    id: 'pushed/expires',
    title: 'a request_uri is dead after the time that it came with',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(9126, '2.2'), oidf('fapi2-security-profile-final-par-attempt-to-use-expired-request_uri')],
    needs: ['user', 'code-app', 'pushed-authorization', 'clock'],
    isolation: 'own',
    run: async (context) => {
      const response = await push(context, request(context))
      const uri = textMember(response, 'request_uri') ?? context.blocked('no request_uri')
      await context.advance(Number(members(response).expires_in) + 1)
      const result = await use(context, uri)
      context.expect.equal(result.kind === 'answer' && result.params.has('code'), false, 'a code')
    },
  },
  {
    id: 'pushed/get-refused',
    title: 'nothing is pushed by GET',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(9126, '2.1'), oidf('fapi2-security-profile-final-par-attempt-invalid-http-method')],
    needs: ['code-app', 'pushed-authorization'],
    run: async ({ get, endpoint, expect }) => {
      const response = await get(endpoint('pushed-authorization'))
      expect.that(response.status >= 400, 'status', { expected: '400 or above', got: response.status })
    },
  },
  {
    id: 'pushed/reuse-noted',
    title: 'whether a request_uri works twice is noted',
    level: 'may',
    profiles: ['okta'],
    sources: [rfc(9126, '4'), oidf('fapi2-security-profile-final-par-attempt-reuse-request_uri')],
    needs: ['user', 'code-app', 'pushed-authorization'],
    run: async (context) => {
      const uri = await pushed(context)
      const first = await use(context, uri)
      if (first.kind !== 'answer') context.blocked('it does not even work once')
      const second = await use(context, uri)
      context.record('request_uri used twice', second.kind === 'answer' ? [...second.params.keys()] : second.kind)
      context.expect.notEqual(second.response.status, 500, 'status')
    },
  },
]

const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code'

const begin = async ({ token, endpoint }: Context, scope: string | undefined = 'openid'): Promise<WireResponse> =>
  token({ scope }, { app: 'device-app', url: endpoint('device-authorization') })

const poll = ({ token }: Context, device_code: string): Promise<WireResponse> =>
  token({ grant_type: deviceGrant, device_code }, { app: 'device-app' })

const deviceCode = async (context: Context): Promise<string> =>
  textMember(await begin(context), 'device_code') ?? context.blocked('no device code')

const device: readonly Check[] = [
  {
    id: 'device/authorization',
    title: 'a device gets a code for itself, one for its user, and where to enter it',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(8628, '3.2')],
    needs: ['device-app', 'device-authorization'],
    differs: {
      spec: 'the codes and addresses are the server’s to choose, and interval is 5 seconds where it is not told',
      okta: 'eight capital letters, entered at /activate within ten minutes, interval always told',
    },
    run: async (context) => {
      const { expect, target } = context
      const response = await begin(context)
      if (!expect.status(response, 200)) return
      const body = members(response)
      expect.present(body.device_code, 'device_code')
      expect.present(body.user_code, 'user_code')
      expect.match(body.verification_uri, /^https?:/, 'verification_uri')
      expect.equal(typeof body.expires_in, 'number', 'type of expires_in')
      expect.oneOf(typeof body.interval, ['number', 'undefined'], 'type of interval')
      if (target.dialect !== 'okta') return
      expect.match(body.user_code, /^[A-Z]{8}$/, 'user_code')
      expect.equal(body.verification_uri, `${target.issuer}/activate`, 'verification_uri')
      expect.equal(
        body.verification_uri_complete,
        `${target.issuer}/activate?user_code=${String(body.user_code)}`,
        'verification_uri_complete',
      )
      expect.equal([body.expires_in, body.interval], [600, 5], 'expires_in and interval')
    },
  },
  {
    id: 'device/pending',
    title: 'until the user has answered the device is told to wait',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(8628, '3.5')],
    needs: ['device-app', 'device-authorization'],
    run: async (context) => {
      context.expect.refused(await poll(context, await deviceCode(context)), {
        status: 400,
        error: 'authorization_pending',
        oktaText: 'The device authorization is pending. Please try again later.',
      })
    },
  },
  {
    id: 'device/slow-down',
    title: 'a device that asks too often is told to slow down',
    level: 'should',
    profiles: ['okta'],
    sources: [rfc(8628, '3.5')],
    needs: ['okta', 'device-app', 'device-authorization'],
    run: async (context) => {
      const code = await deviceCode(context)
      await poll(context, code)
      const second = await poll(context, code)
      context.record('polling too often', members(second).error_description)
      context.expect.refused(second, { status: 400, error: 'slow_down' })
    },
  },
  {
    id: 'device/expires',
    title: 'a device code is dead after its time',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(8628, '3.5')],
    needs: ['device-app', 'device-authorization', 'clock'],
    isolation: 'own',
    run: async (context) => {
      const code = await deviceCode(context)
      await context.advance(601)
      const response = await poll(context, code)
      context.record('expired device code', members(response).error_description)
      context.expect.refused(response, { status: 400, error: ['expired_token', 'invalid_grant'] })
    },
  },
  {
    id: 'device/code-unknown',
    title: 'an unknown device code is refused',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(8628, '3.5')],
    needs: ['device-app', 'device-authorization'],
    run: async (context) => {
      context.expect.refused(await poll(context, '00000000-0000-4000-8000-000000000000'), {
        status: 400,
        error: ['invalid_grant', 'expired_token'],
      })
    },
  },
  {
    id: 'device/scope-missing',
    title: 'a request without scope is refused',
    level: 'must',
    profiles: ['okta'],
    sources: [rfc(8628, '3.1')],
    needs: ['okta', 'device-app', 'device-authorization'],
    run: async ({ token, endpoint, expect }) => {
      const response = await token({}, { app: 'device-app', url: endpoint('device-authorization') })
      expect.refused(response, { status: 400, error: 'invalid_scope' })
    },
  },
]

export const pushedChecks: readonly Check[] = [...pushing, ...device]
