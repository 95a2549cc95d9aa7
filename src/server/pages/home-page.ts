// The org's home page: where "Go to Homepage" leads. Okta shows a dashboard there; a mock has its addresses to show.
import { html } from 'ghtml'
import { layout, type Page } from './layout.js'
import { mark } from './mark.js'

export const homePage = (url: string): Page =>
  layout({
    title: 'mockta',
    main: html`!${mark}
<h1>A mock Okta org</h1>
<p class="under">for development and tests</p>
<dl>
<dt>Issuer</dt><dd>${url}</dd>
<dt>What it can do</dt><dd><a href="/.well-known/openid-configuration">/.well-known/openid-configuration</a></dd>
<dt>Its public keys</dt><dd><a href="/oauth2/v1/keys">/oauth2/v1/keys</a></dd>
</dl>
<p class="soft">To sign in, open an authorize URL of one of the apps. mockta prints a ready one when it starts.</p>`,
  })
