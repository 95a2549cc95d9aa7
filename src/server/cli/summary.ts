// What a person reads when the org is ready.
import type { AppSettings, ResolvedSettings } from '../config/shape.js'

/** An org that is ready. */
export interface Ready {
  readonly url: string
  readonly issuer: string
  readonly adminUrl: string
  /** The certificate that clients have to trust. */
  readonly caFile?: string
  readonly settings: ResolvedSettings
  /** Unguessable values for the printed URL. */
  readonly state: string
  readonly nonce: string
}

const scope = 'okta.users.read'

const table = (rows: readonly (readonly string[])[]): readonly string[] => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  return rows.map((row) => `    ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())
}

const section = (title: string, rows: readonly (readonly string[])[]): readonly string[] =>
  rows.length === 0 ? [] : ['', `  ${title}`, ...table(rows)]

/** Grant names without what all the long ones start with. */
const shortGrant = (name: string): string => name.replace(/^.*[:/]/, '')

const appRow = ({ client_id, application_type, label, grant_types }: AppSettings): readonly string[] => [
  client_id,
  application_type,
  label,
  grant_types.map(shortGrant).join(' '),
]

/** An authorize URL to paste, for the first app that may have a token by redirect and lands on the callback page. */
export const authorizeUrl = ({ issuer, adminUrl, settings, state, nonce }: Ready): string | undefined => {
  const redirectUri = `${adminUrl}/callback`
  const app = settings.apps.find(
    ({ status, response_types, redirect_uris, grants }) =>
      status === 'ACTIVE' &&
      response_types.includes('token') &&
      redirect_uris.includes(redirectUri) &&
      grants.includes(scope),
  )
  if (app === undefined) return undefined
  const params = new URLSearchParams({
    client_id: app.client_id,
    response_type: 'token',
    response_mode: 'fragment',
    scope,
    redirect_uri: redirectUri,
    state,
    nonce,
  })
  return `${issuer}/oauth2/v1/authorize?${params}`
}

/** How the clients of an org with a local certificate come to trust it. */
const trust = (caFile: string | undefined): readonly string[] =>
  caFile === undefined
    ? []
    : [`  CA      ${caFile}`, '', '  Trust it in Node:', '', `  export NODE_EXTRA_CA_CERTS='${caFile}'`]

/** The text, with an empty line at either end. */
export const summary = (ready: Ready): string => {
  const { issuer, adminUrl, settings } = ready
  const url = authorizeUrl(ready)
  const lines = [
    '',
    `  Issuer  ${issuer}`,
    `  Admin   ${adminUrl}`,
    ...trust(ready.caFile),
    ...section('Apps', settings.apps.map(appRow)),
    ...section(
      'Users',
      settings.users.map(({ profile, credentials, roles }) => [
        profile.login,
        credentials.password?.value ?? '(no password)',
        roles.join(' '),
      ]),
    ),
    ...section(
      'API tokens',
      settings.apiTokens.map(({ token, user }) => [token, user]),
    ),
    ...(url === undefined ? [] : ['', '  Paste this into a browser to get an access token:', '', `  ${url}`]),
    '',
  ]
  return `${lines.join('\n')}\n`
}
