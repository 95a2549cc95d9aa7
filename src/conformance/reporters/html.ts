// One file that opens anywhere: no script, no network; every problem with its exchanges drawn as a sequence.
import { html } from 'ghtml'
import type { Report, Result } from '../result.js'
import { verdicts } from '../result.js'
import { sequence } from './html-sequence.js'
import { htmlStyle } from './html-style.js'
import { clientLine, countsLine, gist, type Reporter, severityLine, targetLine, toldProblems } from './reporter.js'

const sourceLinks = ({ sources }: Result): string =>
  sources.map(({ text, url }) => (url === undefined ? html`${text}` : html`<a href="${url}">${text}</a>`)).join(', ')

const problem = (result: Result): string => {
  const shown = new Set(result.findings.flatMap(({ exchange }) => exchange ?? []))
  return html`<section class="${result.verdict}" id="${result.id}">
<h2><span class="verdict">${result.verdict}</span> ${result.id}: ${result.title}</h2>
!${result.reason === undefined ? '' : html`<p>${result.reason}</p>`}
!${
    result.findings.length === 0
      ? ''
      : html`<table><thead><tr><th>what</th><th>expected</th><th>got</th></tr></thead><tbody>
!${result.findings.map(({ what, expected, got }) => html`<tr><td>${what}</td><td><code>${expected}</code></td><td><code>${got}</code></td></tr>`).join('\n')}
</tbody></table>`
  }
!${result.differs ? html`<dl><dt>specification</dt><dd>${result.differs.spec}</dd><dt>Okta</dt><dd>${result.differs.okta}</dd></dl>` : ''}
!${result.severity === undefined ? '' : html`<p>Severity: ${severityLine(result)}${result.cwe === undefined ? '' : ` (CWE-${result.cwe})`}</p>`}
!${result.why === undefined ? '' : html`<p>Why it matters: ${result.why}</p>`}
!${result.deviation ? html`<p>Known: ${result.deviation.reason}</p>` : ''}
<p>Source: !${sourceLinks(result)}</p>
!${result.reproduce === undefined ? '' : html`<pre class="reproduce">${result.reproduce}</pre>`}
!${sequence(result.exchanges, shown, result.verdict === 'fail')}
</section>`
}

/** What is wrong at one glance, before all that was said. */
const contents = (problems: readonly Result[]): string =>
  problems.length < 2
    ? ''
    : html`<nav aria-label="Problems"><ul>
!${problems.map(({ id, verdict, title }) => html`<li class="${verdict}"><span class="verdict">${verdict}</span> <a href="#${id}">${id}</a> ${title}</li>`).join('\n')}
</ul></nav>`

const row = (result: Result): string =>
  html`<tr class="${result.verdict}"><td class="verdict">${result.verdict}</td><td>${result.id}</td><td>${result.verdict === 'pass' ? result.title : gist(result)}</td></tr>`

const summary = (report: Report): string => html`<h1>Conformance: ${countsLine(report)}</h1>
<p>${report.client ? `${clientLine(report)} on ` : ''}${targetLine(report)}, ${report.startedAt}, ${`${report.requests} requests, ${(report.durationMs / 1000).toFixed(1)} s, seed ${report.seed}`}</p>
!${report.incidents.map(({ kind, message }) => html`<p class="incident"><strong>${kind}</strong> ${message}</p>`).join('\n')}
!${sequence(report.client?.exchanges ?? [], new Set(), true)}
!${contents(toldProblems(report))}`

export const htmlReport: Reporter = (report) => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Conformance: ${countsLine(report)}</title>
<style>!${htmlStyle}</style>
</head>
<body>
<main>
!${summary(report)}
!${toldProblems(report).map(problem).join('\n')}
<h2>All checks</h2>
<table class="all"><tbody>
!${verdicts.flatMap((verdict) => report.results.filter((result) => result.verdict === verdict).map(row)).join('\n')}
</tbody></table>
</main>
</body>
</html>
`
