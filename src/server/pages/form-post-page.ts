// response_mode=form_post: a form that sends itself (OAuth 2.0 Form Post Response Mode).
import { html } from 'ghtml'
import { layout, type Page } from './layout.js'
import { mark } from './mark.js'

interface FormPost {
  readonly action: string
  readonly params: readonly (readonly [name: string, value: string])[]
  readonly nonce: string
}

export const formPostPage = ({ action, params, nonce }: FormPost): Page =>
  layout({
    title: 'Submit this form',
    main: html`!${mark}
<h1>Back to your app</h1>
<form method="post" action="${action}">
!${params.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`).join('\n')}
<noscript><p class="under">Without scripts this step needs your click.</p><input type="submit" class="button" value="Continue"></noscript>
</form>`,
    script: { nonce, code: 'document.forms[0].submit()' },
  })
