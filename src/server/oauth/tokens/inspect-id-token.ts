// An ID token that somebody shows: did this server issue it, and for whom?
import type { Deps } from '../../deps.js'
import type { Claims } from '../../keys/key-ring.js'
import type { App } from '../../org/records.js'
import type { AuthorizationServer } from '../authorization-server.js'

/** An ID token of the server. `expired`: genuine, but past its lifetime. */
export interface InspectedIdToken {
  readonly claims: Claims
  readonly app: App
  readonly userId: string
  /** The part of its `jti` that knows when it was made. */
  readonly madeAs: string
  readonly expired: boolean
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The token, or why it is none, for the log. */
export const inspectIdToken = async (
  token: string,
  server: AuthorizationServer,
  deps: Deps,
): Promise<InspectedIdToken | { readonly reason: string }> => {
  const verified = await deps.keys.verify(token)
  if (verified === undefined) return { reason: 'no key of this org signed it: is it cut, or of another run?' }
  const { claims } = verified
  const [kind, madeAs = ''] = text(claims.jti).split('.')
  if (kind !== 'ID') return { reason: 'it is not an ID token: is it the access token?' }
  if (claims.iss !== server.issuer) {
    return { reason: `it was issued by ${text(claims.iss)} and is good there, not at ${server.issuer}` }
  }
  const app = deps.org.findApp(text(claims.aud))
  if (app?.status !== 'ACTIVE') return { reason: `its app ${text(claims.aud)} is ${app?.status ?? 'gone'}` }
  return { claims, app, userId: text(claims.sub), madeAs, expired: Number(claims.exp) <= deps.now() }
}
