import { decodeJwt } from 'jose'
import t from 'tap'
import type { Answer } from '../../../../src/server/exchange.js'
import { createDeviceCode, decideDevice } from '../../../../src/server/oauth/device/device-codes.js'
import { createToken } from '../../../../src/server/oauth/endpoints/token.js'
import { createOrgServer } from '../../../../src/server/oauth/org-server.js'
import type { App } from '../../../../src/server/org/records.js'
import { Refusal } from '../../../../src/server/refusal.js'
import { ask } from '../../../fixtures/ask.js'
import { ada, createTestDeps, start, type TestDeps, url } from '../../../fixtures/deps.js'
import { deviceGrant, television } from '../../../fixtures/television.js'

const org = createOrgServer(url)
const other: App = { ...television, id: '0oaradio000000000000', clientId: '0oaradio000000000000', label: 'Radio' }
const scopes = ['openid', 'profile', 'offline_access']

const open = async (asked: readonly string[] = scopes) => {
  const deps = createTestDeps({ apps: [television, other] })
  return { deps, codes: await createDeviceCode(org, television, asked, deps) }
}
const permission = { userId: ada.id, authTime: start - 60, amr: ['pwd'] }

const bodyOf = (answer: Answer): Readonly<Record<string, string>> => ('json' in answer ? Object(answer.json) : {})
const poll = async (
  device_code: string,
  deps: TestDeps,
  { server = org, app = television, headers = {} } = {},
): Promise<{ readonly status: number; readonly body: Readonly<Record<string, string>> }> => {
  const form = { grant_type: deviceGrant, client_id: app.clientId, ...(device_code !== '' && { device_code }) }
  try {
    const answer = await createToken(server)(ask({ form, headers }), deps)
    return { status: answer.status, body: bodyOf(answer) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const answer = error.answer(deps.random)
    return { status: answer.status, body: bodyOf(answer) }
  }
}

const pending = {
  status: 400,
  body: {
    error: 'authorization_pending',
    error_description: 'The device authorization is pending. Please try again later.',
  },
}
const slowDown = {
  status: 400,
  body: { error: 'slow_down', error_description: 'Slow down the polling frequency. Please try again later.' },
}
const invalid = {
  status: 400,
  body: { error: 'invalid_grant', error_description: 'The device code is invalid or has expired.' },
}

t.test('a device that was let in gets its tokens, once', async (t) => {
  const { deps, codes } = await open()
  await decideDevice(codes, permission, deps)
  deps.advance(10)
  const polls = await Promise.all([poll(codes.deviceCode, deps), poll(codes.deviceCode, deps)])
  t.strictSame(polls.map(({ status }) => status).sort(), [200, 400], 'of two polls at the same time one')
  const body = polls.find(({ status }) => status === 200)?.body ?? {}
  t.strictSame(Object.entries(body), [
    ['token_type', 'Bearer'],
    ['expires_in', 3600],
    ['access_token', body.access_token],
    ['scope', 'openid profile offline_access'],
    ['refresh_token', body.refresh_token],
    ['id_token', body.id_token],
  ])
  t.match(decodeJwt(body.id_token ?? ''), {
    sub: ada.id,
    aud: television.clientId,
    auth_time: start - 60,
    amr: ['pwd'],
  })
  t.notOk('nonce' in decodeJwt(body.id_token ?? ''))
  t.strictSame(await poll(codes.deviceCode, deps), invalid)
})

t.test('without openid and offline_access there is an access token alone', async (t) => {
  const { deps, codes } = await open(['okta.users.read'])
  await decideDevice(codes, permission, deps)
  t.strictSame(Object.keys((await poll(codes.deviceCode, deps)).body), [
    'token_type',
    'expires_in',
    'access_token',
    'scope',
  ])
})

t.test('until then it waits, at least five seconds between two polls', async (t) => {
  const { deps, codes } = await open()
  t.strictSame(await poll(codes.deviceCode, deps), pending)
  deps.advance(4)
  t.strictSame(await poll(codes.deviceCode, deps), slowDown)
  deps.advance(4)
  t.strictSame(await poll(codes.deviceCode, deps), slowDown, 'each poll counts')
  deps.advance(5)
  t.strictSame(await poll(codes.deviceCode, deps), pending)
  await decideDevice(codes, permission, deps)
  t.equal((await poll(codes.deviceCode, deps)).status, 200)
})

t.test('ten minutes, and ten more in which the device is told so', async (t) => {
  const { deps, codes } = await open()
  deps.advance(599)
  t.strictSame(await poll(codes.deviceCode, deps), pending)
  deps.advance(1)
  const expired = {
    status: 400,
    body: { error: 'expired_token', error_description: 'The device code has expired.' },
  }
  t.strictSame(await poll(codes.deviceCode, deps), expired)
  t.equal(await decideDevice(codes, permission, deps), false, 'nobody can let it in any more')
  deps.advance(599)
  t.strictSame(await poll(codes.deviceCode, deps), expired)
  deps.advance(1)
  t.strictSame(await poll(codes.deviceCode, deps), invalid)
})

t.test('a device that was not let in is told so', async (t) => {
  const { deps, codes } = await open()
  t.equal(await decideDevice(codes, 'denied', deps), true)
  t.equal(await decideDevice(codes, permission, deps), false, 'the first decision counts')
  t.strictSame(await poll(codes.deviceCode, deps), {
    status: 403,
    body: {
      error: 'access_denied',
      error_description: 'The resource owner or authorization server denied the request.',
    },
  })
})

t.test('a device code that does not fit is refused', async (t) => {
  const { deps, codes } = await open()
  await decideDevice(codes, permission, deps)
  t.strictSame(await poll('', deps), {
    status: 400,
    body: { error: 'invalid_request', error_description: "The required parameter 'device_code' is missing." },
  })
  t.strictSame(await poll('x', deps), invalid, 'unknown')
  t.strictSame(await poll(codes.deviceCode, deps, { app: other }), invalid, 'of another client')
  t.strictSame(await poll(codes.deviceCode, deps, { server: { ...org, id: 'default' } }), invalid, 'of another server')
  t.match(await poll(codes.deviceCode, deps, { headers: { origin: 'http://evil.example' } }), {
    status: 400,
    body: { error: 'invalid_request' },
  })
  deps.org.putUser({ ...ada, status: 'SUSPENDED' })
  t.strictSame(await poll(codes.deviceCode, deps), invalid, 'let in by somebody who left since')
})
