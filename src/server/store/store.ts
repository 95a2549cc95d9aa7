// Short-lived protocol state, by intent. Asynchronous and atomic, so that replicas can share one.

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
}

/** A signed-in browser. Times are epoch seconds. */
export interface Session {
  readonly id: string
  readonly userId: string
  readonly createdAt: number
  readonly authTime: number
  readonly amr: readonly string[]
  readonly expiresAt: number
}

/** Who proved themselves to /api/v1/authn, until the session token is turned into a session. */
export interface Proof {
  readonly userId: string
  readonly amr: readonly string[]
  readonly authTime: number
}

/** An authorization request that waits for its user to sign in. */
export interface Transaction {
  readonly serverId: string
  readonly params: Readonly<Record<string, string>>
}

/**
 * State that expires by itself. `put…` stores under a key its caller made, `find…` reads, `take…` reads and removes in
 * one step: of two callers with the same key one gets the value and the other undefined. Lifetimes are in seconds.
 */
export interface Store {
  putCode(code: string, value: Code, lifetimeSeconds: number): Promise<void>
  takeCode(code: string): Promise<Code | undefined>
  putSession(value: Session): Promise<void>
  findSession(id: string): Promise<Session | undefined>
  takeSession(id: string): Promise<Session | undefined>
  putSessionToken(token: string, value: Proof, lifetimeSeconds: number): Promise<void>
  takeSessionToken(token: string): Promise<Proof | undefined>
  putTransaction(stateToken: string, value: Transaction, lifetimeSeconds: number): Promise<void>
  findTransaction(stateToken: string): Promise<Transaction | undefined>
  takeTransaction(stateToken: string): Promise<Transaction | undefined>
  /** 43 base64url characters that name a new token, for its `jti`. */
  newTokenId(): Promise<string>
  /** A token that must not be accepted any more, until it would have expired anyway. */
  revokeToken(jti: string, expiresAt: number): Promise<void>
  /** Whether the token was revoked, or made before the last `clear`. */
  isRevoked(jti: string): Promise<boolean>
  clear(): Promise<void>
}
