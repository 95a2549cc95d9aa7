// The page that asks whether an app may have what it asks for. Two buttons of one form, no script.
import { html } from 'ghtml'
import { layout, type Page } from './layout.js'
import { mark } from './mark.js'

interface Consent {
  readonly appLabel: string
  readonly orgUrl: string
  /** Where the form is sent. */
  readonly action: string
  readonly stateToken: string
  /** Who is asked. */
  readonly login: string
  readonly scopes: readonly string[]
}

/** What the scopes of OpenID Connect mean to a person; others speak for themselves. */
const meanings: Readonly<Record<string, string>> = {
  profile: 'see your name and profile',
  email: 'see your email address',
  address: 'see your postal address',
  phone: 'see your telephone number',
  groups: 'see your groups',
  offline_access: 'keep this access while you are away',
}

const item = (scope: string): string => {
  const meaning = meanings[scope]
  return meaning === undefined ? html`<li><code>${scope}</code></li>` : html`<li>${meaning} <code>${scope}</code></li>`
}

export const consentPage = ({ appLabel, orgUrl, action, stateToken, login, scopes }: Consent): Page =>
  layout({
    title: `${appLabel} - Consent`,
    main: html`!${mark}
<h1>${appLabel} asks to</h1>
<ul class="list">
!${scopes.map(item).join('\n')}
</ul>
<p class="soft">You are ${login}.</p>
<form method="post" action="${action}" data-se="o-form">
<input type="hidden" name="stateToken" value="${stateToken}">
<button type="submit" name="consent" value="allow" class="button button-primary" data-se="consent-allow">Allow Access</button>
<button type="submit" name="consent" value="deny" class="button second" data-se="consent-deny">Don't Allow</button>
</form>`,
    after: html`<p class="foot">A mock for development at ${orgUrl}, not Okta.</p>`,
  })
