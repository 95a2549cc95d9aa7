// The proof that the checks of web apps do not lie: a correct app fails none of them, a broken one those that are about its flaw.
import t from 'tap'
import { type WebFlaw, webFlaws } from './web/flaws.js'
import { aboutWebFlaw, noticed, runWebApp, type WebVariant } from './web.js'

// About half a minute of work; machines that are shared take longer.
t.setTimeout(300_000)

const flaws = Object.keys(webFlaws) as WebFlaw[]

t.test('a correct web app fails nothing, and whatever is skipped says why', async (t) => {
  const results = await runWebApp({})
  const other = results.filter(({ check, verdict }) => check.surfaces.includes('web') && verdict !== 'pass')
  t.strictSame(
    other.map(({ check, verdict, outcome }) => [check.id, verdict, outcome]),
    [
      ['CL-NONCE-03', 'skip', 'no ID token comes through the browser with response_type=code'],
      ['CL-HASH-02', 'skip', 'no access token comes through the browser with response_type=code'],
      ['CL-HASH-03', 'skip', 'code and ID token do not come together with response_type=code'],
      ['CL-KEY-01', 'skip', 'the client reads discovery once, at its start'],
      ['CL-TOK-06', 'skip', 'the settings do not say after how long the client gives up waiting'],
      ['CL-DISC-01', 'skip', 'the client reads discovery once, at its start'],
      ['CL-DISC-02', 'skip', 'the client reads discovery once, at its start'],
    ],
  )
})

t.test('each flaw fails its own checks and no other of the topic', async (t) => {
  for (const flaw of flaws) {
    const results = await runWebApp({ flaws: [flaw] }, aboutWebFlaw(flaw))
    const got = noticed(results).toSorted()
    const told = results
      .filter(({ check }) => got.includes(check.id))
      .map(({ check, verdict, outcome }) => `${check.id} ${verdict}: ${outcome}`)
    t.strictSame(got, webFlaws[flaw].toSorted(), `${flaw}\n${told.join('\n')}`)
  }
})

const verdictsOf = async (variant: WebVariant, ...ids: readonly string[]) =>
  (await runWebApp(variant, ({ id }) => ids.includes(id))).map(({ check, verdict, outcome }) => [
    check.id,
    verdict,
    outcome.replace(/http:\/\/localhost:\d+|\?.*/g, ''),
  ])

t.test('ID tokens that come through the browser', async (t) => {
  const ids = ['CL-NONCE-03', 'CL-NONCE-01']
  const verdicts = async (...flaws: readonly WebFlaw[]) =>
    (await verdictsOf({ responseType: 'id_token', flaws }, ...ids)).map(([id, verdict]) => [id, verdict])
  t.strictSame(await verdicts(), [
    ['CL-NONCE-03', 'pass'],
    ['CL-NONCE-01', 'pass'],
  ])
  t.strictSame(
    await verdicts('nothing-binds-the-code'),
    [
      ['CL-NONCE-03', 'fail'],
      ['CL-NONCE-01', 'fail'],
    ],
    'whose nonce is not compared',
  )
})

t.test('a token endpoint that says nothing', async (t) => {
  const variant = { givesUpAfterMs: 3000 }
  const name = 'a token endpoint that says nothing ends the login in good time'
  t.strictSame(await verdictsOf(variant, 'CL-TOK-06'), [['CL-TOK-06', 'pass', name]])
  t.strictSame(await verdictsOf({ ...variant, flaws: ['waits-for-ever'] }, 'CL-TOK-06'), [
    ['CL-TOK-06', 'fail', 'a login whose token endpoint says nothing: expected an end within 6000 ms, got "none"'],
  ])
})

t.test('an app whose ordinary login does not work is blocked, with the diagnosis', async (t) => {
  const why = 'an ordinary login ends with: signed out; the app took the answer and ended with 400 at /callback'
  t.strictSame(await verdictsOf({ flaws: ['never-signs-in'] }, 'CL-STATE-01', 'CL-OPEN-01'), [
    ['CL-STATE-01', 'blocked', why],
    ['CL-OPEN-01', 'blocked', why],
  ])
})

t.test('an app that rejects everything after its first login passes nothing', async (t) => {
  t.strictSame(await verdictsOf({ flaws: ['signs-in-once'] }, 'CL-STATE-01', 'CL-STATE-05', 'CL-CODE-02'), [
    ['CL-STATE-01', 'inconclusive', 'rejects everything: an ordinary login at the end was rejected too'],
    ['CL-STATE-05', 'blocked', 'an ordinary login of peter@example.com does not work'],
    ['CL-CODE-02', 'inconclusive', 'rejects everything: an ordinary login afterwards was rejected too'],
  ])
})

t.test('an app that answers 500, or nothing, to what is wrong has not rejected it cleanly', async (t) => {
  const crash = await verdictsOf({ flaws: ['answers-500-instead-of-a-rejection'] }, 'CL-STATE-01', 'CL-STATE-05')
  t.strictSame(
    crash.map(([id, verdict]) => [id, verdict]),
    [
      ['CL-STATE-01', 'warn'],
      ['CL-STATE-05', 'warn'],
    ],
  )
  const hang = await verdictsOf({ flaws: ['hangs-instead-of-a-rejection'], patienceMs: 4000 }, 'CL-STATE-05')
  t.strictSame(
    hang.map(([id, verdict]) => [id, verdict]),
    [['CL-STATE-05', 'warn']],
  )
})
