// The proof that the checks of service apps do not lie: a correct app fails none of them, a broken one those about its flaw.
import t from 'tap'
import type { ClientResult } from '../../src/conformance/clients/client-result.js'
import { type Flaw, serviceFlaws } from './service/flaws.js'
import { type Answering, aboutFlaw, createMutant, failing, runAnswering, startServiceOrg } from './service.js'

// Half a minute of work; machines that are shared take longer.
t.setTimeout(300_000)

const org = await startServiceOrg()
t.teardown(() => org.close())

t.test('a correct app fails nothing, and whatever is skipped says why', async (t) => {
  const noSecret = ['CL-REQ-07', 'skip', 'the app does not use client_secret_basic']
  const unbound = 'the org binds the app’s tokens to no key: dpop_bound_access_tokens is off'
  for (const [mode, skipped] of [
    ['bearer', [...['CL-DPOP-01', 'CL-DPOP-02', 'CL-DPOP-03'].map((id) => [id, 'skip', unbound]), noSecret]],
    ['dpop', [noSecret]],
  ] as const) {
    const results = await runAnswering(org, createMutant(org, []), { mode })
    t.strictSame(unlike('pass', results), skipped, mode)
    t.equal(results.length, 19)
  }
})

t.test(
  'a secret is no way to prove oneself to the org: all is blocked, and what was sent is judged all the same',
  async (t) => {
    const results = await runAnswering(org, createMutant(org, []), {
      mode: 'secret',
      only: ({ topic }) => topic === 'request',
    })
    t.match(
      unlike('pass', results),
      ['CL-REQ-06', 'CL-REQ-07', 'CL-REQ-09', 'CL-REQ-10'].map((id) => [id, 'blocked', /must use|private_key_jwt/]),
    )
  },
)

/** Results with another verdict. */
const unlike = (verdict: string, results: readonly ClientResult[]) =>
  results
    .filter((result) => result.verdict !== verdict)
    .map(({ check, verdict: other, outcome }) => [check.id, other, outcome])

t.test('each flaw fails its own checks and no other of the topic', async (t) => {
  for (const flaw of Object.keys(serviceFlaws) as Flaw[]) {
    const { mode, fails } = serviceFlaws[flaw]
    const results = await runAnswering(org, createMutant(org, [flaw]), { mode, only: aboutFlaw(flaw) })
    t.strictSame(failing(results).toSorted(), [...fails].toSorted(), flaw)
  }
})

type Answer = Awaited<ReturnType<Answering>>

/** The correct app does its work, and says something else after it from the nth call on, or where it failed. */
const saysInstead = (answer: Answer, from: number | 'where it fails'): Answering => {
  const app = createMutant(org, [])
  let calls = 0
  return async (request) => {
    const own = await app(request)
    if (request.op !== 'callApi') return own
    calls += 1
    return (from === 'where it fails' ? own.outcome === 'rejected' : calls >= from) ? answer : own
  }
}

const verdictsOf = async (answer: Answering, ...ids: readonly string[]) =>
  unlike('', await runAnswering(org, answer, { mode: 'bearer', only: ({ id }) => ids.includes(id) }))

const failed: Answer = { ok: true, outcome: 'rejected', error: { message: 'no' } }
const crashed: Answer = { ok: false, error: 'segfault' }

t.test('an app whose ordinary call does not work is blocked, with the diagnosis', async (t) => {
  const why = 'an ordinary call ends with: it failed: no'
  t.strictSame(await verdictsOf(saysInstead(failed, 1), 'CL-TOK-03', 'CL-SVC-02'), [
    ['CL-SVC-02', 'blocked', why],
    ['CL-TOK-03', 'blocked', why],
  ])
})

t.test('an app that says that all went well, and called nobody, is blocked', async (t) => {
  const idle: Answering = async (request) =>
    request.op === 'callApi' ? { ok: true, outcome: 'accepted' } : createMutant(org, [])(request)
  const why =
    'the app says that its call went well, and the org saw none: is it configured with this issuer, and does each trigger make a call?'
  t.strictSame(await verdictsOf(idle, 'CL-SVC-01', 'CL-TOK-05'), [
    ['CL-SVC-01', 'blocked', why],
    ['CL-TOK-05', 'blocked', why],
  ])
})

t.test('an app that fails at everything after its first call has refused nothing', async (t) => {
  t.strictSame(await verdictsOf(saysInstead(failed, 2), 'CL-TOK-03', 'CL-TOK-04'), [
    ['CL-TOK-03', 'inconclusive', 'fails at everything: an ordinary call afterwards ends with: it failed: no'],
    [
      'CL-TOK-04',
      'fail',
      ['token_type in lower case', 'no expires_in', 'no scope', 'unknown members']
        .map((name) => `${name}: what the app says: expected done, got "it failed: no"`)
        .join('; '),
    ],
  ])
})

t.test('an app that crashes from then on is blocked: a crash is no refusal', async (t) => {
  const why = 'an ordinary call afterwards ends with: the adapter broke: segfault'
  t.strictSame(await verdictsOf(saysInstead(crashed, 2), 'CL-TOK-03'), [['CL-TOK-03', 'blocked', why]])
})

t.test('an app that crashes on what is wrong alone has not refused it cleanly', async (t) => {
  t.strictSame(await verdictsOf(saysInstead(crashed, 'where it fails'), 'CL-TOK-03', 'CL-TOK-06'), [
    ['CL-TOK-03', 'warn', 'what the app says: expected that it failed, got "the adapter broke: segfault"'],
    ['CL-TOK-06', 'warn', 'what the app says: expected that it failed, soon, got "the adapter broke: segfault"'],
  ])
})

t.test('an interrupted run says so, and on an org that the kit does not see into nothing can be told', async (t) => {
  const run = (change: Partial<Parameters<typeof runAnswering>[2]>) =>
    runAnswering(org, createMutant(org, []), { mode: 'bearer', only: ({ id }) => id === 'CL-SVC-01', ...change })
  t.strictSame(unlike('pass', await run({ signal: AbortSignal.abort() })), [['CL-SVC-01', 'blocked', 'interrupted']])
  t.strictSame(unlike('pass', await run({ visible: false })), [
    ['CL-SVC-01', 'skip', 'not observable: what a service app sends is seen by a mock, and on a real org with --mitm'],
  ])
})
