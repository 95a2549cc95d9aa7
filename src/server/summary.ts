// What mockta prints when it is ready.
import type { OrgContent } from './org/org.js'

interface Ready {
  readonly url: string
  readonly adminUrl: string
  readonly content: OrgContent
  /** Unguessable values for the printed URL. */
  readonly state: string
  readonly nonce: string
}

const table = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  return rows
    .map(
      (row) =>
        `  ${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}`,
    )
    .join('\n')
}

/** An authorize URL to paste, for the first app that may have a token by redirect and lands on the callback page. */
export const authorizeUrl = ({ url, adminUrl, content, state, nonce }: Ready): string | undefined => {
  const redirectUri = `${adminUrl}/callback`
  const app = content.apps.find(
    ({ responseTypes, redirectUris }) => responseTypes.includes('token') && redirectUris.includes(redirectUri),
  )
  if (app === undefined) return undefined
  const params = new URLSearchParams({
    client_id: app.clientId,
    response_type: 'token',
    response_mode: 'fragment',
    scope: 'okta.users.read',
    redirect_uri: redirectUri,
    state,
    nonce,
  })
  return `${url}/oauth2/v1/authorize?${params}`
}

/** The text for people. */
export const summary = (ready: Ready): string => {
  const { url, adminUrl, content } = ready
  const apps = content.apps.map(({ clientId, applicationType, label, grantTypes }) => [
    clientId,
    applicationType,
    label,
    grantTypes.join(' '),
  ])
  const users = content.users.map(({ profile, password, roles }) => [
    profile.login,
    password ?? '(no password)',
    roles.join(' '),
  ])
  const paste = authorizeUrl(ready)
  return [
    '',
    `  Issuer  ${url}`,
    `  Admin   ${adminUrl}`,
    '',
    '  Apps',
    table(apps),
    '',
    '  Users',
    table(users),
    ...(paste === undefined ? [] : ['', '  Paste this into a browser to get an access token:', `  ${paste}`]),
    '',
  ].join('\n')
}
