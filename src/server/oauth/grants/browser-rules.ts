// What /token asks of a request that a browser's script sends: one with an Origin header.
import type { Code } from '../../store/store.js'
import { refuse } from '../catalogue.js'
import type { TokenRequest } from './grant.js'

const originOf = (uri: string): string => {
  try {
    return new URL(uri).origin.toLowerCase()
  } catch {
    return ''
  }
}

/** A script must have used PKCE (S-047). */
export const requirePkceInBrowsers = ({ ask }: TokenRequest, code: Code): void => {
  const origin = ask.headers.origin
  if (origin === undefined || code.codeChallenge !== undefined) return
  refuse('browserWithoutPkce', {
    reason: `the request has Origin "${origin}" and its code was asked for without code_challenge: use PKCE in browsers, or send the request from a server`,
  })
}

/** A script comes from the origin of a registered redirect URI (S-048). */
export const requireRegisteredOrigin = ({ ask, app }: TokenRequest): void => {
  const origin = ask.headers.origin
  if (origin === undefined) return
  if (!app.redirectUris.some((uri) => originOf(uri) === origin.toLowerCase())) {
    refuse('browserOriginNotRegistered', {
      reason: `Origin "${origin}" is not that of a redirect URI of "${app.label}" (${app.clientId}): add one under apps[].redirect_uris`,
    })
  }
}
