// response_mode=okta_post_message: hands the answer to the window that framed or opened this one (S-079).
import { html } from 'ghtml'
import { layout, type Page } from './layout.js'
import { mark } from './mark.js'

interface PostMessage {
  /** Only a window of this origin gets the answer. */
  readonly targetOrigin: string
  readonly params: readonly (readonly [name: string, value: string])[]
  readonly nonce: string
}

/** A JavaScript literal that is safe inside a script element. */
const literal = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c')

// The handler has the name that Okta's has: clients see it in their stack traces (S-079).
const script = (targetOrigin: string, data: Readonly<Record<string, string>>): string => `
function onWindowLoadHandler() {
  const receiver = window.parent === window ? window.opener : window.parent
  if (receiver) receiver.postMessage(${literal(data)}, ${literal(targetOrigin)})
}
window.addEventListener('load', onWindowLoadHandler)
`

export const postMessagePage = ({ targetOrigin, params, nonce }: PostMessage): Page =>
  layout({
    title: 'Signing in',
    main: html`!${mark}
<h1>Back to your app</h1>
<noscript><p class="under">Scripts are off: the app cannot be told. Switch them on and try again.</p></noscript>`,
    script: { nonce, code: script(targetOrigin, Object.fromEntries(params)) },
    framing: 'anyone',
  })
