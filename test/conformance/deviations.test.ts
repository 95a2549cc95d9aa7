import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import {
  applyDeviations,
  type Deviation,
  readDeviations,
  suggestedEntry,
  unknownDeviations,
} from '../../src/conformance/deviations.js'
import { failing, report, results } from '../fixtures/report.js'

const { target } = report
const today = '2026-01-31'
const entry = (id: string, change: Partial<Deviation> = {}): Deviation => ({
  id,
  expect: 'fail',
  reason: 'known',
  ...change,
})

const apply = (...entries: Deviation[]) => {
  const { results: judged, incidents } = applyDeviations(results, entries, target, today)
  const covered = judged.filter(({ deviation, id }) => deviation && id !== 'a/known').map(({ id }) => id)
  return { covered, incidents: incidents.map(({ message }) => message) }
}

t.test('an entry covers what it expects, on the target it names, until its day', async (t) => {
  t.strictSame(apply(entry('a/fail')), { covered: ['a/fail'], incidents: [] })
  t.strictSame(apply(entry('a/fail', { until: '2026-01-31' })), { covered: ['a/fail'], incidents: [] })
  t.strictSame(apply(entry('a/fail', { target: 'mock' })), { covered: ['a/fail'], incidents: [] })
  t.strictSame(apply(entry('a/fail', { target: 'https://op.test' })), { covered: ['a/fail'], incidents: [] })
  t.strictSame(apply(entry('a/fail', { target: 'real' })), { covered: [], incidents: [] })
  t.strictSame(apply(entry('a/blocked', { expect: 'blocked' })), { covered: ['a/blocked'], incidents: [] })
})

t.test('an expired entry, and one whose check passes now, fail the run', async (t) => {
  t.strictSame(apply(entry('a/fail', { until: '2026-01-30' })), {
    covered: [],
    incidents: ['a/fail: the known deviation expired on 2026-01-30'],
  })
  t.strictSame(apply(entry('a/pass')), {
    covered: [],
    incidents: ['a/pass: the known deviation no longer happens: delete its entry (known)'],
  })
})

t.test('what is worse than expected is not covered; what did not run is not judged', async (t) => {
  t.strictSame(apply(entry('a/fail', { expect: 'warn' })), { covered: [], incidents: [] })
  t.strictSame(apply(entry('a/skip')), { covered: [], incidents: [] })
  t.strictSame(apply(entry('a/not-selected')), { covered: [], incidents: [] })
})

t.test('the file is YAML or JSON, and every mistake in it is one line', async (t) => {
  const directory = t.testdir()
  const read = (text: string) => {
    const path = join(directory, 'deviations.yaml')
    writeFileSync(path, text)
    return readDeviations(path)
  }
  t.strictSame(read('- id: a/fail\n  expect: fail\n  reason: r\n  until: 2026-01-31\n'), [
    { id: 'a/fail', expect: 'fail', reason: 'r', until: '2026-01-31' },
  ])
  t.strictSame(read('[{"id":"a/fail","expect":"warn","reason":"r","link":"https://x.test/1"}]'), [
    { id: 'a/fail', expect: 'warn', reason: 'r', link: 'https://x.test/1' },
  ])
  t.strictSame(read(''), [])
  t.throws(() => read('- id: a/fail\n  expect: fail\n'), {
    message: /deviations\.yaml: entry 0: must have required property 'reason'/,
  })
  t.throws(() => read('- { id: a, expect: fail, reason: r, why: x }'), { message: /entry 0: unknown key why/ })
  t.throws(() => read('- { id: a, expect: pass, reason: r }'), { message: /entry 0: must be equal to constant/ })
  t.throws(() => read('{'), { name: 'UsageError' })
  t.throws(() => readDeviations(join(directory, 'none.yaml')), { message: /none\.yaml: no such file/ })
  t.strictSame(unknownDeviations([entry('a/gone'), entry('a/pass')], ['a/pass']), ['a/gone'])
})

t.test('an entry to paste is an entry', async (t) => {
  const path = join(t.testdir(), 'deviations.yaml')
  const text = suggestedEntry(failing, target)
    .replace('https://…', 'https://x.test')
    .replace('until: …', 'until: 2027-01-01')
  writeFileSync(path, text)
  t.strictSame(readDeviations(path), [
    { id: 'a/fail', target: 'mock', expect: 'fail', reason: '…', link: 'https://x.test', until: '2027-01-01' },
  ])
})
