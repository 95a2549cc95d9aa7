import t from 'tap'
import type { Check } from '../../src/conformance/check.js'
import type { Result } from '../../src/conformance/result.js'
import { runChecks } from '../../src/conformance/run.js'
import { document } from '../../src/conformance/sources.js'
import { fakeTarget, page } from '../fixtures/fake-target.js'

const check = (id: string, run: Check['run'], change: Partial<Check> = {}): Check => ({
  id,
  title: `${id} is as expected`,
  level: 'must',
  profiles: ['basic'],
  sources: [document('the tests')],
  needs: [],
  run,
  ...change,
})

const runAll = (checks: readonly Check[], signal = new AbortController().signal) =>
  runChecks({
    checks,
    target: fakeTarget(() => page(200, 'here')),
    seed: '1',
    concurrency: 2,
    signal,
    now: () => 1_700_000_000,
    pace: { clock: () => 0, sleep: async () => undefined },
  })

const short = ({ id, verdict, reason }: Result) => [id, verdict, reason]

t.test('a verdict for every way a check can end', async (t) => {
  let visits = 0
  const { results, incidents, requests } = await runAll([
    check('a/pass', async ({ get, expect }) => {
      expect.status(await get('https://op.test/'), 200)
    }),
    check('a/fail', async ({ get, expect }) => {
      expect.status(await get('https://op.test/'), 404)
    }),
    check('a/warn', async ({ expect }) => {
      expect.should.equal(1, 2, 'number')
    }),
    check('a/should', async ({ expect }) => void expect.equal(1, 2, 'number'), { level: 'should' }),
    check('a/skip', async ({ skip }) => skip('not offered')),
    check('a/lacks', async () => undefined, { needs: ['dpop-app', 'userinfo'] }),
    check('a/blocked', async ({ blocked }) => blocked('no code')),
    check('a/inconclusive', async ({ inconclusive }) => inconclusive('either')),
    check('a/silent', async () => undefined),
    check('a/recorded', async ({ record }) => record('seen', 'yes')),
    check('a/flaky', async ({ expect }) => {
      visits += 1
      expect.equal(visits, 2, 'visit')
    }),
    check('a/found-before-it-broke', async ({ expect, blocked }) => {
      expect.equal(1, 2, 'number')
      blocked('later')
    }),
  ])
  t.strictSame(results.map(short), [
    ['a/pass', 'pass', undefined],
    ['a/fail', 'fail', undefined],
    ['a/warn', 'warn', undefined],
    ['a/should', 'warn', undefined],
    ['a/skip', 'skip', 'not offered'],
    [
      'a/lacks',
      'skip',
      'dpop-app: no app with authorization_code and dpop_bound_access_tokens (apps[] in --config); userinfo: the metadata names no such endpoint',
    ],
    ['a/blocked', 'blocked', 'no code'],
    ['a/inconclusive', 'inconclusive', 'either'],
    ['a/silent', 'inconclusive', 'the check ended without judging anything'],
    ['a/recorded', 'pass', undefined],
    ['a/flaky', 'flaky', 'fail at first, pass when repeated'],
    ['a/found-before-it-broke', 'fail', undefined],
  ])
  t.strictSame(incidents, [])
  t.equal(requests, 3, 'a failing check runs twice')
  t.strictSame(results[1]?.findings, [{ severity: 'must', what: 'status', expected: '404', got: '200', exchange: 1 }])
  t.equal(results[1]?.reproduce, "curl -i 'https://op.test/'")
})

t.test('a repeated check makes up other values: what works once was used the first time', async (t) => {
  const made: string[] = []
  const { results } = await runAll([
    check('a/once', async ({ random, expect, blocked }) => {
      const assertion = random.token()
      if (made.includes(assertion)) blocked('used already')
      made.push(assertion)
      expect.equal(1, 2, 'number')
    }),
  ])
  t.strictSame(results.map(short), [['a/once', 'fail', undefined]])
  t.equal(made.length, 2)
})

t.test('a mistake in a check is not a mistake of the target', async (t) => {
  const { results } = await runAll([
    check('a/broken', async () => {
      throw new TypeError('x is not a function')
    }),
  ])
  t.match(results.map(short), [['a/broken', 'blocked', /^the check itself broke: TypeError: x is not a function/]])
})

t.test('an interrupted run keeps what has finished', async (t) => {
  const interrupted = new AbortController()
  const { results, incidents } = await runAll(
    [
      check('a/first', async ({ expect }) => {
        interrupted.abort()
        expect.equal(1, 1, 'number')
      }),
      check('a/second', async ({ expect }) => void expect.equal(1, 1, 'number')),
      check('a/third', async ({ expect }) => void expect.equal(1, 1, 'number')),
    ],
    interrupted.signal,
  )
  t.strictSame(results.map(short), [
    ['a/first', 'pass', undefined],
    ['a/second', 'blocked', 'interrupted'],
    ['a/third', 'blocked', 'interrupted'],
  ])
  t.strictSame(incidents, [{ kind: 'interrupted', message: '2 of 3 checks did not run' }])
})
