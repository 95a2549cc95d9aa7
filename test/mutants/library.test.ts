// The proof that the client checks do not lie: a correct library fails none of them, a broken one those that are about its flaw.
import t from 'tap'
import { type Flaw, libraryFlaws } from './clients/flaws.js'
import { createLibrary } from './clients/library.js'
import { aboutFlaw, failing, runAnswering, runLibrary, startMutantOrg } from './library.js'

const org = await startMutantOrg()
t.teardown(() => org.close())

const flaws = Object.keys(libraryFlaws) as Flaw[]

t.test('a correct library fails nothing, and whatever is skipped says why', async (t) => {
  const results = await runLibrary(org, [])
  const other = results.filter(({ verdict }) => verdict !== 'pass')
  t.strictSame(
    other.map(({ check, verdict, outcome }) => [check.id, verdict, outcome]),
    [
      ['CL-HASH-02', 'skip', 'no access token comes through the browser with response_type=code'],
      ['CL-HASH-03', 'skip', 'code and ID token do not come together with response_type=code'],
    ],
  )
})

// About half a minute on an idle machine.
t.test('each flaw fails its own checks and no other of the topic', async (t) => {
  for (const flaw of flaws) {
    t.strictSame(
      failing(await runLibrary(org, [flaw], aboutFlaw(flaw))).toSorted(),
      libraryFlaws[flaw].toSorted(),
      flaw,
    )
  }
})

/** The correct library, where one operation answers otherwise. */
const butFor = (
  change: (op: string, count: number) => Awaited<ReturnType<ReturnType<typeof createLibrary>>> | undefined,
) => {
  const library = createLibrary(new Set())
  let callbacks = 0
  return async (request: Parameters<typeof library>[0]) => {
    if (request.op === 'callback') callbacks += 1
    return change(request.op, callbacks) ?? library(request)
  }
}

const few = ({ id }: { readonly id: string }): boolean => ['CL-STATE-01', 'CL-NONCE-01'].includes(id)

const verdictsOf = async (answer: ReturnType<typeof butFor>, only = few) =>
  (await runAnswering(org, answer, only)).map(({ check, verdict, outcome }) => [check.id, verdict, outcome])

t.test('a library whose ordinary login does not work is blocked, with the diagnosis', async (t) => {
  const rejecting = butFor((op) => (op === 'callback' ? { ok: true, outcome: 'rejected', reason: 'other' } : undefined))
  const why = 'an ordinary login ends with: signed out (other); the adapter answered "rejected" to the callback'
  t.strictSame(await verdictsOf(rejecting), [
    ['CL-STATE-01', 'blocked', why],
    ['CL-NONCE-01', 'blocked', why],
  ])
})

t.test('a library that rejects everything after its first login passes nothing', async (t) => {
  const rejecting = butFor((op, count) =>
    op === 'callback' && count > 1 ? { ok: true, outcome: 'rejected', reason: 'other' } : undefined,
  )
  t.strictSame(await verdictsOf(rejecting, ({ id }) => ['CL-AUD-01', 'CL-AUD-03'].includes(id)), [
    ['CL-AUD-01', 'inconclusive', 'nothing shows that the changed answer reached the client'],
    ['CL-AUD-03', 'fail', 'rejected what must be accepted: other'],
  ])
})

t.test('a library that crashes is blocked: a crash is no rejection', async (t) => {
  const crashing = butFor((op, count) =>
    op === 'callback' && count > 1 ? { ok: false, error: 'segfault' } : undefined,
  )
  t.strictSame(await verdictsOf(crashing), [
    ['CL-STATE-01', 'blocked', 'the adapter broke: segfault'],
    ['CL-NONCE-01', 'blocked', 'the adapter broke: segfault'],
  ])
})
