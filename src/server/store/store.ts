// Short-lived protocol state. Asynchronous and atomic, so that replicas can share one.
import type { Collection } from './collection.js'

/** What an authorization code stands for. Times are epoch seconds. */
export interface Code {
  readonly serverId: string
  readonly clientId: string
  readonly redirectUri: string
  readonly userId: string
  readonly scopes: readonly string[]
  readonly nonce?: string
  readonly codeChallenge?: string
  readonly authTime: number
  readonly amr: readonly string[]
  readonly acr?: string
}

/** A signed-in browser. Times are epoch seconds. */
export interface Session {
  readonly id: string
  readonly userId: string
  readonly createdAt: number
  /** When the password was checked. */
  readonly authTime: number
  /** When a second factor was checked; undefined if none was. */
  readonly factorTime?: number
  readonly amr: readonly string[]
  readonly expiresAt: number
}

/** Who proved themselves to /api/v1/authn, until the session token is turned into a session. */
export interface Proof {
  readonly userId: string
  readonly amr: readonly string[]
  readonly authTime: number
}

/** A sign-in by /api/v1/authn that waits for a code or for a new password. `authTime`: epoch seconds. */
export interface AuthnTransaction {
  readonly status: 'MFA_REQUIRED' | 'PASSWORD_EXPIRED'
  readonly userId: string
  readonly amr: readonly string[]
  readonly authTime: number
}

/** What an authorization request waits for its user to do. Times are epoch seconds. */
export type Awaited =
  | { readonly kind: 'password' }
  /** The second factor of somebody who has no session yet. */
  | { readonly kind: 'code'; readonly userId: string; readonly passwordTime: number }
  /** A new password of somebody who has proven who they are by an expired one. */
  | {
      readonly kind: 'new password'
      readonly userId: string
      readonly amr: readonly string[]
      readonly passwordTime: number
    }
  /** The second factor of somebody who signed in without; `fresh`: during this request. */
  | { readonly kind: 'step up'; readonly sessionId: string; readonly fresh: boolean }
  | {
      readonly kind: 'consent'
      readonly sessionId: string
      readonly fresh: boolean
      readonly scopes: readonly string[]
    }

/** An authorization request, or a device, that waits for its user. */
export interface Transaction {
  readonly serverId: string
  readonly params: Readonly<Record<string, string>>
  /** The code that was typed for a device. */
  readonly userCode?: string
  readonly awaited: Awaited
}

/** An authorization request that an app pushed to /par. */
export interface PushedRequest {
  readonly serverId: string
  readonly clientId: string
  readonly params: Readonly<Record<string, string>>
}

/** A device that waits to be let in. Times are epoch seconds. */
export interface DeviceCode {
  readonly serverId: string
  readonly clientId: string
  readonly scopes: readonly string[]
  readonly expiresAt: number
  /** The last time it asked. */
  readonly polledAt?: number
  /** Who lets it in, and how they signed in. */
  readonly decision?: 'denied' | { readonly userId: string; readonly authTime: number; readonly amr: readonly string[] }
}

/**
 * A refresh token: what it was granted for, and which of its strings counts. The strings themselves are not kept: each
 * carries the token's id and its number. Times are epoch seconds.
 */
export interface RefreshToken {
  /** `oar…`: the third part of the `jti` of the access tokens that go with it. */
  readonly id: string
  /** A token id, which knows when the refresh token was made. */
  readonly madeAs: string
  readonly serverId: string
  readonly clientId: string
  readonly userId: string
  readonly scopes: readonly string[]
  readonly authTime: number
  readonly amr: readonly string[]
  readonly acr?: string
  /** The thumbprint of the key it is bound to. */
  readonly jkt?: string
  readonly expiresAt: number
  /** It ends when it is not used for so long. */
  readonly idleSeconds?: number
  readonly usedAt: number
  /** What its strings are made and checked with. */
  readonly secret: string
  /** The number of its newest string, from 0. */
  readonly newest: number
  /** The strings that were replaced in the last minute: numbers `from` to `to`, all in the same second `at`. */
  readonly replaced: readonly { readonly from: number; readonly to: number; readonly at: number }[]
}

/** Everything that expires by itself, one collection a kind. */
export interface Store {
  /** By code. */
  readonly codes: Collection<Code>
  /** By device code. */
  readonly deviceCodes: Collection<DeviceCode>
  /** The device codes that people have not decided about yet, by user code. */
  readonly userCodes: Collection<string>
  /** By id, `oar…`. */
  readonly refreshTokens: Collection<RefreshToken>
  /** By session id. */
  readonly sessions: Collection<Session>
  /** By session token. */
  readonly sessionTokens: Collection<Proof>
  /** By state token. */
  readonly transactions: Collection<Transaction>
  /** By state token. */
  readonly authnTransactions: Collection<AuthnTransaction>
  /** Identifiers that work once: `jti` of assertions, proofs and request objects, and `request_uri`. */
  readonly usedIds: Collection<true>
  /** Scopes that a user has let an app have at a server, by `consentKey`. */
  readonly consents: Collection<readonly string[]>
  /** Wrong passwords in a row, by user id. */
  readonly passwordFailures: Collection<number>
  /** By request_uri. */
  readonly pushedRequests: Collection<PushedRequest>
  /** Nonces for DPoP proofs by themselves, and the one given out now by the word `current`. */
  readonly nonces: Collection<string>
  /** 43 base64url characters that name a new token, session or family of tokens; later ones know that they are later. */
  newTokenId(): Promise<string>
  /** Ends everything that was made so far and answers to the key: a `jti`, or the id of a user or an app. */
  revoke(key: string, lifetimeSeconds: number): Promise<void>
  /** Ends everything that answers to the key, also what is made later: for keys that name one thing only. */
  end(key: string, lifetimeSeconds: number): Promise<void>
  /** Whether the token id was made before the last `clear`, or before one of its keys was revoked. */
  isRevoked(tokenId: string, keys: readonly string[]): Promise<boolean>
  clear(): Promise<void>
}
