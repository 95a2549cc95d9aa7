// The proof that the checks of web apps do not lie: a correct app fails none of them, a broken one those that are about its flaw.
import t from 'tap'
import { type WebFlaw, webFlaws } from './web/flaws.js'
import { aboutWebFlaw, noticed, runWebApp } from './web.js'

// About half a minute of work; machines that are shared take longer.
t.setTimeout(300_000)

const flaws = Object.keys(webFlaws) as WebFlaw[]

t.test('a correct web app fails nothing, and whatever is skipped says why', async (t) => {
  const results = await runWebApp({})
  const other = results.filter(({ verdict }) => verdict !== 'pass')
  t.strictSame(
    other.map(({ check, verdict, outcome }) => [check.id, verdict, outcome]),
    [
      ['CL-NONCE-03', 'skip', 'no ID token comes through the browser with response_type=code'],
      ['CL-HASH-02', 'skip', 'no access token comes through the browser with response_type=code'],
      ['CL-HASH-03', 'skip', 'code and ID token do not come together with response_type=code'],
      ['CL-KEY-01', 'skip', 'the client reads discovery once, at its start'],
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
