// The proof that the checks of single-page apps do not lie: a correct app fails none of them, a broken one those about its flaw.
import t from 'tap'
import { noBrowser } from '../fixtures/browser.js'
import { type SpaFlaw, spaFlaws } from './spa/flaws.js'
import { failing, runReference, startSpaOrg } from './spa.js'

// Here each flaw meets the control and the checks named first in its row, since a browser takes a second for each login;
// `npm run mutants:clients` lets it meet all, and clients/matrix.test.ts looks that no other of its topics fails.
// About a minute of work; machines that are shared take much longer.
t.setTimeout(1_000_000)

const flaws = Object.keys(spaFlaws) as SpaFlaw[]

t.test('single-page apps', { skip: noBrowser }, async (t) => {
  const org = await startSpaOrg()
  t.teardown(() => org.close())

  const skipped = [
    ['CL-HASH-02', 'skip', 'no access token comes through the browser with response_type=code'],
    ['CL-SPA-02', 'skip', 'the client does not use okta_post_message'],
  ]
  for (const [flow, more, notPassed] of [
    ['code', ['CL-HASH-02', 'CL-SPA-02'], skipped],
    ['implicit', ['CL-MODE-01'], []],
    ['window', ['CL-SPA-01'], []],
  ] as const) {
    t.test(`a correct app fails nothing (${flow})`, async (t) => {
      const about = flaws.filter((flaw) => spaFlaws[flaw].flow === flow).flatMap((flaw) => spaFlaws[flaw].by)
      const ids: readonly string[] = ['CL-STATE-01', ...about, ...more]
      const results = await runReference(org, flow, [], ({ id }) => ids.includes(id))
      const other = results.filter(({ verdict }) => verdict !== 'pass')
      t.strictSame(
        other.map(({ check, verdict, outcome }) => [check.id, verdict, outcome]),
        notPassed,
      )
      t.equal(results.length, new Set(ids).size)
    })
  }

  t.test('each flaw fails its own checks', async (t) => {
    for (const flaw of flaws) {
      const { flow, by } = spaFlaws[flaw]
      const ids: readonly string[] = by
      const results = await runReference(org, flow, [flaw], ({ id }) => ids.includes(id))
      t.strictSame(failing(results).toSorted(), by.toSorted(), flaw)
    }
  })
})
