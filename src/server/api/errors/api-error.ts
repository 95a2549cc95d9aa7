// One refusal of Okta's API as the client sees it.

/** `{0}`, `{1}` … in a text stand for the refusal's values. */
export interface ApiError {
  readonly status: number
  readonly code: string
  readonly summary: string
  readonly source: string
}
