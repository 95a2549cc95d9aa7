// The proof that the client checks do not lie: a correct library fails none of them, a broken one those that are about its flaw.
import t from 'tap'
import { type Flaw, libraryFlaws } from './clients/flaws.js'
import { createLibrary } from './clients/library.js'
import { aboutFlaw, configurationOf, failing, runAnswering, runLibrary, startMutantOrg } from './library.js'

// About half a minute of work; machines that are shared take longer.
t.setTimeout(300_000)

const org = await startMutantOrg()
t.teardown(() => org.close())

const flaws = Object.keys(libraryFlaws) as Flaw[]

t.test('a correct library fails nothing, and whatever is skipped says why', async (t) => {
  const results = await runLibrary(org, [])
  const other = results.filter(({ check, verdict }) => check.surfaces.includes('library') && verdict !== 'pass')
  t.strictSame(
    other.map(({ check, verdict, outcome }) => [check.id, verdict, outcome]),
    [
      ['CL-HASH-02', 'skip', 'no access token comes through the browser with response_type=code'],
      ['CL-HASH-03', 'skip', 'code and ID token do not come together with response_type=code'],
      ['CL-TOK-06', 'skip', 'the settings do not say after how long the client gives up waiting'],
      ['CL-RT-02', 'skip', 'the org gives no new refresh token when one is used'],
    ],
  )
})

t.test('a correct library that asks for an ID token and nothing else fails nothing either', async (t) => {
  const configuration = { ...configurationOf(org), responseType: 'id_token', scopes: ['openid', 'profile'] }
  const results = await runAnswering(org, createLibrary(new Set()), undefined, configuration)
  const noCode = [
    ...['CL-REQ-03', 'CL-REQ-04', 'CL-REQ-05', 'CL-CODE-03', 'CL-PKCE-01', 'CL-PKCE-02', 'CL-ISS-02', 'CL-CODE-02'],
    ...['CL-TOK-06', 'CL-TOK-01', 'CL-TOK-02', 'CL-TOK-03', 'CL-TOK-04', 'CL-TOK-05', 'CL-TOK-07'],
    ...['CL-RT-01', 'CL-RT-02', 'CL-RT-03'],
  ]
  const other = results.filter(({ check, verdict }) => verdict !== 'pass' && !noCode.includes(check.id))
  t.strictSame(
    other.map(({ check, verdict, outcome }) => [check.id, verdict, outcome]),
    [
      ['CL-REQ-09', 'skip', 'the client called nothing with its access token'],
      ['CL-HASH-02', 'skip', 'no access token comes through the browser with response_type=id_token'],
      ['CL-HASH-01', 'skip', 'no access token comes with response_type=id_token'],
      ['CL-HASH-03', 'skip', 'code and ID token do not come together with response_type=id_token'],
      ['CL-UI-01', 'skip', 'no access token comes with response_type=id_token'],
    ],
  )
  t.strictSame(
    results.filter(({ check }) => noCode.includes(check.id)).map(({ verdict, outcome }) => [verdict, outcome]),
    noCode.map(() => ['skip', 'no code comes with response_type=id_token']),
  )
})

t.test('each flaw fails its own checks and no other of the topic', async (t) => {
  for (const flaw of flaws) {
    t.strictSame(
      failing(await runLibrary(org, [flaw], aboutFlaw(flaw))).toSorted(),
      libraryFlaws[flaw].toSorted(),
      flaw,
    )
  }
})

type Answer = Awaited<ReturnType<ReturnType<typeof createLibrary>>>

/** The correct library does its work, and says something else after it from the nth callback on. */
const saysInstead = (answer: Answer, from: number) => {
  const library = createLibrary(new Set())
  let callbacks = 0
  return async (request: Parameters<typeof library>[0]): Promise<Answer> => {
    const own = await library(request)
    if (request.op !== 'callback') return own
    callbacks += 1
    return callbacks >= from ? answer : own
  }
}

const verdictsOf = async (answer: ReturnType<typeof saysInstead>, ...ids: readonly string[]) =>
  (await runAnswering(org, answer, ({ id }) => ids.includes(id))).map(({ check, verdict, outcome }) => [
    check.id,
    verdict,
    outcome,
  ])

const rejected: Answer = { ok: true, outcome: 'rejected', error: { reason: 'other' } }

t.test('a library whose ordinary login does not work is blocked, with the diagnosis', async (t) => {
  const why = 'an ordinary login ends with: signed out (other); the adapter answered the callback'
  t.strictSame(await verdictsOf(saysInstead(rejected, 1), 'CL-STATE-01', 'CL-NONCE-01'), [
    ['CL-STATE-01', 'blocked', why],
    ['CL-NONCE-01', 'blocked', why],
  ])
})

t.test('a library that rejects everything after its first login passes nothing', async (t) => {
  const ids = ['CL-STATE-01', 'CL-AUD-01', 'CL-AUD-03']
  t.strictSame(await verdictsOf(saysInstead(rejected, 2), ...ids), [
    ['CL-STATE-01', 'inconclusive', 'rejects everything: an ordinary login at the end was rejected too'],
    ['CL-AUD-01', 'inconclusive', 'rejects everything: an answer that must be accepted was rejected too'],
    ['CL-AUD-03', 'fail', 'rejected what must be accepted: other'],
  ])
})

t.test('a library that crashes from then on is blocked: a crash is no rejection', async (t) => {
  const crash: Answer = { ok: false, error: 'segfault' }
  const why = 'an ordinary login ends with: the adapter broke: segfault; the adapter answered the callback'
  t.strictSame(await verdictsOf(saysInstead(crash, 2), 'CL-STATE-01', 'CL-NONCE-01'), [
    ['CL-STATE-01', 'blocked', `at the end of the run too: ${why}`],
    ['CL-NONCE-01', 'blocked', `at the end of the run too: ${why}`],
  ])
})

t.test('a library that crashes on what is wrong alone has not rejected it cleanly', async (t) => {
  const library = createLibrary(new Set())
  const crashing = async (request: Parameters<typeof library>[0]): Promise<Answer> => {
    const own = await library(request)
    return own.outcome === 'rejected' ? { ok: false, error: 'segfault' } : own
  }
  t.strictSame(await verdictsOf(crashing, 'CL-STATE-01'), [
    ['CL-STATE-01', 'warn', 'not signed in, but no clean rejection: the adapter broke: segfault'],
  ])
})

/** What the mix-up check says of the library with these issuers. */
const mixedUp = async (second: ReturnType<typeof configurationOf>['second'], answer = createLibrary(new Set())) => {
  const { second: _, ...one } = configurationOf(org)
  const configuration = second === undefined ? one : { ...one, second }
  const [result] = await runAnswering(org, answer, ({ id }) => id === 'CL-ISS-02', configuration)
  return [result?.verdict, result?.outcome]
}

t.test('two issuers that answer at the same redirect URI: no client can tell whose code it has', async (t) => {
  const { redirectUri, second } = configurationOf(org)
  t.strictSame(await mixedUp(second && { ...second, redirectUri }), [
    'fail',
    'the code of the first issuer, in a login that was begun at the second: expected not sent to the token endpoint of the second, got "sent there"',
  ])
  const results = await runAnswering(
    org,
    createLibrary(new Set(['ignores-iss-of-answer'])),
    ({ id }) => id === 'CL-ISS-01',
    { ...configurationOf(org), ...(second && { second: { ...second, redirectUri } }) },
  )
  t.match(results, [{ verdict: 'fail', severity: 'high' }], 'and iss is what is left to tell them apart')
})

t.test('no mix-up without a second issuer, and none is seen where nobody signs in there', async (t) => {
  t.strictSame(await mixedUp(undefined), [
    'skip',
    'the client has one issuer: its file names no second_issuer, or its adapter does not offer secondIssuer',
  ])
  const library = createLibrary(new Set())
  const atFirstOnly = async (request: Parameters<typeof library>[0]): Promise<Answer> =>
    request.op === 'callback' && request.url.includes('/second/') ? rejected : library(request)
  t.strictSame(await mixedUp(configurationOf(org).second, atFirstOnly), [
    'blocked',
    'an ordinary login at the second issuer ends with: signed out',
  ])
})

t.test('nothing is said where the browser cannot be led on, or the org has no code for it', async (t) => {
  const library = createLibrary(new Set())
  const pushing = async (request: Parameters<typeof library>[0]): Promise<Answer> => {
    const own = await library(request)
    return request.op === 'authorize' && request.issuer !== undefined
      ? { ...own, url: `${own.url}&request_uri=x` }
      : own
  }
  t.strictSame(await mixedUp(configurationOf(org).second, pushing), [
    'blocked',
    'the client pushes or signs its authorization request: a browser cannot change it',
  ])
  let answers = 0
  const refusing: typeof org.orgSide.answer = async (...asked) => {
    answers += 1
    const answer = await org.orgSide.answer(...asked)
    return answers === 1 ? answer : { ...answer, params: [['error', 'access_denied']] }
  }
  const refusingOrg = { ...org, orgSide: { ...org.orgSide, answer: refusing } }
  const results = await runAnswering(refusingOrg, createLibrary(new Set()), ({ id }) => id === 'CL-ISS-02')
  t.match(results, [{ verdict: 'inconclusive', outcome: 'the org answers a login that was led to it without a code' }])
})

t.test('a client that notices nothing and sends no code astray is told so', async (t) => {
  const library = createLibrary(new Set())
  let begunAt = ''
  let sessions = 0
  /** Whoever comes to a redirect URI is of the issuer that has it. */
  const byRedirectUri = async (request: Parameters<typeof library>[0]): Promise<Answer> => {
    if (request.op === 'authorize') begunAt = request.issuer ?? ''
    const own = await library(request)
    const isLured = request.op === 'callback' && begunAt !== '' && !request.url.includes('/second/')
    sessions += isLured ? 1 : 0
    return isLured ? { ok: true, outcome: 'accepted', sub: org.orgSide.markerOf('user') } : own
  }
  t.strictSame(await mixedUp(configurationOf(org).second, byRedirectUri), [
    'warn',
    `that login: expected signed out, got "signed in as ${org.orgSide.markerOf('user')}"`,
  ])
  t.equal(sessions, 2, 'seen twice')
})
