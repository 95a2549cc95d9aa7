// Who said what to whom: a sequence diagram in plain HTML, with the whole exchange behind each arrow.
import { html } from 'ghtml'
import type { Exchange, Party } from '../wire/exchange.js'

const headers = (pairs: Iterable<readonly [string, string]>): string =>
  [...pairs].map(([name, value]) => `${name}: ${value}`).join('\n')

const placeOf = (url: string): string => (URL.canParse(url) ? new URL(url).pathname : url)

const texts = ({ request, response, failure }: Exchange) => ({
  asked:
    `${request.method} ${request.url}\n${headers(Object.entries(request.headers))}\n\n${request.body ?? ''}`.trim(),
  answered: response
    ? `${response.status}\n${headers(response.headers)}\n\n${response.body}`.trim()
    : (failure ?? 'no answer'),
})

/** One arrow there, one back, between the kit and a server. */
const serverStep = (exchange: Exchange, decisive: boolean): string => {
  const { number, request, response, failure, purpose, durationMs } = exchange
  const { asked, answered } = texts(exchange)
  return html`<li class="${decisive ? 'decisive' : ''}">
<details !${decisive ? 'open' : ''}>
<summary><span class="to">${request.method} ${placeOf(request.url)}</span><span class="back">${String(response?.status ?? failure ?? 'no answer')}</span><small>${`${number}, ${purpose}, ${durationMs} ms`}</small></summary>
<pre>${asked}</pre>
<pre>${answered}</pre>
</details></li>`
}

const names: Readonly<Record<Party, string>> = { browser: 'browser', client: 'your app', org: 'org' }

/** What an answer sends the browser to next is half of the story. */
const answerLine = ({ response, failure }: Exchange): string => {
  if (!response) return failure ?? 'no answer'
  const location = response.headers.find(([name]) => name === 'location')?.[1]
  const noted = /^fault .*/m.exec(response.body)?.[0]
  const what = [String(response.status), ...(location === undefined ? [] : [`to ${location}`])].join(' ')
  return noted === undefined ? what : `${what}, ${noted}`
}

/** What an adapter is told stands in its messages. */
const askedLine = ({ request: { method, url, body } }: Exchange): string => {
  if (url.startsWith('adapter:')) return placeOf(url).slice(1)
  if (url.startsWith('admin:/faults/')) return `the mock is told to misbehave: ${url.slice('admin:/faults/'.length)}`
  if (url.startsWith('proxy:/faults/'))
    return `the kit is told to misbehave in its place: ${url.slice('proxy:/faults/'.length)}`
  // As it was sent: reading it as a URL would spell it anew.
  const place = URL.canParse(url) ? url.replace(/^[a-z]+:\/\/[^/]*/, '') : url
  return `${method} ${place}${method === 'POST' && body !== undefined ? ` ${body}` : ''}`
}

/** An arrow across the lanes of those who talk, and one back. */
const clientStep = (exchange: Exchange, [from, to]: readonly [Party, Party]): string => {
  const { asked, answered } = texts(exchange)
  return html`<li class="${`${from}-${to}`}">
<details>
<summary><span class="unseen">${`${names[from]} to ${names[to]}:`}</span><span class="there"><span>${askedLine(exchange)}</span></span><span class="here"><span>${answerLine(exchange)}</span></span></summary>
<pre>${asked}</pre>
<pre>${answered}</pre>
</details></li>`
}

/**
 * @param decisive numbers of the exchanges that show a finding: open from the start
 * @param unfolded whether the lanes are to be seen at once
 */
export const sequence = (exchanges: readonly Exchange[], decisive: ReadonlySet<number>, unfolded: boolean): string => {
  if (exchanges.length === 0) return ''
  if (exchanges.every(({ between }) => between === undefined)) {
    return html`<ol class="sequence">!${exchanges.map((one) => serverStep(one, decisive.has(one.number))).join('\n')}</ol>`
  }
  const heads = Object.entries(names).map(([party, name]) => html`<span class="${party}">${name}</span>`)
  return html`<details class="said" !${unfolded ? 'open' : ''}><summary>Who asked whom (${String(exchanges.length)})</summary>
<div class="lanes"><div class="heads" aria-hidden="true">!${heads.join('')}</div>
<ol>!${exchanges.map((one) => clientStep(one, one.between ?? ['browser', 'org'])).join('\n')}</ol></div></details>`
}
