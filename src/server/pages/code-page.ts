// The page that asks for the code of the second factor.
import { html } from 'ghtml'
import { layout, type Page } from './layout.js'
import { mark } from './mark.js'

interface CodeForm {
  readonly engine: 'oie' | 'classic'
  readonly appLabel: string
  readonly orgUrl: string
  /** Where the form is sent. */
  readonly action: string
  readonly stateToken: string
  /** Who is signing in. */
  readonly login: string
  readonly error?: string
}

/** What the field is called (S-243). */
const fields = { classic: 'answer', oie: 'credentials.passcode' } as const

/** The page, with `error` above the form. */
export const codePage = ({ engine, appLabel, orgUrl, action, stateToken, login, error }: CodeForm): Page => {
  const invalid = error === undefined ? '' : 'aria-invalid="true" aria-describedby="error"'
  return layout({
    title: `${error === undefined ? '' : 'Error: '}${appLabel} - Sign In`,
    main: html`!${mark}
<h1>Enter the code</h1>
<p class="under">of the authenticator app of ${login}</p>
<form method="post" action="${action}" data-se="o-form">
!${error === undefined ? '' : html`<div class="error" role="alert" id="error" data-se="o-form-error-container">${error}</div>`}
<input type="hidden" name="stateToken" value="${stateToken}">
<label for="code">Code</label>
<input type="text" id="code" name="${fields[engine]}" inputmode="numeric" autocomplete="one-time-code" spellcheck="false" required autofocus !${invalid}>
<input type="submit" class="button button-primary" data-type="save" value="Verify">
</form>`,
    after: html`<p class="foot">A mock for development at ${orgUrl}, not Okta. The code is made from the secret in the configuration.</p>`,
  })
}
