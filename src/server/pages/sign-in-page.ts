// The sign-in page: one plain form. Names and ids are those that people's helpers for Okta's page look for (S-208).
import { html } from 'ghtml'
import { layout, type Page } from './layout.js'
import { mark } from './mark.js'

interface SignIn {
  readonly engine: 'oie' | 'classic'
  readonly appLabel: string
  readonly orgUrl: string
  /** Where the form is sent. */
  readonly action: string
  readonly stateToken: string
  /** The name to start with. */
  readonly identifier?: string
  readonly error?: string
}

/** Classic's ids; Identity Engine's fields are found by their names. */
const ids = {
  classic: { identifier: 'okta-signin-username', passcode: 'okta-signin-password', submit: 'okta-signin-submit' },
  oie: { identifier: 'identifier', passcode: 'passcode', submit: 'submit' },
} as const

/** The page, with `error` above the form and the name kept. */
export const signInPage = ({ engine, appLabel, orgUrl, action, stateToken, identifier = '', error }: SignIn): Page => {
  const id = ids[engine]
  const invalid = error === undefined ? '' : 'aria-invalid="true" aria-describedby="error"'
  const [focusName, focusPassword] = identifier === '' ? ['autofocus', ''] : ['', 'autofocus']
  const main = html`!${mark}
<h1>Sign In</h1>
<p class="under">to ${appLabel}</p>
<form method="post" action="${action}" data-se="o-form">
!${error === undefined ? '' : html`<div class="error" role="alert" id="error" data-se="o-form-error-container">${error}</div>`}
<input type="hidden" name="stateToken" value="${stateToken}">
<label for="${id.identifier}">Username</label>
<input type="text" id="${id.identifier}" name="identifier" value="${identifier}" autocomplete="username" autocapitalize="none" spellcheck="false" required !${focusName} !${invalid}>
<label for="${id.passcode}">Password</label>
<input type="password" id="${id.passcode}" name="credentials.passcode" autocomplete="current-password" required !${focusPassword} !${invalid}>
<input type="submit" class="button button-primary" data-type="save" id="${id.submit}" value="Sign in">
</form>`
  const after = html`<p class="foot">A mock for development at ${orgUrl}, not Okta. Do not type a real password.</p>`
  return layout({ title: `${error === undefined ? '' : 'Error: '}${appLabel} - Sign In`, main, after })
}
