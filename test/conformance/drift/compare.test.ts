import t from 'tap'
import { compareSnapshots, type Difference } from '../../../src/conformance/drift/compare.js'
import { driftText } from '../../../src/conformance/drift/drift-text.js'
import { placeholder, shapeOf, traceOf } from '../../../src/conformance/drift/normalise.js'
import { type CheckTrace, type Snapshot, snapshotOf } from '../../../src/conformance/drift/snapshot.js'
import type { Exchange } from '../../../src/conformance/wire/exchange.js'
import { passing, report, results } from '../../fixtures/report.js'

const issuer = 'https://op.test'

type Headers = readonly (readonly [string, string])[]
const json: Headers = [['content-type', 'application/json']]

const exchange = (status: number, body: unknown, headers: Headers = json): Exchange => ({
  number: 1,
  purpose: 'check',
  durationMs: 1,
  request: { method: 'POST', url: `${issuer}/token?x=1`, headers: {} },
  response: { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) },
})

const seen = (...exchanges: Exchange[]): CheckTrace => ({
  verdict: 'pass',
  observations: {},
  traces: exchanges.flatMap((one) => traceOf(one, issuer) ?? []),
})

const snapshot = (kind: 'mock' | 'real', check: CheckTrace): Snapshot => ({
  schema: 'mockta-conformance-snapshot/1',
  recordedAt: kind === 'mock' ? '2026-01-31T00:00:00Z' : '2026-01-01T00:00:00Z',
  kitVersion: '0.1.0',
  target: { kind, dialect: 'okta', engine: 'oie' },
  checks: { 'a/check': check },
})

const short = ({ class: kind, what, left, right }: Difference) => [kind, what, left, right]
const differ = (mock: CheckTrace, real: CheckTrace) =>
  compareSnapshots(snapshot('mock', mock), snapshot('real', real)).differences.map(short)

const tokens = { access_token: 'sha256:01234567…(40)', token_type: 'Bearer', expires_in: 3600, scope: 'openid' }
const refused = { error: 'invalid_grant', error_description: 'Text one.' }

t.test('what varies from run to run is replaced', async (t) => {
  const table: readonly (readonly [string, string])[] = [
    ['<jwt {"alg":"RS256"} {"iss":"x"} sha256:01234567…(9)>', '<jwt>'],
    ['id 00u1a2b3c4d5e6f7g8h9 here', 'id <id:00u> here'],
    ['https://op.test/x on op.test', '<issuer>/x on <host>'],
    ['at 2026-01-31T12:00:00.000Z', 'at <time>'],
    ['sha256:01234567…(40)', '<secret>'],
    ['0123456789abcdef0123456789abcdef', '<random>'],
    ['invalid_grant', 'invalid_grant'],
  ]
  for (const [text, expected] of table) t.equal(placeholder(text, issuer), expected, text)
  t.strictSame(
    shapeOf({ exp: 1_800_000_000, expires_in: 3600, list: [{ id: '00u1a2b3c4d5e6f7g8h9' }, {}], ok: true }, issuer),
    {
      exp: '<time>',
      expires_in: 3600,
      list: [{ id: '<id:00u>' }],
      ok: true,
    },
  )
})

t.test('a trace keeps what a client could depend on', async (t) => {
  const redirect = exchange(302, '', [
    ['location', 'https://app.test/cb?code=sha256:01234567…(9)&state=s'],
    ['date', 'now'],
    ['set-cookie', 'sid=sha256:01234567…(9); Path=/; Expires=Thu; Max-Age=5; HttpOnly'],
    ['x-okta-request-id', 'abc'],
  ])
  t.strictSame(traceOf(redirect, issuer), {
    request: 'POST /token',
    status: 302,
    redirect: { to: 'https://app.test/cb', channel: 'query', params: ['code', 'state'] },
    headers: { 'x-okta-request-id': '<any>' },
    cookies: ['sid; Path=/; Expires; Max-Age; HttpOnly'],
    body: '<empty>',
  })
  t.equal(traceOf({ ...redirect, response: undefined } as never, issuer), undefined)
})

t.test('each difference has the name of whom it hurts', async (t) => {
  t.strictSame(
    differ(seen(exchange(200, tokens)), seen(exchange(200, { ...tokens, access_token: 'sha256:76543210…(50)' }))),
    [],
  )
  t.strictSame(differ(seen(exchange(200, tokens)), seen(exchange(400, refused))), [
    ['mock-laxer', 'outcome of POST /token', '"200"', '"400 invalid_grant"'],
  ])
  t.strictSame(differ(seen(exchange(400, refused)), seen(exchange(200, tokens))), [
    ['mock-stricter', 'outcome of POST /token', '"400 invalid_grant"', '"200"'],
  ])
  t.strictSame(
    differ(seen(exchange(200, tokens)), seen(exchange(200, { ...tokens, device_secret: 'sha256:01234567…(4)' }))),
    [['shape', 'body.device_secret of POST /token', 'nothing', '"<secret>"']],
  )
  t.strictSame(differ(seen(exchange(400, refused)), seen(exchange(401, { ...refused, error: 'invalid_client' }))), [
    ['shape', 'status of POST /token', '400', '401'],
    ['shape', 'body.error of POST /token', '"invalid_grant"', '"invalid_client"'],
  ])
  t.strictSame(
    differ(
      seen(exchange(200, tokens, [...json, ['cache-control', 'no-store']])),
      seen(exchange(200, tokens, [...json, ['date', 'x']])),
    ),
    [['shape', 'headers.cache-control of POST /token', '"no-store"', 'nothing']],
  )
  t.strictSame(
    differ(seen(exchange(400, refused)), seen(exchange(400, { ...refused, error_description: 'Text two.' }))),
    [['text', 'error text of POST /token', '"Text one."', '"Text two."']],
  )
  t.strictSame(differ({ ...seen(), observations: { ttl: 300 } }, { ...seen(), observations: { ttl: 60 } }), [
    ['shape', 'ttl, as noted', '300', '60'],
  ])
})

t.test('what cannot be compared says why', async (t) => {
  t.strictSame(differ({ ...seen(exchange(200, tokens)), verdict: 'blocked' }, seen(exchange(200, tokens))), [
    ['not comparable', 'it was blocked', 'blocked', 'pass'],
  ])
  t.strictSame(differ(seen(exchange(200, tokens)), seen()), [
    ['not comparable', 'requests sent', '["POST /token"]', '[]'],
  ])
})

t.test('between two real runs everything that breaks an app is real-changed', async (t) => {
  const { differences, same } = compareSnapshots(
    snapshot('real', seen(exchange(200, tokens))),
    snapshot('real', seen(exchange(400, refused))),
  )
  t.strictSame(differences.map(short), [['real-changed', 'outcome of POST /token', '"200"', '"400 invalid_grant"']])
  t.equal(same, 0)
})

t.test('for people', async (t) => {
  const drift = compareSnapshots(
    snapshot('mock', seen(exchange(200, tokens))),
    snapshot('real', seen(exchange(400, refused))),
  )
  t.equal(
    driftText(drift),
    `mock-laxer  a/check: outcome of POST /token
      "200"
      "400 invalid_grant"
mock (oie) of 2026-01-31 and real (oie) of 2026-01-01, 30 days apart: 0 checks the same, 1 mock-laxer
`,
  )
})

t.test('a snapshot names no org and leaves sign-in and skipped checks out', async (t) => {
  const checks = snapshotOf({
    ...report,
    results: [
      ...results,
      {
        ...passing,
        id: 'a/seen',
        observations: [{ name: 'link', value: [`${issuer}/x`] }],
        exchanges: [exchange(200, { issuer }), { ...exchange(200, {}), purpose: 'sign-in' }],
      },
    ],
  })
  t.notMatch(JSON.stringify(checks), /op\.test/)
  t.strictSame(Object.keys(checks.checks), ['a/pass', 'a/fail', 'a/known', 'a/warn', 'a/blocked', 'a/flaky', 'a/seen'])
  t.strictSame(checks.checks['a/seen'], {
    verdict: 'pass',
    observations: { link: ['<issuer>/x'] },
    traces: [
      {
        request: 'POST /token',
        status: 200,
        headers: { 'content-type': 'application/json' },
        cookies: [],
        body: { issuer: '<issuer>' },
      },
    ],
  })
})
