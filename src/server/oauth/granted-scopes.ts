// The scopes that a request gets, with a note in the log for each that it does not get.
import type { Trace } from '../exchange.js'
import type { App } from '../org/records.js'
import type { AuthorizationServer } from './authorization-server.js'

/** What asks for scopes, and how the client gets its tokens: a redirect never carries a refresh token. */
export interface ScopeRequest {
  readonly server: AuthorizationServer
  readonly app: App
  readonly asked: readonly string[]
  readonly channel: 'token endpoint' | 'redirect'
}

/**
 * The scopes without offline_access where no refresh token will follow: in a redirect (S-509), and for an app that
 * lacks the grant type refresh_token, of which nobody knows what Okta answers (differences.md).
 */
const dropOfflineAccess = (scopes: readonly string[], { app, channel }: ScopeRequest, trace: Trace) => {
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

/** The scopes that the app gets; refuses those that nobody may ask for (S-052). */
export const grantScopes = (request: ScopeRequest, trace: Trace): readonly string[] => {
  const { server, app, asked } = request
  const { granted, dropped } = server.grantScopes(app, asked)
  for (const scope of dropped) {
    trace.notes.push(
      `scope ${scope} is not in the grants of "${app.label}" (${app.clientId}) and was left out: add it under apps[].grants`,
    )
  }
  return dropOfflineAccess(granted, request, trace)
}
