// One refusal of an authorization server as the client sees it.

/** `{0}`, `{1}` … in a text stand for the refusal's values. */
export interface OAuthError {
  readonly status: number
  readonly error: string
  readonly description: string
  readonly source: string
  /** `api`: the body has the shape of Okta's API errors, not of RFC 6749 5.2. */
  readonly shape?: 'api'
}
