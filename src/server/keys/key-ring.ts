// The keys an org signs with. RS256 only: the one algorithm Okta's discovery document lists (S-002).
import type { JWK } from 'jose'

/** Claims of a token, in the order in which they are written. */
export type Claims = Readonly<Record<string, unknown>>

/** A token whose signature one of the org's keys made. */
export interface Verified {
  readonly header: Readonly<Record<string, unknown>>
  readonly claims: Claims
}

/** How an access token is signed. */
export interface AccessTokenSigning {
  /** Goes between `kid` and `alg`, as Okta writes it (S-003). */
  readonly typ?: string
  /** Who is to verify it: the org alone may use a key that it does not publish. */
  readonly readers: 'org' | 'anyone'
}

/** Key ids by what the key is for. */
export interface KeyRingState {
  /** Signs from now on. */
  readonly active: string
  /** Signs after the next rotation, and is published already. */
  readonly next: string
  /** Signed before, and is still published. */
  readonly retired: readonly string[]
}

/** The keys of one org. Every method waits for keys that are still being made. */
export interface KeyRing {
  /** A compact JWS. */
  signAccessToken(claims: Claims, signing: AccessTokenSigning): Promise<string>
  signIdToken(claims: Claims): Promise<string>
  /** The JWK set that `/keys` publishes, the active key first; the same list until a rotation (S-620). */
  published(): Promise<readonly JWK[]>
  /** Checks the signature alone, with published and unpublished keys; undefined if no key of this org made it. */
  verify(token: string): Promise<Verified | undefined>
  state(): Promise<KeyRingState>
  /** The next key becomes the active one. `forget`: keys that signed before are gone at once, and their tokens with them. */
  rotate(options: { readonly forget: boolean }): Promise<KeyRingState>
  /** Back to the first key. */
  reset(): void
}
