import t from 'tap'
import { exitCodeOf, type Incident, type Result } from '../../src/conformance/result.js'
import { blocked, failing, flaky, known, passing, skipped, warned } from '../fixtures/report.js'

t.test('the worst reason decides the exit code', async (t) => {
  const incident = (kind: Incident['kind']): Incident => ({ kind, message: '' })
  const table: readonly (readonly [ReturnType<typeof exitCodeOf>, readonly Result[], readonly Incident[], string])[] = [
    [0, [passing, warned, skipped], [], 'warnings and skips are no failures'],
    [0, [passing, known], [], 'a known deviation is expected'],
    [3, [], [], 'nothing ran'],
    [3, [skipped, skipped], [], 'everything was skipped'],
    [3, [passing, blocked], [], 'blocked'],
    [3, [passing, flaky], [], 'flaky'],
    [3, [passing], [incident('unreachable')], 'unreachable'],
    [1, [passing, failing, blocked], [], 'a failure before what was not decided'],
    [1, [passing], [incident('deviation')], 'a stale deviation'],
    [1, [passing], [incident('drift')], 'drift'],
    [4, [failing], [incident('safety-rule')], 'a safety rule before a failure'],
    [130, [failing], [incident('safety-rule'), incident('interrupted')], 'interrupted before everything'],
  ]
  for (const [code, list, incidents, what] of table) t.equal(exitCodeOf(list, incidents), code, what)
})
