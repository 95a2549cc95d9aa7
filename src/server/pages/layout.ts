// The frame of every page: head, style and Content-Security-Policy. No page loads anything from elsewhere.
import { createHash } from 'node:crypto'
import { html } from 'ghtml'
import { noStore } from '../exchange.js'
import { iconUrl } from './mark.js'
import { css } from './style.js'

/** A page and the headers it must be sent with. */
export interface Page {
  readonly html: string
  readonly headers: Readonly<Record<string, string>>
}

interface Script {
  /** Lets the script through, and nothing else. */
  readonly nonce: string
  readonly code: string
  /** Where it may send requests; nowhere by default. */
  readonly connectTo?: string
}

interface Layout {
  readonly title: string
  /** Safe HTML. */
  readonly main: string
  /** Safe HTML behind the card. */
  readonly after?: string
  readonly script?: Script
  readonly wide?: boolean
  /** Who may put the page into a frame; nobody by default. */
  readonly framing?: 'nobody' | 'anyone'
}

const styleHash = createHash('sha256').update(css).digest('base64')

// form-action stays out: Chromium applies it to the redirect after a form too, and that one goes to the app.
const policy = (script: Script | undefined, framing: Layout['framing']): string =>
  [
    "default-src 'none'",
    'img-src data:',
    `style-src 'sha256-${styleHash}'`,
    ...(script === undefined ? [] : [`script-src 'nonce-${script.nonce}'`]),
    ...(script?.connectTo === undefined ? [] : [`connect-src ${script.connectTo}`]),
    "base-uri 'none'",
    ...(framing === 'anyone' ? [] : ["frame-ancestors 'none'"]),
  ].join('; ')

/** Puts a page together. */
export const layout = ({ title, main, after = '', script, wide = false, framing }: Layout): Page => ({
  html: html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="!${iconUrl}">
<style>!${css}</style>
</head>
<body>
<main class="${wide ? 'card wide' : 'card'}">
!${main}
</main>
!${after === '' ? '' : html`<footer>!${after}</footer>`}
!${script === undefined ? '' : html`<script nonce="${script.nonce}">!${script.code}</script>`}
</body>
</html>
`,
  headers: {
    ...noStore,
    'content-security-policy': policy(script, framing),
    'referrer-policy': 'no-referrer',
    'content-language': 'en',
  },
})
