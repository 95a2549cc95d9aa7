// The page that asks for a new password in the place of one that has expired.
import { html } from 'ghtml'
import { layout, type Page } from './layout.js'
import { mark } from './mark.js'

interface NewPasswordForm {
  readonly appLabel: string
  readonly orgUrl: string
  /** Where the form is sent. */
  readonly action: string
  readonly stateToken: string
  /** Who is signing in. */
  readonly login: string
  /** What a password must have. */
  readonly requirements: string
  readonly error?: string
}

/** The page, with `error` above the form. Its fields are called as in /api/v1/authn and on Classic's page (S-673). */
export const newPasswordPage = (form: NewPasswordForm): Page => {
  const { appLabel, orgUrl, action, stateToken, login, requirements, error } = form
  const invalid = error === undefined ? '' : 'aria-invalid="true" aria-describedby="error"'
  return layout({
    title: `${error === undefined ? '' : 'Error: '}${appLabel} - Sign In`,
    main: html`!${mark}
<h1>Your password has expired</h1>
<p class="under">Choose a new one for ${login}. ${requirements}.</p>
<form method="post" action="${action}" data-se="o-form">
!${error === undefined ? '' : html`<div class="error" role="alert" id="error" data-se="o-form-error-container">${error}</div>`}
<input type="hidden" name="stateToken" value="${stateToken}">
<label for="oldPassword">Old password</label>
<input type="password" id="oldPassword" name="oldPassword" autocomplete="current-password" required autofocus !${invalid}>
<label for="newPassword">New password</label>
<input type="password" id="newPassword" name="newPassword" autocomplete="new-password" required !${invalid}>
<label for="confirmPassword">Repeat password</label>
<input type="password" id="confirmPassword" name="confirmPassword" autocomplete="new-password" required !${invalid}>
<input type="submit" class="button button-primary" data-type="save" value="Change Password">
</form>`,
    after: html`<p class="foot">A mock for development at ${orgUrl}, not Okta. Do not type a real password.</p>`,
  })
}
