// The kit against a server that nobody here wrote: plain OpenID checks pass on it, and none takes it for Okta.
import t from 'tap'
import { runConformance } from '../../src/conformance/index.js'
import { runChecks } from '../../src/conformance/run.js'
import { serverChecks } from '../../src/conformance/server-checks/index.js'
import { systemPace } from '../../src/conformance/system-pace.js'
import { openRunningMock } from '../../src/conformance/targets/running-mock.js'
import { startOidcProvider } from '../fixtures/oidc-provider.js'

t.test('oidc-provider', async (t) => {
  const server = await startOidcProvider()
  t.teardown(() => server.close())

  await t.test('every check that it offers something for passes', async (t) => {
    const report = await runConformance({
      issuer: server.issuer,
      config: server.settings,
      seed: 'foreign',
      surroundings: { env: {}, directory: '/nonexistent', home: '/nonexistent' },
    })
    t.strictSame(report.target, { kind: 'mock', issuer: server.issuer, dialect: 'openid' })
    t.strictSame(
      report.results
        .filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skip')
        .map(({ id, verdict, reason, findings }) => [id, verdict, reason, findings]),
      [],
      'needs no list of known deviations',
    )
    t.equal(report.exitCode, 0)
    t.ok(report.counts.pass >= 114, `${report.counts.pass} passed`)
    const plain = serverChecks.filter(({ needs }) => !needs.includes('okta'))
    const skipped = report.results.filter(({ id, verdict }) => verdict === 'skip' && plain.some((one) => one.id === id))
    t.strictSame(
      skipped.filter(({ reason }) => !/^(clock|consent-app): /.test(reason ?? '')).map(({ id }) => id),
      [],
      'left out is only what moves the clock, or refuses to agree, for which its page has no button',
    )
  })

  await t.test('a check that is for Okta fails, or says what it lacks; none breaks', async (t) => {
    const opened = await openRunningMock({ issuer: server.issuer, file: server.settings, timeoutMs: 10_000 })
    t.teardown(() => opened.close())
    const { results } = await runChecks({
      checks: serverChecks.filter(({ needs }) => needs.includes('okta')),
      target: {
        ...opened,
        summary: { ...opened.summary, dialect: 'okta' },
        missing: (need) => (/^(okta|session-token|api|api-token)$/.test(need) ? undefined : opened.missing(need)),
      },
      seed: 'foreign',
      concurrency: 8,
      signal: new AbortController().signal,
      now: () => Math.floor(Date.now() / 1000),
      pace: systemPace,
    })
    const broken = results.filter(({ reason }) => reason?.startsWith('the check itself broke'))
    t.strictSame(
      broken.map(({ id, reason }) => [id, reason]),
      [],
    )
    t.ok(results.filter(({ verdict }) => verdict === 'fail').length >= 30, 'it is not taken for Okta')
  })
})
