// The admin listener's /callback: shows what an authorization brought, decodes it, and says how to go on.
import { html } from 'ghtml'
import { callbackScript } from './callback-script.js'
import { decodedToken } from './decoded-token.js'
import { layout, type Page } from './layout.js'
import { mark } from './mark.js'
import { command } from './shell.js'

/** Which app a code was issued to, as far as is known. */
export interface CodeOwner {
  readonly clientId: string
  readonly clientSecret?: string
  readonly pkceRequired: boolean
}

/** What the browser brought, and what the org knows about it. */
export interface Arrived {
  readonly how: 'query' | 'form' | 'fragment'
  readonly params: ReadonlyMap<string, string>
  /** Why the org refused, where it did. */
  readonly reason?: string
  readonly owner?: CodeOwner
  readonly orgUrl: string
  /** This page's own address. */
  readonly callbackUrl: string
  /** The org's time in epoch seconds. */
  readonly now: number
  readonly nonce: string
}

const hows = {
  query: 'It came in the query of this page’s address.',
  form: 'It came in a form that the browser posted.',
  fragment: 'It came in the fragment of this page’s address, the part behind the #.',
} as const

const titleOf = (params: Arrived['params']): string => {
  if (params.has('error')) return 'The request was refused'
  if (params.has('access_token')) return 'You have an access token'
  if (params.has('id_token')) return 'You have an ID token'
  if (params.has('code')) return 'You have an authorization code'
  return params.size > 0 ? 'This arrived' : 'Nothing arrived yet'
}

const copyButton = (id: string): string => html`<button type="button" class="tool" data-copy="${id}">Copy</button>`

const refused = ({ params, reason }: Arrived): string =>
  params.has('error')
    ? html`<div class="error" role="alert"><strong>${params.get('error')}</strong> ${params.get('error_description') ?? ''}</div>
<p>!${reason === undefined ? 'The log of mockta says in one line what to change.' : html`What to change: ${reason}`}</p>`
    : ''

const callApi = ({ params, orgUrl }: Arrived): string => {
  const token = params.get('access_token')
  if (token === undefined) return ''
  const url = `${orgUrl}/api/v1/users/me`
  return html`<h2>Call the API with it</h2>
<pre id="curl" tabindex="0">${command(['curl', url], ['-H', `Authorization: Bearer ${token}`])}</pre>
<p class="tools">!${copyButton('curl')}<button type="button" class="tool" data-call="${url}" data-token="${token}">Try it here</button></p>
<pre id="answer" tabindex="0" aria-live="polite" hidden></pre>`
}

const exchangeCode = ({ params, orgUrl, callbackUrl, owner }: Arrived): string => {
  const code = params.get('code')
  if (code === undefined) return ''
  const { clientId, clientSecret, pkceRequired } = owner ?? {
    clientId: 'CLIENT_ID',
    clientSecret: 'CLIENT_SECRET',
    pkceRequired: false,
  }
  const curl = command(
    ['curl', `${orgUrl}/oauth2/v1/token`],
    clientSecret === undefined ? ['-d', `client_id=${clientId}`] : ['-u', `${clientId}:${clientSecret}`],
    ['-d', 'grant_type=authorization_code'],
    ['-d', `redirect_uri=${callbackUrl}`],
    ...(pkceRequired ? [['-d', 'code_verifier=YOUR_CODE_VERIFIER']] : []),
    ['-d', `code=${code}`],
  )
  return html`<h2>Exchange it for tokens, once, within five minutes</h2>
<pre id="exchange" tabindex="0">${curl}</pre>
<p class="tools">!${copyButton('exchange')}</p>`
}

const tokens = ({ params, now }: Arrived): string =>
  [
    ['access_token', 'What the access token says'],
    ['id_token', 'What the ID token says'],
  ]
    .map(([name = '', title]) => {
      const token = params.get(name)
      return token === undefined ? '' : html`<h2>${title}</h2>!${decodedToken(token, now)}`
    })
    .join('')

const everything = ({ params }: Arrived): string => {
  const rows = [...params].map(([name, value], index) => {
    const isLong = value.length > 100
    return html`<tr><th scope="row">${name}</th><td><code class="${isLong ? 'long' : ''}" id="${`value-${index}`}">${value}</code>!${isLong ? copyButton(`value-${index}`) : ''}</td></tr>`
  })
  return html`<h2>All parameters</h2><table>!${rows.join('')}</table>`
}

const nothing = `<p>Open the authorize URL that mockta printed when it started.</p>
<noscript><p>Should there be something behind the # in the address: only a script can show it, and scripts are off.</p></noscript>`

export const callbackPage = (arrived: Arrived): Page => {
  const { how, params, orgUrl, nonce } = arrived
  const title = titleOf(params)
  const sections = [refused, callApi, exchangeCode, tokens, everything]
  return layout({
    title: `${title} - mockta`,
    wide: true,
    main: html`!${mark}
<h1>${title}</h1>
!${params.size === 0 ? nothing : html`<p class="soft">${hows[how]}</p>!${sections.map((section) => section(arrived)).join('\n')}`}`,
    script: { nonce, code: callbackScript, connectTo: `'self' ${new URL(orgUrl).origin}` },
  })
}
