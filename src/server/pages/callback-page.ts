// The admin listener's /callback: shows what an authorization brought, decodes it, and says how to go on.
import { html } from 'ghtml'
import { callbackScript } from './callback-script.js'
import { layout, type Page } from './layout.js'

type Pairs = readonly (readonly [name: string, value: string])[]

interface Arrived {
  readonly method: 'GET' | 'POST'
  readonly query: Pairs
  readonly form: Pairs
  readonly orgUrl: string
  readonly nonce: string
}

const table = (pairs: Pairs): string =>
  pairs.length === 0
    ? '<p class="soft">Nothing in the query or the form. A fragment is only seen by a script.</p>'
    : `<table>${pairs.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`).join('')}</table>`

/** Data for the script, safe inside a script element. */
const json = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c')

export const callbackPage = ({ method, query, form, orgUrl, nonce }: Arrived): Page => {
  const pairs = [...query, ...form]
  return layout({
    title: 'Callback - mockta',
    wide: true,
    main: html`<h1>What came back</h1>
<p class="soft" id="how">${method} ${form.length > 0 ? 'with a form' : 'with a query'}</p>
<div id="shown">!${table(pairs)}</div>
<script type="application/json" id="arrived" nonce="${nonce}">!${json({ method, query, form, orgUrl })}</script>`,
    script: { nonce, code: callbackScript },
  })
}
