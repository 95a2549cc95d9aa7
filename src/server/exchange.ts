// A request and its answer as plain values: what an endpoint sees of HTTP, and all it may say back.
import type { Deps } from './deps.js'

/** Parameters of a query or form: each name once, empty values left out (RFC 6749 3.1 treats them as omitted). */
export type Params = ReadonlyMap<string, string> & {
  /** Names that were sent more than once, empty values included. */
  readonly repeated: readonly string[]
}

/** The body of a request, read once. `mediaType` is lower case and without parameters, empty where none was sent. */
export type Body =
  | { readonly kind: 'none' }
  | { readonly kind: 'form'; readonly params: Params }
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'malformed'; readonly mediaType: string }
  | { readonly kind: 'other'; readonly mediaType: string }

/** One HTTP request, parsed. Header names are lower case. */
export interface Ask {
  readonly method: string
  /** The path as asked, without the query. */
  readonly path: string
  readonly query: Params
  readonly body: Body
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly cookies: Readonly<Record<string, string | undefined>>
  /** Values of the path's placeholders, decoded: `/api/v1/users/:userId` gives `userId`. */
  readonly route: Readonly<Record<string, string>>
  /** 32 hexadecimal digits; the answer's `x-okta-request-id`. */
  readonly requestId: string
  readonly trace: Trace
}

/** What an endpoint tells the journal and the log about the request it is answering. Written to while answering. */
export interface Trace {
  clientId?: string
  /** Login of the user concerned. */
  user?: string
  /** What was decided, in a few words: `signed in`, `code issued`. */
  decision?: string
  refusal?: Explanation
  /** Things a developer should know although nothing was refused: a scope that was dropped, say. */
  readonly notes: string[]
  /** What left the server: kind and raw value; the journal decodes tokens when it is read. */
  readonly issued: { readonly kind: string; readonly value: string }[]
}

/** Why a request was refused: the catalogue's rule, and one line that says what to change. */
export interface Explanation {
  readonly rule: string
  readonly source: string
  readonly reason: string
}

/** A cookie to set; `maxAge` in seconds, 0 removes it. Attributes that depend on TLS are added where it is sent. */
export interface SetCookie {
  readonly name: string
  readonly value: string
  readonly maxAge?: number
}

interface Head {
  readonly status: number
  /** A list is one header a value; an empty one leaves out a header that all answers have. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  readonly cookies?: readonly SetCookie[]
}

/** The answer to a request: a plain value that tests compare whole. `jsonText` is JSON serialised beforehand. */
export type Answer = Head &
  (
    | { readonly json: unknown }
    | { readonly jsonText: string }
    | { readonly html: string }
    | { readonly redirect: string }
    | { readonly empty: true }
  )

/** Answers one method of one URL. Refusals are thrown. */
export type Endpoint = (ask: Ask, deps: Deps) => Answer | Promise<Answer>

/** Headers of every answer that depends on the moment: recorded on tokens, API answers and their errors (S-001). */
export const noStore = {
  'cache-control': 'no-cache, no-store',
  pragma: 'no-cache',
  expires: '0',
} as const

/** Reads parameters from a parsed query or form. */
export const readParams = (search: URLSearchParams): Params => {
  const values = new Map<string, string>()
  const seen = new Set<string>()
  const repeated: string[] = []
  for (const [name, value] of search) {
    if (seen.has(name)) repeated.push(name)
    else if (value !== '') values.set(name, value)
    seen.add(name)
  }
  return Object.assign(values, { repeated })
}

/** An empty trace, for a request that has just arrived. */
export const newTrace = (): Trace => ({ notes: [], issued: [] })
