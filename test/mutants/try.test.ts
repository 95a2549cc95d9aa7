import t from 'tap'
import { type Flaw, libraryFlaws } from './clients/flaws.js'
import { failing, runLibrary, startMutantOrg } from './library.js'

t.test('matrix', { timeout: 600_000 }, async (t) => {
  const org = await startMutantOrg()
  t.teardown(() => org.close())
  const begin = Date.now()
  const good = await runLibrary(org, [])
  console.error(
    'correct',
    Date.now() - begin,
    good
      .filter(({ verdict }) => verdict !== 'pass')
      .map(({ check, verdict, outcome }) => `${check.id} ${verdict} ${outcome}`),
  )
  for (const flaw of Object.keys(libraryFlaws) as Flaw[]) {
    const results = await runLibrary(org, [flaw])
    const expected = libraryFlaws[flaw]
    const odd = results.filter(({ check, verdict }) =>
      (expected as readonly string[]).includes(check.id)
        ? verdict !== 'fail'
        : verdict !== 'pass' && verdict !== 'skip',
    )
    console.error(
      flaw,
      failing(results).join(' '),
      odd.map(({ check, verdict, outcome }) => `\n     ${check.id} ${verdict} ${outcome}`).join(''),
    )
  }
  t.pass()
})
