// One request and its answer: as a check sees them, and as they are kept.

/** What is sent. Header names in lower case. */
export interface WireRequest {
  readonly method: string
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** Why something is sent: the check's own subject, or what it takes to get there. */
export type Purpose = 'check' | 'setup' | 'sign-in'

/** What came back, unredacted: for the check alone. */
export interface WireResponse {
  readonly status: number
  /** In the order received; names in lower case. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly text: string
  /** The body parsed where it is JSON, else undefined. */
  readonly json: unknown
  readonly request: WireRequest
  /** Where the transcript keeps it. */
  readonly exchange: Exchange
  /** The first header of that name. */
  header(name: string): string | undefined
}

/** Who talks in a login of a client. `client` is the app or library under test. */
export type Party = 'browser' | 'client' | 'org'

/** What the transcript keeps: every secret is replaced before it gets here. */
export interface Exchange {
  /** From 1, in the order sent by one check. */
  readonly number: number
  readonly purpose: Purpose
  /** Who asked whom; undefined: the kit asked the server. */
  readonly between?: readonly [from: Party, to: Party]
  /** Milliseconds from sending to the whole answer. */
  readonly durationMs: number
  readonly request: {
    readonly method: string
    readonly url: string
    readonly headers: Readonly<Record<string, string>>
    readonly body?: string
  }
  readonly response?: {
    readonly status: number
    readonly headers: readonly (readonly [name: string, value: string])[]
    readonly body: string
  }
  /** Why there is no answer. */
  readonly failure?: string
}

/** The members of a JSON object body; empty for anything else. */
export const members = (response: WireResponse): Readonly<Record<string, unknown>> => {
  const { json } = response
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? { ...json } : {}
}

/** A text member of a JSON body. */
export const textMember = (response: WireResponse, name: string): string | undefined => {
  const value = members(response)[name]
  return typeof value === 'string' ? value : undefined
}
