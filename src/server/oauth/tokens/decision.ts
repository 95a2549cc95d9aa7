// What a grant or an authorization decides; issue.ts makes strings of it.
import type { App, User } from '../../org/records.js'
import type { RefreshTokenLifetimes } from '../authorization-server.js'

/** A person who signed in, when and how. `authTime` is epoch seconds. */
export interface Subject {
  readonly user: User
  readonly authTime: number
  readonly amr: readonly string[]
  /** The authentication context that was asked for and reached. */
  readonly acr?: string
}

/** What was decided about a request: for whom, with which scopes, and which tokens go out. Times are epoch seconds. */
export interface Decision {
  readonly app: App
  readonly scopes: readonly string[]
  /** The person who signed in, and how; undefined where the app acts for itself. */
  readonly subject?: Subject
  readonly accessToken: boolean
  readonly idToken: boolean
  readonly nonce?: string
  /** A code that leaves in the same answer, for `c_hash`. */
  readonly code?: string
  /** A new refresh token, or the one that the access token comes from; with `value` it goes out. */
  readonly refresh?: 'new' | { readonly id: string; readonly value?: string }
  /** How long a new refresh token lives; undefined: as its server has it. */
  readonly refreshTokens?: RefreshTokenLifetimes
  /** The thumbprint of the key that the tokens are bound to (RFC 9449 6.1). */
  readonly jkt?: string
}
