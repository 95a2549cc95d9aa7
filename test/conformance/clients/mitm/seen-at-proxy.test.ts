import { UnsecuredJWT } from 'jose'
import t from 'tap'
import { toSeen } from '../../../../src/conformance/clients/mitm/seen-at-proxy.js'
import type { WireRequest } from '../../../../src/conformance/wire/exchange.js'
import type { RawResponse } from '../../../../src/conformance/wire/transport.js'

const url = 'https://acme.okta.test'
const form = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }
const date = ['date', 'Thu, 01 Jan 2026 00:00:00 GMT'] as const
const ok: RawResponse = { status: 200, headers: [date], text: '' }
const at = (request: Partial<WireRequest>, given = ok) =>
  toSeen({ method: 'POST', url: `${url}/oauth2/v1/token`, ...request }, given, { id: 7, notes: ['n'], now: 1 })

t.test('a request as the mock would have told it', async (t) => {
  const text = JSON.stringify({ access_token: 'at', id_token: 'it', token_type: 'Bearer' })
  const given: RawResponse = { status: 200, headers: [date, ['dpop-nonce', 'nonce']], text }
  const request = {
    url: `${url}/oauth2/v1/token?client_id=0oa1`,
    headers: { ...form, dpop: 'proof' },
    body: 'grant_type=authorization_code&code=a%20b',
  }
  t.strictSame(at(request, given), {
    id: 7,
    method: 'POST',
    path: '/oauth2/v1/token',
    status: 200,
    parameters: { client_id: '0oa1', grant_type: 'authorization_code', code: 'a b' },
    time: 1_767_225_600,
    inUrl: ['client_id'],
    headers: { dpop: 'proof' },
    dpopNonce: 'nonce',
    clientId: '0oa1',
    notes: ['n'],
    issued: [
      { kind: 'access_token', value: 'at' },
      { kind: 'id_token', value: 'it' },
    ],
  })
})

t.test('whom it came from', async (t) => {
  const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` })
  const assertion = new UnsecuredJWT({}).setSubject('0oaassertion').encode()
  const rows: readonly (readonly [what: string, request: Partial<WireRequest>, clientId: string | undefined])[] = [
    ['Basic, form-encoded', { headers: basic('0oa%3Abasic:secret') }, '0oa:basic'],
    ['Basic, badly encoded', { headers: basic('0oa%zz:secret') }, '0oa%zz'],
    ['body', { headers: form, body: 'client_id=0oabody' }, '0oabody'],
    ['assertion', { headers: form, body: `client_assertion=${assertion}` }, '0oaassertion'],
    ['no assertion', { headers: form, body: 'client_assertion=x' }, undefined],
    ['a token', { headers: { authorization: 'Bearer at' } }, undefined],
    ['JSON is no form', { headers: { 'content-type': 'application/json' }, body: 'client_id=x' }, undefined],
  ]
  for (const [what, request, clientId] of rows) t.equal(at(request).clientId, clientId, what)
})

t.test('why it was refused', async (t) => {
  const refused = (status: number, text: string) => at({}, { status, headers: [], text }).refusal
  const rows = [
    [401, '{"error":"invalid_client","error_description":"No."}', { rule: 'invalid_client', reason: 'No.' }],
    [403, '{"errorCode":"E0000006","errorSummary":"Not you."}', { rule: 'E0000006', reason: 'Not you.' }],
    [500, '<h1>Oh</h1>', { rule: '500', reason: '500' }],
    [400, '[]', { rule: '400', reason: '400' }],
    [200, '{"error":"x"}', undefined],
  ] as const
  for (const [status, text, refusal] of rows) t.strictSame(refused(status, text), refusal, text)
  const challenge = ['www-authenticate', 'Bearer error="invalid_token", error_description="It is over."'] as const
  t.strictSame(at({}, { status: 401, headers: [challenge], text: '' }).refusal, {
    rule: 'invalid_token',
    reason: 'It is over.',
  })
  t.equal(at({}, { status: 200, headers: [], text: '' }).time, 1, 'the machine’s clock, where the org tells none')
})
