// The pages of the device flow: the code is asked for, and what came of it (S-542).
import { html } from 'ghtml'
import { layout, type Page } from './layout.js'
import { mark } from './mark.js'

interface Activate {
  readonly orgUrl: string
  /** Where the form is sent. */
  readonly action: string
  /** What to start with. */
  readonly userCode: string
  readonly error?: string
}

const foot = (orgUrl: string): string => html`<p class="foot">A mock for development at ${orgUrl}, not Okta.</p>`

/** The page that asks for the code, with `error` above the form. */
export const activatePage = ({ orgUrl, action, userCode, error }: Activate): Page => {
  const invalid = error === undefined ? '' : 'aria-invalid="true" aria-describedby="error"'
  return layout({
    title: `${error === undefined ? '' : 'Error: '}Activate your device`,
    main: html`!${mark}
<h1>Activate your device</h1>
<p class="under">Follow the instructions on your device to get an activation code</p>
<form method="post" action="${action}" data-se="o-form">
!${error === undefined ? '' : html`<div class="error" role="alert" id="error" data-se="o-form-error-container">${error}</div>`}
<label for="userCode">Activation Code</label>
<input type="text" id="userCode" name="userCode" value="${userCode}" autocomplete="off" autocapitalize="characters" spellcheck="false" required autofocus !${invalid}>
<input type="submit" class="button button-primary" data-type="save" value="Next">
</form>`,
    after: foot(orgUrl),
  })
}

const end = (title: string, text: string, orgUrl: string): Page =>
  layout({
    title,
    main: html`!${mark}
<h1>${title}</h1>
<p class="under">${text}</p>`,
    after: foot(orgUrl),
  })

export const activatedPage = (orgUrl: string): Page =>
  end('Device activated', 'Follow the instructions on your device for next steps', orgUrl)

export const notActivatedPage = (orgUrl: string): Page =>
  end('Device not activated', 'Your device cannot be activated because you did not allow access', orgUrl)
