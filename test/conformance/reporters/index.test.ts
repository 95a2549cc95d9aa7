// Every format from one report; each is read back with a reader of its own where there is one.
import { readFile } from 'node:fs/promises'
import { Ajv } from 'ajv'
import { parse as parseHtml } from 'node-html-parser'
import t from 'tap'
import { parse as parseYaml } from 'yaml'
import { reporters } from '../../../src/conformance/reporters/index.js'
import { progressLine, textReport } from '../../../src/conformance/reporters/text.js'
import { schemaTexts } from '../../../src/conformance/write-schema.js'
import { clientReport, failing, report, results, skipped, unprovenReport } from '../../fixtures/report.js'

t.test('text: every problem, worst first, with all that helps', async (t) => {
  t.equal(
    textReport(report),
    `
✗ a/fail: a/fail <holds> & more
    status (request 1)
      expected     400 | 401
      got          200 \`ok\`
      specification  says 400
      Okta           says 401
      matters      Anybody could <script>alert(1)</script>.
      source       RFC 6749 4.1.2, S-042
      reproduce    curl -i 'https://op.test/token?a=<b>'

✗ a/known: a/known <holds> & more
    error
      expected     "a"
      got          "b"
      source       RFC 6749 4.1.2, S-042
      known        known # and \\ accepted

~ a/flaky: a/flaky <holds> & more
    flaky: fail at first, pass when repeated
      source       RFC 6749 4.1.2, S-042

▪ a/blocked: a/blocked <holds> & more
    blocked: no code: 100% broken,
really: yes
      source       RFC 6749 4.1.2, S-042

! a/warn: a/warn <holds> & more
    header, a warning
      expected     x
      got          nothing
      source       RFC 6749 4.1.2, S-042

deviation: a/gone: no longer happens
2 tokens given back, 1 left to expire
2 fail, 1 flaky, 1 blocked, 1 warn, 1 skip, 1 pass on mock https://op.test (Okta, oie): 7 requests, 1.2 s, seed 42
`,
  )
  t.match(
    textReport(report, true),
    '- id: a/fail\n  target: mock\n  expect: fail\n  reason: …\n  link: https://…\n  until: …\n',
  )
  t.notMatch(textReport(report, true), '- id: a/known', 'what is known needs no entry')
  t.strictSame(results.slice(0, 5).map(progressLine), [
    '✓ a/pass  a/pass <holds> & more (12 ms)',
    '✗ a/fail  a/fail <holds> & more (12 ms)',
    '✗ a/known  a/known <holds> & more (12 ms)',
    '! a/warn  a/warn <holds> & more (12 ms)',
    '- a/skip  skip: code-app: no web app',
  ])
})

t.test('json: fits the published schema, which is up to date', async (t) => {
  for (const [name, text] of Object.entries(schemaTexts)) {
    t.equal(await readFile(`schema/${name}`, 'utf8'), text, `${name}: run npm run schema`)
  }
  const validate = new Ajv({ allErrors: true, strict: false }).compile(
    JSON.parse(schemaTexts['conformance-report.schema.json'] ?? '') as object,
  )
  const value: unknown = JSON.parse(reporters.json(report))
  t.strictSame(value, JSON.parse(JSON.stringify(report)))
  t.ok(validate(value), JSON.stringify(validate.errors))
  t.notOk(validate({ ...report, extra: 1 }), 'unknown members are not part of version 1')
})

t.test('junit: a suite for each profile; undecided is an error, known is skipped', async (t) => {
  const xml = parseHtml(reporters.junit(report))
  const counts = (selector: string) => {
    const node = xml.querySelector(selector)
    return ['tests', 'failures', 'errors', 'skipped'].map((name) => node?.getAttribute(name))
  }
  t.strictSame(counts('testsuites'), ['7', '1', '2', '2'])
  t.strictSame(counts('testsuite[name=basic]'), ['6', '1', '2', '1'])
  t.strictSame(counts('testsuite[name=hybrid]'), ['1', '0', '0', '1'])
  t.strictSame(
    xml
      .querySelectorAll('testcase')
      .map((node) => [node.getAttribute('name')?.split(':')[0], node.firstElementChild?.rawTagName]),
    [
      ['a/pass', undefined],
      ['a/fail', 'failure'],
      ['a/warn', 'system-out'],
      ['a/skip', 'skipped'],
      ['a/blocked', 'error'],
      ['a/flaky', 'error'],
      ['a/known', 'skipped'],
    ],
  )
  t.equal(xml.querySelector('failure')?.getAttribute('message'), 'status: expected 400 | 401, got 200 `ok`')
  t.match(xml.querySelector('failure')?.text, 'matters: Anybody could <script>alert(1)</script>.')
  t.equal(xml.querySelector('script'), null)
  t.equal(reporters.junit({ ...report, results: [{ ...skipped, reason: 'a\u0000b' }] }).includes('\u0000'), false)
})

t.test('tap: version 14, SKIP and TODO, a YAML block for each problem', async (t) => {
  const lines = reporters.tap(report).split('\n')
  t.strictSame(
    lines.filter((line) => /^(TAP|1\.\.|ok|not ok|#)/.test(line)),
    [
      'TAP version 14',
      '1..7',
      'ok 1 - a/pass: a/pass <holds> & more',
      'not ok 2 - a/fail: a/fail <holds> & more',
      'not ok 3 - a/known: a/known <holds> & more # TODO known \\# and \\\\ accepted',
      'ok 4 - a/warn: a/warn <holds> & more',
      'ok 5 - a/skip: a/skip <holds> & more # SKIP code-app: no web app',
      'not ok 6 - a/blocked: a/blocked <holds> & more',
      'not ok 7 - a/flaky: a/flaky <holds> & more',
      '# deviation: a/gone: no longer happens',
    ],
  )
  const block = lines.slice(lines.indexOf('  ---') + 1, lines.indexOf('  ...')).join('\n')
  t.strictSame(parseYaml(block), {
    verdict: 'fail',
    level: 'must',
    findings: failing.findings,
    why: failing.why,
    sources: 'RFC 6749 4.1.2, S-042',
    reproduce: failing.reproduce,
  })
  t.equal(reporters.tap({ ...report, results: [], incidents: [] }), 'TAP version 14\n1..0 # SKIP nothing ran\n')
})

t.test('sarif: what was decided, with a print that stays', async (t) => {
  const { version, runs } = JSON.parse(reporters.sarif(report)) as {
    version: string
    runs: { results: Record<string, unknown>[]; tool: { driver: { rules: { id: string }[] } } }[]
  }
  t.equal(version, '2.1.0')
  const [run] = runs
  t.strictSame(
    run?.tool.driver.rules.map(({ id }) => id),
    ['a/fail', 'a/known', 'a/warn'],
  )
  t.match(run?.results, [
    {
      ruleId: 'a/fail',
      ruleIndex: 0,
      level: 'error',
      message: { text: 'a/fail <holds> & more: status: expected 400 | 401, got 200 `ok`' },
      partialFingerprints: { 'check/v1': /^[0-9a-f]{64}$/ },
    },
    { ruleId: 'a/known', suppressions: [{ kind: 'external', justification: 'known # and \\ accepted' }] },
    { ruleId: 'a/warn', level: 'warning' },
  ])
  t.notOk(run?.results[0]?.suppressions)
})

t.test('html: one file, nothing loaded, nothing run, everything escaped', async (t) => {
  const page = parseHtml(reporters.html(report))
  t.strictSame(page.querySelectorAll('script, link, img, iframe').length, 0)
  t.strictSame(
    page.querySelectorAll('section').map((node) => node.id),
    ['a/fail', 'a/known', 'a/flaky', 'a/blocked', 'a/warn'],
  )
  t.match(page.querySelector('section.fail')?.text, 'Anybody could <script>alert(1)</script>.')
  t.strictSame(
    page.querySelectorAll('.decisive summary span').map((node) => node.text),
    ['POST /token', '200'],
  )
  t.equal(page.querySelectorAll('table.all tr').length, 7)
  t.strictSame(
    page.querySelectorAll('nav a').map((link) => link.getAttribute('href')),
    page.querySelectorAll('section').map(({ id }) => `#${id}`),
    'every problem at one glance, each a link to its section',
  )
})

t.test('md: nothing in it ends a cell, a fence or becomes an element', async (t) => {
  const text = reporters.md(report)
  t.match(text, '## Conformance: 2 fail, 1 flaky, 1 blocked, 1 warn, 1 skip, 1 pass\n')
  t.match(text, '- status: expected `400 | 401`, got `` 200 `ok` ``\n')
  t.match(text, 'Why it matters: Anybody could &lt;script>alert(1)&lt;/script>.\n')
  t.match(text, '[RFC 6749 4.1.2](https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2), S-042')
  t.match(text, '| fail | a/fail | status: expected 400 \\| 401, got 200 `ok` |\n')
  t.equal(text.match(/^\| (pass|fail|warn|skip|blocked|flaky) \|/gm)?.length, 7)
})

t.test('github: the worst nine, the rest counted', async (t) => {
  t.strictSame(reporters.github(report).split('\n'), [
    '::error title=conformance deviation::a/gone: no longer happens',
    '::error title=a/fail (fail)::a/fail <holds> & more: status: expected 400 | 401, got 200 `ok`',
    '::error title=a/flaky (flaky)::a/flaky <holds> & more: fail at first, pass when repeated',
    '::error title=a/blocked (blocked)::a/blocked <holds> & more: no code: 100%25 broken,%0Areally: yes',
    '::warning title=a/warn (warn)::a/warn <holds> & more: header: expected x, got nothing',
    '',
  ])
  const many = Array.from({ length: 12 }, () => failing)
  const lines = reporters
    .github({ ...report, incidents: [], results: many })
    .trim()
    .split('\n')
  t.equal(lines.length, 10)
  t.equal(lines.at(-1), '::notice title=conformance::3 more in the step summary')
})

t.test('sarif of a client: severity, weakness, and the file that describes it', async (t) => {
  const { runs } = JSON.parse(reporters.sarif(clientReport)) as { runs: Record<string, unknown>[] }
  const cwe = { id: '294', toolComponent: { name: 'CWE', index: 0 } }
  t.match(runs[0], {
    tool: {
      driver: {
        rules: [
          {
            id: 'CL-NONCE-01',
            defaultConfiguration: { level: 'error' },
            relationships: [{ target: cwe, kinds: ['superset'] }],
            properties: { 'security-severity': '9.0', tags: ['security', 'external/cwe/cwe-294'] },
          },
          { id: 'CL-IAT-01', defaultConfiguration: { level: 'note' } },
        ],
        supportedTaxonomies: [{ name: 'CWE', index: 0 }],
      },
    },
    taxonomies: [{ name: 'CWE', taxa: [{ id: '294', helpUri: 'https://cwe.mitre.org/data/definitions/294.html' }] }],
    results: [
      {
        ruleId: 'CL-NONCE-01',
        level: 'error',
        message: { text: /signed in by another nonce\nSeverity critical: .*\nSee it again: conformance --client/ },
        taxa: [cwe],
        locations: [
          { physicalLocation: { artifactLocation: { uri: 'test/my%20app.yaml' }, region: { startLine: 5 } } },
        ],
      },
      { ruleId: 'CL-IAT-01', level: 'note' },
    ],
  })
  const prints = (report: typeof clientReport): unknown =>
    (
      JSON.parse(reporters.sarif(report)) as { runs: { results: { partialFingerprints: unknown }[] }[] }
    ).runs[0]?.results.map(({ partialFingerprints }) => partialFingerprints)
  const later = { ...clientReport, results: clientReport.results.map((result) => ({ ...result, reason: 'otherwise' })) }
  t.strictSame(prints(later), prints(clientReport), 'the print stays when the words change')
})

t.test('html of a client: who asked whom, in lanes', async (t) => {
  const page = parseHtml(reporters.html(clientReport))
  t.equal(page.querySelectorAll('script, link, img, iframe').length, 0)
  t.strictSame(
    page.querySelectorAll('.heads span').map((node) => node.text),
    ['browser', 'your app', 'org'],
  )
  t.strictSame(
    page
      .querySelectorAll('.lanes li')
      .map((node) => [node.classNames, ...node.querySelectorAll('summary > span').map((span) => span.text)]),
    [
      ['browser-client', 'browser to your app:', 'authorize', '200'],
      ['browser-org', 'browser to org:', 'the mock is told to misbehave: id-token-nonce', '200'],
      ['browser-org', 'browser to org:', 'GET /authorize?a=<b>', '302 to https://app.test/cb'],
      ['client-org', 'your app to org:', 'POST /token a=1', 'no answer'],
    ],
  )
  const between = reporters.html(
    JSON.parse(JSON.stringify(clientReport).replaceAll('admin:/faults', 'proxy:/faults')) as typeof clientReport,
  )
  t.match(between, 'the kit is told to misbehave in its place: id-token-nonce')
  t.match(page.querySelector('section')?.text, 'Severity: critical: no PKCE (CWE-294)')
  t.ok(page.querySelector('section.fail .said')?.hasAttribute('open'), 'to be seen at once where it failed')
  t.match(page.querySelector('p')?.text, /^my <app> \(web\) on mock https:\/\/op\.test/)
})

t.test('a client of which less could be checked than was asked for: said in every format for people', async (t) => {
  const message = 'the client does not go through the kit'
  const report = { ...clientReport, incidents: [{ kind: 'client' as const, message }] }
  t.match(textReport(report), `\nclient: ${message}\n`)
  for (const format of ['md', 'html', 'github', 'tap'] as const) t.match(reporters[format](report), message, format)
})

t.test('a client that nothing can be said about: once, at the top, in every format', async (t) => {
  const why = 'an ordinary login does not work'
  t.match(textReport(unprovenReport), /^\ntest\/my app\.yaml: nothing can be said about my <app>: an ordinary login/)
  for (const format of ['text', 'md', 'html', 'github'] as const) {
    t.equal(reporters[format](unprovenReport).split(why).length, 2, format)
  }
  t.match(JSON.parse(reporters.json(unprovenReport)), { client: { diagnosis: why }, exitCode: 3 })
  t.match(reporters.junit(unprovenReport), /errors="2"/)
  t.match(reporters.tap(unprovenReport), `# client: ${why}`)
})
