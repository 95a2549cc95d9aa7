// Okta's error page: what a person sees when there is no app to send the error to (S-064).
import { html } from 'ghtml'
import { layout, type Page } from './layout.js'
import { mark } from './mark.js'

interface Problem {
  readonly status: number
  readonly error: string
  readonly description: string
  /** What to change: under the card, apart from what Okta would show. */
  readonly reason: string
  readonly homeUrl: string
}

export const errorPage = ({ status, error, description, reason, homeUrl }: Problem): Page =>
  layout({
    title: 'Error',
    main: html`!${mark}
<h1>${status}</h1>
<p class="under">Bad Request</p>
<p>Your request resulted in an error.</p>
<dl>
<dt>Identity Provider:</dt><dd>Unknown</dd>
<dt>Error Code:</dt><dd>${error}</dd>
<dt>Description:</dt><dd>${description}</dd>
</dl>
<a class="button" href="${homeUrl}/">Go to Homepage</a>`,
    after: html`<p class="hint"><strong>What to change</strong>${reason}</p>
<p class="foot">Only this mock says so. Okta stops at the card.</p>`,
  })
