import t from 'tap'
import { runConformance } from '../../src/conformance/index.js'

t.test('a mock in this process meets every expectation', async (t) => {
  const { results, exitCode, target } = await runConformance({ seed: '1' })
  t.strictSame(
    results.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skip'),
    [],
  )
  t.equal(exitCode, 0)
  t.match(target, { kind: 'mock', issuer: /^http:\/\/localhost:\d+$/, dialect: 'okta', engine: 'oie' })
})

t.test('a run in which nothing ran is not a success', async (t) => {
  const { counts, exitCode } = await runConformance({ only: ['no-such-topic'] })
  t.strictSame(counts, { fail: 0, flaky: 0, blocked: 0, inconclusive: 0, warn: 0, skip: 0, pass: 0 })
  t.equal(exitCode, 3)
})
