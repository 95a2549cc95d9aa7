// What the kit and an adapter say to each other: one JSON object a line, one answer to each request.

/** Raised when a message changes its meaning. */
export const protocolVersion = 1

/** What an adapter can do. */
export const operations = [
  'configure',
  'authorize',
  'callback',
  'userinfo',
  'refresh',
  'logout',
  'clientCredentials',
  'callApi',
] as const
export type Operation = (typeof operations)[number]

/** Why a client says it rejected: a note in the report, never a verdict. */
export const reasons = [
  'state',
  'nonce',
  'iss',
  'aud',
  'exp',
  'signature',
  'alg',
  'hash',
  'azp',
  'issuer',
  'token-response',
  'idp-error',
  'network',
  'other',
] as const
export type Reason = (typeof reasons)[number]

/** How the client is to be set up. `clock` is ISO 8601. */
export interface Configuration {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret?: string
  readonly redirectUri: string
  readonly scopes: readonly string[]
  readonly auth: string
  readonly pkce: boolean
  readonly responseType: string
  readonly caFile?: string
  readonly privateKey?: Readonly<Record<string, unknown>>
  readonly dpop?: boolean
}

/** A request, without its id. */
export type Request =
  | { readonly op: 'hello'; readonly protocol: number }
  | ({ readonly op: 'configure' } & Configuration)
  | { readonly op: 'authorize'; readonly session: string }
  | {
      readonly op: 'callback'
      readonly session: string
      readonly url: string
      /** Where the answer came by form_post. */
      readonly form?: readonly (readonly [name: string, value: string])[]
    }
  | { readonly op: 'userinfo' | 'refresh' | 'logout'; readonly session: string }
  | { readonly op: 'clientCredentials'; readonly scopes: readonly string[] }
  | { readonly op: 'callApi'; readonly url: string; readonly session?: string }

/** What the client made of it. */
export type Answered =
  | { readonly outcome: 'accepted'; readonly sub?: string; readonly url?: string; readonly status?: number }
  | {
      readonly outcome: 'rejected'
      readonly error?: { readonly name?: string; readonly message?: string; readonly reason?: string }
    }

/** An answer, as read from a line. `ok: false` is a broken adapter, not a rejection. */
export interface Reply {
  readonly id: number
  readonly ok: boolean
  readonly error?: string
  readonly name?: string
  readonly version?: string
  readonly lang?: string
  readonly ops?: readonly string[]
  readonly url?: string
  readonly outcome?: 'accepted' | 'rejected'
  readonly sub?: string
  readonly status?: number
  readonly reason?: string
}
