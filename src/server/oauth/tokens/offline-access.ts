// offline_access: asks for a refresh token, where there can be one.
import type { Trace } from '../../exchange.js'
import type { App } from '../../org/records.js'

/** How the client gets its tokens: from /token, or in the redirect itself, which never carries a refresh token. */
export type Channel = 'token endpoint' | 'redirect'

/**
 * The scopes without offline_access where no refresh token will follow: in a redirect (S-509), and for an app that
 * lacks the grant type refresh_token, of which nobody knows what Okta answers (differences.md).
 */
export const keepOfflineAccess = (
  app: App,
  scopes: readonly string[],
  channel: Channel,
  trace: Trace,
): readonly string[] => {
  if (!scopes.includes('offline_access')) return scopes
  const refreshes = app.grantTypes.includes('refresh_token')
  if (refreshes && channel === 'token endpoint') return scopes
  trace.notes.push(
    refreshes
      ? 'scope offline_access was left out: a refresh token needs response_type=code'
      : `scope offline_access was left out: "${app.label}" (${app.clientId}) lacks the grant type refresh_token, add it under apps[].grant_types`,
  )
  return scopes.filter((scope) => scope !== 'offline_access')
}
