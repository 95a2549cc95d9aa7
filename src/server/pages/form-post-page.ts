// response_mode=form_post: a form that sends itself (OAuth 2.0 Form Post Response Mode).
import { html } from 'ghtml'
import { layout, type Page } from './layout.js'

interface FormPost {
  readonly action: string
  readonly params: readonly (readonly [name: string, value: string])[]
  readonly nonce: string
}

export const formPostPage = ({ action, params, nonce }: FormPost): Page =>
  layout({
    title: 'Submit this form',
    main: html`<h1>Signing in…</h1>
<form method="post" action="${action}">
!${params.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`).join('\n')}
<noscript><p class="app">Scripts are off: go on by hand.</p><input type="submit" class="button" value="Continue"></noscript>
</form>`,
    script: { nonce, code: 'document.forms[0].submit()' },
  })
