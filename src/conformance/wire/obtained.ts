// The tokens that this run was given: the only ones it may revoke, and those it revokes at its end.

/** A token and the client it was given to. */
export interface ObtainedToken {
  readonly token: string
  readonly kind: 'access_token' | 'refresh_token'
  readonly clientId: string
}

/** Grows while the run lasts. */
export interface Obtained {
  add(token: ObtainedToken): void
  has(token: string): boolean
  /** Refresh tokens first: with them go the access tokens. */
  all(): readonly ObtainedToken[]
}

/** The beginning of any token that a check makes up. */
export const madeUpPrefix = 'conformance-made-up-'

export const createObtained = (): Obtained => {
  const tokens = new Map<string, ObtainedToken>()
  return {
    add: (token) => void tokens.set(token.token, token),
    has: (token) => tokens.has(token),
    all: () => [...tokens.values()].sort((a, b) => b.kind.localeCompare(a.kind)),
  }
}
